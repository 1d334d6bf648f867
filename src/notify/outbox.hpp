// Takes notices out of the outbox and hands them to the channel.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/outcome.hpp"
#include "domain/time.hpp"
#include "notify/channel.hpp"
#include "storage/database.hpp"
#include "storage/outbox.hpp"

namespace agri110::notify {

/// Due notices, hidden from others for two minutes: a process that dies in between only delays them.
Outcome<std::vector<storage::Notice>> claim_due(storage::Transaction& tx, const Instant& now, const int& most);
/// How a delivery went; "" means well. Failed ones come back after 1 min, 5 min, 30 min, 2 h and then every 12 h, eight
/// tries in all.
Outcome<bool> record_delivery(storage::Transaction& tx, const storage::Notice& notice, const std::string& error,
                              const Instant& now);

using TextOf = std::function<std::string(std::string_view key, const std::map<std::string, std::string>& arguments)>;

class Dispatcher {
public:
    Dispatcher(storage::Database& db, Channel& channel, Clock& clock, TextOf text_of)
        : db_(db), channel_(channel), clock_(clock), text_of_(std::move(text_of))
    {
    }

    /// Delivers at most 50 due notices; how many it tried. Blocks.
    std::size_t run_once();

private:
    storage::Database& db_;
    Channel& channel_;
    Clock& clock_;
    TextOf text_of_;
};

}  // namespace agri110::notify

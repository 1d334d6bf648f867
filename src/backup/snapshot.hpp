// What a snapshot says of itself, as text: where its list is, and what the list holds.
#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.hpp"

namespace agri110::backup {

/// Something in the store is not what was put there. The text names it.
class Damage : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a snapshot holds, as names of pieces.
struct Content {
    std::uint64_t database_size = 0;
    std::vector<std::string> blocks{};            // of the database, in order
    std::map<std::string, std::string> photos{};  // "ab/cd/<hash>.jpg" → its piece
};

/// Everything acknowledged before `taken` is in it.
struct Snapshot {
    int number = 0;  // 1, 2 …; a later one has a higher number, whatever the clock said
    Instant taken{};
    std::uint64_t database_size = 0;
    std::size_t photo_files = 0;
    std::vector<std::string> missing_photos{};  // hashes that the database names and no store had whole
    std::vector<std::string> list{};            // pieces that, one after the other, are the list
};

/// "snapshots/000042"
std::string key_of(int snapshot);
/// 0 for whatever is no snapshot.
int number_in(std::string_view key);

std::string text_of(const Snapshot& snapshot);
/// Throws Damage, with the snapshot's key.
Snapshot read_snapshot(int number, const std::string& text);

/// The list of a snapshot, cut into parts of which most stay the same when something is added.
std::vector<std::string> parts_of_list(const Content& content);
/// Throws Damage when it is no list.
Content read_list(const Snapshot& snapshot, const std::string& text);

}  // namespace agri110::backup

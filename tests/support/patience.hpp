// Waiting for what comes back by itself.
#pragma once

#include <chrono>
#include <thread>

#include "storage/transaction.hpp"

namespace agri110::storage {

/// Does `what` as soon as the database lets it: work is turned away at once until the next try to connect falls due.
template <class Do>
void once_it_is_back(Do what)
{
    for (;;) {
        try {
            return what();
        } catch (const StorageError&) {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    }
}

}  // namespace agri110::storage

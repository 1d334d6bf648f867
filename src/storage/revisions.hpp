// Numbers that grow with every change, by which other processes see what is new.
#pragma once

#include <string_view>

#include "storage/transaction.hpp"

namespace agri110::storage {

inline constexpr std::string_view documents_revision = "documents";
inline constexpr std::string_view knowledge_revision = "knowledge";

/// The next number. Held until the commit, so that whoever sees a number also sees all before it.
std::int64_t next_revision(Transaction& tx, std::string_view name);
std::int64_t current_revision(Transaction& tx, std::string_view name);

}  // namespace agri110::storage

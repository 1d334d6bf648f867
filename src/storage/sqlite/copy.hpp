// Copies of a database that others go on using, and what can be learned from a copy.
#pragma once

#include <string>
#include <vector>

#include "storage/photos.hpp"

namespace agri110::storage::sqlite {

/// Copies the database at `from`, as it is at one moment, page by page to the new file `to`: what did not change
/// between two copies is the same bytes at the same place. Works beside a running service, of which it is only a
/// reader, for no longer than copying takes. Not flushed. Throws StorageError.
void copy_database(const std::string& from, const std::string& to);
/// Throws StorageError.
void flush_copy(const std::string& copy);
/// "ok", or what SQLite finds wrong in a database that nobody else uses.
std::string check_copy(const std::string& copy);
std::vector<NamedPhoto> photos_in_copy(const std::string& copy);

}  // namespace agri110::storage::sqlite

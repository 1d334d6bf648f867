// How what was understood is kept in its column: candidates with the words that led to them.
#pragma once

#include <string>

#include "domain/understanding.hpp"

namespace agri110::storage {

std::string write_understood(const Understanding& understood);
/// Throws StorageError when the column does not hold what write_understood made.
Understanding read_understood(const std::string& text);

}  // namespace agri110::storage

// How what was understood and what was answered are kept in their columns.
#pragma once

#include <string>
#include <vector>

#include "domain/first_questions.hpp"
#include "domain/understanding.hpp"

namespace agri110::storage {

std::string write_understood(const Understanding& understood);
/// Throws StorageError when the column does not hold what write_understood made.
Understanding read_understood(const std::string& text);

std::string write_answers(const std::vector<Answer>& answers);
/// Throws StorageError when the column does not hold what write_answers made.
std::vector<Answer> read_answers(const std::string& text);

}  // namespace agri110::storage

// What a use case may answer: a value, or a refusal that a person can be told. A broken world is an exception instead.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace agri110 {

/// Why a request was refused; handlers map each to one HTTP status. Never 0, so that a forgotten value shows.
enum class Fault {
    invalid = 1,
    unauthenticated,
    forbidden,
    not_found,
    conflict,
    stale,
    too_large,
    unsupported_type,
    too_many,
};

/// One input field and what is wrong with it. `code` is a key of the message files.
struct FieldError {
    std::string field;
    std::string code;

    friend bool operator==(const FieldError&, const FieldError&) = default;
};

/// `code` is stable, is shown to programs, and is the key of the Chinese text shown to people.
struct Refusal {
    Fault fault;
    std::string code;
    std::vector<FieldError> fields{};
};

template <class T>
using Outcome = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(Fault fault, std::string code, std::vector<FieldError> fields = {})
{
    return std::unexpected(Refusal{fault, std::move(code), std::move(fields)});
}

}  // namespace agri110

// RFC 9457 problem+json: how every refusal looks, ours and the handlers'.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/response.hpp"

namespace agri110::http {

/// One field and what is wrong with it, in a program's word (`code`) and in a person's (`title`).
struct ProblemField {
    std::string field;
    std::string code;
    std::string title;
};

/// All texts must be UTF-8. Empty `detail`, `errors` and `request_id` are left out of the document.
struct Problem {
    int status = 400;
    std::string code;
    std::string title;
    std::string detail{};
    std::vector<ProblemField> errors{};
    std::string request_id{};
};

/// The finished answer, `application/problem+json`.
Response problem_response(const Problem& problem);

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& json, std::string_view text);

}  // namespace agri110::http

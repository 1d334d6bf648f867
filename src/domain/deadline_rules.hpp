// How long things may take, by urgency. Simple elapsed time; the values are the office's, in knowledge/deadlines.toml.
#pragma once

#include <chrono>

namespace agri110 {

struct DeadlineRules {
    struct Row {
        std::chrono::minutes accept{};   // from the offer until somebody must have taken it
        std::chrono::minutes answer{};   // from the report until the first answer
        std::chrono::minutes resolve{};  // from the report until it is resolved
        std::chrono::minutes close{};    // without a word from the reporter after an answer
    };
    Row normal{};
    Row urgent{};
};

}  // namespace agri110

// What a found document says, read when it is shown: the index itself holds no text.
#pragma once

#include <optional>
#include <string>

#include "search/document.hpp"
#include "service/context.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

struct DescribedDocument {
    search::DocumentKey key{};
    std::string title{};
    std::string crop{};
    ProblemKind kind = ProblemKind::other;
    std::string signs{};   // plain text
    std::string advice{};  // plain text: what to do now, as it can stand in an answer
    bool reviewed = false;
    int used = 0;
    int helped = 0;
};

/// Nothing when it is gone, or not public any more, since it was put into the index.
std::optional<DescribedDocument> describe(storage::Transaction& tx, const Context& context,
                                          const search::DocumentKey& key);

}  // namespace agri110::service

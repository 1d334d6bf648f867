// Knowledge files on their way from `load-knowledge` to a running service: on SQLite that one alone may write.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace agri110::app {

struct HandedKnowledge {
    std::vector<KnowledgeFile> files{};
    std::int64_t revision = 0;  // of the stored knowledge that they are meant to replace
};

/// Leaves the files in `folder`, which appears as a whole; an earlier one that was not taken is replaced. Throws
/// std::filesystem::filesystem_error.
void leave_handed(const std::filesystem::path& folder, const HandedKnowledge& handed);

/// Takes what lies in `folder`, so that nobody finds it again. Nothing when there is no such folder. Throws
/// std::filesystem::filesystem_error when a file is missing.
std::optional<HandedKnowledge> take_handed(const std::filesystem::path& folder);

}  // namespace agri110::app

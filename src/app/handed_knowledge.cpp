#include "app/handed_knowledge.hpp"

#include <fstream>
#include <string>

namespace agri110::app {
namespace {

namespace fs = std::filesystem;

constexpr auto revision_file = "revision";

fs::path beside(const fs::path& folder, const char* ending)
{
    return folder.parent_path() / (folder.filename().string() + ending);
}

}  // namespace

void leave_handed(const fs::path& folder, const HandedKnowledge& handed)
{
    const auto unfinished = beside(folder, ".part");
    fs::remove_all(unfinished);
    fs::create_directories(unfinished);
    write_files(unfinished, handed.files);
    std::ofstream(unfinished / revision_file) << handed.revision;
    fs::remove_all(folder);
    fs::rename(unfinished, folder);
}

std::optional<HandedKnowledge> take_handed(const fs::path& folder)
{
    if (!fs::exists(folder)) return std::nullopt;
    const auto taken = beside(folder, ".taken");
    fs::remove_all(taken);
    fs::rename(folder, taken);
    HandedKnowledge handed{.files = knowledge_files_of(taken)};
    std::ifstream(taken / revision_file) >> handed.revision;
    fs::remove_all(taken);
    return handed;
}

}  // namespace agri110::app

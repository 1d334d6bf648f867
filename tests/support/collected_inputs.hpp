// Bad inputs that others collected. They are read where they lie and are no part of this project: without them the
// tests that want them are skipped and say so; the inputs we wrote ourselves are thrown in any case.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace agri110 {

/// `bad-inputs/<kind>` in $AGRI110_SHARED, or in a folder `shared` beside the project or above it; empty if it is
/// nowhere.
inline std::filesystem::path collected_inputs(const std::string& kind)
{
    namespace fs = std::filesystem;
    if (const char* shared = std::getenv("AGRI110_SHARED")) return fs::path{shared} / "bad-inputs" / kind;
    for (fs::path at{AGRI110_SOURCE}; at.has_relative_path(); at = at.parent_path()) {
        if (const auto folder = at / "shared/bad-inputs" / kind; fs::is_directory(folder)) return folder;
    }
    return {};
}

}  // namespace agri110

/// Names the folder `folder`, or skips the test.
#define COLLECTED_INPUTS_OR_SKIP(folder, kind)             \
    const auto folder = ::agri110::collected_inputs(kind); \
    if (folder.empty()) GTEST_SKIP() << "no collected " << kind << "; set AGRI110_SHARED"

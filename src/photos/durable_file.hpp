// Files that are there after a power cut, whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace agri110::photos {

/// Writes beside `path`, flushes, and renames. The name itself lasts once its folder has been flushed. Throws
/// std::system_error and leaves nothing behind, but for a process that is killed: `path` with a dot and six letters.
void write_durably(const std::filesystem::path& path, std::string_view bytes);
void flush_folder(const std::filesystem::path& folder);
/// Makes the folder and everything above it that is missing, each durable in its parent.
void make_folder(const std::filesystem::path& folder);

}  // namespace agri110::photos

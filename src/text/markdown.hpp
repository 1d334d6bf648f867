// Markdown as safe HTML, by libcmark-gfm, and as plain text.
#pragma once

#include <string>
#include <string_view>

namespace agri110::text {

/// HTML without anything the writer could smuggle in: raw HTML is left out, links to scripts are emptied.
std::string to_safe_html(std::string_view markdown);
/// The words alone, a line each paragraph or list item ("- " before an item).
std::string to_plain(std::string_view markdown);

}  // namespace agri110::text

// multipart/form-data (RFC 7578, RFC 2046 §5.1), read piece by piece from a body of any size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/body.hpp"

namespace agri110::http {

enum class MultipartFault {
    not_multipart = 1,  // Content-Type is another one
    bad_boundary,       // missing, longer than 70, or of characters that may not stand in one
    bad_start,          // something other than empty lines before the first boundary
    bad_header,         // a part's header is malformed, folded, or holds a control character
    bad_disposition,    // Content-Disposition missing, doubled, not form-data, without name, or not UTF-8
    encoded_part,       // Content-Transfer-Encoding other than 7bit, 8bit, binary (RFC 7578 §4.7 ended it)
    truncated,          // the body ends before the closing boundary
    too_many_parts,
    header_too_large,
    part_too_large,
};

/// "http.multipart.bad_start" and so on: the code for a problem document.
std::string_view code_of(MultipartFault fault);

struct MultipartLimits {
    std::size_t parts = 32;
    std::size_t header_bytes = 2048;  // of one part
    std::uint64_t part_bytes = std::uint64_t{32} << 20;
    std::uint64_t memory_bytes = 64 << 10;  // larger parts go to the spool folder
};

/// `filename` is what the sender called it: show it, never use it as a path.
struct Part {
    Part() = default;

    std::string name;
    std::optional<std::string> filename;
    std::optional<std::string> content_type;
    Body content;
};

/// All parts in order. Reads files, so it blocks for as long as the disk takes. Throws std::system_error when the spool
/// folder cannot take a part.
std::expected<std::vector<Part>, MultipartFault> read_multipart(const Body& body, std::string_view content_type,
                                                                const std::filesystem::path& spool_folder,
                                                                const MultipartLimits& limits = {});

}  // namespace agri110::http

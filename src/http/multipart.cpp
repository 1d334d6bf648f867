#include "http/multipart.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "http/parameters.hpp"
#include "http/text.hpp"

namespace agri110::http {

namespace {

using Verdict = std::optional<MultipartFault>;  // nothing: go on

bool may_stand_in_boundary(char c)
{
    return is_digits({&c, 1}) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view{"'()+_,-./:=? "}.contains(c);
}

std::expected<std::string, MultipartFault> boundary_of(std::string_view content_type)
{
    const auto parsed = parse_parameterized(content_type);
    if (!parsed || parsed->value != "multipart/form-data") return std::unexpected(MultipartFault::not_multipart);
    const auto* boundary = parsed->find("boundary");
    const bool well_formed = boundary && !boundary->empty() && boundary->size() <= 70 && !boundary->ends_with(' ') &&
                             std::ranges::all_of(*boundary, may_stand_in_boundary);
    if (!well_formed) return std::unexpected(MultipartFault::bad_boundary);
    return *boundary;
}

Verdict read_disposition(Part& part, std::string_view value)
{
    const auto disposition = parse_parameterized(value);
    if (!disposition || disposition->value != "form-data") return MultipartFault::bad_disposition;
    const auto* name = disposition->find("name");
    if (!name || name->empty() || !is_utf8(*name)) return MultipartFault::bad_disposition;
    part.name = *name;
    if (const auto* filename = disposition->find("filename")) {
        if (!is_utf8(*filename)) return MultipartFault::bad_disposition;
        part.filename = *filename;
    }
    return {};
}

Verdict read_part_field(Part& part, std::string_view name, std::string_view value)
{
    if (equal_without_case(name, "Content-Disposition")) {
        return part.name.empty() ? read_disposition(part, value) : MultipartFault::bad_disposition;
    }
    if (equal_without_case(name, "Content-Type")) {
        if (part.content_type) return MultipartFault::bad_header;
        part.content_type = value;
    }
    if (equal_without_case(name, "Content-Transfer-Encoding")) {
        constexpr std::array<std::string_view, 3> plain{"7bit", "8bit", "binary"};
        const auto is_value = [&](std::string_view each) { return equal_without_case(each, value); };
        if (std::ranges::none_of(plain, is_value)) return MultipartFault::encoded_part;
    }
    return {};
}

/// `block`: the header lines of one part, each with its line end.
Verdict read_part_header(Part& part, std::string_view block)
{
    while (!block.empty()) {
        const auto line = block.substr(0, block.find("\r\n"));
        block.remove_prefix(line.size() + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return MultipartFault::bad_header;
        const auto name = line.substr(0, colon);
        const auto value = trim(line.substr(colon + 1));
        if (!is_token(name) || !is_field_value(value)) return MultipartFault::bad_header;
        if (const auto fault = read_part_field(part, name, value)) return fault;
    }
    return part.name.empty() ? Verdict{MultipartFault::bad_disposition} : Verdict{};
}

/// Reads one body. The window holds what is read but not yet given away; it never grows beyond a piece and a delimiter
/// or a part's header.
class MultipartReader {
public:
    MultipartReader(const Body& body, const std::string& boundary, const std::filesystem::path& spool_folder,
                    const MultipartLimits& limits)
        : source_(body.open()), delimiter_("\r\n--" + boundary), spool_folder_(spool_folder), limits_(limits)
    {
    }

    std::expected<std::vector<Part>, MultipartFault> read_all()
    {
        std::vector<Part> parts;
        auto verdict = read_start();
        while (!verdict && !at_close_) {
            if (parts.size() == limits_.parts) return std::unexpected(MultipartFault::too_many_parts);
            verdict = read_part(parts.emplace_back());
        }
        if (verdict) return std::unexpected(*verdict);
        return parts;
    }

private:
    /// Up to the end of the first delimiter line. RFC 2046 allows any preamble; nobody sends one but empty lines.
    Verdict read_start()
    {
        window_ = "\r\n";  // so that a delimiter at the very start looks like every other
        for (int empty_lines = 0; empty_lines < 4 && has(delimiter_.size() + 2); ++empty_lines) {
            if (window_.starts_with("\r\n\r\n")) window_.erase(0, 2);
        }
        if (!has(delimiter_.size() + 2)) return MultipartFault::truncated;
        if (!window_.starts_with(delimiter_)) return MultipartFault::bad_start;
        return is_delimiter_at(0) ? take_delimiter() : Verdict{MultipartFault::bad_start};
    }

    Verdict read_part(Part& part)
    {
        const auto end = find_header_end();
        if (!end) return end.error();
        if (const auto fault = read_part_header(part, std::string_view{window_}.substr(0, *end))) return fault;
        window_.erase(0, *end);  // the empty line stays: without content the delimiter starts with it
        return read_content(part);
    }

    /// Where the header's empty line starts in the window.
    std::expected<std::size_t, MultipartFault> find_header_end()
    {
        for (;;) {
            if (window_.starts_with("\r\n")) return 0;
            const auto at = window_.find("\r\n\r\n");
            const auto size = at == std::string::npos ? window_.size() : at + 2;
            if (size > limits_.header_bytes) return std::unexpected(MultipartFault::header_too_large);
            if (at != std::string::npos) return at + 2;
            if (!read_more()) return std::unexpected(MultipartFault::truncated);
        }
    }

    Verdict read_content(Part& part)
    {
        BodyWriter writer{spool_folder_, limits_.memory_bytes};
        std::size_t skip = 2;  // the header's empty line is not content, but may begin the delimiter
        for (;;) {
            const auto at = find_delimiter();
            const auto safe = at.value_or(safe_to_give());
            if (safe > skip) {
                if (writer.size() + (safe - skip) > limits_.part_bytes) return MultipartFault::part_too_large;
                writer.append(std::string_view{window_}.substr(skip, safe - skip));
            }
            if (at) {
                window_.erase(0, *at);
                part.content = writer.finish();
                return take_delimiter();
            }
            skip -= std::min(skip, safe);
            window_.erase(0, safe);
            if (!read_more()) return MultipartFault::truncated;
        }
    }

    /// The next delimiter that is complete with what follows it.
    std::optional<std::size_t> find_delimiter() const
    {
        for (auto at = window_.find(delimiter_); at != std::string::npos; at = window_.find(delimiter_, at + 1)) {
            if (is_delimiter_at(at)) return at;
        }
        return std::nullopt;
    }

    /// Only a line end or "--" after it makes it one; anything else is content that looks alike.
    bool is_delimiter_at(std::size_t at) const
    {
        const auto after = std::string_view{window_}.substr(at + delimiter_.size(), 2);
        return after == "\r\n" || after == "--";
    }

    /// Bytes at the window's front that cannot belong to a delimiter still incomplete.
    std::size_t safe_to_give() const
    {
        const auto keep = delimiter_.size() + 1;
        return window_.size() - std::min(window_.size(), keep);
    }

    Verdict take_delimiter()
    {
        at_close_ = window_.substr(delimiter_.size(), 2) == "--";
        window_.erase(0, delimiter_.size() + 2);
        return {};
    }

    bool has(std::size_t bytes)
    {
        while (window_.size() < bytes) {
            if (!read_more()) return false;
        }
        return true;
    }

    bool read_more()
    {
        const auto got = source_.read(piece_);
        window_.append(piece_.data(), got);
        return got > 0;
    }

    BodyReader source_;
    std::string delimiter_;
    std::filesystem::path spool_folder_;
    MultipartLimits limits_;
    std::string window_;
    std::array<char, 32768> piece_{};
    bool at_close_ = false;
};

}  // namespace

std::string_view code_of(MultipartFault fault)
{
    switch (fault) {
        case MultipartFault::not_multipart:
            return "http.multipart.not_multipart";
        case MultipartFault::bad_boundary:
            return "http.multipart.bad_boundary";
        case MultipartFault::bad_start:
            return "http.multipart.bad_start";
        case MultipartFault::bad_header:
            return "http.multipart.bad_header";
        case MultipartFault::bad_disposition:
            return "http.multipart.bad_disposition";
        case MultipartFault::encoded_part:
            return "http.multipart.encoded_part";
        case MultipartFault::truncated:
            return "http.multipart.truncated";
        case MultipartFault::too_many_parts:
            return "http.multipart.too_many_parts";
        case MultipartFault::header_too_large:
            return "http.multipart.header_too_large";
        case MultipartFault::part_too_large:
            return "http.multipart.part_too_large";
    }
    std::unreachable();
}

std::expected<std::vector<Part>, MultipartFault> read_multipart(const Body& body, std::string_view content_type,
                                                                const std::filesystem::path& spool_folder,
                                                                const MultipartLimits& limits)
{
    const auto boundary = boundary_of(content_type);
    if (!boundary) return std::unexpected(boundary.error());
    MultipartReader reader{body, *boundary, spool_folder, limits};
    return reader.read_all();
}

}  // namespace agri110::http

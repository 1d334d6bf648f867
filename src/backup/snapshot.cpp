#include "backup/snapshot.hpp"

#include <fmt/format.h>

#include <charconv>
#include <sstream>

namespace agri110::backup {
namespace {

constexpr std::string_view first_line = "agri110 snapshot 1";
constexpr std::string_view last_line = "end";
constexpr std::string_view folder = "snapshots/";
constexpr std::string_view cut_behind = "00";  // one name in 256 begins so
constexpr std::size_t longest_part = 1 << 20;

/// Cuts where the content says so and not where a count says so: else one new line would shift all cuts behind it.
class Parts {
public:
    void add(const std::string& line, const std::string& piece)
    {
        part_ += line + "\n";
        if (piece.starts_with(cut_behind) || part_.size() > longest_part) cut();
    }
    std::vector<std::string> all()
    {
        if (!part_.empty()) cut();
        return std::move(parts_);
    }

private:
    void cut()
    {
        parts_.push_back(std::move(part_));
        part_.clear();
    }

    std::vector<std::string> parts_;
    std::string part_;
};

}  // namespace

std::string key_of(int snapshot)
{
    return fmt::format("{}{:06}", folder, snapshot);
}

int number_in(std::string_view key)
{
    int number = 0;
    if (!key.starts_with(folder)) return 0;
    const auto digits = key.substr(folder.size());
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool all = error == std::errc{} && end == digits.data() + digits.size() && digits.size() >= 6;
    return all && number > 0 ? number : 0;
}

std::string text_of(const Snapshot& snapshot)
{
    auto text = fmt::format("{}\nnumber {}\ntaken {}\ndatabase {}\nphotos {}\n", first_line, snapshot.number,
                            snapshot.taken.time_since_epoch().count(), snapshot.database_size, snapshot.photo_files);
    for (const auto& hash : snapshot.missing_photos) text += "missing " + hash + "\n";
    for (const auto& piece : snapshot.list) text += "list " + piece + "\n";
    return text + std::string(last_line) + "\n";
}

Snapshot read_snapshot(int number, const std::string& text)
{
    Snapshot snapshot;
    std::istringstream in(text);
    std::string line, word;
    std::getline(in, line);
    bool whole = line == first_line && text.ends_with(fmt::format("\n{}\n", last_line));
    while (whole && in >> word && word != last_line) {
        if (word == "number")
            whole = static_cast<bool>(in >> snapshot.number);
        else if (word == "taken") {
            std::int64_t milliseconds = 0;
            whole = static_cast<bool>(in >> milliseconds);
            snapshot.taken = Instant{std::chrono::milliseconds{milliseconds}};
        } else if (word == "database")
            whole = static_cast<bool>(in >> snapshot.database_size);
        else if (word == "photos")
            whole = static_cast<bool>(in >> snapshot.photo_files);
        else if (word == "missing")
            whole = static_cast<bool>(in >> snapshot.missing_photos.emplace_back());
        else if (word == "list")
            whole = static_cast<bool>(in >> snapshot.list.emplace_back());
        else
            whole = false;
    }
    if (!whole || snapshot.number != number) throw Damage(fmt::format("{} is damaged", key_of(number)));
    return snapshot;
}

std::vector<std::string> parts_of_list(const Content& content)
{
    Parts parts;
    for (const auto& piece : content.blocks) parts.add("block " + piece, piece);
    for (const auto& [name, piece] : content.photos) parts.add("photo " + name + " " + piece, piece);
    return parts.all();
}

Content read_list(const Snapshot& snapshot, const std::string& text)
{
    Content content{.database_size = snapshot.database_size};
    std::istringstream in(text);
    for (std::string kind, name, piece; in >> kind;) {
        if (kind == "block" && in >> piece)
            content.blocks.push_back(piece);
        else if (kind == "photo" && in >> name >> piece)
            content.photos.emplace(name, piece);
        else
            throw Damage(fmt::format("the list of {} is damaged", key_of(snapshot.number)));
    }
    if (content.photos.size() != snapshot.photo_files || content.blocks.empty())
        throw Damage(fmt::format("the list of {} is not whole", key_of(snapshot.number)));
    return content;
}

}  // namespace agri110::backup

#include "backup/archive.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace agri110::backup {
namespace {

constexpr const char* format_key = "agri110-backup";
constexpr std::string_view format_line = "agri110 backup 1\n";
constexpr const char* piece_folder = "pieces";
constexpr std::string_view open_mark = "open";

std::string key_of_piece(const std::string& name)
{
    return fmt::format("{}/{}/{}", piece_folder, name.substr(0, 2), name);
}

/// Empty for what is no piece, such as the beginning of one that was never finished.
std::string piece_in(const std::string& key)
{
    const auto name = key.substr(key.rfind('/') + 1);
    return key == key_of_piece(name) && name.size() == 64 ? name : std::string{};
}

/// What the store says of itself; empty when it says nothing.
std::optional<std::string> mark_in(const PieceStore& store)
{
    const auto text = store.get(format_key);
    if (!text) return std::nullopt;
    if (!text->starts_with(format_line) || !text->ends_with("\n"))
        throw Refused(fmt::format("{} was made by another version of agri110, or {} in it is damaged",
                                  store.description(), format_key));
    return text->substr(format_line.size(), text->size() - format_line.size() - 1);
}

Seal seal_of(const std::optional<Key>& key)
{
    return key ? Seal(*key) : Seal();
}

void refuse_another_key(const PieceStore& store, const std::string& mark, const Seal& seal)
{
    if (mark == seal.mark()) return;
    if (mark == open_mark)
        throw Refused(fmt::format("{} holds backups that are not sealed: leave the key out, or back up elsewhere",
                                  store.description()));
    if (seal.mark() == open_mark)
        throw Refused(
            fmt::format("{} is {}: name the file of its key (--key or backup.key_file)", store.description(), mark));
    throw Refused(
        fmt::format("wrong key: {} is {}, and this key would be \"{}\"", store.description(), mark, seal.mark()));
}

}  // namespace

Archive Archive::open(PieceStore& store, const std::optional<Key>& key)
{
    const auto mark = mark_in(store);
    if (!mark) throw Refused(fmt::format("{} holds no backup", store.description()));
    // A key is no hindrance where none is needed.
    auto seal = mark == open_mark ? Seal() : seal_of(key);
    refuse_another_key(store, *mark, seal);
    return {store, std::move(seal)};
}

Archive Archive::open_or_begin(PieceStore& store, const std::optional<Key>& key)
{
    auto seal = seal_of(key);
    if (const auto mark = mark_in(store))
        refuse_another_key(store, *mark, seal);
    else if (!store.empty())
        throw Refused(fmt::format("{} is not empty and holds no backup", store.description()));
    else {
        store.put(format_key, fmt::format("{}{}\n", format_line, seal.mark()));
        store.settle();
    }
    return {store, std::move(seal)};
}

std::vector<int> Archive::numbers() const
{
    std::vector<int> all;
    for (const auto& key : store_.list("snapshots"))
        if (const int number = number_in(key)) all.push_back(number);
    std::ranges::sort(all);
    return all;
}

std::vector<Snapshot> Archive::snapshots() const
{
    std::vector<Snapshot> all;
    for (const int number : numbers()) all.push_back(snapshot(number));
    return all;
}

Snapshot Archive::snapshot(int number) const
{
    const auto key = key_of(number);
    const auto closed = store_.get(key);
    if (!closed) throw Refused(fmt::format("there is no snapshot {} in {}", number, store_.description()));
    const auto text = seal_.open(key, *closed);
    if (!text) throw Damage(fmt::format("{} is damaged", key));
    return read_snapshot(number, *text);
}

Content Archive::content(const Snapshot& snapshot) const
{
    std::string text;
    for (const auto& name : snapshot.list)
        text += piece(name, fmt::format("part of the list of {}", key_of(snapshot.number)));
    return read_list(snapshot, text);
}

std::string Archive::piece(const std::string& name, const std::string& what) const
{
    const auto closed = store_.get(key_of_piece(name));
    if (!closed) throw Damage(fmt::format("{} ({}) is missing", key_of_piece(name), what));
    auto bytes = seal_.open(name, *closed);
    if (!bytes || seal_.name_of(*bytes) != name)
        throw Damage(fmt::format("{} ({}) is damaged", key_of_piece(name), what));
    return std::move(*bytes);
}

std::set<std::string> Archive::pieces() const
{
    std::set<std::string> names;
    for (const auto& key : store_.list(piece_folder))
        if (auto name = piece_in(key); !name.empty()) names.insert(std::move(name));
    return names;
}

std::string Archive::keep(std::string_view bytes, std::set<std::string>& known)
{
    auto name = seal_.name_of(bytes);
    if (known.insert(name).second) {
        store_.put(key_of_piece(name), seal_.close(name, bytes));
        bytes_stored_ += bytes.size();
        ++pieces_stored_;
    }
    return name;
}

void Archive::publish(const Snapshot& snapshot)
{
    store_.settle();
    const auto key = key_of(snapshot.number);
    store_.put(key, seal_.close(key, text_of(snapshot)));
    store_.settle();
}

void Archive::forget(const std::vector<int>& snapshots)
{
    for (const int number : snapshots) store_.remove(key_of(number));
    store_.settle();
}

std::size_t Archive::remove_all_but(const std::set<std::string>& needed)
{
    std::size_t removed = 0;
    for (const auto& key : store_.list(piece_folder)) {
        if (needed.contains(piece_in(key))) continue;
        store_.remove(key);
        ++removed;
    }
    store_.settle();
    return removed;
}

}  // namespace agri110::backup

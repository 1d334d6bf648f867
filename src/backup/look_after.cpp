#include "backup/look_after.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <ranges>

#include "backup/bring_back.hpp"
#include "photos/photo_store.hpp"

namespace agri110::backup {
namespace {

struct Use {
    std::string what;
    std::vector<int> snapshots;
};
using Uses = std::map<std::string, Use>;

void add_use(Uses& uses, const std::string& piece, int snapshot, const std::string& what)
{
    auto& use = uses[piece];
    if (use.what.empty()) use.what = what;
    if (use.snapshots.empty() || use.snapshots.back() != snapshot) use.snapshots.push_back(snapshot);
}

void add_uses(Uses& uses, const Snapshot& snapshot, const Content& content)
{
    for (const auto& piece : snapshot.list) add_use(uses, piece, snapshot.number, "part of a list");
    for (std::size_t i = 0; i < content.blocks.size(); ++i)
        add_use(uses, content.blocks[i], snapshot.number, fmt::format("block {} of the database", i));
    for (const auto& [name, piece] : content.photos) add_use(uses, piece, snapshot.number, "photo " + name);
}

bool is_there(const Archive& archive, int number)
{
    return std::ranges::binary_search(archive.numbers(), number);
}

/// True when it is still there. Old ones may go while others are read, and their pieces with them.
bool note(Verdict& verdict, const Archive& archive, const std::vector<int>& numbers, const std::string& fault)
{
    const bool there = std::ranges::any_of(numbers, [&](int number) { return is_there(archive, number); });
    if (there) verdict.faults.push_back(fmt::format("{}; needed by {}", fault, fmt::join(numbers, ", ")));
    return there;
}

/// What a backup has left that was killed: the next one will use it.
void check_spare_pieces(Verdict& verdict, const Archive& archive, const Uses& uses)
{
    for (const auto& name : archive.pieces()) {
        if (uses.contains(name)) continue;
        try {
            verdict.bytes += archive.piece(name, "of a backup that was not finished").size();
            ++verdict.pieces;
        } catch (const Damage& fault) {
            // Meanwhile it may have been let go.
            if (archive.pieces().contains(name))
                verdict.faults.push_back(fmt::format("{}; needed by none", fault.what()));
        }
    }
}

void check_newest_database(Verdict& verdict, const Archive& archive, int number, const Content& content,
                           const std::filesystem::path& scratch)
{
    try {
        bring_back_database(archive, content, scratch);
    } catch (const Damage& fault) {
        note(verdict, archive, {number}, fault.what());
    }
    std::error_code gone;
    std::filesystem::remove(scratch, gone);
}

}  // namespace

Verdict verify(const Archive& archive, const std::filesystem::path& scratch)
{
    Verdict verdict;
    Uses uses;
    Content newest;
    const auto numbers = archive.numbers();
    for (const int number : numbers) {
        try {
            const auto snapshot = archive.snapshot(number);
            newest = archive.content(snapshot);
            add_uses(uses, snapshot, newest);
            ++verdict.snapshots;
        } catch (const std::runtime_error& fault) {
            newest = {};
            note(verdict, archive, {number}, fault.what());
        }
    }
    for (const auto& [name, use] : uses) {
        try {
            verdict.bytes += archive.piece(name, use.what).size();
            ++verdict.pieces;
        } catch (const Damage& fault) {
            note(verdict, archive, use.snapshots, fault.what());
        }
    }
    check_spare_pieces(verdict, archive, uses);
    if (verdict.faults.empty() && !newest.blocks.empty())
        check_newest_database(verdict, archive, numbers.back(), newest, scratch);
    return verdict;
}

std::vector<int> superfluous(const std::vector<Snapshot>& snapshots, const Keep& keep)
{
    if (keep.newest <= 0 && keep.days <= 0) return {};
    std::set<int> needed;
    for (const auto& snapshot : snapshots | std::views::reverse | std::views::take(std::max(1, keep.newest)))
        needed.insert(snapshot.number);
    std::set<Day> days;
    for (const auto& snapshot : snapshots | std::views::reverse) {
        if (days.size() == static_cast<std::size_t>(keep.days)) break;
        if (days.insert(day_of(snapshot.taken)).second) needed.insert(snapshot.number);
    }
    std::vector<int> others;
    for (const auto& snapshot : snapshots)
        if (!needed.contains(snapshot.number)) others.push_back(snapshot.number);
    return others;
}

Removed let_go(Archive& archive, const Keep& keep)
{
    const auto all = archive.snapshots();
    const auto others = superfluous(all, keep);
    if (others.empty()) return {};
    // Read before anything goes: where a list cannot be read, nobody knows what it needs.
    std::set<std::string> needed;
    for (const auto& snapshot : all) {
        if (std::ranges::binary_search(others, snapshot.number)) continue;
        const auto content = archive.content(snapshot);
        needed.insert(snapshot.list.begin(), snapshot.list.end());
        needed.insert(content.blocks.begin(), content.blocks.end());
        for (const auto& [name, piece] : content.photos) needed.insert(piece);
    }
    archive.forget(others);
    return {others.size(), archive.remove_all_but(needed)};
}

}  // namespace agri110::backup

#include "preload/province.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "demo/demo.hpp"
#include "preload/progress.hpp"
#include "storage/teams.hpp"

namespace agri110::bench {
namespace {

constexpr std::int64_t room_for_all = 100'000'000;

std::size_t count_of(std::string_view text, std::string_view word)
{
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++count;
    return count;
}

/// demo.toml with as many further teams as are wanted: one for each county and crop group in turn.
std::string with_teams(const std::string& demo_toml, const Knowledge& knowledge, int wanted)
{
    std::vector<const Region*> counties;
    for (const auto& region : knowledge.regions.all())
        if (region.level == RegionLevel::county) counties.push_back(&region);
    std::vector<const Crop*> groups;
    for (const auto& crop : knowledge.crops.all())
        if (crop.level == CropLevel::group) groups.push_back(&crop);

    const auto given = count_of(demo_toml, "[[team]]");
    const auto missing = static_cast<std::size_t>(wanted) - std::min(static_cast<std::size_t>(wanted), given);
    if (missing > counties.size() * groups.size()) throw std::runtime_error("there are not that many trades");
    auto toml = demo_toml;
    for (std::size_t i = 0; i < missing; ++i) {
        const auto place = i % counties.size();
        const auto& county = *counties[place];
        const auto& group = *groups[(i / counties.size() + place) % groups.size()];
        toml += fmt::format(
            "\n[[team]]\nname = \"{}{}科技特派团（演示）\"\nindustry = \"{}\"\nregion = {}\nlabel = \"{}\"\nsize = "
            "1.0\n",
            county.name, group.name, group.id, county.code, group.name);
    }
    return toml;
}

Outcome<bool> make_room(storage::Transaction& tx)
{
    tx.execute("UPDATE commissioner SET load_limit = $1", room_for_all);
    storage::change_roster_version(tx, "preloaded");
    return true;
}

}  // namespace

void found_province(storage::Database& db, const std::shared_ptr<const service::Library>& library,
                    const std::string& demo_toml, const Province& province)
{
    const demo::Plan plan{.now = province.now, .people = province.people, .reports = province.lives};
    Progress progress("lives played", province.lives);
    const auto filled = demo::fill(db, library, with_teams(demo_toml, *library->knowledge, province.teams), plan,
                                   [&](int done, int) { progress.show(done); });
    if (!filled) throw std::runtime_error(filled.error().code);
    db.write_now(make_room).value();
    fmt::print("{} people in {} teams\n", filled->people, filled->teams);
}

}  // namespace agri110::bench

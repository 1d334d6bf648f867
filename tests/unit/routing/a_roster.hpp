// Builders for routing tests: a corner of Yunnan, a few crops, and people who can work unless the test says otherwise.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "routing/decide.hpp"
#include "routing/snapshot.hpp"

namespace agri110::routing {

inline constexpr RegionCode yunnan = 530000;
inline constexpr RegionCode xishuangbanna = 532800;
inline constexpr RegionCode jinghong = 532801;  // borders Menghai, same prefecture
inline constexpr RegionCode menghai = 532822;
inline constexpr RegionCode mengla = 532823;  // same prefecture, no common border with Menghai
inline constexpr RegionCode puer = 530800;
inline constexpr RegionCode simao = 530802;
inline constexpr RegionCode lancang = 530828;  // borders Menghai, other prefecture
inline constexpr RegionCode kunming = 530100;
inline constexpr RegionCode chenggong = 530114;      // some 400 km away
inline constexpr RegionCode bulangshan = 532822201;  // township of Menghai

inline std::shared_ptr<const RegionTree> some_regions()
{
    static const auto tree = std::make_shared<const RegionTree>(std::vector<Region>{
        {yunnan, "云南省", RegionLevel::province, 0, 101.5, 24.9},
        {xishuangbanna, "西双版纳州", RegionLevel::prefecture, yunnan, 100.8, 22.0},
        {jinghong, "景洪市", RegionLevel::county, xishuangbanna, 100.8, 22.0, {menghai, mengla}},
        {menghai, "勐海县", RegionLevel::county, xishuangbanna, 100.45, 21.96, {lancang, jinghong}},
        {mengla, "勐腊县", RegionLevel::county, xishuangbanna, 101.57, 21.46, {jinghong}},
        {puer, "普洱市", RegionLevel::prefecture, yunnan, 100.97, 22.83},
        {simao, "思茅区", RegionLevel::county, puer, 100.98, 22.79},
        {lancang, "澜沧县", RegionLevel::county, puer, 99.93, 22.56, {menghai}},
        {kunming, "昆明市", RegionLevel::prefecture, yunnan, 102.83, 24.88},
        {chenggong, "呈贡区", RegionLevel::county, kunming, 102.82, 24.89},
        {bulangshan, "布朗山乡", RegionLevel::township, menghai, 0, 0},
    });
    return tree;
}

inline std::shared_ptr<const CropTree> some_crops()
{
    static const auto tree = std::make_shared<const CropTree>(std::vector<Crop>{
        {"industrial", "经济作物", CropLevel::sector},
        {"beverage", "饮料作物", CropLevel::group, "industrial"},
        {"tea", "茶", CropLevel::species, "beverage"},
        {"coffee", "咖啡", CropLevel::species, "beverage"},
        {"sugar", "糖料", CropLevel::group, "industrial"},
        {"sugarcane", "甘蔗", CropLevel::species, "sugar"},
        {"livestock", "畜牧", CropLevel::sector},
        {"pigs", "猪类", CropLevel::group, "livestock"},
        {"pig", "猪", CropLevel::species, "pigs"},
    });
    return tree;
}

inline constexpr Day today{std::chrono::local_days{std::chrono::year{2026} / 6 / 10}};
inline const Instant noon = start_of(today) + std::chrono::hours{12};

inline CommissionerId commissioner(std::int64_t id)
{
    return {id};
}
inline TeamId team(std::int64_t id)
{
    return {id};
}

/// A tea pest in Menghai, at noon.
inline Need a_need()
{
    return {.crop = "tea", .region = menghai, .kind = ProblemKind::pest, .now = noon};
}

/// What a test may want to say about a commissioner; unsaid, one like the next.
struct Who {
    RegionCode county = menghai;
    std::vector<std::string> crops{"tea"};
    std::vector<ProblemKind> kinds{};
    int limit = 10;
    bool suspended = false;
    bool leader = false;
    bool appointed = true;
};

class RosterBuilder {
public:
    RosterBuilder& team(std::int64_t id, std::string crop = "tea", RegionCode region = menghai,
                        std::optional<ProblemKind> kind = {})
    {
        rows.teams.push_back({.id = {id}, .name = "team", .industry = crop, .region = region});
        return covering(id, std::move(crop), region, kind);
    }

    RosterBuilder& covering(std::int64_t team_id, std::string crop, RegionCode region,
                            std::optional<ProblemKind> kind = {})
    {
        rows.coverage.push_back({{next_row_++}, {team_id}, std::move(crop), region, kind});
        return *this;
    }

    RosterBuilder& member(std::int64_t team_id, std::int64_t id, const Who& who = {})
    {
        rows.memberships.push_back({{team_id}, {id}, who.leader});
        return outsider(id, who);
    }

    /// Somebody in no team, as a stand-in may be.
    RosterBuilder& outsider(std::int64_t id, const Who& who = {})
    {
        rows.commissioners.push_back({.id = {id},
                                      .name = "name",
                                      .phone = "13800000000",
                                      .organisation = "station",
                                      .title = "agronomist",
                                      .county = who.county,
                                      .crops = who.crops,
                                      .kinds = who.kinds,
                                      .load_limit = who.limit,
                                      .suspended = who.suspended});
        return who.appointed ? term(id, today - std::chrono::days{100}, today + std::chrono::days{100}) : *this;
    }

    RosterBuilder& term(std::int64_t id, Day first, Day last, std::optional<Day> ended = {})
    {
        rows.appointments.push_back(
            {.id = {next_row_++}, .commissioner = {id}, .batch = "2026", .first = first, .last = last, .ended = ended});
        return *this;
    }

    RosterBuilder& on_leave(std::int64_t id, std::optional<std::int64_t> stand_in = {}, Day first = today,
                            Day last = today)
    {
        Absence absence{.id = {next_row_++}, .commissioner = {id}, .first = first, .last = last};
        if (stand_in) absence.stand_in = CommissionerId{*stand_in};
        rows.absences.push_back(absence);
        return *this;
    }

    std::shared_ptr<const Snapshot> snapshot() const
    {
        return std::make_shared<const Snapshot>(std::make_shared<const Roster>(rows), some_regions(), some_crops());
    }

    Decision decide(const Need& need = a_need(), const Loads& loads = {}) const
    {
        return routing::decide(*snapshot(), need, loads);
    }

    Roster rows{.version = "v1"};

private:
    std::int64_t next_row_ = 1;
};

inline RosterBuilder a_roster()
{
    return {};
}

inline Loads open_reports(std::initializer_list<std::pair<std::int64_t, int>> figures)
{
    Loads loads;
    for (const auto& [id, open] : figures) loads[CommissionerId{id}].open = open;
    return loads;
}

/// The row about one person in the first team of the decision that skipped him or her; fails the test by throwing.
inline Skipped skipped_row(const Decision& decision, std::int64_t id)
{
    for (const TeamCandidate& each : decision.teams) {
        const auto row = std::ranges::find(each.skipped, CommissionerId{id}, &Skipped::commissioner);
        if (row != each.skipped.end()) return *row;
    }
    throw std::runtime_error("not skipped: " + std::to_string(id));
}

inline Candidate candidate_row(const Decision& decision, std::int64_t id)
{
    for (const TeamCandidate& each : decision.teams) {
        const auto row = std::ranges::find(each.candidates, CommissionerId{id}, &Candidate::commissioner);
        if (row != each.candidates.end()) return *row;
    }
    throw std::runtime_error("not a candidate: " + std::to_string(id));
}

inline ScorePart part_of(const Decision& decision, std::int64_t id, Factor factor)
{
    return candidate_row(decision, id).parts[static_cast<std::size_t>(factor)];
}

inline const Reason* reason_row(const Decision& decision, ReasonCode code)
{
    const auto row = std::ranges::find(decision.reasons, code, &Reason::code);
    return row == decision.reasons.end() ? nullptr : &*row;
}

inline bool says(const Decision& decision, ReasonCode code)
{
    return reason_row(decision, code) != nullptr;
}

}  // namespace agri110::routing

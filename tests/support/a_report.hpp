// Builders with honest defaults: a test says only what it is about.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "domain/report.hpp"
#include "domain/roster.hpp"

namespace agri110 {

/// 2026-03-02 10:00 in Beijing, a Monday: "now" unless a test says otherwise.
inline constexpr Instant a_monday_morning{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} +
                                          std::chrono::hours{2}};

/// A report as it stands just after it was told: a tea grower in 勐海 with yellow leaves.
class ReportBuilder {
public:
    explicit ReportBuilder(std::int64_t id)
    {
        report_.id = {id};
        report_.number = fmt::format("260302-{:06}", id);
        report_.token = fmt::format("token-of-{}", id);
        report_.reporter_id = {1};
        report_.reporter = {ReporterKind::farmer, "岩温", "13800000001", ""};
        report_.place = {532822, 0, ""};
        report_.notice_version = "2026-01";
        report_.text = "茶叶发黄，叶子背面有小虫";
        report_.understood.crops = {{"tea", 0.9, {"茶叶"}}};
        report_.understood.kind = ProblemKind::pest;
        report_.understood.kind_words = {"小虫"};
        report_.crop = "tea";
        report_.kind = ProblemKind::pest;
        submitted(a_monday_morning);
    }

    ReportBuilder& in(RegionCode county)
    {
        report_.place.county = county;
        return *this;
    }
    ReportBuilder& about(std::string crop, ProblemKind kind = ProblemKind::pest)
    {
        report_.crop = std::move(crop);
        report_.kind = kind;
        return *this;
    }
    ReportBuilder& held_by(CommissionerId person, TeamId team = {})
    {
        report_.commissioner = person;
        report_.team = team;
        return *this;
    }
    ReportBuilder& of(ReporterId reporter, std::string phone = "13800000001")
    {
        report_.reporter_id = reporter;
        report_.reporter.phone = std::move(phone);
        return *this;
    }
    ReportBuilder& submitted(Instant at)
    {
        report_.submitted_at = at;
        report_.answer_due = at + std::chrono::hours{24};
        return *this;
    }
    ReportBuilder& standing(State state)
    {
        report_.state = state;
        return *this;
    }
    Report build() const { return report_; }

private:
    Report report_;
};

inline ReportBuilder a_report(std::int64_t id)
{
    return ReportBuilder(id);
}

inline Commissioner a_commissioner(std::int64_t id, RegionCode county = 532822)
{
    Commissioner person;
    person.id = {id};
    person.name = fmt::format("玉香{}", id);
    person.phone = fmt::format("139{:08}", id);
    person.organisation = "勐海县茶业技术推广站（示例）";
    person.title = "农艺师";
    person.county = county;
    person.crops = {"tea"};
    return person;
}

inline Team a_team(std::int64_t id, RegionCode region = 532822)
{
    return {TeamId{id}, fmt::format("勐海茶产业科技特派团{}（示例）", id), "tea", region, true};
}

}  // namespace agri110

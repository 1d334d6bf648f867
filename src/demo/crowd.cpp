#include "demo/crowd.hpp"

#include <algorithm>
#include <ranges>

namespace agri110::demo {
namespace {

constexpr std::int64_t first_phone = 13'800'000'000;
constexpr double comes_again = 0.35;

/// The counties of a region, or the region itself when it is a county.
std::vector<RegionCode> counties_in(const RegionTree& regions, RegionCode code)
{
    if (regions.is_county(code)) return {code};
    std::vector<RegionCode> counties;
    for (const auto& region : regions.all())
        if (region.level == RegionLevel::county && region.parent == code) counties.push_back(region.code);
    return counties;
}

bool is_worldly(ProblemKind kind)
{
    return kind == ProblemKind::market || kind == ProblemKind::policy || kind == ProblemKind::technique ||
           kind == ProblemKind::variety || kind == ProblemKind::processing || kind == ProblemKind::other;
}

}  // namespace

std::size_t Crowd::somebody(Dice& dice, RegionCode county, std::size_t subject)
{
    if (dice.chance(comes_again)) {
        std::vector<std::size_t> known;
        for (std::size_t i = 0; i < farmers_.size(); ++i)
            if (farmers_[i].county == county && farmers_[i].subject == subject) known.push_back(i);
        if (!known.empty()) return dice.pick(known);
    }
    farmers_.push_back(invented(dice, county, subject));
    return farmers_.size() - 1;
}

Farmer Crowd::invented(Dice& dice, RegionCode county, std::size_t subject) const
{
    constexpr RegionCode xishuangbanna = 5328;
    Farmer farmer{.county = county, .village = dice.pick(script_->name_list("villages")), .subject = subject};
    const auto townships = knowledge_->regions.children(county);
    if (!townships.empty())
        farmer.township =
            townships[static_cast<std::size_t>(dice.between(0, static_cast<int>(townships.size()) - 1))]->code;
    auto& who = farmer.details;
    const bool dai = county / 100 == xishuangbanna && dice.chance(0.4);
    who.name = dice.pick(script_->name_list(dai ? "dai_names" : "surnames"));
    who.name += dice.pick(script_->name_list(dai ? "dai_endings" : "given"));
    who.phone = std::to_string(first_phone + static_cast<std::int64_t>(farmers_.size()));
    who.kind = static_cast<ReporterKind>(dice.weighted(std::array{86.0, 9.0, 5.0}));
    if (who.kind == ReporterKind::farmer) return farmer;
    who.organisation =
        filled(dice.pick(script_->name_list(who.kind == ReporterKind::cooperative ? "cooperatives" : "enterprises")),
               {{"county", county_name(county)},
                {"village", farmer.village},
                {"crop", knowledge_->crops.find(script_->subjects.at(subject).crop)->name}});
    return farmer;
}

Topic Crowd::topic(Dice& dice, std::size_t month) const
{
    std::vector<double> weights;
    for (const auto& subject : script_->subjects) weights.push_back(subject.share * subject.months.at(month));
    return topic_of(dice, script_->subjects[dice.weighted(weights)].crop);
}

Topic Crowd::topic_of(Dice& dice, std::string_view crop) const
{
    const auto found = std::ranges::find(script_->subjects, crop, &Subject::crop);
    if (found == script_->subjects.end()) throw std::logic_error("the script has no problems for this crop");
    std::vector<double> weights;
    for (const auto& problem : found->problems) weights.push_back(problem.weight);
    return {static_cast<std::size_t>(found - script_->subjects.begin()), dice.weighted(weights)};
}

RegionCode Crowd::county_for(Dice& dice, std::size_t index) const
{
    const auto& subject = script_->subjects.at(index);
    if (dice.chance(0.62)) return dice.pick(subject.homes);
    return dice.pick(counties_in(knowledge_->regions, dice.pick(subject.also)));
}

const Problem& Crowd::problem(const Topic& topic) const
{
    return script_->subjects.at(topic.subject).problems.at(topic.problem);
}

std::string Crowd::told(Dice& dice, const Farmer& farmer, const Topic& topic) const
{
    const auto& subject = script_->subjects.at(topic.subject);
    const auto& what = problem(topic);
    const std::string animal = subject.animal ? "_animal" : "";
    auto text = line(dice, "greeting");
    text += line(dice, "place");
    text += dice.pick(what.signs);
    if (!is_worldly(what.kind)) {
        text += line(dice, "since" + animal);
        text += line(dice, "tried" + animal);
    }
    text += line(dice, is_worldly(what.kind) ? "ask_plain" : "ask" + animal);
    return filled(std::move(text), {{"crop", dice.pick(subject.words)}, {"village", farmer.village}});
}

std::string Crowd::advice(Dice& dice, const Farmer& farmer, const Topic& topic) const
{
    return filled(dice.pick(problem(topic).advice), {{"name", farmer.details.name}});
}

}  // namespace agri110::demo

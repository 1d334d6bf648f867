// The invented farmers: who they are, and how they put their trouble into words.
#pragma once

#include <memory>
#include <vector>

#include "demo/dice.hpp"
#include "demo/script.hpp"
#include "domain/report.hpp"

namespace agri110::demo {

/// What the trouble is about: places in the script's lists.
struct Topic {
    std::size_t subject = 0;
    std::size_t problem = 0;
};

struct Farmer {
    ReporterDetails details{};
    RegionCode county = 0;
    RegionCode township = 0;
    std::string village{};
    std::size_t subject = 0;
};

/// A value: all farmers who have reported so far.
class Crowd {
public:
    Crowd(std::shared_ptr<const Script> script, std::shared_ptr<const Knowledge> knowledge)
        : script_(std::move(script)), knowledge_(std::move(knowledge))
    {
    }

    /// Somebody of that county with that crop; often one who has reported before.
    std::size_t somebody(Dice& dice, RegionCode county, std::size_t subject);
    const Farmer& farmer(std::size_t index) const { return farmers_.at(index); }

    /// What people have trouble with in that month (0..11), and where.
    Topic topic(Dice& dice, std::size_t month) const;
    Topic topic_of(Dice& dice, std::string_view crop) const;
    RegionCode county_for(Dice& dice, std::size_t subject) const;

    /// What the farmer says first.
    std::string told(Dice& dice, const Farmer& farmer, const Topic& topic) const;
    std::string advice(Dice& dice, const Farmer& farmer, const Topic& topic) const;

private:
    Farmer invented(Dice& dice, RegionCode county, std::size_t subject) const;
    std::string line(Dice& dice, std::string_view key) const { return dice.pick(script_->said(key)); }
    const Problem& problem(const Topic& topic) const;
    std::string county_name(RegionCode county) const { return knowledge_->regions.find(county)->name; }

    std::shared_ptr<const Script> script_;
    std::shared_ptr<const Knowledge> knowledge_;
    std::vector<Farmer> farmers_{};
};

}  // namespace agri110::demo

#include "domain/region.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace agri110 {
namespace {

constexpr RegionCode townships_per_county = 1000;
constexpr double earth_radius_km = 6371.0;

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

/// Haversine formula.
double great_circle_km(const Region& a, const Region& b)
{
    const double north = radians(b.latitude - a.latitude) / 2;
    const double east = radians(b.longitude - a.longitude) / 2;
    const double h = std::pow(std::sin(north), 2) +
                     std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * std::pow(std::sin(east), 2);
    return 2 * earth_radius_km * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace

RegionTree::RegionTree(std::vector<Region> regions) : regions_(std::move(regions))
{
    std::ranges::sort(regions_, {},
                      [](const Region& r) { return std::pair(r.level == RegionLevel::township, r.code); });
    for (std::size_t i = 0; i < regions_.size(); ++i) {
        index_[regions_[i].code] = i;
        children_[regions_[i].parent].push_back(&regions_[i]);
    }
}

const Region* RegionTree::find(RegionCode code) const
{
    const auto found = index_.find(code);
    return found == index_.end() ? nullptr : &regions_[found->second];
}

std::span<const Region* const> RegionTree::children(RegionCode code) const
{
    const auto found = children_.find(code);
    if (found == children_.end()) return {};
    return found->second;
}

std::vector<RegionCode> RegionTree::ladder(RegionCode code) const
{
    std::vector<RegionCode> steps;
    for (const auto* region = find(code); region; region = find(region->parent)) steps.push_back(region->code);
    return steps;
}

bool RegionTree::contains(RegionCode ancestor, RegionCode region) const
{
    for (const auto* step = find(region); step; step = find(step->parent))
        if (step->code == ancestor) return true;
    return false;
}

double RegionTree::distance_km(RegionCode county, RegionCode other) const
{
    const auto* a = find(county);
    const auto* b = find(other);
    if (!a || !b || county == other) return 0;
    return great_circle_km(*a, *b);
}

bool RegionTree::is_county(RegionCode code) const
{
    const auto* region = find(code);
    return region && region->level == RegionLevel::county;
}

CountyRange counties_of(RegionCode region)
{
    while (region > 999999) region /= townships_per_county;
    if (region % 10000 == 0) return {region, region + 9999};
    if (region % 100 == 0) return {region, region + 99};
    return {region, region};
}

}  // namespace agri110

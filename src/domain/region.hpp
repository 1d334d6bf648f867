// The region tree: province → prefecture → county → township, by GB/T 2260 code (townships: 9 digits, GB/T 10114).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace agri110 {

/// 6 digits for province, prefecture and county (530000, 530800, 530822), 9 for a township; 0 means "not said".
using RegionCode = std::int64_t;

enum class RegionLevel { province, prefecture, county, township };

struct Region {
    RegionCode code = 0;
    std::string name;
    RegionLevel level = RegionLevel::county;
    RegionCode parent = 0;
    double longitude = 0;  // degrees east of the centroid; 0 for townships, whose place is their county's
    double latitude = 0;
    std::vector<RegionCode> neighbours{};  // counties that share a border, in code order
};

/// Counties `first`..`last` inclusive: every region above township level is such a range, which SQL can use.
struct CountyRange {
    RegionCode first = 0;
    RegionCode last = 0;
};

/// Immutable after construction; safe to read from any thread.
class RegionTree {
public:
    /// `regions` must hold each parent; the knowledge loader has checked that before.
    explicit RegionTree(std::vector<Region> regions);

    /// nullptr when the code is unknown.
    const Region* find(RegionCode code) const;
    /// Direct children in code order; empty for a leaf or an unknown code.
    std::span<const Region* const> children(RegionCode code) const;
    /// From the region itself up to the province: {township, county, prefecture, province}. Empty if unknown.
    std::vector<RegionCode> ladder(RegionCode code) const;
    /// True when `region` is `ancestor` or lies inside it.
    bool contains(RegionCode ancestor, RegionCode region) const;
    /// Great-circle distance between two counties' centroids in kilometres; 0 if either is unknown.
    double distance_km(RegionCode county, RegionCode other) const;
    bool is_county(RegionCode code) const;
    std::span<const Region> all() const { return regions_; }

private:
    std::vector<Region> regions_;
    std::unordered_map<RegionCode, std::size_t> index_;
    std::unordered_map<RegionCode, std::vector<const Region*>> children_;
};

/// The county codes inside a region of county level or above, by the structure of the code alone.
CountyRange counties_of(RegionCode region);

}  // namespace agri110

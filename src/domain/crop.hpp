// The crop tree: sector → group → species. Livestock, fish, bees and fungi are in it too.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace agri110 {

enum class CropLevel { sector, group, species };

struct Crop {
    std::string id;    // stable slug, unique over all levels: "tea", "beverage", "industrial"
    std::string name;  // the name shown: 茶
    CropLevel level = CropLevel::species;
    std::string parent{};              // id; empty for a sector
    std::vector<std::string> names{};  // other, local and variety names: 普洱茶, 大叶种
};

/// Immutable after construction; safe to read from any thread.
class CropTree {
public:
    /// `crops` must hold each parent; the knowledge loader has checked that before.
    explicit CropTree(std::vector<Crop> crops);

    /// nullptr when the id is unknown.
    const Crop* find(std::string_view id) const;
    /// Direct children in file order; the sectors for an empty id.
    std::span<const Crop* const> children(std::string_view id) const;
    /// From the crop itself up to its sector: {species, group, sector}. Empty if unknown.
    std::vector<std::string_view> ladder(std::string_view id) const;
    /// True when `crop` is `ancestor` or below it.
    bool contains(std::string_view ancestor, std::string_view crop) const;
    std::span<const Crop> all() const { return crops_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::vector<Crop> crops_;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index_;
    std::unordered_map<std::string, std::vector<const Crop*>, Hash, std::equal_to<>> children_;
};

}  // namespace agri110

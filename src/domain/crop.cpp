#include "domain/crop.hpp"

namespace agri110 {

CropTree::CropTree(std::vector<Crop> crops) : crops_(std::move(crops))
{
    for (std::size_t i = 0; i < crops_.size(); ++i) {
        index_[crops_[i].id] = i;
        children_[crops_[i].parent].push_back(&crops_[i]);
    }
}

const Crop* CropTree::find(std::string_view id) const
{
    const auto found = index_.find(id);
    return found == index_.end() ? nullptr : &crops_[found->second];
}

std::span<const Crop* const> CropTree::children(std::string_view id) const
{
    const auto found = children_.find(id);
    if (found == children_.end()) return {};
    return found->second;
}

std::vector<std::string_view> CropTree::ladder(std::string_view id) const
{
    std::vector<std::string_view> steps;
    for (const auto* crop = find(id); crop; crop = find(crop->parent)) steps.push_back(crop->id);
    return steps;
}

bool CropTree::contains(std::string_view ancestor, std::string_view crop) const
{
    for (const auto* step = find(crop); step; step = find(step->parent))
        if (step->id == ancestor) return true;
    return false;
}

}  // namespace agri110

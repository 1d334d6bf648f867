#include "domain/article.hpp"

#include <algorithm>

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 6> part_names{"signs",      "look_alikes", "act_now",
                                                     "prevention", "products",    "help"};

}  // namespace

std::string_view name_of(ArticlePart part)
{
    return part_names.at(static_cast<std::size_t>(part));
}

std::optional<ArticlePart> article_part_of(std::string_view name)
{
    return value_named<ArticlePart>(part_names, name);
}

std::string_view Article::section(ArticlePart part) const
{
    const auto found = std::ranges::find(sections, part, &ArticleSection::part);
    return found == sections.end() ? std::string_view{} : std::string_view{found->markdown};
}

}  // namespace agri110

// Places below the county: as the report knows them, by official names, and by the words that villages and streets end
// with.
#include <algorithm>
#include <unordered_set>

#include "domain/personal_text.hpp"

namespace agri110 {
namespace {

constexpr std::size_t longest_village = 4;
constexpr std::size_t longest_road = 4;
constexpr std::size_t shortest_township = 2;
constexpr std::size_t longest_township = 14;

class Places {
public:
    Places(const PersonalText& text, const PersonalWords& words, std::vector<PersonalSpan>& found)
        : text_(text),
          village_ends_(to_characters(words.village_ends)),
          not_a_village_(to_characters(words.not_a_village)),
          road_ends_(to_characters(words.road_ends)),
          house_units_(to_characters(words.house_units)),
          buildings_(to_characters(words.buildings)),
          township_ends_(to_characters(words.township_ends)),
          ordinals_(to_characters(words.ordinals)),
          stops_(to_characters(words.place_stops)),
          found_(found)
    {
    }

    /// The name as told, and without "village" or "township" at its end; never the name of a county.
    void find_known(const std::u32string& name, const std::vector<std::u32string>& stay)
    {
        const auto is_public = [&](const std::u32string& word) {
            return std::ranges::any_of(stay, [&](const std::u32string& place) { return place.starts_with(word); });
        };
        if (name.size() < 2 || is_public(name)) return;
        for (const auto at : text_.places_of(name)) add(at, at + name.size());
        for (const auto* ends : {&village_ends_, &township_ends_})
            for (const auto& end : *ends) {
                if (!name.ends_with(end) || name.size() < end.size() + 2) continue;
                const auto stem = name.substr(0, name.size() - end.size());
                if (is_public(stem)) continue;
                for (const auto at : text_.places_of(stem)) add(at, at + stem.size());
            }
    }

    void find_townships(const std::vector<std::u32string>& names)
    {
        const std::unordered_set<std::u32string> known(names.begin(), names.end());
        for (std::size_t end = shortest_township; end <= text_.size(); ++end) {
            if (text_.longest_before(end, township_ends_) == 0) continue;
            for (auto length = std::min(end, longest_township); length >= shortest_township; --length)
                if (known.contains(text_.folded().substr(end - length, length))) {
                    add(end - length, end);
                    break;
                }
        }
    }

    void find_villages()
    {
        for (std::size_t i = 1; i < text_.size(); ++i) {
            const auto ending = text_.longest_at(i, village_ends_);
            if (ending == 0) continue;
            const auto begin = name_before(i, longest_village);
            if (begin < i && text_.longest_before(i, not_a_village_) == 0) add(begin, i + ending);
            i += ending - 1;
        }
    }

    void find_addresses()
    {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (const auto road = text_.longest_at(i, road_ends_)) {
                const auto begin = name_before(i, longest_road);
                if (begin < i && house_at(i + road) > 0) add(begin, i + road);
            }
            if (text_.digit(i) >= 0 && (i == 0 || text_.digit(i - 1) < 0)) {
                const auto number = digits_at(i);
                const auto building = text_.longest_at(i + number, buildings_);
                if (building && house_at(i + number + building) > 0) add(i, i + number + building);
            }
        }
    }

    /// Group, house number and room right behind a place belong to it.
    void take_houses_along()
    {
        for (auto& span : found_) {
            if (span.rule != PersonalRule::place) continue;
            for (auto more = house_at(span.end); more > 0; more = house_at(span.end)) span.end += more;
        }
    }

private:
    void add(std::size_t begin, std::size_t end) { found_.push_back({begin, end, PersonalRule::place}); }

    std::size_t digits_at(std::size_t i) const
    {
        std::size_t count = 0;
        while (text_.digit(i + count) >= 0) ++count;
        return count;
    }

    /// The length of "35号", "第三组", "2单元" or "501室" at `i`; 0 when there is none.
    std::size_t house_at(std::size_t i) const
    {
        std::size_t ordinal = 0;
        while (text_.at(i + ordinal) == U' ' || text_.at(i + ordinal) == U',') ++ordinal;
        ordinal += text_.longest_at(i + ordinal, ordinals_);
        const auto number = digits_at(i + ordinal);
        if (number == 0 || number > 5) return 0;
        const auto unit = text_.longest_at(i + ordinal + number, house_units_);
        return unit ? ordinal + number + unit : 0;
    }

    bool is_taken(std::size_t i) const
    {
        return std::ranges::any_of(found_, [&](const PersonalSpan& s) { return s.begin <= i && i < s.end; });
    }

    /// Where the name that ends before `end` begins.
    std::size_t name_before(std::size_t end, std::size_t most) const
    {
        auto begin = end;
        while (begin > 0 && end - begin < most && text_.is_han(begin - 1) && !is_taken(begin - 1) &&
               stops_.find(text_.at(begin - 1)) == std::u32string::npos)
            --begin;
        return begin;
    }

    const PersonalText& text_;
    std::vector<std::u32string> village_ends_;
    std::vector<std::u32string> not_a_village_;
    std::vector<std::u32string> road_ends_;
    std::vector<std::u32string> house_units_;
    std::vector<std::u32string> buildings_;
    std::vector<std::u32string> township_ends_;
    std::vector<std::u32string> ordinals_;
    std::u32string stops_;
    std::vector<PersonalSpan>& found_;
};

}  // namespace

void find_places(const PersonalText& text, const PersonalWords& words, const KnownPeople& known,
                 std::vector<PersonalSpan>& found)
{
    Places places(text, words, found);
    const auto stay = to_characters(known.public_places);
    for (const auto& name : to_characters(known.places)) places.find_known(name, stay);
    places.find_townships(to_characters(known.townships));
    places.find_villages();
    places.find_addresses();
    places.take_houses_along();
}

}  // namespace agri110

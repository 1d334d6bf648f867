#include "search/snippet.hpp"

#include <algorithm>
#include <unordered_set>

#include "text/folding.hpp"
#include "text/words.hpp"

namespace agri110::search {
namespace {

constexpr std::string_view ellipsis = "\u2026";
constexpr std::string_view blanks = " \t\r\n";

/// Bytes of the text that a word of the query covers.
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// On one line: blanks in a row, line breaks and the dashes of a list become one blank.
std::string on_one_line(std::string_view text)
{
    std::string line;
    bool fresh = true;  // at the begin of a line of the original
    for (const char c : text) {
        const bool blank = blanks.contains(c) || (fresh && c == '-');
        if (blank && !line.empty() && line.back() != ' ') line += ' ';
        if (!blank) line += c;
        fresh = c == '\n' || (fresh && blank);
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

/// Where tokens of the query stand in the line; overlapping ones are one place. In text order.
std::vector<Place> places_of(const Analyzer& analyzer, std::string_view query, std::string_view line)
{
    std::unordered_set<std::uint64_t> asked;
    for (const auto& token : analyzer.tokens(text::fold(query).text)) asked.insert(token.term);
    const auto folded = text::fold(line);
    std::vector<Place> places;
    for (const auto& token : analyzer.tokens(folded.text))
        if (asked.contains(token.term)) places.push_back({folded.origin[token.begin], folded.origin[token.end]});
    std::ranges::sort(places, {}, [](const Place& place) { return std::pair(place.begin, place.end); });
    std::vector<Place> joined;
    for (const auto& place : places) {
        if (!joined.empty() && place.begin <= joined.back().end)
            joined.back().end = std::max(joined.back().end, place.end);
        else
            joined.push_back(place);
    }
    return joined;
}

/// Characters `first` to `last` (one past) of the line: the stretch of `most` with the longest marked text in it.
std::pair<std::size_t, std::size_t> best_stretch(const std::vector<std::size_t>& starts,
                                                 const std::vector<Place>& places, std::size_t most)
{
    const auto characters = starts.size() - 1;
    if (characters <= most) return {0, characters};
    std::vector<std::size_t> marked(characters + 1);  // characters before this one that are marked
    auto place = places.begin();
    for (std::size_t i = 0; i < characters; ++i) {
        while (place != places.end() && place->end <= starts[i]) ++place;
        const bool inside = place != places.end() && place->begin <= starts[i];
        marked[i + 1] = marked[i] + (inside ? 1 : 0);
    }
    std::size_t best = 0;
    for (std::size_t i = 0; i + most <= characters; ++i)
        if (marked[i + most] - marked[i] > marked[best + most] - marked[best]) best = i;
    // The first mark needs a little to stand on.
    constexpr std::size_t lead = 8;
    std::size_t first_mark = best;
    while (first_mark < characters && marked[first_mark + 1] == marked[first_mark]) ++first_mark;
    if (first_mark < characters && first_mark < best + lead) best = first_mark > lead ? first_mark - lead : 0;
    return {best, std::min(best + most, characters)};
}

std::size_t utf16_units(std::string_view utf8)
{
    std::size_t units = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
    }
    return units;
}

}  // namespace

Snippet cut_snippet(const Analyzer& analyzer, std::string_view query, std::string_view plain, std::size_t most)
{
    const auto line = on_one_line(plain);
    const auto places = places_of(analyzer, query, line);
    const auto starts = text::character_starts(line);
    const auto [first, last] = best_stretch(starts, places, most);
    const auto begin = starts[first];
    const auto end = starts[last];

    Snippet snippet;
    if (begin > 0) snippet.text += ellipsis;
    const auto shift = utf16_units(snippet.text);
    const std::string_view piece = std::string_view(line).substr(begin, end - begin);
    for (const auto& place : places) {
        if (place.end <= begin || place.begin >= end) continue;
        const auto from = std::max(place.begin, begin) - begin;
        const auto to = std::min(place.end, end) - begin;
        snippet.marks.push_back({shift + utf16_units(piece.substr(0, from)), shift + utf16_units(piece.substr(0, to))});
    }
    snippet.text += piece;
    if (end < line.size()) snippet.text += ellipsis;
    return snippet;
}

}  // namespace agri110::search

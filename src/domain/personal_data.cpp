#include "domain/personal_data.hpp"

#include <algorithm>

#include "domain/personal_text.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, personal_rule_count> rule_names{"phone",        "id_number", "name", "place",
                                                                       "organisation", "account",   "link"};
constexpr char32_t unreadable = U'\uFFFD';

char32_t fold(char32_t c)
{
    if (c == U'\u3000') return U' ';
    if (c >= U'\uFF01' && c <= U'\uFF5E') c -= 0xFEE0;  // full-width forms
    return c >= U'A' && c <= U'Z' ? c + 32 : c;
}

/// Pieces that touch the same characters become one, under the rule of the longer.
std::vector<PersonalSpan> merged(std::vector<PersonalSpan> found)
{
    std::ranges::sort(found, {}, [](const PersonalSpan& s) { return std::pair(s.begin, ~s.end); });
    std::vector<PersonalSpan> apart;
    for (const auto& span : found) {
        if (apart.empty() || apart.back().end <= span.begin) {
            apart.push_back(span);
            continue;
        }
        auto& last = apart.back();
        if (span.end - span.begin > last.end - last.begin) last.rule = span.rule;
        last.end = std::max(last.end, span.end);
    }
    return apart;
}

}  // namespace

std::string_view name_of(PersonalRule rule)
{
    return rule_names.at(static_cast<std::size_t>(rule));
}

std::u32string to_characters(std::string_view utf8)
{
    std::u32string characters;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7F >> length);
        if (i + length > utf8.size()) c = unreadable;
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            c = (c << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
        characters += c;
        i += length;
    }
    return characters;
}

std::string to_utf8(std::u32string_view characters)
{
    std::string utf8;
    const auto add = [&](char32_t byte) { utf8 += static_cast<char>(byte); };
    for (const auto c : characters) {
        if (c < 0x80) {
            add(c);
        } else if (c < 0x800) {
            add(0xC0 | (c >> 6));
        } else if (c < 0x10000) {
            add(0xE0 | (c >> 12));
            add(0x80 | ((c >> 6) & 0x3F));
        } else {
            add(0xF0 | (c >> 18));
            add(0x80 | ((c >> 12) & 0x3F));
            add(0x80 | ((c >> 6) & 0x3F));
        }
        if (c >= 0x80) add(0x80 | (c & 0x3F));
    }
    return utf8;
}

std::vector<std::u32string> to_characters(const std::vector<std::string>& list)
{
    std::vector<std::u32string> all;
    for (const auto& word : list) {
        auto characters = to_characters(word);
        std::ranges::transform(characters, characters.begin(), fold);
        all.push_back(std::move(characters));
    }
    return all;
}

PersonalText::PersonalText(std::string_view utf8, const PersonalWords& words) : original_(to_characters(utf8))
{
    folded_ = original_;
    std::ranges::transform(folded_, folded_.begin(), fold);
    std::array<std::u32string, 10> written;
    std::ranges::transform(words.digits, written.begin(), [](const std::string& w) { return to_characters(w); });
    for (const auto c : folded_) {
        int value = c >= U'0' && c <= U'9' ? static_cast<int>(c - U'0') : -1;
        for (std::size_t n = 0; n < written.size() && value < 0; ++n)
            if (written[n].find(c) != std::u32string::npos) value = static_cast<int>(n);
        digits_.push_back(value);
    }
}

bool PersonalText::is_alphanumeric(std::size_t i) const
{
    const auto c = at(i);
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
}

bool PersonalText::is_han(std::size_t i) const
{
    const auto c = at(i);
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::size_t PersonalText::longest_at(std::size_t i, const std::vector<std::u32string>& words) const
{
    std::size_t longest = 0;
    for (const auto& word : words)
        if (word.size() > longest && i < size() && stands_at(i, word)) longest = word.size();
    return longest;
}

std::size_t PersonalText::longest_before(std::size_t i, const std::vector<std::u32string>& words) const
{
    std::size_t longest = 0;
    for (const auto& word : words)
        if (word.size() > longest && word.size() <= i && stands_at(i - word.size(), word)) longest = word.size();
    return longest;
}

std::vector<std::size_t> PersonalText::places_of(std::u32string_view word) const
{
    std::vector<std::size_t> places;
    if (word.empty()) return places;
    for (auto at = folded_.find(word); at != std::u32string::npos; at = folded_.find(word, at + word.size()))
        places.push_back(at);
    return places;
}

CleanedText remove_personal_data(std::string_view utf8, const PersonalWords& words, const KnownPeople& known)
{
    const PersonalText text(utf8, words);
    std::vector<PersonalSpan> found;
    find_numbers(text, words, found);
    find_names(text, words, known, found);
    find_places(text, words, known, found);

    CleanedText cleaned;
    const std::u32string_view whole(text.original());
    std::size_t done = 0;
    for (const auto& span : merged(std::move(found))) {
        cleaned.text += to_utf8(whole.substr(done, span.begin - done));
        cleaned.text += words.shown_as.at(static_cast<std::size_t>(span.rule));
        cleaned.removed.push_back({to_utf8(whole.substr(span.begin, span.end - span.begin)), span.rule});
        done = span.end;
    }
    cleaned.text += to_utf8(whole.substr(done));
    return cleaned;
}

}  // namespace agri110

#include "triage/grams.hpp"

#include <algorithm>

#include "text/utf8.hpp"
#include "triage/reading.hpp"

namespace agri110::triage {
namespace {

constexpr unsigned bits_a_character = 21;
constexpr std::size_t longest_gram = 3;
constexpr std::uint32_t crop_mark = '~';
constexpr std::uint32_t figure_mark = '0';
constexpr std::uint32_t stop_mark = ',';

using text::Character;
using text::character_at;

bool is_word(std::uint32_t code)
{
    return (code >= 0x3400 && code < 0xA000) || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

std::uint32_t plain(std::uint32_t code)
{
    if (code >= '0' && code <= '9') return figure_mark;
    return is_word(code) ? code : stop_mark;
}

std::vector<Character> characters_of(const Matcher::Index& index, const Reading& reading)
{
    std::vector<Character> all;
    all.reserve(reading.text.size() / 2);
    auto subject = reading.subjects.begin();
    for (std::size_t at = 0; at < reading.text.size();) {
        while (subject != reading.subjects.end() && subject->begin < at) ++subject;
        auto next = character_at(reading.text, at);
        if (subject != reading.subjects.end() && subject->begin == at && index.subjects[subject->word].crop)
            next = {crop_mark, at, subject->end};
        else
            next.code = plain(next.code);
        at = next.end;
        const bool again = !all.empty() && all.back().code == next.code && !is_word(next.code);
        if (again)
            all.back().end = next.end;
        else
            all.push_back(next);
    }
    // What stands around the words says nothing.
    if (!all.empty() && all.front().code == stop_mark) all.erase(all.begin());
    if (!all.empty() && all.back().code == stop_mark) all.pop_back();
    return all;
}

}  // namespace

std::vector<Gram> grams_of(const Matcher::Index& index, const Reading& reading)
{
    const auto characters = characters_of(index, reading);
    std::vector<Gram> grams;
    grams.reserve(characters.size() * longest_gram);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        std::uint64_t key = 0;
        for (std::size_t j = i; j < std::min(i + longest_gram, characters.size()); ++j) {
            key = key << bits_a_character | characters[j].code;
            grams.push_back({key, characters[i].begin, characters[j].end});
        }
    }
    return grams;
}

std::uint64_t gram_key(std::string_view gram)
{
    std::uint64_t key = 0;
    std::size_t count = 0;
    for (std::size_t at = 0; at < gram.size(); ++count) {
        const auto next = character_at(gram, at);
        key = key << bits_a_character | next.code;
        at = next.end;
    }
    return count <= longest_gram ? key : 0;
}

bool is_words_only(std::uint64_t key)
{
    std::size_t count = 0;
    for (; key != 0; key >>= bits_a_character, ++count)
        if (!is_word(static_cast<std::uint32_t>(key & 0x1FFFFFU))) return false;
    return count > 1;
}

std::string gram_text(std::uint64_t key)
{
    std::string text;
    for (int i = 2; i >= 0; --i) {
        const auto code = static_cast<std::uint32_t>(key >> (static_cast<unsigned>(i) * bits_a_character)) & 0x1FFFFFU;
        if (code == 0) continue;
        if (code < 0x80) {
            text += static_cast<char>(code);
        } else {
            text += static_cast<char>(0xE0U | code >> 12U);
            text += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
            text += static_cast<char>(0x80U | (code & 0x3FU));
        }
    }
    return text;
}

}  // namespace agri110::triage

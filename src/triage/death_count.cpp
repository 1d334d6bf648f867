#include "triage/death_count.hpp"

#include <algorithm>
#include <cstdint>

namespace agri110::triage {
namespace {

using Groups = Matcher::Index::Groups;

constexpr std::size_t after_dying = 18;   // bytes between the word and its number: six Chinese characters
constexpr std::size_t before_dying = 15;  // and when the number comes first, in the same clause
constexpr std::size_t right_after = 6;
constexpr std::int64_t largest = 10'000'000;

/// A number in figures or words, read as far as it goes: "3", "forty", "two hundred or more".
class NumberReader {
public:
    NumberReader(const DeathCount& words, std::string_view text) : words_(words), text_(text) {}

    std::int64_t read()
    {
        while (step()) seen_ = true;
        return std::min(total_ + current_, largest);
    }
    bool seen() const { return seen_; }
    std::size_t end() const { return at_; }

private:
    template <class Words>
    const DeathCount::Digit* word_at(const Words& words) const
    {
        const auto found = std::ranges::find_if(
            words, [&](const DeathCount::Digit& digit) { return text_.substr(at_).starts_with(digit.word); });
        return found == words.end() ? nullptr : &*found;
    }

    bool step()
    {
        if (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
            current_ = std::min(current_ * 10 + (text_[at_] - '0'), largest);
            ++at_;
            return true;
        }
        if (const auto* digit = word_at(words_.digits)) {
            current_ = digit->value;
            at_ += digit->word.size();
            return true;
        }
        if (const auto* unit = word_at(words_.units)) {
            total_ = std::min(total_ + std::max<std::int64_t>(current_, 1) * unit->value, largest);
            current_ = 0;
            at_ += unit->word.size();
            return true;
        }
        if (!seen_) return false;
        const auto about =
            std::ranges::find_if(words_.about, [&](const auto& word) { return text_.substr(at_).starts_with(word); });
        if (about == words_.about.end()) return false;
        at_ += about->size();
        return true;
    }

    const DeathCount& words_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::int64_t total_ = 0;
    std::int64_t current_ = 0;
    bool seen_ = false;
};

struct Counted {
    std::size_t end = 0;   // behind the number and its counter
    bool counter = false;  // a word says that animals are counted
    bool many = false;
    bool few = false;
};

/// The number that begins here, if something is counted with it.
Counted count_at(const DeathCount& words, std::string_view text)
{
    NumberReader number(words, text);
    const auto value = number.read();
    if (!number.seen()) return {};
    const auto rest = text.substr(number.end());
    const auto counter =
        std::ranges::find_if(words.counters, [&](const auto& known) { return rest.starts_with(known.word); });
    if (counter != words.counters.end())
        return {number.end() + counter->word.size(), true, value >= counter->many, 2 * value <= counter->many};
    const bool other = std::ranges::any_of(words.not_counted, [&](const auto& unit) { return rest.starts_with(unit); });
    return {number.end(), false, !other && value >= words.uncounted_many, false};
}

bool is_of(const Matcher::Index& index, const Found& word, Groups groups)
{
    return (index.alert_groups[word.word] & groups) != 0;
}

bool says(const Matcher::Index& index, const Reading& reading, Groups groups)
{
    return std::ranges::any_of(reading.alert, [&](const Found& word) { return is_of(index, word, groups); });
}

/// Just behind a word for dying: "died: a hundred".
bool right_after_dying(const Matcher::Index& index, const Reading& reading, std::size_t begin)
{
    return std::ranges::any_of(reading.alert, [&](const Found& word) {
        return is_of(index, word, index.dead) && word.end <= begin && begin - word.end <= right_after;
    });
}

bool beside_dying(const Matcher::Index& index, const Reading& reading, std::size_t begin, std::size_t end)
{
    return std::ranges::any_of(reading.alert, [&](const Found& word) {
        if (!is_of(index, word, index.dead)) return false;
        const bool follows = word.end <= begin && begin - word.end <= after_dying;
        const bool precedes =
            end <= word.begin && word.begin - end <= before_dying && reading.same_clause(begin, word.begin);
        return follows || precedes;
    });
}

}  // namespace

Deaths deaths_in(const Matcher::Index& index, const Reading& reading)
{
    if (!says(index, reading, index.dead)) return Deaths::unsaid;
    const bool share = std::ranges::any_of(reading.alert, [&](const Found& word) {
        return is_of(index, word, index.large_share) && right_after_dying(index, reading, word.begin);
    });
    if (share) return Deaths::many;
    const auto text = reading.text;
    int told = 0;
    int few = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto counted = count_at(index.deaths, text.substr(i));
        const bool of_dying = (counted.counter && beside_dying(index, reading, i, i + counted.end)) ||
                              (counted.many && right_after_dying(index, reading, i));
        if (of_dying && counted.many) return Deaths::many;
        told += of_dying;
        few += of_dying && counted.few;
        i += std::max<std::size_t>(counted.end, 1);
    }
    return told == 1 && few == 1 && !says(index, reading, index.goes_on) ? Deaths::few : Deaths::unsaid;
}

}  // namespace agri110::triage

#include "text/words.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>
#include <stdexcept>

namespace agri110::text {
namespace {

using Breaks = std::unique_ptr<icu::BreakIterator>;

Breaks made(Breaks breaks, UErrorCode failed)
{
    if (U_FAILURE(failed) || !breaks) throw std::runtime_error("ICU lacks its word lists");
    return breaks;
}

/// Break iterators belong to one thread; making one costs more than using it.
icu::BreakIterator& word_breaks()
{
    auto failed = U_ZERO_ERROR;
    thread_local const Breaks breaks =
        made(Breaks(icu::BreakIterator::createWordInstance(icu::Locale("zh"), failed)), failed);
    return *breaks;
}

icu::BreakIterator& character_breaks()
{
    auto failed = U_ZERO_ERROR;
    thread_local const Breaks breaks =
        made(Breaks(icu::BreakIterator::createCharacterInstance(icu::Locale("zh"), failed)), failed);
    return *breaks;
}

/// Calls `each(begin, end)` for every stretch between two breaks.
template <class Each>
void walk(icu::BreakIterator& breaks, std::string_view utf8, const Each& each)
{
    auto failed = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &failed);
    breaks.setText(&text, failed);
    if (U_SUCCESS(failed)) {
        auto begin = breaks.first();
        for (auto end = breaks.next(); end != icu::BreakIterator::DONE; begin = end, end = breaks.next())
            each(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
    }
    utext_close(&text);
}

}  // namespace

std::vector<Word> words_of(std::string_view utf8)
{
    std::vector<Word> words;
    auto& breaks = word_breaks();
    walk(breaks, utf8, [&](std::size_t begin, std::size_t end) {
        if (breaks.getRuleStatus() >= UBRK_WORD_NONE_LIMIT) words.push_back({begin, end});
    });
    return words;
}

std::vector<std::size_t> character_starts(std::string_view utf8)
{
    std::vector<std::size_t> starts;
    walk(character_breaks(), utf8, [&](std::size_t begin, std::size_t) { starts.push_back(begin); });
    starts.push_back(utf8.size());
    return starts;
}

}  // namespace agri110::text

// A text character by character, made comparable, with the pieces found in it so far.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/personal_data.hpp"

namespace agri110 {

std::u32string to_characters(std::string_view utf8);
std::string to_utf8(std::u32string_view characters);
std::vector<std::u32string> to_characters(const std::vector<std::string>& list);

/// Characters [begin, end).
struct PersonalSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    PersonalRule rule = PersonalRule::phone;
};

class PersonalText {
public:
    PersonalText(std::string_view utf8, const PersonalWords& words);

    std::size_t size() const { return folded_.size(); }
    const std::u32string& original() const { return original_; }
    /// Full-width forms as their narrow ones, letters in lower case; one character for each of the original.
    char32_t at(std::size_t i) const { return i < folded_.size() ? folded_[i] : U'\0'; }
    const std::u32string& folded() const { return folded_; }
    /// 0 to 9, also for digits in words; -1 for anything else.
    int digit(std::size_t i) const { return i < digits_.size() ? digits_[i] : -1; }
    bool is_alphanumeric(std::size_t i) const;
    /// As typed, not as folded.
    bool is_ascii(std::size_t i) const { return i < original_.size() && original_[i] < 0x80; }
    bool is_han(std::size_t i) const;

    bool stands_at(std::size_t i, std::u32string_view word) const { return folded_.substr(i, word.size()) == word; }
    /// The longest of the words that stands at `i`; its length, 0 when none does.
    std::size_t longest_at(std::size_t i, const std::vector<std::u32string>& words) const;
    /// The longest of the words that ends right before `i`; its length, 0 when none does.
    std::size_t longest_before(std::size_t i, const std::vector<std::u32string>& words) const;
    /// Every place where `word` stands.
    std::vector<std::size_t> places_of(std::u32string_view word) const;

private:
    std::u32string original_;
    std::u32string folded_;
    std::vector<int> digits_;
};

/// personal_numbers.cpp: phones, identity cards, bank cards, plates, accounts, links.
void find_numbers(const PersonalText& text, const PersonalWords& words, std::vector<PersonalSpan>& found);
/// personal_names.cpp: people and organisations.
void find_names(const PersonalText& text, const PersonalWords& words, const KnownPeople& known,
                std::vector<PersonalSpan>& found);
/// personal_places.cpp: townships, villages, streets and houses.
void find_places(const PersonalText& text, const PersonalWords& words, const KnownPeople& known,
                 std::vector<PersonalSpan>& found);

}  // namespace agri110

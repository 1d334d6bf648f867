// Numbers that lead to a person, told from doses, years, areas and yields by their length, grouping and surroundings.
#include <algorithm>
#include <array>

#include "domain/personal_text.hpp"

namespace agri110 {
namespace {

using Shape = std::vector<std::size_t>;  // how many digits stand together

constexpr std::u32string_view separators = U" -_.·•()/–—‐";
constexpr std::size_t separators_at_most = 3;
constexpr std::size_t longest_number = 24;
constexpr std::size_t phone_word_within = 6;

/// Digits that belong together: groups with a separator between them.
struct Run {
    struct Group {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    std::vector<Group> groups{};
};

bool is_separator(char32_t c)
{
    return separators.find(c) != std::u32string_view::npos;
}

std::size_t end_of_digits(const PersonalText& text, std::size_t from)
{
    while (text.digit(from) >= 0) ++from;
    return from;
}

Run run_from(const PersonalText& text, std::size_t begin)
{
    Run run;
    for (;;) {
        const auto end = end_of_digits(text, begin);
        run.groups.push_back({begin, end});
        auto next = end;
        while (next - end < separators_at_most && is_separator(text.at(next))) ++next;
        if (next == end || text.digit(next) < 0) return run;
        begin = next;
    }
}

/// A stretch of whole groups, as a number.
struct Candidate {
    std::string digits{};
    Shape shape{};
    std::size_t begin = 0;
    std::size_t end = 0;
    bool amount = false;      // a unit follows
    bool phone_word = false;  // a word for "phone" stands before
};

Shape without_front(Shape shape, std::size_t digits)
{
    while (digits > 0 && !shape.empty()) {
        const auto part = std::min(digits, shape.front());
        shape.front() -= part;
        digits -= part;
        if (shape.front() == 0) shape.erase(shape.begin());
    }
    return shape;
}

bool is_date(std::string_view yyyymmdd)
{
    const auto number = [&](std::size_t from, std::size_t length) {
        int value = 0;
        for (const auto c : yyyymmdd.substr(from, length)) value = value * 10 + (c - '0');
        return value;
    };
    const auto year = number(0, 4), month = number(4, 2), day = number(6, 2);
    return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_identity_card(const Candidate& c)
{
    if (c.digits.size() == 18 || c.digits.size() == 17) return is_date(std::string_view(c.digits).substr(6, 8));
    return c.digits.size() == 15 && c.shape.size() == 1 && is_date("19" + c.digits.substr(6, 6));
}

/// 11 digits from 13 on, in one of the groupings that people use; odd groupings only when no unit follows.
bool is_mobile(const Candidate& c)
{
    for (const std::string_view prefix : {"", "0086", "86", "0"}) {
        const std::string_view digits = c.digits;
        if (!digits.starts_with(prefix) || digits.size() != prefix.size() + 11) continue;
        const auto number = digits.substr(prefix.size());
        if (number[0] != '1' || number[1] < '3') continue;
        const auto shape = without_front(c.shape, prefix.size());
        const bool single = std::ranges::all_of(shape, [](std::size_t n) { return n == 1; });
        static const std::array<Shape, 4> usual{{{11}, {3, 4, 4}, {3, 8}, {7, 4}}};
        if (single || std::ranges::find(usual, shape) != usual.end()) return true;
        static const std::array<Shape, 9> odd{
            {{4, 7}, {4, 4, 3}, {4, 3, 4}, {3, 3, 5}, {3, 5, 3}, {5, 6}, {6, 5}, {1, 2, 2, 2, 2, 2}, {3, 2, 2, 2, 2}}};
        if (std::ranges::find(odd, shape) != odd.end()) return !c.amount;
    }
    return false;
}

/// With area code, a number of a company, or seven to eight digits behind a word for "phone".
bool is_landline(const Candidate& c)
{
    const std::string_view d = c.digits;
    const auto local_is_sound = [](std::string_view local) {
        return (local.size() == 7 || local.size() == 8) && local[0] >= '2';
    };
    if (d.starts_with("0") && d.size() >= 10 && d.size() <= 12) {
        const std::size_t area = d[1] == '1' || d[1] == '2' ? 3 : 4;
        const bool apart = c.shape.size() == 1 || c.shape.front() == area;
        return apart && c.shape.size() <= 3 && local_is_sound(d.substr(area));
    }
    if (d.size() == 10 && (d.starts_with("400") || d.starts_with("800"))) return !c.amount;
    const bool together = c.shape.size() == 1 || (c.shape.size() == 2 && c.shape.back() == 4);
    return c.phone_word && together && !c.amount && local_is_sound(d);
}

bool passes_luhn(std::string_view digits)
{
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int value = digits[digits.size() - 1 - i] - '0';
        sum += i % 2 == 0 ? value : value * 2 / 10 + value * 2 % 10;
    }
    return sum % 10 == 0;
}

bool is_bank_card(const Candidate& c)
{
    if (c.digits.size() < 16 || c.digits.size() > 19 || c.amount) return false;
    const bool fours = std::ranges::all_of(c.shape.begin(), c.shape.end() - 1, [](std::size_t n) { return n == 4; });
    return (c.shape.size() == 1 || fours) && (c.digits.starts_with("62") || passes_luhn(c.digits));
}

std::optional<PersonalRule> rule_for(const Candidate& c)
{
    if (is_identity_card(c)) return PersonalRule::id_number;
    if (is_mobile(c) || is_landline(c)) return PersonalRule::phone;
    // No harvest has ten digits: an order, a card or a mistyped phone.
    if (is_bank_card(c) || (c.shape.size() == 1 && c.digits.size() >= 10 && !c.amount)) return PersonalRule::account;
    return std::nullopt;
}

class Numbers {
public:
    Numbers(const PersonalText& text, const PersonalWords& words, std::vector<PersonalSpan>& found)
        : text_(text),
          units_(to_characters(words.units)),
          phone_words_(to_characters(words.phone_words)),
          account_words_(to_characters(words.account_words)),
          account_links_(to_characters(words.account_links)),
          provinces_(to_characters(words.plate_provinces)),
          found_(found)
    {
    }

    void find_all()
    {
        for (std::size_t i = 0; i < text_.size();) {
            if (text_.digit(i) < 0) {
                find_plate(i);
                find_account(i);
                ++i;
                continue;
            }
            const auto run = run_from(text_, i);
            find_in(run);
            i = run.groups.back().end;
        }
        find_addresses();
    }

private:
    void add(std::size_t begin, std::size_t end, PersonalRule rule) { found_.push_back({begin, end, rule}); }

    bool is_amount(std::size_t end) const
    {
        while (text_.at(end) == U' ') ++end;
        return text_.longest_at(end, units_) > 0;
    }

    bool follows_phone_word(std::size_t begin) const
    {
        for (std::size_t back = 0; back <= std::min(begin, phone_word_within); ++back)
            if (text_.longest_before(begin - back, phone_words_) > 0) return true;
        return false;
    }

    Candidate candidate(const Run& run, std::size_t first, std::size_t last) const
    {
        Candidate c{.begin = run.groups[first].begin, .end = run.groups[last].end};
        for (auto group = first; group <= last; ++group) {
            const auto [begin, end] = run.groups[group];
            for (auto i = begin; i < end; ++i) c.digits += static_cast<char>('0' + text_.digit(i));
            c.shape.push_back(end - begin);
        }
        c.amount = is_amount(c.end);
        c.phone_word = follows_phone_word(c.begin);
        return c;
    }

    /// From the left, the longest stretch of groups that is something.
    void find_in(const Run& run)
    {
        for (std::size_t first = 0; first < run.groups.size();) {
            const auto taken = take_from(run, first);
            first += std::max<std::size_t>(1, taken);
        }
    }

    std::size_t take_from(const Run& run, std::size_t first)
    {
        std::size_t last = first;
        std::size_t digits = 0;
        while (last < run.groups.size() && digits + run.groups[last].end - run.groups[last].begin <= longest_number) {
            digits += run.groups[last].end - run.groups[last].begin;
            ++last;
        }
        for (; last > first; --last) {
            auto c = candidate(run, first, last - 1);
            const bool check_letter = c.digits.size() == 17 && text_.at(c.end) == U'x';
            if (c.digits.size() == 17 && !check_letter && is_identity_card(c)) continue;
            const auto rule = rule_for(c);
            if (!rule) continue;
            const bool plus = c.begin > 0 && text_.at(c.begin - 1) == U'+';
            const bool bracket = c.begin > 0 && text_.at(c.begin - 1) == U'(' && c.shape.size() > 1;
            add(c.begin - (plus || bracket ? 1 : 0), c.end + (check_letter ? 1 : 0), *rule);
            return last - first;
        }
        return 0;
    }

    void find_plate(std::size_t i)
    {
        const auto letter = text_.at(i + 1);
        if (provinces_.find(text_.at(i)) == std::u32string::npos || letter < U'a' || letter > U'z') return;
        auto begin = i + 2;
        if (is_separator(text_.at(begin))) ++begin;
        auto end = begin;
        std::size_t digits = 0;
        for (; text_.is_alphanumeric(end); ++end) digits += text_.at(end) <= U'9' ? 1 : 0;
        if ((end - begin == 5 || end - begin == 6) && digits >= 3) add(i, end, PersonalRule::id_number);
    }

    /// What follows "WeChat", "QQ" ... and looks like an account.
    void find_account(std::size_t i)
    {
        const auto word = text_.longest_at(i, account_words_);
        if (word == 0 || (text_.is_alphanumeric(i) && i > 0 && text_.is_alphanumeric(i - 1))) return;
        auto begin = i + word;
        for (std::size_t link = 1; link > 0; begin += link) link = text_.longest_at(begin, account_links_);
        const bool linked = begin > i + word;
        auto end = begin;
        const bool number = text_.digit(begin) >= 0;
        while (number ? text_.digit(end) >= 0
                      : text_.is_alphanumeric(end) || text_.at(end) == U'_' || text_.at(end) == U'-')
            ++end;
        const bool long_enough = number ? end - begin >= 5 : end - begin >= 6;
        if (!long_enough || end - begin > 20 || (number && is_amount(end))) return;
        if (number || linked || !text_.is_alphanumeric(i)) add(begin, end, PersonalRule::account);
    }

    bool is_of_address(std::size_t i) const
    {
        if (!text_.is_ascii(i)) return false;
        return text_.is_alphanumeric(i) ||
               std::u32string_view(U"-._~:/?#@!$&'*+,;=%").find(text_.at(i)) != std::u32string_view::npos;
    }

    /// Links and e-mail: stretches of the characters that addresses are made of.
    void find_addresses()
    {
        for (std::size_t begin = 0; begin < text_.size(); ++begin) {
            if (!is_of_address(begin)) continue;
            auto end = begin;
            while (end < text_.size() && is_of_address(end)) ++end;
            const auto word = text_.folded().substr(begin, end - begin);
            if (const auto sign = word.find(U'@');
                sign != std::u32string::npos && sign > 0 && word.find(U'.', sign) != std::u32string::npos)
                add(begin, end, PersonalRule::account);
            else if (is_link(word))
                add(begin, end, PersonalRule::link);
            begin = end;
        }
    }

    static bool is_link(std::u32string_view word)
    {
        if (word.find(U"://") != std::u32string_view::npos || word.starts_with(U"www.")) return true;
        for (const std::u32string_view domain :
             {U".com", U".cn", U".net", U".org", U".top", U".xyz", U".vip", U".cc", U".link", U".shop"}) {
            const auto at = word.find(domain);
            if (at == std::u32string_view::npos || at == 0) continue;
            const bool letter =
                std::ranges::any_of(word.substr(0, at), [](char32_t c) { return c >= U'a' && c <= U'z'; });
            const auto rest = word.substr(at + domain.size());
            if (letter && (rest.empty() || rest[0] == U'/' || rest[0] == U'.' || rest[0] == U'?' || rest[0] == U':'))
                return true;
        }
        return false;
    }

    const PersonalText& text_;
    std::vector<std::u32string> units_;
    std::vector<std::u32string> phone_words_;
    std::vector<std::u32string> account_words_;
    std::vector<std::u32string> account_links_;
    std::u32string provinces_;
    std::vector<PersonalSpan>& found_;
};

}  // namespace

void find_numbers(const PersonalText& text, const PersonalWords& words, std::vector<PersonalSpan>& found)
{
    Numbers(text, words, found).find_all();
}

}  // namespace agri110

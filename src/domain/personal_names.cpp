// People and organisations: by the names a report knows, and by words that only stand beside a name.
#include <algorithm>

#include "domain/personal_text.hpp"

namespace agri110 {
namespace {

constexpr std::size_t longest_name = 4;

class Names {
public:
    Names(const PersonalText& text, const PersonalWords& words, std::vector<PersonalSpan>& found)
        : text_(text),
          surnames_(to_characters(words.surnames)),
          titles_(to_characters(words.titles)),
          before_(to_characters(words.before_surname)),
          after_(to_characters(words.after_surname)),
          introductions_(to_characters(words.introductions)),
          organisation_ends_(to_characters(words.organisation_ends)),
          name_ends_(to_characters(words.name_ends)),
          found_(found)
    {
        for (const auto& phrase : to_characters(words.not_a_name))
            for (const auto at : text.places_of(phrase)) no_name_.push_back({at, at + phrase.size()});
    }

    void find_known(const std::u32string& name)
    {
        if (name.size() < 2) return;
        for (const auto at : text_.places_of(name)) found_.push_back({at, at + name.size(), PersonalRule::name});
        if (!std::ranges::all_of(name, [](char32_t c) { return c >= 0x3400; }) || name.size() > longest_name) return;
        const auto surname = name.substr(0, name.size() == 4 ? 2 : 1);
        find_by_surname(surname);
        if (const auto given = name.substr(surname.size()); given.size() >= 2)
            for (const auto at : text_.places_of(given))
                if (!lies_in_phrase(at, at + given.size()))
                    found_.push_back({at, at + given.size(), PersonalRule::name});
    }

    /// A common surname with a title is a person, whoever it is.
    void find_titled()
    {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            const auto surname = text_.longest_at(i, surnames_);
            const auto title = surname ? text_.longest_at(i + surname, titles_) : 0;
            if (title) add(i, i + surname + title);
        }
    }

    /// "My name is ..."
    void find_introduced()
    {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            const auto word = text_.longest_at(i, introductions_);
            if (word == 0) continue;
            auto begin = i + word;
            while (text_.at(begin) == U' ' || text_.at(begin) == U':') ++begin;
            const auto surname = text_.longest_at(begin, surnames_);
            if (surname == 0) continue;
            auto end = begin + surname;
            while (end - begin < surname + 2 && text_.is_han(end) &&
                   name_ends_.find(text_.at(end)) == std::u32string::npos)
                ++end;
            if (end > begin + surname) add(begin, end);
        }
    }

    /// The whole name, and its core when a word such as "cooperative" follows.
    void find_organisation(const std::u32string& name, const std::vector<std::u32string>& regions)
    {
        if (name.size() < 3) return;
        for (const auto at : text_.places_of(name)) add_organisation(at, at + name.size());
        auto core = name.substr(0, name.find(U'('));
        for (bool shorter = true; shorter;) {
            shorter = false;
            for (const auto& end : organisation_ends_)
                if (core.size() > end.size() && core.ends_with(end)) {
                    core.resize(core.size() - end.size());
                    shorter = true;
                }
        }
        for (const auto& region : regions)
            if (core.size() > region.size() + 1 && core.starts_with(region)) core.erase(0, region.size());
        if (core.size() < 2) return;
        for (const auto at : text_.places_of(core))
            if (const auto end = text_.longest_at(at + core.size(), organisation_ends_))
                add_organisation(at, at + core.size() + end);
    }

private:
    void find_by_surname(const std::u32string& surname)
    {
        for (const auto at : text_.places_of(surname)) {
            const auto end = at + surname.size();
            const auto title = text_.longest_at(end, titles_);
            const auto family = text_.longest_at(end, after_);
            const auto before = text_.longest_before(at, before_);
            if (title || family || before) add(at - before, end + std::max(title, before ? 0 : family));
        }
    }

    bool lies_in_phrase(std::size_t begin, std::size_t end) const
    {
        return std::ranges::any_of(no_name_,
                                   [&](const auto& phrase) { return phrase.first <= begin && end <= phrase.second; });
    }
    void add(std::size_t begin, std::size_t end)
    {
        const bool hidden = std::ranges::any_of(
            no_name_, [&](const auto& phrase) { return phrase.first < end && begin < phrase.second; });
        if (!hidden) found_.push_back({begin, end, PersonalRule::name});
    }
    void add_organisation(std::size_t begin, std::size_t end)
    {
        found_.push_back({begin, end, PersonalRule::organisation});
    }

    const PersonalText& text_;
    std::vector<std::u32string> surnames_;
    std::vector<std::u32string> titles_;
    std::vector<std::u32string> before_;
    std::vector<std::u32string> after_;
    std::vector<std::u32string> introductions_;
    std::vector<std::u32string> organisation_ends_;
    std::u32string name_ends_;
    std::vector<std::pair<std::size_t, std::size_t>> no_name_{};
    std::vector<PersonalSpan>& found_;
};

}  // namespace

void find_names(const PersonalText& text, const PersonalWords& words, const KnownPeople& known,
                std::vector<PersonalSpan>& found)
{
    Names names(text, words, found);
    for (const auto& name : to_characters(known.names)) names.find_known(name);
    names.find_titled();
    names.find_introduced();
    const auto regions = to_characters(known.public_places);
    for (const auto& name : to_characters(known.organisations)) names.find_organisation(name, regions);
}

}  // namespace agri110

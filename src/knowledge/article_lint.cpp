#include "knowledge/article_lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "text/utf8.hpp"
#include "text/word_trie.hpp"

namespace agri110::knowledge {
namespace {

bool has_one_of(std::string_view text, const std::vector<std::string>& words)
{
    return std::ranges::any_of(words, [&](const std::string& word) { return text.contains(word); });
}

bool begins_with_one_of(std::string_view text, const std::vector<std::string>& words)
{
    return std::ranges::any_of(words, [&](const std::string& word) { return text.starts_with(word); });
}

/// The products that this crop's articles may not recommend, ready for finding the longest name.
struct Forbidden {
    text::WordTrie words{};
    std::vector<const ProductList*> list_of{};

    Forbidden(std::string_view crop, const ArticleRules& rules, const CropTree& crops)
    {
        for (const auto& list : rules.products) {
            const bool meant = list.crops.empty() || std::ranges::any_of(list.crops, [&](const std::string& above) {
                                   return crops.contains(above, crop);
                               });
            // A name that is allowed here still hides a shorter one that is not.
            for (const auto& name : list.names) {
                const auto word = words.add(name);
                if (word >= list_of.size()) list_of.resize(word + 1);
                if (meant) list_of[word] = &list;
            }
        }
    }
};

/// Splits after every one of `ends`.
std::vector<std::string_view> split(std::string_view text, const std::vector<std::string>& ends)
{
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto end =
            std::ranges::find_if(ends, [&](const std::string& e) { return text.substr(i).starts_with(e); });
        i += end == ends.end() ? 1 : end->size();
        if (end == ends.end()) continue;
        parts.push_back(text.substr(begin, i - begin));
        begin = i;
    }
    if (begin < text.size()) parts.push_back(text.substr(begin));
    return parts;
}

void lint_products(const Reading& file, std::string_view paragraph, int line, const Forbidden& forbidden,
                   const ArticleRules& rules)
{
    for (const auto sentence : split(paragraph, rules.sentence_ends)) {
        const auto clauses = split(sentence, rules.clause_ends);
        bool warned = false;
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            const auto clause = clauses[i];
            warned = has_one_of(clause, rules.warnings) || (warned && begins_with_one_of(clause, rules.continuations));
            const bool judged_next = i + 1 < clauses.size() && has_one_of(clauses[i + 1], rules.warnings) &&
                                     begins_with_one_of(clauses[i + 1], rules.back_references);
            if (warned || judged_next) continue;
            for (const auto& found : forbidden.words.find_all(clause))
                if (const auto* list = forbidden.list_of[found.word])
                    file.fault(line, fmt::format("recommends {}: {} ({})", clause.substr(found.begin, found.size()),
                                                 list->reason, list->source));
        }
    }
}

/// True when a number with a unit stands in the text.
bool has_dose(std::string_view text, const ArticleRules& rules)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool after_number = std::isdigit(static_cast<unsigned char>(text[i - 1])) != 0;
        if (!after_number) continue;
        auto rest = text.substr(i);
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        for (const auto& unit : rules.units)
            if (rest.starts_with(unit) && !begins_with_one_of(rest.substr(unit.size()), rules.not_a_dose)) return true;
    }
    return false;
}

void lint_dose(const Reading& file, std::string_view paragraph, int line, const ArticleRules& rules)
{
    if (paragraph.contains(rules.label) || !has_one_of(paragraph, rules.product_words)) return;
    if (has_dose(paragraph, rules))
        file.fault(line, fmt::format("states a dose without \"{}\" in the same paragraph", rules.label));
}

}  // namespace

void lint_body(const Reading& file, std::string_view body, int line, std::string_view crop, const ArticleRules& rules,
               const CropTree& crops)
{
    const Forbidden forbidden(crop, rules, crops);
    for (; !body.empty(); ++line) {
        const auto end = std::min(body.find('\n'), body.size());
        const auto paragraph = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        lint_products(file, paragraph, line, forbidden, rules);
        lint_dose(file, paragraph, line, rules);
        for (const auto& mark : rules.no_markup)
            if (paragraph.contains(mark))
                file.fault(line, fmt::format("\"{}\" may not stand in an article: no tables, HTML or links", mark));
    }
}

}  // namespace agri110::knowledge

#include "knowledge/read_articles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "knowledge/article_lint.hpp"
#include "knowledge/reading.hpp"
#include "text/utf8.hpp"

namespace agri110::knowledge {
namespace {

constexpr std::string_view folder = "articles/";
constexpr std::string_view ending = ".md";
constexpr std::string_view fence = "+++\n";
constexpr std::size_t largest = 64 << 10;
constexpr std::int64_t highest_metre = 6000;

struct Parts {
    KnowledgeFile head{};  // with the lines of the file, so that faults name the right one
    std::string_view body{};
    int body_line = 0;
};

/// The front matter and what follows it; nothing when there is none.
std::optional<Parts> split(const KnowledgeFile& file)
{
    const std::string_view content = file.content;
    if (!content.starts_with(fence)) return std::nullopt;
    const auto close = content.find("\n+++\n");
    if (close == std::string_view::npos) return std::nullopt;
    const auto head = content.substr(fence.size(), std::max(close + 1, fence.size()) - fence.size());
    Parts parts{.head = {file.path, "\n" + std::string(head)}, .body = content.substr(close + 1 + fence.size())};
    parts.body_line = static_cast<int>(std::ranges::count(content.substr(0, close + 1 + fence.size()), '\n')) + 1;
    return parts;
}

std::string id_of(std::string_view path)
{
    const auto slash = path.rfind('/');
    return std::string(path.substr(slash + 1, path.size() - slash - 1 - ending.size()));
}

std::string_view crop_folder_of(std::string_view path)
{
    path.remove_prefix(folder.size());
    return path.substr(0, path.find('/'));
}

bool is_plain(std::string_view id)
{
    return !id.empty() && id.size() <= 80 && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

/// Whole numbers of a list; nothing with a fault when something else is in it.
std::vector<std::int64_t> numbers(const Reading& file, const toml::table& table, std::string_view key)
{
    std::vector<std::int64_t> all;
    const auto* node = table.get(key);
    if (!node) return all;
    const auto* array = node->as_array();
    for (std::size_t i = 0; array && i < array->size(); ++i)
        if (const auto* number = (*array)[i].as_integer()) all.push_back(number->get());
    if (array && all.size() == array->size() && !all.empty()) return all;
    file.fault(*node, fmt::format("\"{}\" must be a list of whole numbers", key));
    return {};
}

std::optional<AltitudeBand> altitude_of(const Reading& file, const toml::table& table)
{
    if (!table.contains("altitude")) return std::nullopt;
    const auto metres = numbers(file, table, "altitude");
    if (metres.empty()) return std::nullopt;
    if (metres.size() != 2 || metres[0] < 0 || metres[0] >= metres[1] || metres[1] > highest_metre) {
        file.fault(*table.get("altitude"),
                   fmt::format("\"altitude\" must be [from, to] within 0 and {}", highest_metre));
        return std::nullopt;
    }
    return AltitudeBand{static_cast<int>(metres[0]), static_cast<int>(metres[1])};
}

std::vector<int> months_of(const Reading& file, const toml::table& table)
{
    std::vector<int> months;
    for (const auto month : numbers(file, table, "months")) {
        if (month < 1 || month > 12 || std::ranges::find(months, static_cast<int>(month)) != months.end())
            file.fault(*table.get("months"), fmt::format("\"months\" may hold 1 to 12, each once, not {}", month));
        else
            months.push_back(static_cast<int>(month));
    }
    return months;
}

std::vector<ArticleSource> sources_of(const Reading& file, const toml::table& table)
{
    std::vector<ArticleSource> sources;
    for (const auto* source : file.tables(table, "sources")) {
        file.only(*source, {"title", "publisher", "year", "address"});
        ArticleSource read{.title = file.text(*source, "title"), .publisher = file.text(*source, "publisher")};
        if (const auto* year = source->get("year")) {
            const auto value = year->value<int>();
            if (!year->is_integer() || !value || *value < 1900 || *value > 2100)
                file.fault(*year, "\"year\" must be a year");
            else
                read.year = value;
        }
        if (source->contains("address")) {
            read.address = file.text(*source, "address");
            if (!read.address.starts_with("https://") && !read.address.starts_with("http://"))
                file.fault(*source, "\"address\" must begin with https:// or http://");
        }
        sources.push_back(std::move(read));
    }
    if (sources.empty()) file.fault(table, "an article needs at least one source");
    return sources;
}

void read_head(const Reading& file, const ArticleRules& rules, const CropTree& crops, Article& article)
{
    const auto table = file.toml();
    if (table.empty()) {
        file.fault(1, "the front matter is empty or cannot be read");
        return;
    }
    file.only(table, {"title", "crop", "kind", "also", "altitude", "months", "reviewed_by", "sources"});
    article.title = file.text(table, "title");
    if (text::count_characters(article.title) > rules.longest_title)
        file.fault(*table.get("title"), fmt::format("the title has more than {} characters", rules.longest_title));
    article.crop = file.text(table, "crop");
    if (!article.crop.empty() && !crops.find(article.crop))
        file.fault(*table.get("crop"), fmt::format("unknown crop \"{}\"", article.crop));
    else if (!article.crop.empty() && crop_folder_of(article.path) != article.crop)
        file.fault(*table.get("crop"),
                   fmt::format("an article on {} belongs into articles/{}", article.crop, article.crop));
    const auto kind = file.text(table, "kind");
    const auto known = problem_kind_of(kind);
    if (!kind.empty() && !known) file.fault(*table.get("kind"), fmt::format("unknown problem kind \"{}\"", kind));
    article.kind = known.value_or(ProblemKind::other);
    for (const auto key : {"also", "reviewed_by"})
        if (!table.contains(key)) file.fault(1, fmt::format("\"{}\" is missing", key));
    article.also = file.texts(table, "also");
    article.reviewed_by = table["reviewed_by"].value_or(std::string{});
    article.altitude = altitude_of(file, table);
    article.months = months_of(file, table);
    article.sources = sources_of(file, table);
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Cuts the body at its headings and says which are unknown, twice or out of order.
void read_sections(const Reading& file, const Parts& parts, const ArticleRules& rules, Article& article)
{
    int line = parts.body_line;
    std::size_t next = 0;  // headings before this one may not come any more
    std::string* open = nullptr;
    for (auto rest = parts.body; !rest.empty(); ++line) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto text = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!text.starts_with('#')) {
            if (open)
                open->append(text).append("\n");
            else if (!text.empty())
                file.fault(line, "text before the first heading");
            continue;
        }
        const auto name = text.starts_with("## ") ? trimmed(text.substr(3)) : std::string_view{};
        const auto rule = std::ranges::find(rules.headings, name, &HeadingRule::name);
        const auto place = static_cast<std::size_t>(rule - rules.headings.begin());
        if (rule == rules.headings.end()) {
            file.fault(line, fmt::format("unknown heading \"{}\"", text));
            continue;
        }
        if (place < next) file.fault(line, fmt::format("the heading \"{}\" stands twice or too late", name));
        next = place + 1;
        article.sections.push_back({rule->part, std::string(name), {}});
        open = &article.sections.back().markdown;
    }
    for (const auto& rule : rules.headings) {
        const auto found = std::ranges::find(article.sections, rule.part, &ArticleSection::part);
        const bool needed =
            rule.needed_for.empty() || std::ranges::find(rule.needed_for, article.kind) != rule.needed_for.end();
        if (found == article.sections.end() && needed)
            file.fault(parts.body_line, fmt::format("the heading \"{}\" is missing", rule.name));
        if (found != article.sections.end() && trimmed(found->markdown).empty())
            file.fault(parts.body_line, fmt::format("nothing stands under \"{}\"", rule.name));
    }
}

/// Characters a reader reads: no spaces, no signs of Markdown.
std::size_t length_of(std::string_view body)
{
    std::string read;
    for (const char c : body)
        if (!std::string_view(" \t\r\n#*-").contains(c)) read += c;
    return text::count_characters(read);
}

}  // namespace

bool is_article(std::string_view path)
{
    return path.starts_with(folder) && path.ends_with(ending) && std::ranges::count(path, '/') == 2;
}

std::optional<Article> read_article(const KnowledgeFile& file, const ArticleRules& rules, const CropTree& crops,
                                    Lint lint, std::vector<KnowledgeFault>& faults)
{
    const auto before = faults.size();
    const Reading whole(file, faults);
    Article article{.id = id_of(file.path), .path = file.path, .title = {}, .crop = {}};
    if (!is_plain(article.id)) whole.fault(0, "the file name may only hold a-z, 0-9 and -");
    if (file.content.size() > largest) whole.fault(0, "the file is larger than 64 KB");
    if (!text::is_utf8(file.content)) whole.fault(0, "the file is not UTF-8");
    if (faults.size() > before) return std::nullopt;
    const auto parts = split(file);
    if (!parts) {
        whole.fault(1, "the file must begin with TOML between two lines of +++");
        return std::nullopt;
    }
    read_head(Reading(parts->head, faults), rules, crops, article);
    read_sections(whole, *parts, rules, article);
    const auto length = length_of(parts->body);
    if (length < rules.least_characters || length > rules.most_characters)
        whole.fault(parts->body_line, fmt::format("the body has {} characters; {} to {} are wanted", length,
                                                  rules.least_characters, rules.most_characters));
    if (lint == Lint::needed) lint_body(whole, parts->body, parts->body_line, article.crop, rules, crops);
    if (faults.size() > before) return std::nullopt;
    return article;
}

std::vector<Article> read_articles(std::span<const KnowledgeFile> files, const ArticleRules& rules,
                                   const CropTree& crops, Lint lint, std::vector<KnowledgeFault>& faults)
{
    std::vector<Article> articles;
    std::map<std::string, std::string> path_of;
    for (const auto& file : files) {
        if (!file.path.starts_with(folder)) continue;
        if (!is_article(file.path)) {
            faults.push_back({file.path, 0, "an article is called articles/<crop>/<id>.md"});
            continue;
        }
        const auto [first, fresh] = path_of.emplace(id_of(file.path), file.path);
        if (!fresh) faults.push_back({file.path, 0, fmt::format("the id already belongs to {}", first->second)});
        if (auto article = read_article(file, rules, crops, lint, faults)) articles.push_back(std::move(*article));
    }
    std::ranges::sort(articles, {}, &Article::id);
    return articles;
}

}  // namespace agri110::knowledge

#include "knowledge/knowledge.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <optional>

#include "knowledge/read_articles.hpp"
#include "knowledge/reading.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 16> file_names{
    "alert_weights.tsv",    "article_rules.toml",    "banned_products.toml", "confidence.toml",
    "crops.toml",           "deadlines.toml",        "first_questions.toml", "kind_weights.tsv",
    "messages/zh.toml",     "not_a_crop.toml",       "personal_data.toml",   "problem_kinds.toml",
    "regions/counties.csv", "regions/townships.csv", "synonyms.toml",        "urgency.toml"};

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw std::filesystem::filesystem_error("cannot read", path,
                                                std::make_error_code(std::errc::no_such_file_or_directory));
    return {std::istreambuf_iterator<char>(in), {}};
}

const KnowledgeFile* find_file(std::span<const KnowledgeFile> files, std::string_view path)
{
    const auto found = std::ranges::find(files, path, &KnowledgeFile::path);
    return found == files.end() ? nullptr : &*found;
}

struct Articles {
    ArticleRules rules{};
    std::vector<Article> articles{};
    std::vector<KnowledgeFault> faults{};
};

/// The rules must be among the files.
Articles articles_of(std::span<const KnowledgeFile> files, const CropTree& tree, Lint lint)
{
    Articles read;
    const auto reading = [&](std::string_view path) {
        return knowledge::Reading(*find_file(files, path), read.faults);
    };
    read.rules = knowledge::read_article_rules(reading("article_rules.toml"), reading("banned_products.toml"), tree);
    read.articles = knowledge::read_articles(files, read.rules, tree, lint, read.faults);
    return read;
}

}  // namespace

std::string version_of(std::span<const KnowledgeFile> files)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    const auto add = [&](const std::string& text) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.c_str()), text.size() + 1);
    };
    for (const auto& file : files) {
        add(file.path);
        add(file.content);
    }
    std::array<unsigned char, 16> hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    std::array<char, 33> hex{};
    return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

std::expected<std::shared_ptr<const Knowledge>, std::vector<KnowledgeFault>> read_knowledge(
    std::span<const KnowledgeFile> files, Lint lint)
{
    std::vector<KnowledgeFault> faults;
    for (const auto& name : file_names)
        if (!find_file(files, name)) faults.push_back({std::string(name), 0, "the file is missing"});
    if (!faults.empty()) return std::unexpected(std::move(faults));
    const auto reading = [&](std::string_view path) { return knowledge::Reading(*find_file(files, path), faults); };

    auto crops = knowledge::read_crops(reading("crops.toml"));
    const bool tree_is_sound = faults.empty();
    Lexicon lexicon;
    knowledge::read_not_a_crop(reading("not_a_crop.toml"), crops, lexicon);
    auto first_questions = knowledge::read_first_questions(reading("first_questions.toml"), crops);
    // Articles are read against the tree: with a broken one they would only repeat its faults.
    std::optional<CropTree> tree;
    std::future<Articles> reading_articles;
    if (tree_is_sound) {
        tree.emplace(std::move(crops));
        reading_articles = std::async(std::launch::async, articles_of, files, std::cref(*tree), lint);
    }
    knowledge::read_kinds(reading("problem_kinds.toml"), lexicon);
    knowledge::read_urgency(reading("urgency.toml"), lexicon);
    knowledge::read_confidence(reading("confidence.toml"), lexicon);
    knowledge::read_kind_weights(reading("kind_weights.tsv"), lexicon);
    knowledge::read_alert_weights(reading("alert_weights.tsv"), lexicon);
    auto regions = knowledge::read_regions(reading("regions/counties.csv"), reading("regions/townships.csv"));
    const auto deadlines = knowledge::read_deadlines(reading("deadlines.toml"));
    auto messages = knowledge::read_messages(reading("messages/zh.toml"));
    auto personal = knowledge::read_personal_data(reading("personal_data.toml"));
    auto search_words = knowledge::read_synonyms(reading("synonyms.toml"));
    if (!tree) return std::unexpected(std::move(faults));
    auto [rules, articles, more_faults] = reading_articles.get();
    std::ranges::move(more_faults, std::back_inserter(faults));
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return std::make_shared<const Knowledge>(RegionTree(std::move(regions)), std::move(*tree), std::move(lexicon),
                                             std::move(first_questions), deadlines, std::move(messages),
                                             std::move(personal), std::move(search_words), std::move(rules),
                                             std::move(articles), version_of(files));
}

std::vector<KnowledgeFile> knowledge_files_of(const std::filesystem::path& folder)
{
    std::vector<KnowledgeFile> files;
    for (const auto& name : file_names) files.push_back({std::string(name), content_of(folder / name)});
    const auto fixed = static_cast<std::ptrdiff_t>(files.size());
    if (std::filesystem::is_directory(folder / "articles"))
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "articles"))
            if (entry.is_regular_file() && entry.path().extension() == ".md")
                files.push_back({entry.path().lexically_relative(folder).generic_string(), content_of(entry.path())});
    std::ranges::sort(files.begin() + fixed, files.end(), {}, &KnowledgeFile::path);
    return files;
}

void write_files(const std::filesystem::path& folder, std::span<const KnowledgeFile> files)
{
    for (const auto& file : files) {
        const auto path = folder / file.path;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream out(path, std::ios::binary);
        out << file.content;
        out.close();
        if (!out)
            throw std::filesystem::filesystem_error("cannot write", path, std::make_error_code(std::errc::io_error));
    }
}

const Article* Knowledge::find_article(std::string_view id) const
{
    const auto found = std::ranges::lower_bound(articles, id, {}, &Article::id);
    return found == articles.end() || found->id != id ? nullptr : &*found;
}

}  // namespace agri110

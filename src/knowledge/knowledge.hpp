// What officials and agronomists may change: regions, crops, words, deadlines and texts, read from files and checked.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/article.hpp"
#include "domain/crop.hpp"
#include "domain/deadline_rules.hpp"
#include "domain/first_questions.hpp"
#include "domain/personal_data.hpp"
#include "domain/region.hpp"
#include "domain/search_words.hpp"
#include "domain/understanding.hpp"
#include "knowledge/article_rules.hpp"
#include "knowledge/message_texts.hpp"

namespace agri110 {

/// Immutable; replaced as a whole when the files change.
struct Knowledge {
    RegionTree regions;
    CropTree crops;
    Lexicon lexicon;
    FirstQuestions first_questions;
    DeadlineRules deadlines;
    MessageTexts messages;
    PersonalWords personal;  // what is taken out of a report before it becomes public
    SearchWords search_words;
    ArticleRules article_rules;
    std::vector<Article> articles;  // by id
    std::string version;            // version_of all files

    /// nullptr when there is no such article.
    const Article* find_article(std::string_view id) const;
};

/// One file as text, from disk or from the database. `path` is relative to the knowledge folder: "crops.toml".
struct KnowledgeFile {
    std::string path;
    std::string content;
};

/// What is wrong, and where: shown to whoever edits the files.
struct KnowledgeFault {
    std::string file;
    int line = 0;  // 1-based, 0 when the file as a whole is meant
    std::string reason;

    friend bool operator==(const KnowledgeFault&, const KnowledgeFault&) = default;
};

/// Whether the words of articles are looked through. `passed` is for files that were stored, since whatever is stored
/// has passed; to look again would be most of the work of a start.
enum class Lint { needed, passed };

/// All faults of all files at once, or the knowledge.
std::expected<std::shared_ptr<const Knowledge>, std::vector<KnowledgeFault>> read_knowledge(
    std::span<const KnowledgeFile> files, Lint lint = Lint::needed);

/// A hash of the files, in their order.
std::string version_of(std::span<const KnowledgeFile> files);

/// The files of a folder that read_knowledge wants: the fixed ones, then the articles in path order. Throws
/// std::filesystem::filesystem_error.
std::vector<KnowledgeFile> knowledge_files_of(const std::filesystem::path& folder);

/// Writes them into a folder, as knowledge_files_of reads them. Throws std::filesystem::filesystem_error.
void write_files(const std::filesystem::path& folder, std::span<const KnowledgeFile> files);

}  // namespace agri110

// How the readers of single files share their findings.
#pragma once

#include <toml++/toml.h>

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace agri110::knowledge {

/// One file being read: its content, and where faults go.
class Reading {
public:
    Reading(const KnowledgeFile& file, std::vector<KnowledgeFault>& faults) : file_(file), faults_(faults) {}

    const std::string& content() const { return file_.content; }
    void fault(int line, std::string reason) const { faults_.push_back({file_.path, line, std::move(reason)}); }
    void fault(const toml::node& node, std::string reason) const
    {
        fault(static_cast<int>(node.source().begin.line), std::move(reason));
    }

    /// The file as TOML; an empty table when it is none, which is a fault.
    toml::table toml() const;
    /// Complains about keys that are not in the list.
    void only(const toml::table& table, std::initializer_list<std::string_view> keys) const;
    /// A text that must be there and not be empty.
    std::string text(const toml::table& table, std::string_view key) const;
    /// A whole number of at least 1.
    std::size_t count(const toml::table& table, std::string_view key) const;
    /// A table that must be there; an empty one when it is not, which is a fault.
    const toml::table& table(const toml::table& in, std::string_view key) const;
    /// A list of texts, each not empty; absent means none.
    std::vector<std::string> texts(const toml::table& table, std::string_view key) const;
    /// The tables of an array of tables; absent means none.
    std::vector<const toml::table*> tables(const toml::table& table, std::string_view key) const;

private:
    const KnowledgeFile& file_;
    std::vector<KnowledgeFault>& faults_;
};

std::vector<Region> read_regions(const Reading& counties, const Reading& townships);
std::vector<Crop> read_crops(const Reading& file);
void read_kinds(const Reading& file, Lexicon& lexicon);
void read_urgency(const Reading& file, Lexicon& lexicon);
void read_kind_weights(const Reading& file, Lexicon& lexicon);
void read_alert_weights(const Reading& file, Lexicon& lexicon);
void read_confidence(const Reading& file, Lexicon& lexicon);
void read_not_a_crop(const Reading& file, const std::vector<Crop>& crops, Lexicon& lexicon);
FirstQuestions read_first_questions(const Reading& file, const std::vector<Crop>& crops);
DeadlineRules read_deadlines(const Reading& file);
MessageTexts read_messages(const Reading& file);
PersonalWords read_personal_data(const Reading& file);
SearchWords read_synonyms(const Reading& file);
ArticleRules read_article_rules(const Reading& rules, const Reading& products, const CropTree& crops);

}  // namespace agri110::knowledge

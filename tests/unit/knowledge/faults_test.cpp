// Whoever corrects a knowledge file is told every mistake at once, with file and line.
#include <gtest/gtest.h>

#include <algorithm>

#include "knowledge/knowledge.hpp"

namespace agri110 {
namespace {

struct Planted {
    const char* name;
    const char* file;
    std::string content;
    int line;
    const char* reason;  // a word of it
};

std::vector<KnowledgeFile> shipped()
{
    static const auto files = knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge");
    return files;
}

const char* county_head = "code,name,parent,longitude,latitude,neighbours\n";

const Planted planted[] = {
    {"BrokenToml", "urgency.toml", "words = [\n\"a\"", 2, ""},
    {"UnknownKey", "urgency.toml", "words = []\nword = []\n", 2, "unknown key"},
    {"NotAList", "urgency.toml", "words = \"x\"\n", 1, "list"},
    {"EmptyWord", "urgency.toml", "words = [\"a\",\n\"\"]\n", 2, "empty"},
    {"WrongDuration", "deadlines.toml",
     "[normal]\naccept = \"soon\"\nanswer = \"1h\"\nresolve = \"1h\"\nclose = \"1h\"\n[urgent]\naccept = "
     "\"1h\"\nanswer "
     "= \"1h\"\nresolve = \"1h\"\nclose = \"1h\"\n",
     1, "accept"},
    {"MissingTable", "deadlines.toml", "[normal]\naccept = \"1h\"\nanswer = \"1h\"\nresolve = \"1h\"\nclose = \"1h\"\n",
     0, "urgent"},
    {"UnknownKind", "problem_kinds.toml", "[[kind]]\nid = \"magic\"\nname = \"x\"\n", 1, "magic"},
    {"TextWithLostBrace", "messages/zh.toml", "a = \"x\"\nb = \"{who\"\n", 2, "brace"},
    {"EmptyText", "messages/zh.toml", "a = \"\"\n", 1, "empty"},
    {"NameOfTwoCrops", "crops.toml",
     "[[sector]]\nid = \"s\"\nname = \"s\"\n[[group]]\nid = \"g\"\nname = \"g\"\nsector = \"s\"\n[[crop]]\nid = "
     "\"a\"\nname = \"茶\"\ngroup = \"g\"\n[[crop]]\nid = \"b\"\nname = \"茶\"\ngroup = \"g\"\n",
     12, "belongs to a"},
    {"CropInNoGroup", "crops.toml", "[[crop]]\nid = \"a\"\nname = \"a\"\ngroup = \"nowhere\"\n", 1, "nowhere"},
    {"WrongHead", "regions/counties.csv", "code,name\n", 1, "first line"},
    {"WrongCell", "regions/counties.csv", std::string(county_head) + "53000x,y,,100,25,\n", 2, "region code"},
    {"CodeTwice", "regions/counties.csv", std::string(county_head) + "530000,云南省,,101,25,\n530000,云南省,,101,25,\n",
     3, "twice"},
    {"CountyElsewhere", "regions/counties.csv",
     std::string(county_head) + "530000,云南省,,101,25,\n530102,五华区,530000,102,25,\n", 3, "cannot lie"},
    {"OneSidedNeighbour", "regions/counties.csv",
     std::string(county_head) + "530000,云南省,,101,25,\n530100,昆明市,530000,102,25,\n530102,五华区,530100,102,25,"
                                "530103\n530103,盘龙区,530100,"
                                "102,25,\n",
     4, "other way round"},
    {"SynonymTwice", "synonyms.toml", "same = [[\"a\", \"b\"],\n[\"c\", \"a\"]]\n", 2, "stands twice"},
    {"SynonymAlone", "synonyms.toml", "same = [[\"a\"]]\n", 1, "at least two words"},
    {"SynonymsMissing", "synonyms.toml", "stop = []\n", 0, "list of lists"},
    {"ForbiddenOnNoCrop", "banned_products.toml",
     "[[list]]\nreason = \"r\"\nsource = \"s\"\nnames = [\"x\"]\ncrops = [\"dragon\"]\n", 1, "unknown crop"},
    {"ForbiddenWithoutSource", "banned_products.toml", "[[list]]\nreason = \"r\"\nnames = [\"x\"]\n", 1, "source"},
    {"HeadingOfNoPart", "article_rules.toml", "[[heading]]\npart = \"smell\"\nname = \"x\"\n", 1, "smell"},
    {"NoRuleForDoses", "article_rules.toml", "longest_title = 40\n", 0, "[dose] is missing"},
    {"NineDigits", "personal_data.toml", "[numbers]\ndigits = [\"0\"]\n", 1, "ten texts"},
    {"NoPlaceholder", "personal_data.toml", "[shown_as]\nphone = \"\"\n", 2, "phone"},
    {"AlertOfAnUnknownGroup", "urgency.toml", "words = []\n[[alert]]\nid = \"mass_death\"\nall_of = [\"nobody\"]\n", 2,
     "unknown group"},
    {"UnknownAlert", "urgency.toml",
     "[[group]]\nid = \"g\"\nwords = [\"w\"]\n[[alert]]\nid = \"fire\"\nall_of = [\"g\"]\n", 4, "unknown alert"},
    {"AlertForEveryText", "urgency.toml", "[[alert]]\nid = \"mass_death\"\nall_of = []\n", 1, "every text"},
    {"CountOfNothing", "urgency.toml",
     "[[group]]\nid = \"g\"\nwords = [\"w\"]\n[deaths]\ndead = \"g\"\nmany = \"g\"\ndigits = { \"一\" = 1 }\nunits = { "
     "\"十\" = 10 "
     "}\ncounters = { \"头\" = 0 }\n",
     9, "from 1 on"},
    {"ConfidenceThatFalls", "confidence.toml", "sure_from = 0.9\npoints = [[0.1, 0.5],\n[0.2, 0.4]]\n", 3, "rise"},
    {"ConfidenceBeyondOne", "confidence.toml", "sure_from = 1.5\npoints = [[0.1, 0.5]]\n", 1, "sure_from"},
    {"WeightThatIsNone", "kind_weights.tsv",
     "trait\tpest\tdisease\tnutrition\tweather\tvariety\ttechnique\tprocessing\tmarket\tpolicy\tanimal_disease\t"
     "pesticide_injury\tother\nbias\t0.1\tmuch\n",
     2, "no weight"},
    {"WeightsWithoutHead", "kind_weights.tsv", "bias\t0.1\n", 1, "first line"},
    {"QuestionOfAnUnknownCrop", "first_questions.toml",
     "[[question]]\nid = \"a\"\ntext = \"a\"\ntype = \"text\"\ncrops = [\"moss\"]\n", 1, "moss"},
    {"QuestionWithoutChoices", "first_questions.toml", "[[question]]\nid = \"a\"\ntext = \"a\"\ntype = \"choice\"\n", 1,
     "choices"},
    {"RuleForNoQuestion", "first_questions.toml", "[[rule]]\nquestion = \"a\"\nat_least = 3\n", 1, "unknown question"},
    {"TwoPhotoPrompts", "first_questions.toml", "[[photos]]\nprompts = [\"a\", \"b\"]\n", 1, "3 prompts"},
    {"OpenQuote", "regions/counties.csv", std::string(county_head) + "\"530000,云南省\n", 2, "csv.malformed"},
};

class KnowledgeFaults : public ::testing::TestWithParam<Planted> {};

TEST_P(KnowledgeFaults, IsToldWithFileLineAndReason)
{
    auto files = shipped();
    std::ranges::find(files, GetParam().file, &KnowledgeFile::path)->content = GetParam().content;
    const auto read = read_knowledge(files);
    ASSERT_FALSE(read);
    const bool told = std::ranges::any_of(read.error(), [](const KnowledgeFault& fault) {
        return fault.file == GetParam().file && fault.line == GetParam().line &&
               fault.reason.find(GetParam().reason) != std::string::npos;
    });
    std::string all;
    for (const auto& fault : read.error()) {
        all += fault.file + ":" + std::to_string(fault.line) + ": " + fault.reason + "\n";
        if (all.size() > 2000) break;
    }
    EXPECT_TRUE(told) << all;
}

INSTANTIATE_TEST_SUITE_P(Each, KnowledgeFaults, ::testing::ValuesIn(planted),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(KnowledgeFaults, AMissingFileIsNamed)
{
    auto files = shipped();
    std::erase_if(files, [](const KnowledgeFile& file) { return file.path == "crops.toml"; });
    const auto read = read_knowledge(files);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front(), (KnowledgeFault{"crops.toml", 0, "the file is missing"}));
}

TEST(KnowledgeFaults, AnyChangeMakesAnotherVersion)
{
    auto files = shipped();
    const auto before = read_knowledge(files).value()->version;
    files.back().content += "\n";
    EXPECT_NE(read_knowledge(files).value()->version, before);
}

}  // namespace
}  // namespace agri110

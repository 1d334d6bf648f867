// The knowledge that is shipped: complete, and the same as what was published.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "domain/life.hpp"
#include "domain/permission.hpp"
#include "knowledge/knowledge.hpp"
#include "routing/decision.hpp"
#include "stats/tally.hpp"
#include "text/csv.hpp"

namespace agri110 {
namespace {

const Knowledge& shipped()
{
    static const auto knowledge =
        read_knowledge(knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge")).value();
    return *knowledge;
}

std::vector<const Region*> regions_of(RegionLevel level)
{
    std::vector<const Region*> found;
    for (const auto& region : shipped().regions.all())
        if (region.level == level) found.push_back(&region);
    return found;
}

TEST(Regions, NoCountyOfYunnanIsMissing)
{
    EXPECT_EQ(regions_of(RegionLevel::prefecture).size(), 16U);
    EXPECT_EQ(regions_of(RegionLevel::county).size(), 129U);
    EXPECT_EQ(regions_of(RegionLevel::township).size(), 1461U);
}

TEST(Regions, CodesAndNamesAreThePublishedOnes)
{
    std::ifstream in(std::filesystem::path(AGRI110_SOURCE) / "tests/unit/knowledge/published_counties.csv");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto rows = text::read_csv(text).value();
    ASSERT_EQ(rows.size(), 130U);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto* region = shipped().regions.find(std::stoll(rows[i].cells[0]));
        ASSERT_NE(region, nullptr) << rows[i].cells[1];
        EXPECT_EQ(region->name, rows[i].cells[1]);
    }
}

TEST(Regions, EveryCountyLiesInItsPrefectureAndInYunnan)
{
    for (const auto* county : regions_of(RegionLevel::county)) {
        EXPECT_EQ(county->parent, county->code / 100 * 100) << county->name;
        EXPECT_EQ(shipped().regions.ladder(county->code).size(), 3U);
        EXPECT_TRUE(county->longitude > 97.3 && county->longitude < 106.3) << county->name;
        EXPECT_TRUE(county->latitude > 21.0 && county->latitude < 29.4) << county->name;
    }
}

TEST(Regions, NeighboursKnowEachOtherSoThatHelpComesFromBothSides)
{
    for (const auto* county : regions_of(RegionLevel::county)) {
        EXPECT_GE(county->neighbours.size(), 2U) << county->name;
        for (const auto code : county->neighbours) {
            const auto& back = shipped().regions.find(code)->neighbours;
            EXPECT_NE(std::ranges::find(back, county->code), back.end()) << county->name << " " << code;
            EXPECT_LT(shipped().regions.distance_km(county->code, code), 250) << county->name << " " << code;
        }
    }
}

TEST(Crops, AtLeastOneHundredAndTwentyCanBeNamed)
{
    const auto species =
        std::ranges::count(shipped().crops.all(), CropLevel::species, [](const Crop& crop) { return crop.level; });
    EXPECT_GE(species, 120);
}

TEST(Texts, EverythingShownToPeopleHasChineseWords)
{
    const auto& messages = shipped().messages;
    const auto expect = [&](const std::string& key) { EXPECT_TRUE(messages.has(key)) << key; };
    for (const auto state : all_states()) expect("state." + std::string(name_of(state)));
    for (const auto party : all_parties()) expect("party." + std::string(name_of(party)));
    for (const auto action : all_actions()) expect("event.staff." + std::string(name_of(action)));
    for (const auto code : routing::all_reason_codes()) expect("routing.reason." + std::string(name_of(code)));
    for (const auto reason : routing::all_skip_reasons()) expect("routing.skip." + std::string(name_of(reason)));
    for (const auto factor : routing::all_factors()) expect("routing.factor." + std::string(name_of(factor)));
    for (std::size_t i = 0; i < stats::measure_count; ++i)
        expect("statistics.column." + std::string(name_of(static_cast<stats::Measure>(i))));
}

TEST(Texts, EveryCodeInTheProgramHasChineseWords)
{
    // Codes are written as literals where something is refused; a code without words would be shown as it is.
    std::set<std::string> missing;
    for (const auto* folder : {"src/service", "handlers", "src/http", "src/photos"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(AGRI110_SOURCE) / folder)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                for (const std::string prefix :
                     {"Fault::invalid, \"", "Fault::conflict, \"", "Fault::not_found, \"", "Fault::forbidden, \"",
                      "Fault::stale, \"", "Fault::too_many, \"", "Fault::unauthenticated, \"", ", \"field.",
                      ", \"http.", ", \"import.error."}) {
                    const auto at = line.find(prefix);
                    if (at == std::string::npos) continue;
                    const auto begin = line.find('"', at) + 1;
                    const auto code = line.substr(begin, line.find('"', begin) - begin);
                    if (!code.ends_with('.') && !shipped().messages.has(code)) missing.insert(code);
                }
        }
    EXPECT_TRUE(missing.empty()) << *missing.begin() << " and " << missing.size() - 1 << " more";
}

}  // namespace
}  // namespace agri110

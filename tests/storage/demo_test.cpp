// The demonstration is the first thing a county sees: it must be whole, true in its figures, and the same every time.
#include "demo/demo.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "service/sessions.hpp"
#include "stats/counters.hpp"
#include "storage/outbox.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"
#include "storage/table_rows.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/work.hpp"

namespace agri110::demo {
namespace {

using testing::Each;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

const std::filesystem::path knowledge_folder = std::filesystem::path(AGRI110_SOURCE) / "knowledge";
constexpr Instant present{std::chrono::milliseconds{1'795'400'000'000}};  // 2026-11-23, in the morning

std::shared_ptr<const service::Library> library()
{
    static const auto all = [] {
        const auto files = knowledge_files_of(knowledge_folder);
        return std::make_shared<const service::Library>(read_knowledge(files).value());
    }();
    return all;
}

std::string demo_toml()
{
    std::ifstream in(knowledge_folder / "demo.toml", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Plan small_plan()
{
    return {.now = present, .teams = 4, .people = 40, .reports = 120, .password_hash = "none"};
}

/// A database of its own, gone with the object.
class Fresh {
public:
    explicit Fresh(storage::Engine engine = storage::all_engines().front())
        : engine_(std::move(engine)), db_(engine_.open(folder_.path()))
    {
    }
    ~Fresh()
    {
        db_.reset();
        engine_.forget(folder_.path());
    }
    Fresh(const Fresh&) = delete;
    Fresh& operator=(const Fresh&) = delete;

    storage::Database& db() { return *db_; }

private:
    TempFolder folder_;
    storage::Engine engine_;
    std::unique_ptr<storage::Database> db_;
};

/// Every row of every table.
std::vector<std::pair<std::string, storage::TableRow>> everything_in(storage::Database& db)
{
    return storage::read_in(db, [](storage::Transaction& tx) {
        std::vector<std::pair<std::string, storage::TableRow>> all;
        for (const auto& table : tx.tables())
            for (auto& row : storage::rows_behind(tx, table, {}, 1'000'000))
                all.emplace_back(table.name, std::move(row));
        return all;
    });
}

Outcome<std::pair<std::vector<stats::CounterRow>, std::vector<stats::CounterRow>>> both_counts(storage::Transaction& tx)
{
    return std::pair(stats::kept_counters(tx), stats::recounted_counters(tx));
}

struct Figures {
    CommissionerId person{};
    int open = 0;
    int answered = 0;
    int solved = 0;
    friend bool operator==(const Figures&, const Figures&) = default;
};

std::vector<Figures> loads_in(storage::Transaction& tx)
{
    std::vector<Figures> all;
    for (const auto& [person, load] : storage::list_all_loads(tx))
        all.push_back({person, load.open, load.answered, load.solved});
    return all;
}

Outcome<std::pair<std::vector<Figures>, std::vector<Figures>>> both_loads(storage::Transaction& tx)
{
    auto kept = loads_in(tx);
    storage::recount_loads(tx);
    return std::pair(std::move(kept), loads_in(tx));
}

Outcome<std::vector<Report>> all_reports(storage::Transaction& tx)
{
    return storage::list_all_reports(tx, {}, 1000);
}

Outcome<std::int64_t> waiting_notices(storage::Transaction& tx)
{
    return storage::count_waiting_notices(tx);
}

Outcome<std::vector<Report>> open_reports_of(storage::Transaction& tx, const std::string& phone)
{
    std::vector<Report> all;
    const auto person = storage::find_commissioner_by_phone(tx, phone).value().person.id;
    for (const auto id : storage::list_open_reports_of(tx, person))
        all.push_back(storage::find_report_unscoped(tx, id).value());
    return all;
}

std::string phone_of(const DemoSummary& summary, Role role)
{
    const auto found = std::ranges::find(summary.accounts, role, &DemoAccount::role);
    return found == summary.accounts.end() ? "" : found->phone;
}

/// One demonstration for all tests that only look at it.
class Demo : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        fresh_ = new Fresh;
        summary_ = new DemoSummary(fill(fresh_->db(), library(), demo_toml(), small_plan()).value());
    }
    static void TearDownTestSuite()
    {
        delete summary_;
        delete fresh_;
    }
    static storage::Database& db() { return fresh_->db(); }
    static const DemoSummary& summary() { return *summary_; }

private:
    static inline Fresh* fresh_ = nullptr;
    static inline DemoSummary* summary_ = nullptr;
};

TEST_F(Demo, TwoMachinesShowTheSameStory)
{
    Fresh other;
    ASSERT_TRUE(fill(other.db(), library(), demo_toml(), small_plan()));
    EXPECT_EQ(everything_in(db()), everything_in(other.db()));
}

TEST(DemoOnEveryEngine, TenThousandDeedsLeaveTheSameRows)
{
    auto plan = small_plan();
    plan.reports = 1000;
    std::vector<std::vector<std::pair<std::string, storage::TableRow>>> left;
    for (const auto& engine : storage::all_engines()) {
        Fresh fresh(engine);
        ASSERT_TRUE(fill(fresh.db(), library(), demo_toml(), plan));
        left.push_back(everything_in(fresh.db()));
        const auto [row, first] = std::ranges::mismatch(left.back(), left.front());
        if (row == left.back().end() && first == left.front().end()) continue;
        ADD_FAILURE() << engine.name << " keeps "
                      << testing::PrintToString(std::vector(row, row == left.back().end() ? row : row + 1))
                      << " and not "
                      << testing::PrintToString(std::vector(first, first == left.front().end() ? first : first + 1));
    }
    const auto is_event = [](const auto& row) { return row.first == "event"; };
    EXPECT_GT(std::ranges::count_if(left.front(), is_event), 5'000);
}

TEST_F(Demo, FiguresAreNotMadeUp)
{
    const auto counts = db().read_now(both_counts).value();
    EXPECT_THAT(counts.first, Not(IsEmpty()));
    EXPECT_EQ(counts.first, counts.second);
}

TEST_F(Demo, NobodyCarriesALoadThatIsNotThere)
{
    const auto loads = db().write_now(both_loads).value();
    EXPECT_EQ(loads.first, loads.second);
}

TEST_F(Demo, NoListIsEmptyOnTheFirstLook)
{
    for (const auto state : all_states()) {
        const bool seldom = state == State::submitted || state == State::escalated || state == State::rejected ||
                            state == State::duplicate || state == State::withdrawn;
        EXPECT_TRUE(seldom || summary().reports.contains(state)) << name_of(state);
    }
    EXPECT_EQ(summary().people, 40);
    EXPECT_EQ(summary().teams, 4);
}

TEST_F(Demo, TheCommissionerFindsWorkOfEveryKindInTheInbox)
{
    const auto open = db().read_now(open_reports_of, phone_of(summary(), Role::commissioner)).value();
    EXPECT_GE(open.size(), 5U);
    EXPECT_LE(open.size(), 10U);
    const auto in = [&](State state) { return std::ranges::count(open, state, &Report::state); };
    EXPECT_GE(in(State::assigned), 1);
    EXPECT_GE(in(State::accepted), 1);
    EXPECT_GE(in(State::visit_planned), 1);
    EXPECT_GE(in(State::answered), 1);
    EXPECT_TRUE(std::ranges::any_of(open, &Report::answer_missed)) << "nothing is overdue";
    EXPECT_TRUE(std::ranges::any_of(open, &Report::reporter_waits)) << "nobody waits for an answer";
}

TEST_F(Demo, NothingHappensAfterThePresentOrBeforeTheYear)
{
    const auto reports = db().read_now(all_reports).value();
    for (const auto& report : reports) {
        EXPECT_LT(report.submitted_at, present);
        EXPECT_GT(report.submitted_at, present - std::chrono::days{367});
        EXPECT_LE(report.first_answer_at.value_or(present), present);
        EXPECT_LE(report.finished_at.value_or(present), present);
    }
}

TEST_F(Demo, NoMessageFromThePastReachesAPhone)
{
    EXPECT_EQ(db().read_now(waiting_notices).value(), 0);
}

TEST_F(Demo, TheServiceRefusesHardlyAnythingOfIt)
{
    for (const auto& [code, times] : summary().refused) EXPECT_LE(times, 3) << code;
}

TEST_F(Demo, EveryListedAccountSaysWhatToTry)
{
    for (const auto role : {Role::commissioner, Role::leader, Role::operator_, Role::official, Role::admin})
        EXPECT_THAT(phone_of(summary(), role), Not(IsEmpty())) << name_of(role);
    EXPECT_THAT(summary().accounts, Each(Field(&DemoAccount::hint, Not(IsEmpty()))));
}

TEST_F(Demo, RealDataIsNeverMixedWithInvented)
{
    const auto again = fill(db(), library(), demo_toml(), small_plan());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "demo.not_empty");
}

TEST(DemoScript, WhoeverEditsTheTextsIsToldTheLine)
{
    auto text = demo_toml();
    text.replace(text.find("id = \"coffee\""), 13, "id = \"coffe\" ");
    Fresh fresh;
    try {
        (void)fill(fresh.db(), library(), text, small_plan());
        FAIL() << "a crop that does not exist was taken";
    } catch (const ScriptError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("coffe"));
        EXPECT_THAT(error.what(), testing::MatchesRegex("demo.toml:[0-9]+: .*"));
    }
}

}  // namespace
}  // namespace agri110::demo

// A server that goes away, comes back, or stays silent at the worst moment: nothing is lost, nothing is done twice, and
// nobody is told "kept" for what is not.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/storage/postgres/own_database.hpp"
#include "tests/support/cutting_proxy.hpp"
#include "tests/support/patience.hpp"

namespace agri110::storage::postgres {
namespace {

TEST_F(Postgres, AConnectionEndedByTheServerIsMadeAnewUnnoticed)
{
    PostgresDatabase db(options());
    write_in(db, [](Transaction& tx) { add_team(tx, 1); });
    EXPECT_EQ(teams_in(db), 1);
    end_connections();
    write_in(db, [](Transaction& tx) { add_team(tx, 2); });
    EXPECT_EQ(teams_in(db), 2);
}

TEST_F(Postgres, WorkThatIsCutInTheMiddleIsDoneAgainAsAWhole)
{
    PostgresDatabase db(options());
    int runs = 0;
    write_in(db, [&](Transaction& tx) {
        add_team(tx, 1);
        if (++runs == 1) end_connections();
        add_team(tx, 2);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(teams_in(db), 2);
}

/// The database as seen through a proxy that cuts lines.
class PostgresOverABadLine : public Postgres {
protected:
    PostgresOverABadLine()
    {
        auto bad = options();
        bad.url = fmt::format("postgresql://agri110@/{}?host={}", name(), folder().string());
        db_.emplace(bad);
    }
    std::optional<CuttingProxy> proxy_{std::in_place, folder(), std::getenv("AGRI110_TEST_POSTGRES")};
    std::optional<PostgresDatabase> db_;
};

TEST_F(PostgresOverABadLine, AnAnswerLostOnItsWayBackIsFoundAndNothingIsDoneTwice)
{
    proxy_->swallow_next_commit();
    int runs = 0;
    write_in(*db_, [&](Transaction& tx) {
        ++runs;
        add_team(tx, 1);
    });
    EXPECT_EQ(proxy_->cuts(), 1);
    EXPECT_EQ(runs, 1) << "the commit had succeeded, so the work must not run again";
    EXPECT_EQ(teams_in(*db_), 1);
}

TEST_F(PostgresOverABadLine, ACommitThatNeverArrivedIsDoneAgain)
{
    proxy_->drop_next_commit();
    int runs = 0;
    write_in(*db_, [&](Transaction& tx) {
        ++runs;
        add_team(tx, 1);
    });
    EXPECT_EQ(proxy_->cuts(), 1);
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(teams_in(*db_), 1);
}

TEST_F(PostgresOverABadLine, WhoeverWaitsForAServerThatStaysAwayIsToldAndServedWhenItIsBack)
{
    write_in(*db_, [](Transaction& tx) { add_team(tx, 1); });
    proxy_.reset();
    EXPECT_THROW(write_in(*db_, [](Transaction& tx) { add_team(tx, 2); }), StorageError);
    EXPECT_THROW(teams_in(*db_), StorageError);
    std::filesystem::remove(folder() / ".s.PGSQL.5432");
    proxy_.emplace(folder(), std::getenv("AGRI110_TEST_POSTGRES"));
    once_it_is_back([&] { write_in(*db_, [](Transaction& tx) { add_team(tx, 3); }); });
    once_it_is_back([&] { EXPECT_EQ(teams_in(*db_), 2); });
}

TEST_F(Postgres, ADatabaseSetToReadOnlyIsRefusedWithTheReasonAndTakesWorkAgainLater)
{
    PostgresDatabase db(options());
    tell_postgres("ALTER DATABASE " + name() + " SET default_transaction_read_only = on");
    end_connections();
    EXPECT_THROW(write_in(db, [](Transaction& tx) { add_team(tx, 1); }), StorageError);
    tell_postgres("ALTER DATABASE " + name() + " RESET default_transaction_read_only");
    once_it_is_back([&] { write_in(db, [](Transaction& tx) { add_team(tx, 2); }); });
    once_it_is_back([&] { EXPECT_EQ(teams_in(db), 1); });
}

TEST_F(Postgres, ADatabaseInAnotherEncodingIsRefusedWithTheReason)
{
    const auto latin = name() + "_latin";
    tell_postgres("CREATE DATABASE " + latin + " TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    try {
        PostgresDatabase db({.url = postgres_url(latin), .patience = std::chrono::milliseconds{0}});
        FAIL() << "opened";
    } catch (const StorageError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("UTF8"));
    }
    tell_postgres("DROP DATABASE " + latin + " WITH (FORCE)");
}

TEST_F(Postgres, AServerThatIsNotThereIsNamedInTheReason)
{
    try {
        PostgresDatabase db(
            {.url = "postgresql://agri110@/none?host=/nowhere", .patience = std::chrono::milliseconds{0}});
        FAIL() << "opened";
    } catch (const StorageError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("/nowhere"));
    }
}

TEST_F(Postgres, FiguresComeFromThePrimaryWhenTheStandbyIsAway)
{
    auto with_replica = options();
    with_replica.replica_url = "postgresql://agri110@/none?host=/nowhere";
    PostgresDatabase db(with_replica);
    write_in(db, [](Transaction& tx) { add_team(tx, 1); });
    boost::asio::io_context io;
    const SmallUse count = [](Transaction& tx) -> Outcome<std::int64_t> {
        return tx.number("SELECT COUNT(*) FROM team");
    };
    std::int64_t counted = 0;
    boost::asio::co_spawn(
        io,
        [](Database& database, SmallUse use, std::int64_t& result) -> boost::asio::awaitable<void> {
            const auto found = co_await database.read_late(run_small_use, use);
            result = found.value();
        }(db, count, counted),
        boost::asio::detached);
    io.run();
    EXPECT_EQ(counted, 1);
}

}  // namespace
}  // namespace agri110::storage::postgres

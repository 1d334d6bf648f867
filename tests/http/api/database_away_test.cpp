// While the database is away people are told to try again, not that their report was kept; nothing needs a restart.
#include <thread>

#include "tests/http/api/running_service.hpp"

namespace agri110::test {
namespace {

TEST(DatabaseAway, PeopleAreToldToTryAgainAndAreServedWhenItIsBack)
{
    RunningService service(storage::all_engines().back());
    const auto database = storage::postgres_database_of(service.folder());
    storage::tell_postgres("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
    storage::tell_postgres("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");

    const auto told = service.ask({.method = "POST",
                                   .path = "/api/reports",
                                   .body = service.draft().dump(),
                                   .headers = {{"Idempotency-Key", "the-same-key"}}});
    EXPECT_EQ(told.status, 503);
    EXPECT_EQ(told.code(), "storage.unavailable");
    EXPECT_TRUE(told.headers.contains("retry-after"));
    EXPECT_EQ(service.get("/readyz").status, 503);
    EXPECT_EQ(service.get("/healthz").status, 200) << "the process itself is well and must not be restarted";

    storage::tell_postgres("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
    while (service.get("/readyz").status != 200) std::this_thread::sleep_for(std::chrono::milliseconds{50});
    const auto again = service.ask({.method = "POST",
                                    .path = "/api/reports",
                                    .body = service.draft().dump(),
                                    .headers = {{"Idempotency-Key", "the-same-key"}}});
    EXPECT_EQ(again.status, 201) << again.body;
}

}  // namespace
}  // namespace agri110::test

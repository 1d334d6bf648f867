// The whole service behind the real server on a free port: real database, real knowledge, a clock that the test moves.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "app/chance.hpp"
#include "handlers/dispatch.hpp"
#include "service/commissioners.hpp"
#include "service/teams.hpp"
#include "tests/http/running_server.hpp"
#include "tests/support/engines.hpp"

namespace agri110::test {

/// Starts at a Monday morning in Beijing; moves only when told.
class MovableClock final : public Clock {
public:
    Instant now() override { return Instant{std::chrono::milliseconds{now_.load()}}; }
    void advance(std::chrono::milliseconds by) { now_ += by.count(); }

private:
    std::atomic<std::int64_t> now_ = 1'795'399'200'000;  // 2026-11-23 10:00 +08:00
};

struct Answer {
    int status = 0;
    std::string body{};
    std::map<std::string, std::string> headers{};  // names in lower case

    nlohmann::json json() const { return nlohmann::json::parse(body); }
    std::string code() const { return body.starts_with('{') ? json().value("code", "") : std::string{}; }
};

struct Ask {
    std::string method = "GET";
    std::string path{};
    std::string body{};
    std::string cookie{};
    std::map<std::string, std::string> headers{};
};

/// The people of the tests; all invented. Each role's cookie is ready.
class RunningService {
public:
    /// With photos in a folder of its own, or on the store that is handed over.
    explicit RunningService(storage::Engine engine = storage::all_engines().front(),
                            std::unique_ptr<photos::PhotoStore> photos = nullptr);
    ~RunningService();

    Answer ask(const Ask& ask) const;
    Answer get(const std::string& path, const std::string& cookie = {}) const
    {
        return ask({.path = path, .cookie = cookie});
    }
    Answer post(const std::string& path, const nlohmann::json& body, const std::string& cookie = {}) const
    {
        return ask({.method = "POST", .path = path, .body = body.dump(), .cookie = cookie});
    }

    MovableClock& clock() { return clock_; }
    storage::Database& db() { return *database_; }
    const std::filesystem::path& folder() const { return folder_.path(); }
    service::Context context(Actor actor = {.role = Role::system}) { return app_->context(std::move(actor)); }
    service::App& app() { return *app_; }
    /// Stops and starts everything on the same data, as after a crash.
    void restart();

    /// A cookie of a fresh session for "commissioner", "leader", "operator", "official", "admin", or "stranger": an
    /// official of another county.
    std::string cookie(const std::string& who) const { return cookies_.at(who); }
    std::string log_in(const std::string& phone) const;
    CommissionerId commissioner() const { return commissioner_; }
    TeamId team() const { return team_; }

    /// A report about tea in 勐海, taken by the one commissioner there.
    nlohmann::json draft() const;
    nlohmann::json told() const { return post("/api/reports", draft()).json(); }

private:
    void start();
    void stop();
    void found();

    storage::Engine engine_;
    http::test::TemporaryFolder folder_;
    MovableClock clock_;
    app::RandomIds ids_;
    std::unique_ptr<photos::PhotoStore> photos_;
    std::unique_ptr<boost::asio::thread_pool> workers_;
    std::unique_ptr<boost::asio::thread_pool> waiters_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<service::App> app_;
    http::StaticFiles pages_;
    std::unique_ptr<handlers::Dispatcher> dispatcher_;
    std::unique_ptr<http::EventLoops> loops_;
    std::unique_ptr<http::Server> server_;
    std::jthread thread_;
    std::map<std::string, std::string> cookies_;
    CommissionerId commissioner_;
    TeamId team_;
};

/// A fresh service for each test, on each engine.
class OnEveryEngine : public testing::TestWithParam<storage::Engine> {
protected:
    /// Of a report, as its receipt names it: for staff, and for the reporter.
    static std::string path_of(const nlohmann::json& receipt)
    {
        return "/api/reports/" + receipt.at("id").get<std::string>();
    }
    static std::string track_of(const nlohmann::json& receipt)
    {
        return "/api/track/" + receipt.at("tracking").at("token").get<std::string>();
    }

    RunningService service{GetParam()};
};

}  // namespace agri110::test

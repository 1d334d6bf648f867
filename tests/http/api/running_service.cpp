#include "tests/http/api/running_service.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <stdexcept>

#include "photos/folder_photo_store.hpp"

namespace agri110::test {
namespace {

constexpr const char* password = "test-password-110";

std::size_t add_to(char* bytes, std::size_t size, std::size_t count, void* text)
{
    static_cast<std::string*>(text)->append(bytes, size * count);
    return size * count;
}

std::size_t add_header(char* bytes, std::size_t size, std::size_t count, void* answer)
{
    std::string line(bytes, size * count);
    if (const auto colon = line.find(':'); colon != std::string::npos) {
        auto name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(),
                               [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
        static_cast<Answer*>(answer)->headers[name] = line.substr(colon + 2, line.find_last_not_of("\r\n") - colon - 1);
    }
    return size * count;
}

struct Entrance {
    const handlers::Dispatcher* dispatcher;
    boost::asio::awaitable<http::Response> operator()(http::Request& request) const
    {
        return dispatcher->dispatch(request);
    }
};

std::shared_ptr<const service::Library> library()
{
    static const auto loaded = [] {
        const auto files = knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge");
        return std::make_shared<const service::Library>(read_knowledge(files).value());
    }();
    return loaded;
}

}  // namespace

RunningService::RunningService(storage::Engine engine, std::unique_ptr<photos::PhotoStore> photos)
    : engine_(std::move(engine)), photos_(std::move(photos)), pages_(http::StaticFiles::load(folder_.path()))
{
    if (!photos_) photos_ = std::make_unique<photos::FolderPhotoStore>(folder_.path() / "photos");
    start();
    found();
}

RunningService::~RunningService()
{
    stop();
    engine_.forget(folder_.path());
}

void RunningService::start()
{
    workers_ = std::make_unique<boost::asio::thread_pool>(1);
    waiters_ = std::make_unique<boost::asio::thread_pool>(2);
    database_ = engine_.open(folder_.path());
    app_.reset(new service::App{*database_, clock_, ids_, *photos_, *workers_, *waiters_,
                                std::make_shared<const service::Limits>(), library()});
    dispatcher_ = std::make_unique<handlers::Dispatcher>(*app_, pages_);
    loops_ = std::make_unique<http::EventLoops>(2);
    http::Settings settings;
    settings.access_log = false;
    settings.max_body_bytes = 256 << 10;
    settings.body_limit = [](http::Method, std::string_view path) -> std::uint64_t {
        return path == "/api/uploads" ? 13 << 20 : 256 << 10;
    };
    settings.spool_folder = folder_.path();
    settings.text_of = [](std::string_view code) { return library()->knowledge->messages.text(code); };
    server_ = std::make_unique<http::Server>(*loops_, settings, Entrance{dispatcher_.get()});
    server_->listen();
    thread_ = std::jthread([this] { loops_->run(); });
}

void RunningService::stop()
{
    boost::asio::co_spawn(loops_->first(), server_->drain(std::chrono::seconds(5)), boost::asio::use_future).get();
    thread_.join();
    database_->drain();
    server_.reset();
    loops_.reset();
    dispatcher_.reset();
    app_.reset();
    database_.reset();
}

void RunningService::restart()
{
    stop();
    start();
}

void RunningService::found()
{
    const auto hash = service::hash_password(password);
    const std::tuple<const char*, const char*, Role, RegionCode> staff[] = {
        {"operator", "13700000001", Role::operator_, 532800},
        {"official", "13700000002", Role::official, 532822},
        {"admin", "13700000003", Role::admin, 530000},
        {"stranger", "13700000004", Role::official, 530302}};
    for (const auto& [who, phone, role, region] : staff) {
        const service::NewAccount account{phone, who, role, region, hash};
        database_->write_now(service::add_account, context(), account).value();
        cookies_[who] = log_in(phone);
    }
    const auto admin = context({.role = Role::admin, .account = {1}, .name = "admin", .region = 530000});
    const Team team{.name = "勐海茶团队（示例）", .industry = "tea", .region = 532822};
    team_ = database_->write_now(service::create_team, admin, team).value().listed.row.team.id;
    const Coverage coverage{.team = team_, .crop = "tea", .region = 532822};
    database_->write_now(service::add_coverage, admin, coverage).value();
    for (const auto& [who, phone] : {std::pair("leader", "13700000011"), std::pair("commissioner", "13700000012")}) {
        Commissioner person{
            .name = who, .phone = phone, .organisation = "茶站（示例）", .title = "农艺师", .county = 532822};
        person.id = database_->write_now(service::create_commissioner, admin, person).value().listed.row.person.id;
        const bool leads = std::string_view(who) == "leader";
        const Membership membership{team_, person.id, leads};
        database_->write_now(service::add_member, admin, membership).value();
        // The leader has no term here, so that the tests' reports all go to the one commissioner.
        if (!leads) {
            const Appointment term{.commissioner = person.id,
                                   .batch = "2026",
                                   .first = day_of(clock_.now()) - std::chrono::days(30),
                                   .last = day_of(clock_.now()) + std::chrono::days(300)};
            database_->write_now(service::appoint, admin, term).value();
            commissioner_ = person.id;
        }
        const std::string number = phone;
        database_->write_now(service::change_account_password, admin, number, hash).value();
        cookies_[who] = log_in(phone);
    }
}

std::string RunningService::log_in(const std::string& phone) const
{
    const auto answer = post("/api/session", {{"phone", phone}, {"password", password}});
    if (answer.status != 200) throw std::runtime_error("cannot log in as " + phone + ": " + answer.body);
    const auto cookie = answer.headers.at("set-cookie");
    return cookie.substr(0, cookie.find(';'));
}

nlohmann::json RunningService::draft() const
{
    return {{"reporter", {{"kind", "farmer"}, {"phone", "13800000001"}, {"name", "示例"}}},
            {"county", 532822},
            {"text", "我家茶树叶子背面有好多小虫，嫩叶卷起来了"},
            {"consent", {{"notice_version", library()->knowledge->messages.text("privacy.version")}}}};
}

Answer RunningService::ask(const Ask& ask) const
{
    Answer answer;
    CURL* curl = curl_easy_init();
    curl_slist* headers = nullptr;
    auto all = ask.headers;
    if (!ask.body.empty() && !all.contains("Content-Type")) all["Content-Type"] = "application/json";
    if (!ask.cookie.empty()) all["Cookie"] = ask.cookie;
    all["Expect"] = "";
    for (const auto& [name, value] : all) headers = curl_slist_append(headers, (name + ": " + value).c_str());
    const auto url = "http://127.0.0.1:" + std::to_string(server_->port()) + ask.path;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, ask.method.c_str());
    if (!ask.body.empty() || ask.method == "POST" || ask.method == "PATCH") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, ask.body.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.body.size()));
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, add_to);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, add_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return answer;
}

}  // namespace agri110::test

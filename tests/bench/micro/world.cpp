#include "micro/world.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>

#include "demo/demo.hpp"
#include "demo/script.hpp"
#include "storage/open_database.hpp"
#include "storage/teams.hpp"
#include "tests/support/temp_folder.hpp"

namespace agri110::bench {
namespace {

const std::filesystem::path knowledge_folder = std::filesystem::path(AGRI110_SOURCE) / "knowledge";
constexpr int reports_before = 300;
constexpr std::size_t texts = 1'000;

std::string demo_toml()
{
    std::ifstream in(knowledge_folder / "demo.toml", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Outcome<bool> make_room(storage::Transaction& tx)
{
    tx.execute("UPDATE commissioner SET load_limit = 1000000");
    storage::change_roster_version(tx, "bench");
    return true;
}

/// Plays the demonstration into a file.
void fill(const std::string& file)
{
    const auto db = storage::open_database({.url = "sqlite:" + file});
    const demo::Plan plan{.now = app::SystemClock().now(), .reports = reports_before, .password_hash = "none"};
    if (!demo::fill(*db, the_library(), demo_toml(), plan)) throw std::runtime_error("the demonstration was refused");
    db->write_now(make_room).value();
}

void copy(sqlite3* from, sqlite3* to)
{
    auto* backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup || sqlite3_backup_step(backup, -1) != SQLITE_DONE || sqlite3_backup_finish(backup) != SQLITE_OK)
        throw std::runtime_error(fmt::format("copy into memory: {}", sqlite3_errmsg(to)));
}

}  // namespace

const std::shared_ptr<const service::Library>& the_library()
{
    static const auto library =
        std::make_shared<const service::Library>(read_knowledge(knowledge_files_of(knowledge_folder)).value());
    return library;
}

std::vector<std::string> farmers_texts(std::size_t count)
{
    const auto script = demo::read_script(demo_toml(), *the_library()->knowledge);
    const auto one_of = [](const demo::Lines& lines, std::size_t n) { return lines[n % lines.size()]; };
    std::vector<std::string> all;
    for (std::size_t n = 0; n < count; ++n) {
        const auto& subject = script.subjects[n % script.subjects.size()];
        const auto& problem = subject.problems[n / script.subjects.size() % subject.problems.size()];
        auto text = one_of(script.said("greeting"), n) + one_of(script.said("place"), n / 3);
        text +=
            one_of(problem.signs, n / 7) + one_of(script.said("since"), n / 11) + one_of(script.said("tried"), n / 13);
        text += one_of(script.said("ask"), n / 17) + fmt::format("编号{}", n);
        all.push_back(demo::filled(
            text, {{"crop", one_of(subject.words, n)}, {"village", one_of(script.name_list("villages"), n)}}));
    }
    return all;
}

World& World::the()
{
    static World world;
    return world;
}

World::World() : connection_(":memory:", storage::sqlite::Access::read_write), texts_(farmers_texts(texts))
{
    const TempFolder folder;
    const auto file = (folder.path() / "office.db").string();
    fill(file);
    storage::sqlite::Connection filled(file, storage::sqlite::Access::read_only);
    copy(filled.handle(), connection_.handle());
    connection_.execute("BEGIN");
    limits_->reports_per_phone_per_hour = std::numeric_limits<int>::max();
    limits_->reports_per_sender_per_hour = std::numeric_limits<int>::max();
    for (const auto& region : the_library()->knowledge->regions.all())
        if (region.level == RegionLevel::county) counties_.push_back(region.code);
}

service::Context World::context()
{
    return {{.role = Role::anyone, .sender = "127.0.0.1"},
            app::SystemClock().now(),
            the_library(),
            &ids_,
            &rosters_,
            limits_};
}

ReportDraft World::draft(std::size_t n) const
{
    return {.reporter = {.name = "测试", .phone = fmt::format("13{:09}", n)},
            .place = {.county = counties_[n * 31 % counties_.size()], .village = "测试村"},
            .text = texts_[n % texts_.size()],
            .notice_version = the_library()->knowledge->messages.text("privacy.version")};
}

}  // namespace agri110::bench

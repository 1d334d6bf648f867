#include "app/loops.hpp"

#include <malloc.h>
#include <spdlog/spdlog.h>

#include "app/handed_knowledge.hpp"
#include "notify/outbox.hpp"
#include "service/document_feed.hpp"
#include "service/library.hpp"
#include "service/timers.hpp"

namespace agri110::app {
namespace {

constexpr std::chrono::seconds deadlines_every{1};
constexpr std::chrono::seconds hand_over_every{60};
constexpr std::chrono::seconds notices_every{1};
constexpr std::chrono::minutes sweep_every{10};
constexpr std::chrono::milliseconds knowledge_every{300};
constexpr std::chrono::milliseconds documents_every{500};
constexpr int deadlines_at_once = 200;

}  // namespace

Loops::Loops(service::App& app, notify::Channel& channel, const Paths& paths)
    : app_(app), channel_(channel), paths_(paths)
{
    every(deadlines_every, "deadlines", [this] { pass_deadlines(); });
    every(hand_over_every, "hand-over", [this] {
        const auto context = app_.context({.role = Role::system});
        if (*app_.db.read_now(service::is_there_work_to_hand_over, context))
            app_.db.write_now(service::hand_over, context);
    });
    every(sweep_every, "sweep", [this] { sweep(); });
    every(knowledge_every, "knowledge", [this] {
        take_handed_knowledge();
        take_new_knowledge();
    });
    every(documents_every, "documents", [this] { keep_documents(); });
    every(notices_every, "notices", [this] {
        const auto library = app_.library.load();
        const auto text_of = [library](std::string_view key, const std::map<std::string, std::string>& arguments) {
            return library->knowledge->messages.text(key, arguments);
        };
        notify::Dispatcher(app_.db, channel_, app_.clock, text_of).run_once();
    });
}

Loops::~Loops()
{
    stop();
}

void Loops::stop()
{
    for (auto& thread : threads_) thread.request_stop();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Loops::every(std::chrono::milliseconds interval, const char* name, std::function<void()> round)
{
    threads_.emplace_back([this, interval, name, round = std::move(round)](const std::stop_token& stopping) {
        while (!stopping.stop_requested()) {
            try {
                round();
            } catch (const std::exception& error) {
                spdlog::error("loop={} failed: {}", name, error.what());
            }
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, stopping, interval, [] { return false; });
        }
    });
}

void Loops::pass_deadlines()
{
    const auto due = app_.db.read_now(service::find_due, app_.context({.role = Role::system}), deadlines_at_once);
    // One transaction each: a report that cannot be dealt with must not hold up the others.
    for (const auto& deadline : *due)
        app_.db.write_now(service::pass_deadline, app_.context({.role = Role::system}), deadline);
}

void Loops::keep_documents()
{
    const auto library = app_.library.load();
    library->documents().catch_up(app_.db);
    if (library == indexed_) return;
    // Reading knowledge and building its index take several times the memory that they leave in use.
    indexed_ = library;
    ::malloc_trim(0);
}

void Loops::take_handed_knowledge()
{
    const auto handed = take_handed(paths_.handed_knowledge);
    if (!handed) return;
    if (const auto read = read_knowledge(handed->files); !read)
        spdlog::error("the knowledge handed over cannot be used: {}", read.error().front().reason);
    else if (!app_.db.write_now(service::replace_knowledge, handed->files, handed->revision,
                                std::string("load-knowledge"), app_.clock.now()))
        spdlog::error("the knowledge handed over was meant for what is not stored any more");
}

/// Another process, or `load-knowledge`, may have stored corrected files.
void Loops::take_new_knowledge()
{
    const auto revision = *app_.db.read_now(service::knowledge_revision);
    if (revision == knowledge_seen_) return;
    knowledge_seen_ = revision;
    const auto files = *app_.db.read_now(service::stored_knowledge);
    if (version_of(files) == app_.library.load()->knowledge->version) return;
    const auto read = read_knowledge(files, Lint::passed);
    if (!read) {
        spdlog::error("the knowledge stored last cannot be used; the former stays: {}", read.error().front().reason);
        return;
    }
    const auto library = std::make_shared<const service::Library>(*read);
    library->documents().catch_up(app_.db);
    app_.library.store(library);
    spdlog::info("took over new knowledge");
}

void Loops::sweep()
{
    const auto unused = app_.db.write_now(service::sweep, app_.context({.role = Role::system}));
    for (const auto& hash : *unused) {
        // No row names them any more, so no later round would find those that are left behind by a failure.
        try {
            app_.photos.remove_unused(hash);
        } catch (const std::runtime_error& error) {
            spdlog::error("photo {} that nobody needs could not be removed: {}", hash, error.what());
        }
    }
}

}  // namespace agri110::app

// The only way to change a report: moves by the life table, then everything that follows from them in one go.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "domain/report.hpp"
#include "service/context.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

/// Collects the moves of one use case on one report. Nothing is written before finish(), which writes the report, its
/// events and deadlines, its holder's load and the counters.
class ReportEdit {
public:
    /// A report that exists.
    ReportEdit(storage::Transaction& tx, const Context& context, Report report);
    /// A new one, in state `submitted`; records who told it.
    static ReportEdit submitted(storage::Transaction& tx, const Context& context, Report report);

    Report& report() { return report_; }
    const Report& report() const { return report_; }
    const Report& before() const { return *before_; }
    const Context& context() const { return context_; }
    storage::Transaction& tx() { return tx_; }

    /// Makes the move if the table has it for one of the actor's parties. Refuses `report.move` (409) when nobody may
    /// do that in this state, `report.forbidden` (403) when only others may.
    Outcome<void> move(Action action, std::string note = {});
    /// A consequence the service draws itself, inside somebody's use case. The table must have it.
    void move_by_itself(Action action, std::string note = {});

    /// When a running deadline ends, if it runs after the moves so far.
    std::optional<Instant> due(DeadlineKind kind) const;
    /// Urgent work is due sooner: brings running deadlines forward, never back.
    void hasten();

    /// Who is named as author when the actor does `action` in the present state.
    Author author_of(Action action) const;

    void finish();

private:
    ReportEdit(storage::Transaction& tx, const Context& context, std::optional<Report> before, Report report);
    void apply(const Move& move, const Author& author, std::string note);
    void start(DeadlineKind kind);
    void write_deadlines();
    void write_load();

    storage::Transaction& tx_;
    const Context& context_;
    std::optional<Report> before_;
    Report report_;
    std::vector<Event> events_;
    std::vector<Deadline> deadlines_;  // as they run after the moves
};

/// Opens a report for work by the actor. Refuses `report.unknown` (404) when it is none of the actor's business, and
/// `report.stale` (412) when `expected_version` is given and another one is stored.
Outcome<Report> open_report(storage::Transaction& tx, const Context& context, ReportId id,
                            std::optional<std::int64_t> expected_version);

/// How long a deadline runs for such a report.
std::chrono::milliseconds time_for(const Knowledge& knowledge, DeadlineKind kind, Urgency urgency);

}  // namespace agri110::service

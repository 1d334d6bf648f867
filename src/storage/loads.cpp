#include "storage/loads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <string>
#include <unordered_map>

namespace agri110::storage {
namespace {

constexpr std::size_t loads_at_once = 256;

std::pair<CommissionerId, LiveLoad> read_load(const Row& row)
{
    return {row.id<CommissionerId>(0),
            {static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3)),
             row.instant(4)}};
}

/// The loads that one commit reads and moves: many of its reports ask the same team, and only one row a person is
/// written.
class LoadBook final : public Postponed {
public:
    struct Entry {
        std::optional<LiveLoad> kept{};  // as it stands in the table; empty when there is no such person
        LiveLoad moved{};                // what this commit adds to it

        LiveLoad now() const
        {
            return {kept->open + moved.open, kept->answered + moved.answered, kept->solved + moved.solved,
                    std::max(kept->last_assigned, moved.last_assigned)};
        }
    };

    /// Entries of all `people`, read where they are not here yet.
    void look_up(Transaction& tx, std::span<const CommissionerId> people);
    const Entry& at(CommissionerId person) const { return read_.at(person); }
    LiveLoad& moved(CommissionerId person) { return read_or_not(person).moved; }

    void write(Transaction& tx) override;

private:
    Entry& read_or_not(CommissionerId person)
    {
        const auto known = read_.find(person);
        return known == read_.end() ? unread_[person] : known->second;
    }
    void read(Transaction& tx, std::span<const CommissionerId> people);

    std::unordered_map<CommissionerId, Entry> read_;
    std::unordered_map<CommissionerId, Entry> unread_;  // moved before anybody asked for them
};

void LoadBook::look_up(Transaction& tx, std::span<const CommissionerId> people)
{
    std::vector<CommissionerId> missing;
    for (const auto person : people) {
        if (read_.contains(person)) continue;
        missing.push_back(person);
        auto node = unread_.extract(person);
        if (node.empty())
            read_.try_emplace(person);
        else
            read_.insert(std::move(node));
    }
    for (std::span<const CommissionerId> left = missing; !left.empty();) {
        const auto some = left.first(std::min(left.size(), loads_at_once));
        read(tx, some);
        left = left.subspan(some.size());
    }
}

void LoadBook::read(Transaction& tx, std::span<const CommissionerId> people)
{
    // Filled up to a power of two by repeating the last one, so that there are few different statements to prepare.
    std::vector<Value> ids;
    std::string places;
    for (std::size_t i = 0; i < std::bit_ceil(people.size()); ++i) {
        ids.push_back(bind(people[std::min(i, people.size() - 1)]));
        places += fmt::format("{}${}", i ? ", " : "", i + 1);
    }
    const auto sql = fmt::format(
        "SELECT commissioner_id, open, answered, solved, last_assigned_at FROM commissioner_load "
        "WHERE commissioner_id IN ({})",
        places);
    for (const auto& [person, load] : tx.rows_of(sql, read_load, ids)) read_.at(person).kept = load;
}

void LoadBook::write(Transaction& tx)
{
    read_.merge(unread_);
    std::vector<std::pair<CommissionerId, LiveLoad>> changes;
    for (const auto& [person, entry] : read_)
        if (entry.moved != LiveLoad{}) changes.emplace_back(person, entry.moved);
    std::ranges::sort(changes, {}, [](const auto& change) { return change.first; });  // all commits lock in one order
    for (const auto& [person, moved] : changes)
        tx.execute(
            "UPDATE commissioner_load SET open = open + $2, answered = answered + $3, solved = solved + $4, "
            "last_assigned_at = CASE WHEN last_assigned_at < $5 THEN $5 ELSE last_assigned_at END "
            "WHERE commissioner_id = $1",
            person, moved.open, moved.answered, moved.solved, moved.last_assigned);
}

}  // namespace

void add_load(Transaction& tx, CommissionerId person, int open, int answered, int solved)
{
    auto& moved = tx.changing<LoadBook>().moved(person);
    moved.open += open;
    moved.answered += answered;
    moved.solved += solved;
}

void set_last_assigned(Transaction& tx, CommissionerId person, Instant at)
{
    tx.changing<LoadBook>().moved(person).last_assigned = at;
}

std::vector<std::pair<CommissionerId, LiveLoad>> list_loads(Transaction& tx, std::span<const CommissionerId> people)
{
    auto& book = tx.of_commit<LoadBook>();
    book.look_up(tx, people);
    std::vector<std::pair<CommissionerId, LiveLoad>> loads;
    loads.reserve(people.size());
    for (const auto person : people)
        if (const auto& entry = book.at(person); entry.kept) loads.emplace_back(person, entry.now());
    return loads;
}

void recount_loads(Transaction& tx)
{
    tx.write_postponed();
    tx.execute("UPDATE commissioner_load SET open = 0, answered = 0, solved = 0");
    tx.execute(
        "UPDATE commissioner_load SET open = found.open, answered = found.answered, solved = found.solved FROM "
        "(SELECT commissioner_id, "
        "SUM(CASE WHEN state IN ('assigned', 'escalated', 'accepted', 'visit_planned') THEN 1 ELSE 0 END) AS open, "
        "SUM(CASE WHEN first_answer_at IS NOT NULL THEN 1 ELSE 0 END) AS answered, "
        "SUM(CASE WHEN first_answer_at IS NOT NULL AND state = 'closed' AND outcome = 'solved' THEN 1 ELSE 0 END) "
        "AS solved FROM report WHERE commissioner_id IS NOT NULL GROUP BY commissioner_id) AS found "
        "WHERE found.commissioner_id = commissioner_load.commissioner_id");
}

std::vector<std::pair<CommissionerId, LiveLoad>> list_all_loads(Transaction& tx)
{
    tx.write_postponed();
    return tx.rows(
        "SELECT commissioner_id, open, answered, solved, last_assigned_at FROM commissioner_load ORDER BY "
        "commissioner_id",
        read_load);
}

}  // namespace agri110::storage

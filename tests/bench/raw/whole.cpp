#include <fmt/format.h>

#include <array>
#include <optional>

#include "rows.hpp"

namespace agri110::bench {
namespace {

constexpr std::array dimensions{"all", "crop", "team", "kind"};

Cell one(Store& store, const std::string& sql, const Cell& value)
{
    return Statement(store, sql).rows({value}).at(0).at(0);
}

/// The counters of one report: three heights of regions times four dimensions. The county goes round the province,
/// crop, team, kind and month stay.
class Counters {
public:
    Counters(Store& store, std::int64_t report)
        : counties_(Statement(store, "SELECT DISTINCT region FROM counter WHERE region % 100 <> 0").rows({})),
          move_(store,
                "INSERT INTO counter (region, month, dimension, member, reports, open) VALUES (?1, ?2, ?3, ?4, 1, 1) "
                "ON CONFLICT (month, region, dimension, member) DO UPDATE SET reports = reports + 1, open = open + 1")
    {
        const auto county = one(store, "SELECT county FROM report WHERE id = ?1", report);
        month_ = one(store, "SELECT MAX(month) FROM counter WHERE region = ?1", county);
        Statement members(store,
                          "SELECT '', crop, CAST(COALESCE(team_id, '') AS TEXT), kind FROM report WHERE id = ?1");
        members_ = members.rows({report}).at(0);
    }

    void move()
    {
        const auto county = std::get<std::int64_t>(counties_[next_++ % counties_.size()].front());
        for (const auto region : {county, county / 100 * 100, county / 10000 * 10000})
            for (std::size_t i = 0; i < dimensions.size(); ++i)
                move_.run({region, month_, std::string(dimensions[i]), members_[i]});
    }

private:
    std::vector<Cells> counties_;
    Statement move_;
    Cell month_;
    Cells members_;
    std::size_t next_ = 0;
};

class Whole final : public Rows {
public:
    Whole(Store& store, std::int64_t report, bool counters)
        : numbering_(store),
          people_(Statement(store, "SELECT commissioner_id FROM commissioner_load").rows({})),
          look_up_(store,
                   "SELECT open, answered, solved, last_assigned_at FROM commissioner_load WHERE commissioner_id = ?1"),
          add_load_(store,
                    "UPDATE commissioner_load SET open = open + 1, last_assigned_at = ?2 WHERE commissioner_id = ?1"),
          count_sender_(store, "UPDATE throttle SET count = count + 1 WHERE key_hash = ?1"),
          sender_(one(store, "SELECT key_hash FROM throttle WHERE ?1 ORDER BY count DESC LIMIT 1", std::int64_t{1}))
    {
        const auto number = one(store, "SELECT number FROM report WHERE id = ?1", report);
        add(copies_of(store, "reporter", "id = (SELECT reporter_id FROM report WHERE id = ?1)", report));
        add(copies_of(store, "report", "id = ?1", report));
        for (const auto* table : {"event", "deadline", "assignment", "routing_decision"})
            add(copies_of(store, table, "report_id = ?1", report));
        add(copies_of(store, "notice", "instr(arguments, ?1) > 0", number));
        add(copies_of(store, "idempotency_key", "instr(body, ?1) > 0", number));
        if (counters) counters_.emplace(store, report);
    }

    void insert() override
    {
        const auto marks = numbering_.next();
        const auto& person = people_[next_++ % people_.size()].front();
        look_up_.rows({person});
        auto id = marks.id;
        for (auto& row : rows_) row.insert(marks, id++);
        add_load_.run({person, marks.id});
        count_sender_.run({sender_});
        if (counters_) counters_->move();
    }

private:
    void add(std::vector<Copied> rows)
    {
        for (auto& row : rows) rows_.push_back(std::move(row));
    }

    Numbering numbering_;
    std::vector<Cells> people_;
    Statement look_up_;
    Statement add_load_;
    Statement count_sender_;
    Cell sender_;
    std::vector<Copied> rows_;
    std::optional<Counters> counters_;
    std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Rows> whole_rows(Store& store, std::int64_t report, bool counters)
{
    return std::make_unique<Whole>(store, report, counters);
}

}  // namespace agri110::bench

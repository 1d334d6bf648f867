#include <algorithm>

#include "rows.hpp"

namespace agri110::bench {
namespace {

class Lean final : public Rows {
public:
    Lean(Store& store, std::int64_t report)
        : numbering_(store),
          people_(Statement(store, "SELECT commissioner_id FROM commissioner_load").rows({})),
          look_up_(store,
                   "SELECT open, answered, solved, last_assigned_at FROM commissioner_load WHERE commissioner_id = ?1"),
          report_(std::move(copies_of(store, "report", "id = ?1", report).front())),
          event_(std::move(copies_of(store, "event", "report_id = ?1 AND action = 'submit'", report).front())),
          reporter_(std::get<std::int64_t>(
              Statement(store, "SELECT reporter_id FROM report WHERE id = ?1").rows({report}).at(0).at(0)))
    {
    }

    void insert() override
    {
        auto marks = numbering_.next();
        marks.reporter_id = reporter_;
        look_up_.rows(people_[next_++ % people_.size()]);
        report_.insert(marks, marks.id);
        event_.insert(marks, marks.id);
    }

private:
    Numbering numbering_;
    std::vector<Cells> people_;
    Statement look_up_;
    Copied report_;
    Copied event_;
    std::int64_t reporter_;
    std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Rows> lean_rows(Store& store, std::int64_t report)
{
    return std::make_unique<Lean>(store, report);
}

}  // namespace agri110::bench

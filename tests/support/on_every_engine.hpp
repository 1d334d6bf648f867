// The fixture of the storage tests: a fresh database a test, on each engine.
#pragma once

#include <gtest/gtest.h>

#include "storage/reports.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/work.hpp"

namespace agri110::storage {

class OnEveryEngine : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override { db_ = GetParam().open(folder_.path()); }
    void TearDown() override
    {
        db_.reset();
        GetParam().forget(folder_.path());
    }

    Database& db() { return *db_; }
    const std::filesystem::path& folder() const { return folder_.path(); }
    void reopen()
    {
        db_.reset();
        db_ = GetParam().open(folder_.path());
    }

    template <class Use>
    auto write(Use use)
    {
        return write_in(*db_, std::move(use));
    }
    template <class Use>
    auto read(Use use)
    {
        return read_in(*db_, std::move(use));
    }

    /// Stores the report, with its reporter; fields that only change later are stored as a change.
    void keep(const Report& report)
    {
        write([&](Transaction& tx) { keep(tx, report); });
    }
    static void keep(Transaction& tx, const Report& report)
    {
        ensure_reporter(tx, report.reporter.phone, report.reporter_id, report.submitted_at);
        insert_report(tx, report);
        ASSERT_TRUE(change_report(tx, report));
    }
    Report kept(std::int64_t id)
    {
        return read([&](Transaction& tx) { return find_report_unscoped(tx, ReportId{id}).value(); });
    }

    /// The name of the constraint that stops `use`; "" when nothing does.
    template <class Use>
    std::string constraint_that_stops(Use use)
    {
        try {
            write(std::move(use));
        } catch (const ConstraintError& error) {
            return error.constraint();
        }
        return "";
    }

private:
    TempFolder folder_;
    std::unique_ptr<Database> db_;
};

}  // namespace agri110::storage

// The columns of `report` and their reader, side by side, for all files of this repository.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/permission.hpp"
#include "domain/report.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

/// "SELECT <columns> FROM report r JOIN reporter p ON …"; add conditions on r and p. For use inside functions only.
extern const std::string select_report;
/// The columns alone, for lists that join more. A constant of the program, so that other files' constants may use it.
extern const std::string_view report_columns;
extern const int report_column_count;
Report read_report(const Row& row);

/// A condition on r that holds exactly for the reports `actor` is a party to, with its parameters numbered from
/// `first`. The same rule as parties_of() in domain/permission, as SQL can say it; a test compares the two.
struct Condition {
    std::string sql;
    std::vector<Value> args;
};
Condition visible_to(const Actor& actor, int first);

}  // namespace agri110::storage

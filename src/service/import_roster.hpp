// A roster from a spreadsheet: every line judged, nothing written unless all are good or the official skips the bad
// ones.
#pragma once

#include <string>
#include <vector>

#include "service/commissioners.hpp"

namespace agri110::service {

enum class ImportMode {
    preview,         // judge, write nothing
    all_or_nothing,  // write only when every line is good
    skip_bad,        // write the good ones
};

enum class LineVerdict { fresh, update, bad };

struct JudgedLine {
    int line = 0;  // of the file
    std::string name{};
    LineVerdict verdict = LineVerdict::bad;
    std::vector<FieldError> faults{};
};

struct ImportResult {
    int written = 0;
    std::vector<JudgedLine> lines{};
};

/// `file`: UTF-8 or GB18030, the column heads of the messages "import.column.*" in any order; name, phone,
/// organisation, title and county must be there. At most 5,000 lines. A known phone updates that record; a term is
/// added when its days are given. Refuses `import.*` when the file as a whole cannot be read, or (all_or_nothing, 409)
/// when a line is bad.
Outcome<ImportResult> import_roster(storage::Transaction& tx, const Context& context, const std::string& file,
                                    const ImportMode& mode);

}  // namespace agri110::service

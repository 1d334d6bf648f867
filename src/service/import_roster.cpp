#include "service/import_roster.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "service/teams.hpp"
#include "storage/accounts.hpp"
#include "text/csv.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace agri110::service {
namespace {

constexpr std::size_t most_lines = 5000;
constexpr std::size_t longest_cell = 60;
constexpr std::array<std::string_view, 12> column_names{"name",   "phone", "organisation", "title",
                                                        "county", "crops", "team",         "batch",
                                                        "start",  "end",   "programme",    "load_limit"};
constexpr std::size_t required_columns = 5;

/// What one line wants to become.
struct Wanted {
    Commissioner person{};
    std::optional<Appointment> term{};
    TeamId team{};
};

std::string trimmed(std::string text)
{
    for (const std::string_view wide : {"\u3000", "\u00A0"})
        for (auto at = text.find(wide); at != std::string::npos; at = text.find(wide))
            text.replace(at, wide.size(), " ");
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Cuts at blanks and at the Chinese and Latin separators people use between names.
std::vector<std::string> split_names(const std::string& cell)
{
    std::string spaced = cell;
    for (const std::string_view mark : {"\u3001", "\uFF0C", "\uFF1B", ",", ";", "/"})
        for (auto at = spaced.find(mark); at != std::string::npos; at = spaced.find(mark))
            spaced.replace(at, mark.size(), " ");
    std::vector<std::string> names;
    for (std::size_t at = 0; at < spaced.size();) {
        const auto end = std::min(spaced.find(' ', at), spaced.size());
        if (end > at) names.push_back(spaced.substr(at, end - at));
        at = end + 1;
    }
    return names;
}

std::optional<int> number_in(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// 2026-01-31, 2026/1/31, 2026.1.31, and the same with the Chinese characters for year, month and day.
std::optional<Day> day_in(const std::string& cell)
{
    std::array<int, 3> parts{};
    std::size_t part = 0;
    bool in_number = false;
    for (const char c : cell) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !in_number && ++part > parts.size()) return std::nullopt;
        if (digit) parts[part - 1] = parts[part - 1] * 10 + (c - '0');
        if (digit && parts[part - 1] > 9999) return std::nullopt;
        in_number = digit;
    }
    const std::chrono::year_month_day date{std::chrono::year{parts[0]},
                                           std::chrono::month{static_cast<unsigned>(parts[1])},
                                           std::chrono::day{static_cast<unsigned>(parts[2])}};
    if (part != parts.size() || !date.ok() || parts[0] < 1990 || parts[0] > 2200) return std::nullopt;
    return Day{std::chrono::local_days{date}};
}

/// Reads and judges the lines of one file against the database as it is.
class Judge {
public:
    Judge(storage::Transaction& tx, const Context& context) : tx_(tx), context_(context) { index_names(); }

    /// Where each known column stands; refuses a missing one.
    Outcome<void> read_heads(const text::CsvRow& heads)
    {
        for (std::size_t i = 0; i < heads.cells.size(); ++i)
            for (const auto name : column_names)
                if (trimmed(heads.cells[i]) == head_of(name)) columns_[name] = i;
        std::vector<FieldError> missing;
        for (std::size_t i = 0; i < required_columns; ++i)
            if (!columns_.contains(column_names[i]))
                missing.push_back({head_of(column_names[i]), "import.error.column_missing"});
        if (!missing.empty()) return refuse(Fault::invalid, "import.columns", std::move(missing));
        width_ = heads.cells.size();
        return {};
    }

    JudgedLine judge(const text::CsvRow& row, Wanted& wanted)
    {
        JudgedLine line{.line = row.line};
        row_ = &row;
        faults_ = &line.faults;
        line.name = cell("name");
        if (row.cells.size() != width_) {
            fault("name", "import.error.columns");
            return line;
        }
        check_cells();
        const bool known = read_person(wanted);
        read_term(wanted);
        read_team(wanted);
        if (line.faults.empty()) line.verdict = known ? LineVerdict::update : LineVerdict::fresh;
        return line;
    }

private:
    std::string head_of(std::string_view column) const
    {
        return context_.knowledge().messages.text("import.column." + std::string(column));
    }

    std::string cell(std::string_view column) const
    {
        const auto found = columns_.find(column);
        return found == columns_.end() || found->second >= row_->cells.size() ? std::string{}
                                                                              : trimmed(row_->cells[found->second]);
    }

    void fault(std::string_view column, std::string_view code)
    {
        faults_->push_back({head_of(column), std::string(code)});
    }

    void index_names()
    {
        for (const auto& region : context_.knowledge().regions.all()) {
            if (region.level != RegionLevel::county) continue;
            counties_.emplace(region.name, region.code);
            counties_.emplace(std::to_string(region.code), region.code);
        }
        for (const auto& crop : context_.knowledge().crops.all()) {
            crops_.emplace(crop.name, crop.id);
            for (const auto& name : crop.names) crops_.emplace(name, crop.id);
        }
    }

    void check_cells()
    {
        for (const auto& [column, at] : columns_) {
            const auto value = cell(column);
            if (text::looks_like_formula(value)) fault(column, "import.error.formula");
            if (text::count_characters(value) > longest_cell) fault(column, "field.too_long");
        }
        for (std::size_t i = 0; i < required_columns; ++i)
            if (cell(column_names[i]).empty()) fault(column_names[i], "field.missing");
    }

    /// By full name or code, or by a beginning that only one county has.
    RegionCode county_in(const std::string& name) const
    {
        if (const auto exact = counties_.find(name); exact != counties_.end()) return exact->second;
        RegionCode found = 0;
        for (const auto& [full, code] : counties_)
            if (!name.empty() && full.starts_with(name)) {
                if (found) return 0;
                found = code;
            }
        return found;
    }

    /// True when the phone is known, so that the line updates a record.
    bool read_person(Wanted& wanted)
    {
        auto& person = wanted.person;
        const auto phone = cell("phone");
        const bool plausible =
            phone.size() == 11 && phone[0] == '1' && phone.find_first_not_of("0123456789") == std::string::npos;
        if (!phone.empty() && !plausible) fault("phone", "field.phone.wrong");
        if (!phones_.insert(phone).second) fault("phone", "import.error.phone_twice");
        const auto known = storage::find_commissioner_by_phone(tx_, phone);
        if (known) person = known->person;
        if (known && !in_scope(context_.actor, person.county)) fault("phone", "field.phone.taken");
        if (const auto account = storage::find_account_by_phone(tx_, phone); account && !account->commissioner)
            fault("phone", "field.phone.taken");
        person.name = cell("name");
        person.phone = phone;
        person.organisation = cell("organisation");
        person.title = cell("title");
        person.county = county_in(cell("county"));
        if (!cell("county").empty() && person.county == 0) fault("county", "field.county.unknown");
        if (person.county && !in_scope(context_.actor, person.county)) fault("county", "import.error.outside_scope");
        read_crops(person);
        if (const auto limit = cell("load_limit"); !limit.empty()) {
            person.load_limit = number_in(limit).value_or(0);
            if (person.load_limit < 1 || person.load_limit > 100) fault("load_limit", "field.out_of_range");
        }
        return known.has_value();
    }

    void read_crops(Commissioner& person)
    {
        const auto names = split_names(cell("crops"));
        if (!names.empty()) person.crops.clear();
        for (const auto& name : names) {
            const auto found = crops_.find(name);
            if (found == crops_.end())
                fault("crops", "field.crop.unknown");
            else if (std::ranges::find(person.crops, found->second) == person.crops.end())
                person.crops.push_back(found->second);
        }
    }

    void read_term(Wanted& wanted)
    {
        const auto start = cell("start");
        const auto end = cell("end");
        if (start.empty() && end.empty()) return;
        Appointment term{.commissioner = wanted.person.id, .batch = cell("batch")};
        const auto first = day_in(start);
        const auto last = day_in(end);
        if (!first) fault("start", "field.day.wrong");
        if (!last) fault("end", "field.day.wrong");
        if (!first || !last) return;
        term.first = *first;
        term.last = *last;
        if (const auto programme = programme_in(cell("programme")))
            term.programme = *programme;
        else
            fault("programme", "field.choice");
        for (const auto& wrong : faults_of(tx_, term)) fault(wrong.field, wrong.code);
        wanted.term = term;
    }

    std::optional<Programme> programme_in(const std::string& label) const
    {
        if (label.empty()) return Programme::commissioner;
        for (const auto programme :
             {Programme::commissioner, Programme::three_areas, Programme::enterprise, Programme::international})
            if (context_.knowledge().messages.text("programme." + std::string(name_of(programme))) == label)
                return programme;
        return std::nullopt;
    }

    void read_team(Wanted& wanted)
    {
        const auto name = cell("team");
        if (name.empty()) return;
        const auto team = storage::find_team_by_name(tx_, name);
        if (!team || !in_scope(context_.actor, team->team.region))
            fault("team", "import.error.team");
        else
            wanted.team = team->team.id;
    }

    storage::Transaction& tx_;
    const Context& context_;
    std::map<std::string_view, std::size_t> columns_{};
    std::size_t width_ = 0;
    std::map<std::string, RegionCode> counties_{};
    std::map<std::string, std::string> crops_{};
    std::set<std::string> phones_{};
    const text::CsvRow* row_ = nullptr;
    std::vector<FieldError>* faults_ = nullptr;
};

void keep(storage::Transaction& tx, const Context& context, Wanted wanted)
{
    auto& person = wanted.person;
    if (person.id) {
        auto row = storage::find_commissioner(tx, person.id).value();
        row.person = person;
        storage::change_commissioner(tx, row);
        storage::change_account_phone(tx, person.id, person.phone, person.name);
        record_roster_change(tx, context, person.id, {}, "import");
    } else {
        person.id = context.new_id<CommissionerId>();
        keep_new_commissioner(tx, context, person);
    }
    if (wanted.term) {
        wanted.term->id = context.new_id<AppointmentId>();
        wanted.term->commissioner = person.id;
        storage::insert_appointment(tx, *wanted.term);
    }
    const auto teams = storage::list_teams_of(tx, person.id);
    if (wanted.team && std::ranges::find(teams, wanted.team, &storage::TeamOfPerson::team) == teams.end())
        storage::insert_membership(tx, context.ids->next(context.now), {wanted.team, person.id, false}, context.now);
}

Outcome<std::vector<text::CsvRow>> rows_of(const std::string& file)
{
    const auto utf8 = text::to_utf8(file);
    if (!utf8) return refuse(Fault::invalid, "import.encoding");
    auto rows = text::read_csv(*utf8, {.rows = most_lines + 1, .bytes = 2 << 20});
    if (!rows)
        return refuse(Fault::invalid, "import." + rows.error().reason.substr(4),
                      {{std::to_string(rows.error().line), rows.error().reason}});
    if (rows->size() < 2) return refuse(Fault::invalid, "import.empty");
    return std::move(*rows);
}

}  // namespace

Outcome<ImportResult> import_roster(storage::Transaction& tx, const Context& context, const std::string& file,
                                    const ImportMode& mode)
{
    if (!allows(context.actor, Task::import_people)) return refuse(Fault::forbidden, "forbidden");
    const auto rows = rows_of(file);
    if (!rows) return std::unexpected(rows.error());
    Judge judge(tx, context);
    if (auto heads = judge.read_heads(rows->front()); !heads) return std::unexpected(heads.error());

    ImportResult result;
    std::vector<Wanted> good;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        Wanted wanted;
        result.lines.push_back(judge.judge((*rows)[i], wanted));
        if (result.lines.back().verdict != LineVerdict::bad) good.push_back(std::move(wanted));
    }
    if (mode == ImportMode::preview) return result;
    if (mode == ImportMode::all_or_nothing && good.size() != result.lines.size())
        return refuse(Fault::conflict, "import.bad_lines");
    for (auto& wanted : good) keep(tx, context, std::move(wanted));
    result.written = static_cast<int>(good.size());
    return result;
}

}  // namespace agri110::service

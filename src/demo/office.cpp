#include "demo/office.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "storage/accounts.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"
#include "storage/teams.hpp"

namespace agri110::demo {
namespace {

using std::chrono::days;

constexpr RegionCode province = 530000;
constexpr std::int64_t first_phone = 13'900'000'100;  // below stand the accounts of demo.toml
constexpr double lent_to_province = 0.25;             // of a county team's people, to the province's team of that trade

/// The people of a team in the making.
struct Crew {
    const TeamPlan* plan = nullptr;
    TeamId id{};
    std::vector<CommissionerId> members{};
};

bool is_county_of(const Region& region, RegionCode prefecture)
{
    return region.level == RegionLevel::county && region.parent == prefecture;
}

class Founder {
public:
    Founder(storage::Transaction& tx, const Founding& founding)
        : tx_(tx),
          founding_(founding),
          dice_(founding.plan.seed),
          ids_(founding.plan.seed ^ 0xa11U),
          today_(day_of(founding.plan.now))
    {
        for (const auto& region : founding.knowledge->regions.all())
            if (region.level == RegionLevel::county) counties_.push_back(region.code);
    }

    Office found()
    {
        add_teams();
        add_staff();
        for (auto& crew : crews_) add_people(crew);
        for (const auto& crew : crews_) lend(crew);
        add_leave();
        storage::change_roster_version(tx_, ids_.secret(8));
        return std::move(office_);
    }

private:
    void add_teams();
    void add_people(Crew& crew);
    void add_person(Crew& crew, const AccountPlan* known, bool leads);
    void add_account(const Worker& worker, const Commissioner& person, const AccountPlan* known);
    void lend(const Crew& crew);
    void add_leave();
    void add_staff();
    void record(CommissionerId person, std::string_view change, const std::string& note = {});
    void add_terms(CommissionerId person, bool steady, Level level);
    void add_term(CommissionerId person, Programme programme, Level level, Day first, Day last);
    Commissioner invent(const Crew& crew, RegionCode county, bool leads);
    std::string invented_name(RegionCode county);
    std::string invented_office(const TeamPlan& team, RegionCode county);
    std::vector<std::string> invented_skills(const TeamPlan& team);
    std::vector<ProblemKind> invented_kinds(const TeamPlan& team);
    RegionCode home_near(RegionCode region);
    std::vector<int> sizes() const;
    const AccountPlan* account_for(const Crew& crew, Role role) const;
    std::string password_of(const AccountPlan* known) const
    {
        return known ? founding_.plan.password_hash : std::string{};
    }
    template <class AnyId>
    AnyId new_id()
    {
        return ids_.next_id<AnyId>(founding_.at);
    }
    const Lines& names(std::string_view key) const { return founding_.script->name_list(key); }

    storage::Transaction& tx_;
    const Founding& founding_;
    Dice dice_;
    SimulatedIds ids_;
    Day today_;
    std::vector<RegionCode> counties_{};
    std::vector<Crew> crews_{};
    Office office_{};
};

void Founder::add_teams()
{
    const auto& plans = founding_.script->teams;
    const auto wanted = founding_.plan.teams > 0 ? static_cast<std::size_t>(founding_.plan.teams) : plans.size();
    for (const auto& plan : plans) {
        if (crews_.size() == wanted) break;
        const Team team{.id = new_id<TeamId>(), .name = plan.name, .industry = plan.industry, .region = plan.region};
        storage::insert_team(tx_, team);
        storage::insert_coverage(tx_, {new_id<CoverageId>(), team.id, plan.industry, plan.region}, founding_.at);
        const auto* region = founding_.knowledge->regions.find(plan.region);
        if (region->level == RegionLevel::county)
            storage::insert_coverage(tx_, {new_id<CoverageId>(), team.id, plan.industry, region->parent}, founding_.at);
        office_.posts.push_back({team.id, plan.industry, plan.region});
        crews_.push_back({&plan, team.id});
    }
}

/// The people of the plan, shared out by the teams' sizes; nobody works alone.
std::vector<int> Founder::sizes() const
{
    const auto total = std::accumulate(crews_.begin(), crews_.end(), 0.0,
                                       [](double sum, const Crew& c) { return sum + c.plan->size; });
    std::vector<int> sizes;
    for (const auto& crew : crews_)
        sizes.push_back(std::max(2, static_cast<int>(founding_.plan.people * crew.plan->size / total)));
    const auto given = std::accumulate(sizes.begin(), sizes.end(), 0);
    for (int left = founding_.plan.people - given, i = 0; left > 0; --left, ++i)
        ++sizes[static_cast<std::size_t>(i) % sizes.size()];
    return sizes;
}

void Founder::add_people(Crew& crew)
{
    const auto place = static_cast<std::size_t>(&crew - crews_.data());
    const int size = sizes()[place];
    add_person(crew, account_for(crew, Role::leader), true);
    for (int i = 1; i < size; ++i) add_person(crew, i == 1 ? account_for(crew, Role::commissioner) : nullptr, false);
}

const AccountPlan* Founder::account_for(const Crew& crew, Role role) const
{
    const auto fits = [&](const AccountPlan& a) { return a.role == role && a.team == crew.plan->name; };
    const auto found = std::ranges::find_if(founding_.script->accounts, fits);
    return found == founding_.script->accounts.end() ? nullptr : &*found;
}

void Founder::add_person(Crew& crew, const AccountPlan* known, bool leads)
{
    auto person = invent(crew, known ? crew.plan->region : home_near(crew.plan->region), leads);
    if (known) {
        person.name = known->name;
        person.phone = known->phone;
        person.kinds.clear();
        person.load_limit = 12;
    }
    storage::insert_commissioner(tx_, person, founding_.at);
    storage::insert_membership(tx_, ids_.next(founding_.at), {crew.id, person.id, leads}, founding_.at);
    crew.members.push_back(person.id);
    record(person.id, "create");
    const auto level = crew.plan->region == province ? Level::province
                       : dice_.chance(0.4)           ? Level::prefecture
                                                     : Level::county;
    add_terms(person.id, known || leads, level);

    Worker worker{.team = crew.id,
                  .pace = known ? Pace::quick : static_cast<Pace>(dice_.weighted(std::array{5.0, 4.0, 1.0}))};
    worker.actor = {
        .role = Role::commissioner, .account = new_id<AccountId>(), .name = person.name, .commissioner = person.id};
    if (leads) {
        worker.actor.role = Role::leader;
        worker.actor.leads = {crew.id};
        office_.leaders[crew.id] = person.id;
    } else if (!known && dice_.chance(0.03)) {
        worker.suspended_on = today_ - days{dice_.between(5, 90)};
    }
    if (known && !leads) office_.holder = person.id;
    add_account(worker, person, known);
    office_.by_id[person.id] = office_.workers.size();
    office_.workers.push_back(std::move(worker));
}

void Founder::add_account(const Worker& worker, const Commissioner& person, const AccountPlan* known)
{
    storage::insert_account(tx_,
                            {.id = worker.actor.account,
                             .phone = person.phone,
                             .name = person.name,
                             .role = Role::commissioner,
                             .commissioner = person.id,
                             .password_hash = password_of(known)},
                            founding_.at);
}

Commissioner Founder::invent(const Crew& crew, RegionCode county, bool leads)
{
    const auto number = static_cast<std::int64_t>(office_.workers.size());
    return {.id = new_id<CommissionerId>(),
            .name = invented_name(county),
            .phone = std::to_string(first_phone + number),
            .organisation = invented_office(*crew.plan, county),
            .title = dice_.pick(names(leads               ? "leader_titles"
                                      : crew.plan->animal ? "animal_titles"
                                                          : "plant_titles")),
            .county = county,
            .crops = invented_skills(*crew.plan),
            .kinds = invented_kinds(*crew.plan),
            .load_limit = leads ? crew.plan->leader_limit : dice_.between(6, 12)};
}

/// Mostly the county itself, otherwise one of its prefecture; any county for the province's own people.
RegionCode Founder::home_near(RegionCode region)
{
    const auto& regions = founding_.knowledge->regions;
    if (!regions.is_county(region)) return dice_.pick(counties_);
    if (dice_.chance(0.6)) return region;
    std::vector<RegionCode> near;
    for (const auto& other : regions.all())
        if (is_county_of(other, regions.find(region)->parent)) near.push_back(other.code);
    return dice_.pick(near);
}

std::string Founder::invented_name(RegionCode county)
{
    constexpr RegionCode xishuangbanna = 5328;
    if (county / 100 == xishuangbanna && dice_.chance(0.4))
        return dice_.pick(names("dai_names")) + (dice_.chance(0.5) ? dice_.pick(names("dai_endings")) : "");
    // One statement a throw: the order of operands is the compiler's choice.
    const auto surname = dice_.pick(names("surnames"));
    return surname + dice_.pick(names("given"));
}

std::string Founder::invented_office(const TeamPlan& team, RegionCode county)
{
    return filled(dice_.pick(names("offices")),
                  {{"county", founding_.knowledge->regions.find(county)->name}, {"industry", team.label}});
}

/// The team's own trade and, when that is a whole group, some of its crops.
std::vector<std::string> Founder::invented_skills(const TeamPlan& team)
{
    std::vector<std::string> skills{team.industry};
    for (const auto& subject : founding_.script->subjects) {
        const bool below =
            subject.crop != team.industry && founding_.knowledge->crops.contains(team.industry, subject.crop);
        if (below && skills.size() < 4 && dice_.chance(0.4)) skills.push_back(subject.crop);
    }
    return skills;
}

std::vector<ProblemKind> Founder::invented_kinds(const TeamPlan& team)
{
    using K = ProblemKind;
    static const std::vector<std::vector<K>> of_plants{{},
                                                       {},
                                                       {K::pest, K::disease},
                                                       {K::pest, K::disease},
                                                       {K::disease},
                                                       {K::nutrition, K::technique},
                                                       {K::processing, K::market},
                                                       {K::variety, K::technique}};
    static const std::vector<std::vector<K>> of_animals{
        {}, {}, {K::animal_disease}, {K::animal_disease}, {K::technique, K::policy}};
    return dice_.pick(team.animal ? of_animals : of_plants);
}

/// Most terms run; of the others some are over, some end soon, some were renewed.
void Founder::add_terms(CommissionerId person, bool steady, Level level)
{
    enum class Course { running, over, ends_soon, renewed };
    const auto course =
        steady ? Course::running : static_cast<Course>(dice_.weighted(std::array{66.0, 6.0, 6.0, 22.0}));
    const auto began = today_ - days{dice_.between(400, 700)};
    const auto programme = dice_.chance(0.15) ? Programme::enterprise : Programme::commissioner;
    switch (course) {
        case Course::running:
            return add_term(person, programme, level, began, began + days{3 * 365});
        case Course::over:
            return add_term(person, programme, level, began, today_ - days{dice_.between(5, 150)});
        case Course::ends_soon:
            return add_term(person, programme, level, began, today_ + days{dice_.between(1, 29)});
        case Course::renewed:
            break;
    }
    // The programme for the "three areas" appoints people for one year at a time.
    const auto renewed = today_ - days{dice_.between(20, 330)};
    add_term(person, Programme::three_areas, level, renewed - days{365}, renewed - days{1});
    add_term(person, Programme::three_areas, level, renewed, renewed + days{364});
}

void Founder::add_term(CommissionerId person, Programme programme, Level level, Day first, Day last)
{
    const auto year = static_cast<int>(std::chrono::year_month_day{first}.year());
    const auto id = new_id<AppointmentId>();
    storage::insert_appointment(tx_, {id, person, programme, level, std::to_string(year), first, last});
    record(person, "appoint", std::to_string(year));
    if (last < today_) storage::end_appointment(tx_, person, id, last, TermOutcome::completed);
}

/// The history of people names who made each change, as the service keeps it.
void Founder::record(CommissionerId person, std::string_view change, const std::string& note)
{
    const auto& author = office_.official_of(province);
    storage::append_roster_change(tx_, {.id = ids_.next(founding_.at),
                                        .at = founding_.at,
                                        .account = author.account,
                                        .author = author.name,
                                        .commissioner = person,
                                        .change = std::string(change),
                                        .note = note});
}

/// Some people of a county team also belong to the province's team of the same trade.
void Founder::lend(const Crew& crew)
{
    const auto& crops = founding_.knowledge->crops;
    if (crew.plan->region == province) return;
    const auto above = std::ranges::find_if(crews_, [&](const Crew& c) {
        return c.plan->region == province && crops.contains(c.plan->industry, crew.plan->industry);
    });
    if (above == crews_.end()) return;
    const auto lent = static_cast<std::size_t>(static_cast<double>(crew.members.size()) * lent_to_province);
    for (std::size_t i = 2; i < crew.members.size() && i < 2 + lent; ++i)
        storage::insert_membership(tx_, ids_.next(founding_.at), {above->id, crew.members[i], false}, founding_.at);
}

void Founder::add_leave()
{
    const auto& reasons = founding_.script->said("leave_reason");
    for (const auto& crew : crews_) {
        for (std::size_t i = 2; i < crew.members.size(); ++i) {
            enum class Leave { none, today, past, later };
            const auto leave = static_cast<Leave>(dice_.weighted(std::array{84.0, 5.0, 9.0, 2.0}));
            if (leave == Leave::none) continue;
            const auto first = leave == Leave::today  ? today_ - days{dice_.between(0, 6)}
                               : leave == Leave::past ? today_ - days{dice_.between(20, 330)}
                                                      : today_ + days{dice_.between(2, 20)};
            Absence absence{new_id<AbsenceId>(),
                            crew.members[i],
                            first,
                            first + days{dice_.between(7, 14)},
                            dice_.pick(reasons),
                            {}};
            if (dice_.chance(0.5)) absence.stand_in = crew.members[1 + i % (crew.members.size() - 1)];
            if (absence.stand_in == absence.commissioner) absence.stand_in.reset();
            storage::insert_absence(tx_, absence);
            record(absence.commissioner, "add_absence", absence.reason);
        }
    }
}

void Founder::add_staff()
{
    for (const auto& plan : founding_.script->accounts) {
        const bool works = plan.role == Role::commissioner || plan.role == Role::leader;
        const bool exists =
            works && std::ranges::any_of(crews_, [&](const Crew& c) { return c.plan->name == plan.team; });
        if (!works) {
            const storage::Account account{.id = new_id<AccountId>(),
                                           .phone = plan.phone,
                                           .name = plan.name,
                                           .role = plan.role,
                                           .region = plan.region,
                                           .password_hash = founding_.plan.password_hash};
            storage::insert_account(tx_, account, founding_.at);
            office_.staff.push_back(
                {.role = plan.role, .account = account.id, .name = plan.name, .region = plan.region});
        }
        if (!works || exists) office_.accounts.push_back({plan.role, plan.name, plan.phone, plan.hint});
    }
}

bool is_empty(storage::Transaction& tx)
{
    return storage::list_all_reports(tx, {}, 1).empty() && storage::list_commissioners(tx, {.most = 1}).empty() &&
           storage::list_teams(tx, {}).empty();
}

}  // namespace

const Actor& Office::in_charge_of(RegionCode county) const
{
    const auto rank = [&](const Actor& actor) {
        const auto counties = counties_of(actor.region);
        return std::tuple(!in_scope(actor, county), actor.role != Role::operator_, counties.last - counties.first);
    };
    return *std::ranges::min_element(staff, {}, rank);
}

const Actor& Office::official_of(RegionCode county) const
{
    const auto answers = [&](const Actor& actor) { return actor.role == Role::official && in_scope(actor, county); };
    const auto found = std::ranges::find_if(staff, answers);
    if (found == staff.end()) throw ScriptError("demo.toml: an account of an official of the province is needed");
    return *found;
}

TeamId Office::team_to_ask(std::string_view crop, RegionCode county, const CropTree& crops) const
{
    const auto sector = crops.ladder(crop);
    const auto rank = [&](const Post& post) {
        const bool like = !sector.empty() && crops.contains(sector.back(), post.industry);
        const auto reach = counties_of(post.region / 100 * 100);
        return std::tuple(!crops.contains(post.industry, crop), !like, county < reach.first || county > reach.last);
    };
    return std::ranges::min_element(posts, {}, rank)->team;
}

Outcome<std::shared_ptr<const Office>> found_office(storage::Transaction& tx, const Founding& founding)
{
    if (!is_empty(tx)) return refuse(Fault::conflict, "demo.not_empty");
    return std::make_shared<const Office>(Founder(tx, founding).found());
}

}  // namespace agri110::demo

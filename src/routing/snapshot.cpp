// Building the indexes. Order inside them never depends on the order of the roster's rows.
#include "routing/snapshot.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace agri110::routing {

bool Person::appointed_on(Day day) const
{
    return std::ranges::any_of(appointments, [day](const Appointment* term) { return term->active_on(day); });
}

const Absence* Person::absence_on(Day day) const
{
    const auto leave = std::ranges::find_if(absences, [day](const Absence* absence) { return absence->covers(day); });
    return leave == absences.end() ? nullptr : *leave;
}

Snapshot::Snapshot(std::shared_ptr<const Roster> roster, std::shared_ptr<const RegionTree> regions,
                   std::shared_ptr<const CropTree> crops)
    : roster_(std::move(roster)), regions_(std::move(regions)), crops_(std::move(crops))
{
    index_people();
    index_crews();
    index_coverage();
}

const Person* Snapshot::find(CommissionerId id) const
{
    const auto found = people_by_id_.find(id);
    return found == people_by_id_.end() ? nullptr : &people_[found->second];
}

const Crew* Snapshot::find(TeamId id) const
{
    const auto found = crews_by_id_.find(id);
    return found == crews_by_id_.end() ? nullptr : &crews_[found->second];
}

std::span<const Cover> Snapshot::covers(const Crop* crop, RegionCode region) const
{
    const auto found = cells_.find(Cell{crop, region});
    return found == cells_.end() ? std::span<const Cover>{} : std::span<const Cover>{found->second};
}

std::size_t Snapshot::CellHash::operator()(const Cell& cell) const noexcept
{
    // Pointers are multiples of 16 and codes are dense: the odd factor spreads both over all bits.
    return (std::hash<const void*>{}(cell.crop) ^ static_cast<std::size_t>(cell.region)) * 0x9E3779B97F4A7C15U;
}

void Snapshot::index_people()
{
    people_.reserve(roster_->commissioners.size());
    for (const Commissioner& commissioner : roster_->commissioners) {
        if (!people_by_id_.emplace(commissioner.id, people_.size()).second) continue;
        Person& person = people_.emplace_back(Person{.commissioner = &commissioner});
        for (const std::string& skill : commissioner.crops) {
            if (const Crop* crop = crops_->find(skill)) person.skills.push_back(crop);
        }
    }
    for (const Appointment& appointment : roster_->appointments) {
        if (Person* person = person_of(appointment.commissioner)) person->appointments.push_back(&appointment);
    }
    for (const Absence& absence : roster_->absences) {
        if (Person* person = person_of(absence.commissioner)) person->absences.push_back(&absence);
    }
    for (Person& person : people_) {
        std::ranges::sort(person.absences, {}, [](const Absence* absence) {
            return std::tuple(!absence->stand_in.has_value(), absence->id);
        });
    }
}

void Snapshot::index_crews()
{
    crews_.reserve(roster_->teams.size());
    for (const Team& team : roster_->teams) {
        if (!team.active || !crews_by_id_.emplace(team.id, crews_.size()).second) continue;
        crews_.push_back(Crew{.team = &team});
    }
    for (const Membership& membership : roster_->memberships) {
        const auto crew_at = crews_by_id_.find(membership.team);
        const Person* person = person_of(membership.commissioner);
        if (crew_at == crews_by_id_.end() || person == nullptr) continue;
        Crew& crew = crews_[crew_at->second];
        crew.members.push_back(person);
        if (membership.leader && (crew.leader == nullptr || person->id() < crew.leader->id())) crew.leader = person;
    }
    for (Crew& crew : crews_) {
        std::ranges::sort(crew.members, {}, &Person::id);
        const auto repeated = std::ranges::unique(crew.members);
        crew.members.erase(repeated.begin(), repeated.end());
    }
}

void Snapshot::index_coverage()
{
    for (const Coverage& coverage : roster_->coverage) {
        const Crop* crop = crops_->find(coverage.crop);
        const Crew* crew = find(coverage.team);
        if (crew == nullptr || (crop == nullptr && !coverage.crop.empty())) continue;
        cells_[Cell{crop, coverage.region}].push_back({crew, coverage.kind});
    }
}

Person* Snapshot::person_of(CommissionerId id)
{
    const auto found = people_by_id_.find(id);
    return found == people_by_id_.end() ? nullptr : &people_[found->second];
}

}  // namespace agri110::routing

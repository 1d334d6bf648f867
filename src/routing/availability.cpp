// One place for "can this person take it"; the order of the checks is the order in which people would want to be told.
#include "routing/availability.hpp"

#include <algorithm>

namespace agri110::routing {

std::optional<SkipReason> out_of_service(const Person& person, Day day)
{
    if (!person.appointed_on(day)) return SkipReason::no_active_appointment;
    if (person.commissioner->suspended) return SkipReason::suspended;
    if (person.absence_on(day) != nullptr) return SkipReason::absent;
    return std::nullopt;
}

std::optional<SkipReason> cannot_be_asked(const Person& person, const Need& need)
{
    // Leave first: who let a report lapse while away still has a stand-in for it.
    if (const auto reason = out_of_service(person, day_of(need.now))) return reason;
    if (std::ranges::find(need.declined, person.id()) != need.declined.end()) return SkipReason::declined;
    return std::nullopt;
}

std::optional<SkipReason> cannot_take(const Person& person, const Need& need, const Load& load)
{
    if (const auto reason = cannot_be_asked(person, need)) return reason;
    if (load.open >= person.commissioner->load_limit) return SkipReason::full;
    return std::nullopt;
}

const Load& load_of(const Person& person, const Loads& loads)
{
    static const Load none{};
    const auto found = loads.find(person.id());
    return found == loads.end() ? none : found->second;
}

std::vector<const Person*> stand_ins_for(const Snapshot& snapshot, const Person& person, Day day)
{
    constexpr std::size_t followed_at_most = 8;
    std::vector<const Person*> chain;
    const Person* away = &person;
    while (chain.size() < followed_at_most) {
        const Absence* leave = away->absence_on(day);
        if (leave == nullptr || !leave->stand_in) break;
        const Person* next = snapshot.find(*leave->stand_in);
        if (next == nullptr || next == &person || std::ranges::find(chain, next) != chain.end()) break;
        chain.push_back(next);
        away = next;
    }
    return chain;
}

}  // namespace agri110::routing

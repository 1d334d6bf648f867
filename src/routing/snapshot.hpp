// What routing looks things up in: the roster of one version, indexed once.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/crop.hpp"
#include "domain/region.hpp"
#include "domain/roster.hpp"

namespace agri110::routing {

/// A commissioner together with the rows that belong to him or her.
struct Person {
    const Commissioner* commissioner = nullptr;
    std::vector<const Appointment*> appointments{};
    std::vector<const Absence*> absences{};  // those with a stand-in first, then by id
    std::vector<const Crop*> skills{};       // nodes the crop tree knows

    CommissionerId id() const { return commissioner->id; }
    bool appointed_on(Day day) const;
    /// The leave that covers `day`, if possible one with a stand-in; nullptr when at work.
    const Absence* absence_on(Day day) const;
};

/// A team with its people.
struct Crew {
    const Team* team = nullptr;
    std::vector<const Person*> members{};  // by id, the leader among them
    const Person* leader = nullptr;        // the one with the lowest id, should there be several

    TeamId id() const { return team->id; }
};

/// One coverage row seen from its cell.
struct Cover {
    const Crew* crew = nullptr;
    std::optional<ProblemKind> kind{};
};

/// Immutable after construction; safe to read from any thread. Rows that point nowhere (a coverage for a crop that
/// left the tree, a member who is gone, a team that is not active) are left out.
class Snapshot {
public:
    Snapshot(std::shared_ptr<const Roster> roster, std::shared_ptr<const RegionTree> regions,
             std::shared_ptr<const CropTree> crops);
    Snapshot(const Snapshot&) = delete;  // the indexes point into the object
    Snapshot& operator=(const Snapshot&) = delete;

    const std::string& version() const { return roster_->version; }
    const Roster& roster() const { return *roster_; }
    const RegionTree& regions() const { return *regions_; }
    const CropTree& crops() const { return *crops_; }

    /// nullptr when unknown.
    const Person* find(CommissionerId id) const;
    /// nullptr when unknown or not active.
    const Crew* find(TeamId id) const;
    /// The active teams.
    std::span<const Crew> crews() const { return crews_; }
    /// The coverage rows of exactly this cell; `crop` nullptr means those for any crop.
    std::span<const Cover> covers(const Crop* crop, RegionCode region) const;

private:
    struct Cell {
        const Crop* crop = nullptr;
        RegionCode region = 0;

        friend bool operator==(const Cell&, const Cell&) = default;
    };
    struct CellHash {
        std::size_t operator()(const Cell& cell) const noexcept;
    };

    void index_people();
    void index_crews();
    void index_coverage();
    Person* person_of(CommissionerId id);

    std::shared_ptr<const Roster> roster_;
    std::shared_ptr<const RegionTree> regions_;
    std::shared_ptr<const CropTree> crops_;
    std::vector<Person> people_;
    std::unordered_map<CommissionerId, std::size_t> people_by_id_;
    std::vector<Crew> crews_;
    std::unordered_map<TeamId, std::size_t> crews_by_id_;
    std::unordered_map<Cell, std::vector<Cover>, CellHash> cells_;
};

}  // namespace agri110::routing

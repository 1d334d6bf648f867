// The gap map: for which crops in which counties would a report find nobody?
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "routing/snapshot.hpp"

namespace agri110::routing {

enum class GapReason {
    no_team,          // nobody answers for the cell
    nobody_in_term,   // teams do, but every member's term is over or suspended
    everyone_absent,  // all are on leave and no stand-in is at work; closes by itself
};

struct Gap {
    RegionCode county = 0;
    std::string crop;
    GapReason reason{};

    friend bool operator==(const Gap&, const Gap&) = default;
};

std::string_view name_of(GapReason reason);

/// The cells without anybody at `now`, in the order given. A cell counts as served by whoever decide() would ask first
/// hand, at any height of the trees; neighbouring counties and loads do not count. With a kind, teams for that kind
/// only count as well; without, only teams for all kinds.
std::vector<Gap> gaps(const Snapshot& snapshot, std::span<const RegionCode> counties,
                      std::span<const std::string> crops, Instant now, std::optional<ProblemKind> kind = {});

}  // namespace agri110::routing

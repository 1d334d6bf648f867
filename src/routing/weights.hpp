// The points by which people inside a team are compared. This table is the rule; change it here and nowhere else.
#pragma once

#include <array>

namespace agri110::routing {

struct Weights {
    // A person may name a colleague in a transfer; that outweighs everything else together.
    int asked_for = 1000;

    // Knowing the very crop is what a farmer comes for. By steps up the tree: species, group, sector.
    std::array<int, 3> crop_skill{30, 20, 10};

    // Someone with no declared kind takes all kinds; someone with other kinds only is the last to ask.
    int kind_declared = 15;
    int kind_open = 5;

    // The farmer need not tell the story again. Whoever came last knows the field best.
    int served_last = 30;
    int served_earlier = 15;

    // One case in four needs a visit. Full points in the same county, none from far_km on (a day's drive in the hills).
    int near = 20;
    int near_when_urgent = 60;  // more than skill or earlier contact: someone must be there first
    double far_km = 300;

    // Full points with empty hands, none at the limit: work spreads evenly over equally able people.
    int room = 20;

    // solved / answered, as if everybody had begun with prior_cases of which prior_solved went well: one lucky or
    // unlucky case hardly moves anybody. Small, because hard cases go to good people.
    int record = 10;
    double prior_cases = 10;
    double prior_solved = 6;
};

inline constexpr Weights weights{};

}  // namespace agri110::routing

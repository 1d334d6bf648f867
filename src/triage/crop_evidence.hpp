// Weighs what a text says about crops. All weights are rules of thumb, tuned on questions farmers asked.
#pragma once

#include <vector>

#include "triage/reading.hpp"

namespace agri110::triage {

/// One crop of the text with the weight of all that speaks for it.
struct WeighedCrop {
    std::size_t crop = 0;  // position in Index::crops
    double weight = 0;
    std::vector<Found> words{};
};

/// Heaviest first; of equals the one named earlier.
std::vector<WeighedCrop> weigh_crops(const Matcher::Index& index, const Reading& reading);

/// The share of `crop` in all that was said: near 1 for one crop named clearly, lower for weak words and for many
/// crops. How often such a guess is right is another question; Confidence answers it.
double share_of(const WeighedCrop& crop, const std::vector<WeighedCrop>& all);
/// How often a first guess of this share was right where it was measured.
double right_at(const Confidence& measured, double share);

}  // namespace agri110::triage

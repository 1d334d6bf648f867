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

/// How sure `crop` is among `all`: near 1 for one crop named clearly, lower for weak words and for many crops.
double confidence_of(const WeighedCrop& crop, const std::vector<WeighedCrop>& all);

}  // namespace agri110::triage

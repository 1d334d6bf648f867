// Understands a count of dead animals: "forty-odd of them died", "died: 18".
#pragma once

#include "triage/reading.hpp"

namespace agri110::triage {

/// True when a number of animals stands beside a word for dying and is large for that kind of animal.
bool many_died(const Matcher::Index& index, const Reading& reading);

}  // namespace agri110::triage

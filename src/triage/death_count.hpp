// Understands a count of dead animals: "forty-odd of them died", "died: 18".
#pragma once

#include "triage/reading.hpp"

namespace agri110::triage {

Deaths deaths_in(const Matcher::Index& index, const Reading& reading);

}  // namespace agri110::triage

// Understands a count of dead animals: "forty-odd of them died", "died: 18".
#pragma once

#include "triage/reading.hpp"

namespace agri110::triage {

/// What the numbers beside words for dying say: many for that kind of animal, a single small number, or nothing that
/// settles it.
enum class Deaths { unsaid, few, many };
Deaths deaths_in(const Matcher::Index& index, const Reading& reading);

}  // namespace agri110::triage

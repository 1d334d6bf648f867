// Finds what must be acted on at once: a suspected epidemic, mass death, poisoned people.
#pragma once

#include "triage/kind_evidence.hpp"
#include "triage/reading.hpp"

namespace agri110::triage {

struct RaisedAlert {
    Alert alert = Alert::none;
    std::vector<Found> words{};
};

/// The gravest alert whose rule holds; people come before animals.
RaisedAlert raise_alert(const Matcher::Index& index, const Reading& reading, About about);

}  // namespace agri110::triage

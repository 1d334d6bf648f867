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
/// `animals_too`: an animal is named, though the report may be about something else.
RaisedAlert raise_alert(const Matcher::Index& index, const Reading& reading, About about, bool animals_too);

}  // namespace agri110::triage

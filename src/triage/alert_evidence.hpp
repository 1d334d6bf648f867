// Finds what must be acted on at once: a suspected epidemic, mass death, poisoned people.
#pragma once

#include "triage/reading.hpp"

namespace agri110::triage {

struct RaisedAlert {
    Alert alert = Alert::none;
    std::vector<Found> words{};         // of the rule that holds
    std::vector<std::string> pieces{};  // where no rule holds: the pieces of the text that weighed most
};

/// The gravest alert whose rule holds, people before animals; where none does, what the learned weights take it for.
/// `animals_too`: an animal is named, though the report may be about something else.
RaisedAlert raise_alert(const Matcher::Index& index, const Reading& reading, const std::vector<Gram>& grams,
                        About about, bool animals_too);

}  // namespace agri110::triage

// From a farmer's words to crop, problem kind and urgency. Pure; never throws, whatever the bytes are.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/crop.hpp"
#include "domain/understanding.hpp"

namespace agri110::triage {

/// The names and words of crop tree and lexicon, made ready for finding the longest of them in a text.
/// Built once, then safe to read from any thread.
class Matcher {
public:
    Matcher(const CropTree& crops, const Lexicon& lexicon);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    struct Index;
    const Index& index() const { return *index_; }

private:
    std::unique_ptr<const Index> index_;
};

/// `chosen_crop` is the reporter's own choice, "" when none; it always comes first, with confidence 1.
Understanding understand(const Matcher& matcher, std::string_view text, std::string_view chosen_crop);

/// What kind and alert of a text are decided from, each with its strength: for learning the weights in knowledge/.
struct Trait {
    std::string name;
    double strength = 0;
};
struct Traits {
    std::vector<Trait> common{};
    std::vector<Trait> of_kinds{};
    std::vector<Trait> of_alerts{};
};
Traits traits(const Matcher& matcher, std::string_view text, std::string_view chosen_crop);

}  // namespace agri110::triage

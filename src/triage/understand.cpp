#include "triage/understand.hpp"

#include "triage/crop_evidence.hpp"
#include "triage/kind_evidence.hpp"

namespace agri110::triage {
namespace {

About about(const Matcher::Index& index, const std::string& crop)
{
    const auto found = index.crop_at.find(crop);
    if (found == index.crop_at.end()) return About::unknown;
    return index.crops[found->second].animal ? About::animal : About::plant;
}

std::vector<CropCandidate> candidates(const Matcher::Index& index, const Reading& reading, std::string_view chosen_crop)
{
    std::vector<CropCandidate> crops;
    if (!chosen_crop.empty()) crops.push_back({.crop = std::string{chosen_crop}, .confidence = 1});

    const auto weighed = weigh_crops(index, reading);
    for (const auto& crop : weighed) {
        const auto& id = index.crops[crop.crop].id;
        if (id == chosen_crop) continue;
        crops.push_back({id, confidence_of(crop, weighed), reading.words_of(crop.words)});
    }
    return crops;
}

}  // namespace

Understanding understand(const Matcher& matcher, std::string_view text, std::string_view chosen_crop)
{
    const auto& index = matcher.index();
    const auto reading = read(index, text);

    Understanding understood;
    understood.crops = candidates(index, reading, chosen_crop);
    const auto kind = weigh_kind(index, reading, about(index, understood.crop()));
    understood.kind = kind.kind;
    understood.kind_words = reading.words_of(kind.words);
    understood.urgency_words = reading.words_of(reading.urgent);
    understood.urgency = understood.urgency_words.empty() ? Urgency::normal : Urgency::urgent;
    return understood;
}

}  // namespace agri110::triage

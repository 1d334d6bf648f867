#include "search/segment.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "text/folding.hpp"

namespace agri110::search {
namespace {

/// How much a field counts, how long it usually is in tokens, and how much being longer weakens it.
struct Field {
    double weight = 1;
    double usual_length = 1;
    double length_matters = 0;
};
// Tuned on questions with known right articles (tests/unit/search).
constexpr Field title_field{4.0, 20, 0.3};
constexpr Field also_field{4.0, 12, 0.3};
constexpr Field signs_field{1.6, 200, 0.5};
constexpr Field rest_field{0.7, 700, 0.5};
constexpr double crop_weight = 3.0;
constexpr double saturation = 1.4;  // k1: how fast more of the same counts less

using Weights = std::unordered_map<std::uint64_t, double>;

void weigh(const Analyzer& analyzer, std::string_view text, const Field& field, Weights& weights)
{
    const auto tokens = analyzer.tokens(text::fold(text).text);
    const double relative = static_cast<double>(tokens.size()) / field.usual_length;
    const double each = field.weight / (1 - field.length_matters + field.length_matters * relative);
    for (const auto& token : tokens) weights[token.term] += each;
}

std::uint8_t strength_of(double weight)
{
    const double share = weight / (weight + saturation);
    return static_cast<std::uint8_t>(std::clamp(std::lround(share * strongest), 1L, static_cast<long>(strongest)));
}

std::uint16_t months_of(const std::vector<int>& months)
{
    unsigned bits = 0;
    for (const int month : months)
        if (month >= 1 && month <= 12) bits |= 1U << (month - 1);
    return static_cast<std::uint16_t>(bits);
}

}  // namespace

CutDocument cut(const Analyzer& analyzer, const Document& document, std::uint16_t crop)
{
    Weights weights;
    weigh(analyzer, document.title, title_field, weights);
    std::string also;
    for (const auto& name : document.also) also += name + "\n";
    weigh(analyzer, also, also_field, weights);
    weigh(analyzer, document.signs, signs_field, weights);
    weigh(analyzer, document.rest, rest_field, weights);
    if (!document.crop.empty()) weights[Analyzer::term_of_crop(document.crop)] += crop_weight;

    CutDocument whole;
    whole.row = {.key = document.key,
                 .county = document.county,
                 .crop = crop,
                 .months = months_of(document.months),
                 .kind = document.kind};
    if (document.altitude) {
        whole.row.lowest = static_cast<std::int16_t>(document.altitude->from);
        whole.row.highest = static_cast<std::int16_t>(document.altitude->to);
    }
    whole.parts.reserve(weights.size());
    for (const auto& [term, weight] : weights) whole.parts.push_back({term, strength_of(weight)});
    std::ranges::sort(whole.parts, {}, &CutDocument::Part::term);
    return whole;
}

/// Appends terms in ascending order and their documents in ascending order.
class Segment::Writer {
public:
    explicit Writer(Segment& segment) : segment_(segment) {}

    void begin(std::uint64_t term)
    {
        segment_.terms_.push_back(term);
        segment_.starts_.push_back(segment_.postings_.size());
        segment_.counts_.push_back(0);
        last_ = 0;
    }
    void add(std::uint32_t document, std::uint32_t strength)
    {
        auto value = static_cast<std::uint64_t>(document - last_) * (strongest + 1) + strength;
        for (; value >= 0x80U; value >>= 7) segment_.postings_.push_back(static_cast<std::uint8_t>(value | 0x80U));
        segment_.postings_.push_back(static_cast<std::uint8_t>(value));
        ++segment_.counts_.back();
        last_ = document;
    }
    /// Forgets a term that no living document holds.
    void end()
    {
        if (segment_.counts_.back() != 0) return;
        segment_.terms_.pop_back();
        segment_.starts_.pop_back();
        segment_.counts_.pop_back();
    }
    void finish()
    {
        segment_.starts_.push_back(segment_.postings_.size());
        segment_.terms_.shrink_to_fit();
        segment_.starts_.shrink_to_fit();
        segment_.counts_.shrink_to_fit();
        segment_.postings_.shrink_to_fit();
        segment_.order_keys();
    }

private:
    Segment& segment_;
    std::uint32_t last_ = 0;
};

Segment::Segment(std::vector<CutDocument> documents)
{
    struct Place {
        std::uint64_t term = 0;
        std::uint32_t document = 0;
        std::uint8_t strength = 0;
    };
    std::vector<Place> places;
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
        for (const auto& part : documents[i].parts) places.push_back({part.term, i, part.strength});
        rows_.push_back(std::move(documents[i].row));
    }
    std::ranges::sort(places, {}, [](const Place& place) { return std::pair(place.term, place.document); });
    Writer writer(*this);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i == 0 || places[i].term != places[i - 1].term) writer.begin(places[i].term);
        writer.add(places[i].document, places[i].strength);
    }
    writer.finish();
}

Segment Segment::merged(std::span<const std::pair<const Segment*, const std::vector<bool>*>> parts)
{
    Segment whole;
    constexpr auto gone = UINT32_MAX;
    std::vector<std::vector<std::uint32_t>> new_place(parts.size());
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto& [segment, dead] = parts[p];
        for (std::size_t i = 0; i < segment->rows_.size(); ++i) {
            const bool is_dead = dead && !dead->empty() && (*dead)[i];
            new_place[p].push_back(is_dead ? gone : static_cast<std::uint32_t>(whole.rows_.size()));
            if (!is_dead) whole.rows_.push_back(segment->rows_[i]);
        }
    }
    Writer writer(whole);
    std::vector<std::size_t> at(parts.size());
    for (;;) {
        auto term = UINT64_MAX;
        bool more = false;
        for (std::size_t p = 0; p < parts.size(); ++p) {
            if (at[p] == parts[p].first->terms_.size()) continue;
            term = std::min(term, parts[p].first->terms_[at[p]]);
            more = true;
        }
        if (!more) break;
        writer.begin(term);
        for (std::size_t p = 0; p < parts.size(); ++p) {
            const auto& segment = *parts[p].first;
            if (at[p] == segment.terms_.size() || segment.terms_[at[p]] != term) continue;
            ++at[p];
            walk(segment.postings(term), [&](std::uint32_t document, std::uint32_t strength) {
                if (new_place[p][document] != gone) writer.add(new_place[p][document], strength);
            });
        }
        writer.end();
    }
    writer.finish();
    return whole;
}

std::size_t Segment::find(const DocumentKey& key) const
{
    const auto found =
        std::ranges::lower_bound(by_key_, key, {}, [&](std::uint32_t i) -> const DocumentKey& { return rows_[i].key; });
    return found == by_key_.end() || rows_[*found].key != key ? rows_.size() : *found;
}

Segment::Postings Segment::postings(std::uint64_t term) const
{
    const auto found = std::ranges::lower_bound(terms_, term);
    if (found == terms_.end() || *found != term) return {};
    const auto place = static_cast<std::size_t>(found - terms_.begin());
    return {postings_.data() + starts_[place], postings_.data() + starts_[place + 1], counts_[place]};
}

void Segment::order_keys()
{
    by_key_.resize(rows_.size());
    std::iota(by_key_.begin(), by_key_.end(), 0U);
    std::ranges::sort(by_key_, {}, [&](std::uint32_t i) -> const DocumentKey& { return rows_[i].key; });
}

std::size_t Segment::bytes() const
{
    std::size_t all = postings_.capacity() + terms_.capacity() * sizeof(terms_[0]) +
                      counts_.capacity() * sizeof(counts_[0]) + starts_.capacity() * sizeof(starts_[0]) +
                      by_key_.capacity() * sizeof(by_key_[0]) + rows_.capacity() * sizeof(rows_[0]);
    for (const auto& row : rows_)
        if (row.key.id.capacity() > std::string{}.capacity()) all += row.key.id.capacity() + 1;
    return all;
}

}  // namespace agri110::search

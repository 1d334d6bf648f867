#include "search/index.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "search/segment.hpp"
#include "text/folding.hpp"
#include "text/utf8.hpp"

namespace agri110::search {

/// Where each crop stands in the tree, as positions.
struct Index::CropPlaces {
    std::unordered_map<std::string, std::uint16_t> at{};
    std::vector<std::uint16_t> parent{};  // no_crop for a sector

    explicit CropPlaces(const CropTree& tree)
    {
        for (const auto& crop : tree.all()) at.emplace(crop.id, static_cast<std::uint16_t>(at.size()));
        for (const auto& crop : tree.all()) parent.push_back(find(crop.parent));
    }
    std::uint16_t find(const std::string& id) const
    {
        const auto found = at.find(id);
        return found == at.end() ? no_crop : found->second;
    }
    bool contains(std::uint16_t ancestor, std::uint16_t crop) const
    {
        for (; crop != no_crop; crop = parent[crop])
            if (crop == ancestor) return true;
        return false;
    }
    std::uint16_t sector(std::uint16_t crop) const
    {
        while (parent[crop] != no_crop) crop = parent[crop];
        return crop;
    }
};

namespace {

constexpr std::size_t most_characters = 1000;  // of a query that are looked at
constexpr std::size_t most_terms = 64;         // the most telling ones of a long query
constexpr double weight_scale = 1000;          // scores are whole numbers, so that no order of adding changes them

// How much a token of a query counts. Tuned on questions with known right articles (tests/unit/search).
constexpr double idea_weight = 2.0;
constexpr double word_weight = 1.0;
constexpr double single_weight = 0.35;
constexpr double pair_weight = 0.3;

// How much what is known besides the words raises a document.
constexpr double same_crop = 1.6;
constexpr double above_crop = 1.2;    // written for the whole group or sector
constexpr double beside_crop = 0.25;  // another crop of the same group
constexpr float clearly_right = 1.5F;
constexpr double kind_raise = 0.1;
constexpr double season_raise = 0.06;
constexpr double altitude_raise = 0.06;
constexpr double county_raise = 0.10;
constexpr double prefecture_raise = 0.05;
constexpr double helped_raise = 0.03;  // for each doubling
constexpr double used_raise = 0.01;
constexpr double most_quality = 0.25;

/// The least share of a query's weight that a find must hold, as less is chance; in a long query no more than three
/// words' worth, and little where the crop is the right one.
constexpr double least_share = 0.15;
constexpr double three_words = 3 * 4.5 * 0.6 * weight_scale * strongest;
constexpr double least_of_right_crop = 0.2;
/// What scores less than this part of the best is left out: it would only make the list longer.
constexpr double least_of_best = 0.25;

double weight_of(TokenKind kind)
{
    switch (kind) {
        case TokenKind::idea:
            return idea_weight;
        case TokenKind::word:
            return word_weight;
        case TokenKind::single:
            return single_weight;
        case TokenKind::pair:
            return pair_weight;
    }
    return 0;
}

float quality_of(int used, int helped)
{
    const double raise =
        helped_raise * std::log2(1.0 + std::max(helped, 0)) + used_raise * std::log2(1.0 + std::max(used, 0));
    return static_cast<float>(1 + std::min(raise, most_quality));
}

}  // namespace

/// Segments, and what changes about them: which documents are dead, and how proven each is.
struct Index::Snapshot {
    struct Part {
        std::shared_ptr<const Segment> segment{};
        std::shared_ptr<const std::vector<bool>> dead{};  // null while none is
        std::shared_ptr<const std::vector<float>> quality{};
        std::size_t living = 0;
    };
    std::vector<Part> parts{};
    std::size_t living = 0;
};

namespace {

using Snapshot = Index::Snapshot;
using Part = Snapshot::Part;

bool is_dead(const Part& part, std::size_t document)
{
    return part.dead && (*part.dead)[document];
}

Part merge(const Part& a, const Part& b)
{
    static const std::vector<bool> none{};
    const std::array<std::pair<const Segment*, const std::vector<bool>*>, 2> both{
        std::pair{a.segment.get(), a.dead ? a.dead.get() : &none},
        std::pair{b.segment.get(), b.dead ? b.dead.get() : &none}};
    std::vector<float> quality;
    for (const auto* part : {&a, &b})
        for (std::size_t i = 0; i < part->segment->rows().size(); ++i)
            if (!is_dead(*part, i)) quality.push_back((*part->quality)[i]);
    return {std::make_shared<const Segment>(Segment::merged(both)), nullptr,
            std::make_shared<const std::vector<float>>(std::move(quality)), a.living + b.living};
}

/// Keeps few segments, each about twice the next, so that adding one document costs little and asking little more.
void tidy(Snapshot& snapshot)
{
    auto& parts = snapshot.parts;
    std::erase_if(parts, [](const Part& part) { return part.living == 0; });
    for (auto& part : parts)
        if (part.living * 2 < part.segment->rows().size())
            part = merge(part, Part{std::make_shared<const Segment>(std::vector<CutDocument>{}), nullptr,
                                    std::make_shared<const std::vector<float>>(), 0});
    while (parts.size() > 1 && parts.back().living * 2 >= parts[parts.size() - 2].living) {
        auto whole = merge(parts[parts.size() - 2], parts.back());
        parts.pop_back();
        parts.back() = std::move(whole);
    }
    snapshot.living = 0;
    for (const auto& part : parts) snapshot.living += part.living;
}

void bury(Snapshot& snapshot, const DocumentKey& key)
{
    for (auto& part : snapshot.parts) {
        const auto document = part.segment->find(key);
        if (document == part.segment->rows().size() || is_dead(part, document)) continue;
        auto dead = part.dead ? *part.dead : std::vector<bool>(part.segment->rows().size());
        dead[document] = true;
        part.dead = std::make_shared<const std::vector<bool>>(std::move(dead));
        --part.living;
    }
}

/// A term of the query with what it weighs.
struct Term {
    std::uint64_t term = 0;
    double weight = 0;        // by kind, then times its rarity
    std::uint32_t whole = 0;  // the same, scaled
};

std::vector<Term> terms_of(const Analyzer& analyzer, std::string_view text)
{
    std::vector<Term> terms;
    const auto folded = text::fold(text).text;
    for (const auto& token : analyzer.tokens(text::first_characters(folded, most_characters)))
        terms.push_back({token.term, weight_of(token.kind)});
    std::ranges::sort(terms, {}, [](const Term& t) { return std::pair(t.term, -t.weight); });
    const auto [first, last] = std::ranges::unique(terms, {}, &Term::term);
    terms.erase(first, last);
    return terms;
}

/// In how many living documents the term is.
std::size_t documents_with(const Snapshot& snapshot, std::uint64_t term)
{
    std::size_t count = 0;
    for (const auto& part : snapshot.parts) {
        const auto postings = part.segment->postings(term);
        if (!part.dead)
            count += postings.documents;
        else
            Segment::walk(postings,
                          [&](std::uint32_t document, std::uint32_t) { count += is_dead(part, document) ? 0 : 1; });
    }
    return count;
}

/// Gives every term its rarity, keeps the most telling, and says what all of them together could score.
double weigh(const Snapshot& snapshot, std::vector<Term>& terms)
{
    const auto all = static_cast<double>(snapshot.living);
    for (auto& term : terms) {
        const auto with = static_cast<double>(documents_with(snapshot, term.term));
        term.weight *= std::log(1 + (all - with + 0.5) / (with + 0.5));
        term.whole = static_cast<std::uint32_t>(std::lround(term.weight * weight_scale));
    }
    std::ranges::sort(terms, [](const Term& a, const Term& b) {
        return std::pair(-a.weight, a.term) < std::pair(-b.weight, b.term);
    });
    if (terms.size() > most_terms) terms.resize(most_terms);
    double most = 0;
    for (const auto& term : terms) most += term.whole;
    return most * strongest;
}

/// How much a document's crop raises it, for every crop of the tree.
std::vector<float> crop_factors(const Index::CropPlaces& crops, const std::vector<CropCandidate>& understood)
{
    std::vector<float> factors(crops.parent.size() + 1, 1.0F);
    const auto raise = [&](std::uint16_t crop, double by) {
        factors[crop] = std::max(factors[crop], static_cast<float>(1 + by));
    };
    for (const auto& candidate : understood) {
        const auto crop = crops.find(candidate.crop);
        if (crop == no_crop) continue;
        raise(crop, same_crop * candidate.confidence);
        for (auto above = crops.parent[crop]; above != no_crop; above = crops.parent[above])
            raise(above, above_crop * candidate.confidence);
        for (std::uint16_t other = 0; other < crops.parent.size(); ++other) {
            if (crops.contains(crop, other))
                raise(other, same_crop * candidate.confidence);
            else if (crops.parent[crop] != no_crop && crops.parent[other] == crops.parent[crop])
                raise(other, beside_crop * candidate.confidence);
        }
    }
    return factors;
}

/// One query against one snapshot.
class Asking {
public:
    Asking(const Index::CropPlaces& crops, const Query& query)
        : crops_(crops), query_(query), factors_(crop_factors(crops, query.crops)), chosen_(crops.find(query.crop))
    {
    }

    /// False for a crop that is not in the tree: nothing is found then.
    bool possible() const { return query_.crop.empty() || chosen_ != no_crop; }

    bool admits(const DocumentRow& row) const
    {
        if (query_.type && row.key.type != *query_.type) return false;
        if (query_.kind && row.kind != *query_.kind) return false;
        if (query_.region && row.county != 0 && (row.county < query_.region->first || row.county > query_.region->last))
            return false;
        if (query_.crop.empty()) return true;
        return row.crop != no_crop && (crops_.contains(chosen_, row.crop) || crops_.contains(row.crop, chosen_));
    }

    /// True when the text was clearly understood as being about this document's crop.
    bool is_right_crop(const DocumentRow& row) const
    {
        return row.crop != no_crop && factors_[row.crop] >= clearly_right;
    }

    double factor(const DocumentRow& row) const
    {
        double factor = row.crop == no_crop ? 1.0 : static_cast<double>(factors_[row.crop]);
        if (query_.likely_kind != ProblemKind::other && row.kind == query_.likely_kind) factor *= 1 + kind_raise;
        if (query_.month && row.months && (row.months >> (query_.month - 1) & 1)) factor *= 1 + season_raise;
        const bool banded = row.highest != INT16_MAX;
        if (query_.altitude && banded && row.lowest <= *query_.altitude && *query_.altitude <= row.highest)
            factor *= 1 + altitude_raise;
        if (query_.county && row.county == query_.county)
            factor *= 1 + county_raise;
        else if (query_.county && row.county / 100 == query_.county / 100)
            factor *= 1 + prefecture_raise;
        return factor;
    }

private:
    const Index::CropPlaces& crops_;
    const Query& query_;
    std::vector<float> factors_;
    std::uint16_t chosen_;
};

/// The best so far, worst first, never more than wanted.
class Best {
public:
    explicit Best(std::size_t most) : most_(most) {}

    void offer(const DocumentKey& key, double score)
    {
        if (hits_.size() == most_ && !better({score, &key}, hits_.front())) return;
        if (hits_.size() == most_) {
            std::ranges::pop_heap(hits_, better);
            hits_.pop_back();
        }
        hits_.push_back({score, &key});
        std::ranges::push_heap(hits_, better);
    }

    std::vector<Hit> take()
    {
        std::ranges::sort(hits_, better);
        std::vector<Hit> hits;
        for (const auto& hit : hits_) hits.push_back({*hit.key, hit.score});
        return hits;
    }

private:
    struct Offer {
        double score = 0;
        const DocumentKey* key = nullptr;
    };
    static bool better(const Offer& a, const Offer& b)
    {
        return a.score != b.score ? a.score > b.score : *a.key < *b.key;
    }

    std::size_t most_;
    std::vector<Offer> hits_{};
};

/// Adds up what the terms give each document of a part. The vector is the thread's own and used again.
std::vector<std::uint32_t>& add_up(const Part& part, const std::vector<Term>& terms)
{
    thread_local std::vector<std::uint32_t> sums;
    sums.assign(part.segment->rows().size(), 0);
    for (const auto& term : terms)
        Segment::walk(part.segment->postings(term.term),
                      [&, whole = term.whole](std::uint32_t document, std::uint32_t strength) {
                          sums[document] += whole * strength;
                      });
    return sums;
}

}  // namespace

Index::Index(std::shared_ptr<const Analyzer> analyzer, const CropTree& crops)
    : analyzer_(std::move(analyzer)),
      crops_(std::make_unique<const CropPlaces>(crops)),
      snapshot_(std::make_shared<const Snapshot>())
{
}

Index::~Index() = default;

void Index::put(const std::vector<Document>& documents)
{
    std::vector<CutDocument> cut_documents;
    std::vector<float> quality;
    for (const auto& document : documents) {
        cut_documents.push_back(cut(*analyzer_, document, crops_->find(document.crop)));
        quality.push_back(quality_of(document.used, document.helped));
    }
    auto segment = std::make_shared<const Segment>(std::move(cut_documents));

    const std::lock_guard lock(writing_);
    auto next = std::make_shared<Snapshot>(*snapshot());
    for (const auto& document : documents) bury(*next, document.key);
    next->parts.push_back(
        {segment, nullptr, std::make_shared<const std::vector<float>>(std::move(quality)), documents.size()});
    tidy(*next);
    publish(std::move(next));
}

void Index::remove(const std::vector<DocumentKey>& keys)
{
    const std::lock_guard lock(writing_);
    auto next = std::make_shared<Snapshot>(*snapshot());
    for (const auto& key : keys) bury(*next, key);
    tidy(*next);
    publish(std::move(next));
}

void Index::count(const DocumentKey& key, int used, int helped)
{
    const std::lock_guard lock(writing_);
    auto next = std::make_shared<Snapshot>(*snapshot());
    for (auto& part : next->parts) {
        const auto document = part.segment->find(key);
        if (document == part.segment->rows().size() || is_dead(part, document)) continue;
        auto quality = *part.quality;
        quality[document] = quality_of(used, helped);
        part.quality = std::make_shared<const std::vector<float>>(std::move(quality));
    }
    publish(std::move(next));
}

std::vector<Hit> Index::find(const Query& query) const
{
    const Asking asking(*crops_, query);
    const auto now = snapshot();
    auto terms = terms_of(*analyzer_, query.text);
    const bool only_filters = query.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (!asking.possible() || query.limit == 0 || (terms.empty() && !only_filters)) return {};

    const double most = weigh(*now, terms);
    Best best(query.limit);
    for (const auto& part : now->parts) {
        const auto& sums = add_up(part, terms);
        const auto& rows = part.segment->rows();
        const double least = std::min(most * least_share, three_words);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!only_filters && sums[i] == 0) continue;
            const double wanted = asking.is_right_crop(rows[i]) ? least * least_of_right_crop : least;
            if (!only_filters && static_cast<double>(sums[i]) < wanted) continue;
            if (is_dead(part, i) || !asking.admits(rows[i])) continue;
            const double share = only_filters ? 1 : static_cast<double>(sums[i]) / most;
            best.offer(rows[i].key, share * asking.factor(rows[i]) * static_cast<double>((*part.quality)[i]));
        }
    }
    auto hits = best.take();
    std::erase_if(hits,
                  [&](const Hit& hit) { return !only_filters && hit.score < hits.front().score * least_of_best; });
    return hits;
}

std::size_t Index::size() const
{
    return snapshot()->living;
}

std::size_t Index::bytes() const
{
    std::size_t all = 0;
    for (const auto& part : snapshot()->parts)
        all +=
            part.segment->bytes() + part.quality->capacity() * sizeof(float) + (part.dead ? part.dead->size() / 8 : 0);
    return all;
}

std::shared_ptr<const Index::Snapshot> Index::snapshot() const
{
    const std::lock_guard lock(swapping_);
    return snapshot_;
}

void Index::publish(std::shared_ptr<const Snapshot> next)
{
    const std::lock_guard lock(swapping_);
    snapshot_.swap(next);  // the old one is let go after the lock
}

}  // namespace agri110::search

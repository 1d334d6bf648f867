// Learned weights, ready to be summed over a text: a row of them for each gram, and for each trait with a name.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/understanding.hpp"
#include "text/number_table.hpp"
#include "triage/grams.hpp"

namespace agri110::triage {

template <std::size_t answers>
class Weights {
public:
    using Row = LearnedWeights<answers>::Row;
    /// A gram of a text, with its weights.
    struct Weighed {
        Gram gram{};
        const Row* row = nullptr;
    };

    Weights() = default;
    explicit Weights(const LearnedWeights<answers>& learned)
    {
        for (const auto& [trait, row] : learned.rows) {
            if (trait == "bias" || trait.contains(':')) {
                named_.emplace(trait, row);
            } else if (const auto key = gram_key(trait)) {
                row_of_.add(key, static_cast<std::uint32_t>(rows_.size()));
                rows_.push_back(row);
            }
        }
    }

    bool empty() const { return rows_.empty(); }
    /// The weights of a trait with a name; all 0 when nothing was learned of it.
    Row named(const std::string& trait) const
    {
        const auto found = named_.find(trait);
        return found == named_.end() ? Row{} : found->second;
    }
    /// The grams that have weights, each once, in the order of the text.
    std::vector<Weighed> weighed(const std::vector<Gram>& grams) const
    {
        std::vector<Weighed> known;
        std::vector<bool> seen(rows_.size());
        for (const auto& gram : grams) {
            const auto row = row_of_.find(gram.key);
            if (row == text::NumberTable::none || seen[row]) continue;
            seen[row] = true;
            known.push_back({gram, &rows_[row]});
        }
        return known;
    }

private:
    text::NumberTable row_of_{};
    std::vector<Row> rows_{};
    std::unordered_map<std::string, Row> named_{};
};

template <std::size_t answers>
void add(std::array<double, answers>& sums, const std::array<float, answers>& row, double strength = 1)
{
    for (std::size_t i = 0; i < answers; ++i) sums[i] += strength * static_cast<double>(row[i]);
}

/// The pieces of the text that spoke most for one answer: at most three, apart from each other, in its order.
template <class Weighed>
std::vector<std::string> best_pieces(std::string_view text, std::vector<Weighed> grams, std::size_t answer)
{
    constexpr std::size_t most = 3;
    constexpr float least = 0.3F;
    const auto weight = [&](const Weighed& weighed) { return (*weighed.row)[answer]; };
    std::ranges::stable_sort(grams, std::ranges::greater{}, weight);
    std::vector<Gram> kept;
    for (const auto& weighed : grams) {
        if (kept.size() == most || weight(weighed) < least) break;
        const auto& gram = weighed.gram;
        const bool apart = std::ranges::all_of(
            kept, [&](const auto& other) { return gram.end <= other.begin || other.end <= gram.begin; });
        if (apart && is_words_only(gram.key)) kept.push_back(gram);
    }
    std::ranges::sort(kept, {}, &Gram::begin);
    std::vector<std::string> pieces;
    for (const auto& gram : kept) pieces.emplace_back(text.substr(gram.begin, gram.end - gram.begin));
    return pieces;
}

}  // namespace agri110::triage

// A part of the index that never changes: documents and, for each term, which of them hold it and how strongly.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "search/analyzer.hpp"
#include "search/document.hpp"

namespace agri110::search {

/// What is known of a document besides its text.
struct DocumentRow {
    DocumentKey key{};
    RegionCode county = 0;
    std::uint16_t crop = 0;    // position in the crop tree, no_crop when unknown
    std::uint16_t months = 0;  // bit m-1 for month m; 0 means all year
    std::int16_t lowest = 0;   // metres
    std::int16_t highest = INT16_MAX;
    ProblemKind kind = ProblemKind::other;
};

inline constexpr std::uint16_t no_crop = UINT16_MAX;
inline constexpr std::uint32_t strongest = 31;  // five bits

/// A document cut into terms, each with its strength from 1 to `strongest`; by term.
struct CutDocument {
    struct Part {
        std::uint64_t term = 0;
        std::uint8_t strength = 0;
    };
    DocumentRow row{};
    std::vector<Part> parts{};
};

/// Weighs the fields (BM25F): title and names of the trouble above the signs, these above the rest. Lengths are
/// measured against fixed ones, so that a document weighs the same whatever else is in the index.
CutDocument cut(const Analyzer& analyzer, const Document& document, std::uint16_t crop);

class Segment {
public:
    explicit Segment(std::vector<CutDocument> documents);
    /// The documents of all parts in their order, without those that `dead` names. Each `dead` is empty or as long as
    /// its segment.
    static Segment merged(std::span<const std::pair<const Segment*, const std::vector<bool>*>> parts);

    const std::vector<DocumentRow>& rows() const { return rows_; }
    /// Position of a document, or rows().size().
    std::size_t find(const DocumentKey& key) const;

    /// The bytes of a term's postings; empty when no document holds it.
    struct Postings {
        const std::uint8_t* begin = nullptr;
        const std::uint8_t* end = nullptr;
        std::uint32_t documents = 0;
    };
    Postings postings(std::uint64_t term) const;
    /// Calls `each(document, strength)` in document order.
    template <class Each>
    static void walk(const Postings& postings, const Each& each)
    {
        std::uint32_t document = 0;
        for (const auto* at = postings.begin; at != postings.end;) {
            std::uint32_t value = *at++;
            if (value & 0x80U) {
                value &= 0x7FU;
                for (std::uint32_t shift = 7;; shift += 7) {
                    const std::uint32_t next = *at++;
                    value |= (next & 0x7FU) << shift;
                    if (!(next & 0x80U)) break;
                }
            }
            document += value / (strongest + 1);
            each(document, value % (strongest + 1));
        }
    }

    std::size_t bytes() const;

private:
    class Writer;
    Segment() = default;
    void order_keys();

    std::vector<DocumentRow> rows_{};
    std::vector<std::uint32_t> by_key_{};
    std::vector<std::uint64_t> terms_{};    // ascending
    std::vector<std::uint32_t> counts_{};   // documents of each term
    std::vector<std::uint64_t> starts_{};   // in postings_, one more than terms
    std::vector<std::uint8_t> postings_{};  // distance to the document before and strength, as one varint each
};

}  // namespace agri110::search

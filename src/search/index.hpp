// The inverted index over articles and solved cases. Held in memory and derived from files and tables, never stored.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/crop.hpp"
#include "domain/understanding.hpp"
#include "search/analyzer.hpp"
#include "search/document.hpp"

namespace agri110::search {

struct Query {
    std::string text{};                  // at most 500 characters are looked at
    std::vector<CropCandidate> crops{};  // what the text was understood as; raises, never hides
    std::string crop{};                  // only this crop, what is below it and what holds for all of its group
    std::optional<ProblemKind> kind{};   // only this kind
    ProblemKind likely_kind = ProblemKind::other;  // raises
    std::optional<CountyRange> region{};           // only cases from here; articles hold everywhere
    RegionCode county = 0;                         // raises cases from here and nearby; 0 when not said
    int month = 0;                                 // 1..12, raises what matters now; 0 when not said
    std::optional<int> altitude{};                 // metres, raises what matters there
    std::optional<DocumentType> type{};            // only these
    std::size_t limit = 10;
};

struct Hit {
    DocumentKey key{};
    double score = 0;
};

/// Safe from any thread: readers see a snapshot, writers wait for each other. The order of hits depends only on the
/// documents and the query, not on the order in which they came: by score, then by key.
class Index {
public:
    Index(std::shared_ptr<const Analyzer> analyzer, const CropTree& crops);
    ~Index();

    /// Adds documents, replacing those of the same key. Cheap for one (a few milliseconds), fastest for many at once.
    void put(const std::vector<Document>& documents);
    /// Takes out documents; unknown keys do nothing.
    void remove(const std::vector<DocumentKey>& keys);
    /// New counts for a document that is in; nothing else of it changes.
    void count(const DocumentKey& key, int used, int helped);

    /// Best first. A query without text lists what the filters leave, best proven first.
    std::vector<Hit> find(const Query& query) const;

    std::size_t size() const;
    /// Bytes that postings and documents take.
    std::size_t bytes() const;
    const Analyzer& analyzer() const { return *analyzer_; }

    struct Snapshot;
    struct CropPlaces;

private:
    std::shared_ptr<const Snapshot> snapshot() const;
    void publish(std::shared_ptr<const Snapshot> next);

    std::shared_ptr<const Analyzer> analyzer_;
    std::unique_ptr<const CropPlaces> crops_;
    std::mutex writing_;
    mutable std::mutex swapping_;  // held for the copy of one pointer
    std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace agri110::search

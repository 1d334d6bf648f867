// The snapshots in one store, read and written through its seal: every piece is checked against its name.
#pragma once

#include <set>

#include "backup/piece_store.hpp"
#include "backup/seal.hpp"
#include "backup/snapshot.hpp"

namespace agri110::backup {

/// The store is not what was expected: no backup, another key, something else in it. The text says what to do.
class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Archive {
public:
    /// An existing one, to read from. Throws Refused when there is none, or it was sealed with another key.
    static Archive open(PieceStore& store, const std::optional<Key>& key);
    /// The same, to write to; begins one in an empty store.
    static Archive open_or_begin(PieceStore& store, const std::optional<Key>& key);

    /// In order, from the oldest. Throws Damage for one that cannot be read.
    std::vector<Snapshot> snapshots() const;
    std::vector<int> numbers() const;
    Snapshot snapshot(int number) const;
    Content content(const Snapshot& snapshot) const;
    /// The bytes of a piece; `what` is what a person would call it. Throws Damage when it is missing or changed.
    std::string piece(const std::string& name, const std::string& what) const;

    /// Names of all pieces that are there, sound or not.
    std::set<std::string> pieces() const;
    /// Stores bytes that are not among `known`, and adds them there; returns their name.
    std::string keep(std::string_view bytes, std::set<std::string>& known);
    /// Makes everything kept so far durable, and only then the snapshot visible.
    void publish(const Snapshot& snapshot);
    /// Durable before it returns: pieces may only go when no snapshot can need them any more.
    void forget(const std::vector<int>& snapshots);
    /// Removes every piece, and every remainder of one, that is not in `needed`; returns how many.
    std::size_t remove_all_but(const std::set<std::string>& needed);

    std::uint64_t bytes_stored() const { return bytes_stored_; }
    std::size_t pieces_stored() const { return pieces_stored_; }

private:
    Archive(PieceStore& store, Seal seal) : store_(store), seal_(std::move(seal)) {}

    PieceStore& store_;
    Seal seal_;
    std::uint64_t bytes_stored_ = 0;
    std::size_t pieces_stored_ = 0;
};

}  // namespace agri110::backup

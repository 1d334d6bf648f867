// How pieces are named by their content, and closed to everybody who has no key.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace agri110::backup {

using Key = std::array<unsigned char, 32>;

/// Makes a key nobody can guess in a new file that only its owner can read; throws when there is a file already.
void make_key_file(const std::filesystem::path& file);
/// Throws std::runtime_error for a file that holds no key, or that everybody can read.
Key read_key_file(const std::filesystem::path& file);

/// With a key, neither content nor a name that betrays it gets out; without, pieces lie as they are.
class Seal {
public:
    Seal();
    explicit Seal(const Key& key);

    /// 64 hex digits; the same for the same content under the same key.
    std::string name_of(std::string_view bytes) const;
    /// What is put under `name`.
    std::string close(std::string_view name, std::string_view bytes) const;
    /// The bytes again; empty when they were changed, cut, put under another name, or closed with another key.
    std::optional<std::string> open(std::string_view name, std::string_view closed) const;
    /// "open", or "sealed " and a mark by which the key is known again, but not found.
    const std::string& mark() const { return mark_; }

private:
    std::optional<Key> naming_;
    std::optional<Key> sealing_;
    std::string mark_ = "open";
};

}  // namespace agri110::backup

// Finds a number by a number: every text asks for hundreds, most in vain, so this is an open table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace agri110::text {

/// Keys are not 0. Grows by rebuilding; meant to be filled once.
class NumberTable {
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    /// Keeps the first value of a key that is added twice.
    void add(std::uint64_t key, std::uint32_t value)
    {
        if (2 * (count_ + 1) > slots_.size()) grow();
        auto& slot = slots_[place_of(key)];
        if (slot.key == key) return;
        slot = {key, value};
        ++count_;
    }
    /// `none` when the key was never added.
    std::uint32_t find(std::uint64_t key) const
    {
        if (slots_.empty()) return none;
        const auto& slot = slots_[place_of(key)];
        return slot.key == key ? slot.value : none;
    }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t value = none;
    };

    /// Where the key stands, or the empty slot where it would.
    std::size_t place_of(std::uint64_t key) const
    {
        const std::size_t mask = slots_.size() - 1;
        auto at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 32U) & mask;
        while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
        return at;
    }
    void grow()
    {
        const auto before = std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 64 : 2 * slots_.size()));
        count_ = 0;
        for (const auto& slot : before)
            if (slot.key != 0) add(slot.key, slot.value);
    }

    std::vector<Slot> slots_{};  // a power of two, at most half full
    std::size_t count_ = 0;
};

}  // namespace agri110::text

// Numbers whole numbers in the order in which they are met: pixels at the same distance from the diagonal share a result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace phasescope {

/// A hash table with linear probing, at most half full.
class Numbering {
public:
    /// For at most `most` different arguments.
    explicit Numbering(std::size_t most)
    {
        while ((std::size_t{1} << bits_) < 2 * most) ++bits_;
        slots_.assign(std::size_t{1} << bits_, 0);
    }

    /// How many were met before this argument was met first.
    std::uint32_t number(std::int64_t argument)
    {
        // Fibonacci hashing: the top bits of the product with 2^64 / golden ratio.
        std::size_t slot = (static_cast<std::uint64_t>(argument) * 0x9E3779B97F4A7C15u) >> (64 - bits_);
        for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
            if (met_[slots_[slot] - 1] == argument) return slots_[slot] - 1;
        met_.push_back(argument);
        slots_[slot] = static_cast<std::uint32_t>(met_.size());
        return slots_[slot] - 1;
    }

    const std::vector<std::int64_t>& met() const { return met_; }

private:
    int bits_ = 4;
    std::vector<std::uint32_t> slots_;  // 0: free, else 1 + the number
    std::vector<std::int64_t> met_;
};

}  // namespace phasescope

// A function of the offset in straight pieces: ALiBi's slopes, T5's buckets, clipped distances.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace phasescope {

/// One straight piece: at_zero + slope offset, from the offset `first` up to where the next piece begins. Counting from
/// offset 0, not from `first`, keeps small offsets exact in a piece that begins two thousand million before them.
struct OffsetPiece {
    std::int64_t first = 0;
    double at_zero = 0;
    double slope = 0;

    bool operator==(const OffsetPiece&) const = default;
};

/// Offsets key - query that any two positions can have: -(2^31 - 1) .. 2^31 - 1.
inline constexpr std::int64_t least_offset = -2147483647;
inline constexpr std::int64_t greatest_offset = 2147483647;

class OffsetLines {
public:
    /// No pieces: a function that is nowhere defined. Of such a one only the pieces may be asked.
    OffsetLines() = default;
    /// Pieces in order; the first begins at least_offset.
    explicit OffsetLines(std::vector<OffsetPiece> pieces);

    const std::vector<OffsetPiece>& pieces() const { return pieces_; }

    double at(std::int64_t offset) const;

    /// The mean over all pairs of a query in 0 .. rows - 1 and a key in first .. first + cols - 1 whose offset
    /// key - query is at most `last`: exact up to rounding. NaN where there is no such pair.
    double mean(std::int64_t first, std::int64_t rows, std::int64_t cols, std::int64_t last = greatest_offset) const;

    /// The function of the opposite offset: result.at(t) = at(-t).
    OffsetLines reversed() const;

    /// The least and the greatest value over the offsets first .. last.
    std::pair<double, double> extremes(std::int64_t first, std::int64_t last) const;

    /// The greatest |value| over the offsets -reach .. reach.
    double largest(std::int64_t reach) const;

    bool operator==(const OffsetLines&) const = default;

private:
    std::size_t piece_of(std::int64_t offset) const;
    std::int64_t end_of(std::size_t piece) const;

    std::vector<OffsetPiece> pieces_;
};

/// a f + b g, with the pieces of both.
OffsetLines combined(double a, const OffsetLines& f, double b, const OffsetLines& g);

/// How many of the pairs above have each offset: of `rows` queries and `cols` keys that begin `first` later.
std::int64_t pairs_at(std::int64_t offset, std::int64_t first, std::int64_t rows, std::int64_t cols);

}  // namespace phasescope

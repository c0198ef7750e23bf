// Scores where query and key meet vectors chosen by their offset: Shaw, Transformer-XL, DeBERTa.
#pragma once

#include <cstdint>
#include <span>

#include "core/mechanism.hpp"

namespace phasescope {

/// A function of the offset key - query: the sum of both, of which either may be empty. Parts that do not depend on the
/// offset are in the lines, or where there are none, in the waves.
struct OffsetScore {
    WaveTerms waves;
    OffsetLines lines;

    bool operator==(const OffsetScore&) const = default;
};

/// The score of one query and key (head size) that stand at every position. Waves where the mechanism has waves without a
/// reach, else lines.
OffsetScore score_over_offset(const MeetsVectors& meets, std::span<const double> query, std::span<const double> key);

/// The score of one query and one key (head size) at the offset key - query.
double score(const MeetsVectors& meets, std::span<const double> query, std::span<const double> key, std::int64_t offset);

/// The scores of all queries and keys at the positions 0 .. length - 1: (length, length). Query and key have one row for
/// all positions, or one for each. The products with a vector are made once for each query, not for each pair.
Matrix scores(const MeetsVectors& meets, const Matrix& query, const Matrix& key, std::int64_t length);

/// Vectors from the seed, normal numbers of this standard deviation: (2 reach + 1, head size), row r for the distance
/// r - reach. Each distance draws from a stream of its own, from `first_stream` on: another reach keeps the vectors, and
/// a larger head their beginnings.
Matrix drawn_vectors(std::uint64_t seed, std::uint64_t first_stream, std::int64_t reach, std::int64_t head_size,
                     double deviation);

}  // namespace phasescope

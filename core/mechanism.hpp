// What an encoding does to attention. Views are written against these, never against an encoding.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "core/content.hpp"
#include "core/offset_lines.hpp"
#include "core/waves.hpp"

namespace phasescope {

/// What a channel of a table is.
struct Channel {
    enum class Kind { sine, cosine, constant };
    Kind kind = Kind::constant;
    std::int64_t pair = -1;     ///< index k of its frequency; -1 where it has none
    std::int64_t partner = -1;  ///< the channel with the other function of the same angle; -1 where there is none

    bool operator==(const Channel&) const = default;
};

/// A table (positions, d_model) added to the input: channel c at position p is wave c at p.
struct AddedToInput {
    WaveTerms waves;
    std::vector<Channel> channels;
    bool alternating = false;  ///< sine and cosine of a pair are neighbours

    bool operator==(const AddedToInput&) const = default;
};

/// A table in memory added to the input: row r belongs to position r. Positions beyond the last row have none.
struct AddedRows {
    Rows rows;              ///< (positions, d_model)
    Rows coordinates = {};  ///< (positions, axes): where each lies on a grid; no rows where they lie on none

    bool operator==(const AddedRows&) const = default;
};

/// Query and key are turned pair by pair by position times frequency (Su et al. 2021, section 3.2).
/// Pair k is the channels 2k, 2k+1 (interleaved) or k, k + frequencies.size() (halves); later channels are untouched.
struct RotatesQueryKey {
    std::int64_t head_size = 0;
    std::vector<Turns128> frequencies;
    bool interleaved = true;
    /// The turned channels of query and key are both multiplied by it (YaRN, LongRoPE); the score by its square.
    double attention_factor = 1;

    /// Pair k of the query at position p is also multiplied by exp(growth[k] (p - growth_origin)), that of the key divided
    /// by it (Sun et al. 2022). The score of the positions i and j has exp(growth[k] (i - j)), whatever the origin; no
    /// numbers: nothing grows.
    std::vector<double> growth = {};
    std::int64_t growth_origin = 0;

    /// Row p holds the coordinates of position p, whole numbers; pair k turns by the one in column axis[k]. No rows: the
    /// position itself turns all pairs.
    Rows coordinates = {};
    std::vector<std::int64_t> axis = {};
    /// Beyond the last row every coordinate grows by one a position; else positions there have none, and no rotated row.
    bool counts_on = false;

    /// The position alone turns every pair, and nothing grows: rotated vectors are waves over the position, and the score of
    /// one query and key for all positions is a sum of waves over the offset.
    bool is_plain() const { return growth.empty() && coordinates.empty(); }

    bool operator==(const RotatesQueryKey&) const = default;
};

/// A number added to the score of every query and key: a function of their offset, one for each head.
struct BiasesScore {
    std::vector<OffsetLines> heads;
    OffsetLines index;  ///< the bucket of each offset, -1 for none; no pieces where there are no buckets

    bool operator==(const BiasesScore&) const = default;
};

/// A number added to the score of patches on a grid: a function of how many rows and columns lie between query and key, one
/// for each head. Positions beyond the last row of the coordinates lie on no grid.
struct BiasesPatches {
    Rows coordinates;           ///< (positions, 2): row and column of each
    std::vector<Matrix> heads;  ///< (2 H - 1, 2 W - 1) each, for query minus key from -(H - 1), -(W - 1) on
    bool indexed = false;       ///< every difference has a number of its own

    bool operator==(const BiasesPatches&) const = default;
};

/// The query meets a vector chosen by the offset t = key - query, and so may the key. The score is
///     scale ([content] q . k + content_bias . k + ([position] q + position_bias) . V(t) + k . W(t))
/// where V(t) is key_vectors[index(t)] plus the projected waves at the distance -t, and W(t) is
/// query_vectors[query_index(t)]; parts that are empty are left out.
/// With one query and key for all positions the score is a function of the offset.
struct MeetsVectors {
    std::int64_t head_size = 0;
    bool content = true;          ///< query . key is part of the score
    bool position = true;         ///< the query meets V; false: position_bias alone does
    OffsetLines index;            ///< the row of key_vectors for each offset; no pieces where waves alone are met
    OffsetLines query_index;      ///< the row of query_vectors for each offset; no pieces: the same as index
    Matrix key_vectors;           ///< (rows, head size), met by the query; no rows where it meets none
    Matrix query_vectors;         ///< (rows, head size), met by the key; no rows where it meets none
    WaveTerms waves;              ///< waves over the distance query - key, met by the query; none where it meets none
    std::int64_t wave_reach = 0;  ///< beyond it the waves stay as they are there, on both sides; 0: they go on
    Matrix projection;            ///< (head size, waves); no rows: channel c is wave c, of as many waves as the head has
    std::vector<double> content_bias;   ///< head_size numbers that meet the key; or none
    std::vector<double> position_bias;  ///< head_size numbers that meet V; or none
    double scale = 1;                   ///< the whole sum is multiplied by it

    bool operator==(const MeetsVectors&) const = default;
};

using Mechanism = std::variant<AddedToInput, AddedRows, RotatesQueryKey, BiasesScore, MeetsVectors, BiasesPatches>;

/// Whether the score depends on what query and key hold besides their positions.
inline bool depends_on_content(const Mechanism& mechanism)
{
    return std::holds_alternative<RotatesQueryKey>(mechanism) || std::holds_alternative<MeetsVectors>(mechanism);
}

/// Whether a number is added to the score, whatever query and key hold.
inline bool is_bias(const Mechanism& mechanism)
{
    return std::holds_alternative<BiasesScore>(mechanism) || std::holds_alternative<BiasesPatches>(mechanism);
}

/// Heads that differ: more than one only where a bias has one function a head.
inline std::int64_t head_count(const Mechanism& mechanism)
{
    if (const auto* bias = std::get_if<BiasesScore>(&mechanism)) return std::ssize(bias->heads);
    if (const auto* patches = std::get_if<BiasesPatches>(&mechanism)) return std::ssize(patches->heads);
    return 1;
}

}  // namespace phasescope

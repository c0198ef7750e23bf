// The score of every query and key, whatever the mechanism: what reaches softmax, and what softmax makes of it.
#pragma once

#include <cstdint>
#include <optional>

#include "core/field/field.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// Positions up to which a field of one number for every query and key is stored.
inline constexpr std::int64_t most_stored_positions = 2048;

/// The most positions, from the scene's start on, whose numbers can be computed: few where rows are no waves and grow with
/// the position (turned_rows.hpp), and where every query and key has a number.
std::int64_t most_positions(const Scene& scene, const Mechanism& mechanism);

/// That the scene has more of them; empty where it has not.
std::optional<Error> too_many_positions(const Scene& scene, const Mechanism& mechanism);

/// The table of what is added to the input, of the cosines and sines that turn (where pairs grow: of the query), or of the
/// vectors met by offset: (positions or rows, channels). Empty where the mechanism has none, and beyond most_positions.
std::optional<Field> table_field(const Scene& scene, const Mechanism& mechanism);

/// PE(i) . PE(j) of the table (where pairs grow: of the query's table with the key's); empty where no position has a row of
/// its own, and beyond most_positions.
std::optional<Field> similarity_field(const Scene& scene, const Mechanism& mechanism);

/// What reaches softmax: the dot product of added rows, or of rotated content, a bias, or what vectors met by offset give;
/// divided by the square root of the head size where the scene asks for it (a bias alone is not), masked where it asks.
/// An Error where it cannot be drawn at this length.
Result<Field> score_field(const Scene& scene, const Mechanism& mechanism);

/// Softmax over the keys of each query (Vaswani et al. 2017, equation 1): rows sum to 1. Masked keys have weight 0.
/// An Error beyond most_stored_positions.
Result<Field> weights_field(const Scene& scene, const Mechanism& mechanism);

/// The bucket or table row of every query and key, of a mechanism that has them. An Error where it cannot be drawn at this
/// length.
Result<Field> index_field(const Scene& scene, const Mechanism& mechanism);

/// The query of the content, rotated; empty where nothing is rotated, and beyond most_positions.
std::optional<Field> rotated_field(const Scene& scene, const Mechanism& mechanism);

/// The two tables whose row-by-row products are the score or similarity: u at the query, v at the key. Positions are
/// absolute. Where every position has its own content these are stored rows, not waves.
struct ScoreTables {
    Field query;
    Field key;
    /// At least the sum over the channels of |amplitude at the query| |amplitude at the key|, whatever the two positions.
    /// Empty where the lengths of the longest rows multiplied are no worse: where nothing grows.
    std::optional<double> reach = {};
};

/// Empty where the score is no product of rows, and beyond most_positions.
std::optional<ScoreTables> score_tables(const Scene& scene, const Mechanism& mechanism);
std::optional<ScoreTables> score_tables(const Scene& scene);

}  // namespace phasescope

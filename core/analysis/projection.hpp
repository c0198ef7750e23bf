// What attention's projections leave of the structure of a table: S = (PE W_q)(PE W_k)^T.
//
// PE PE^T of sinusoids is a function of the offset, and symmetric. W_q W_k^T between them keeps neither.
#pragma once

#include <cstdint>

#include "core/analysis/direction.hpp"
#include "core/analysis/progress.hpp"
#include "core/field/field.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// W_q and W_k, each (d, d_k).
struct ProjectionWeights {
    Matrix query;
    Matrix key;
};

struct Projection {
    /// S as the product of PE W_q and PE W_k, both (n, d_k): divided by sqrt(d_k) and masked where the scene asks for it.
    /// Positions without a row hold no number.
    Field score;
    std::int64_t measured_length = 0;  ///< positions that were measured, from the scene's start on
    ScoreStructure before;             ///< of PE PE^T
    ScoreStructure after;              ///< of PE W_q W_k^T PE^T, neither scaled nor masked
};

/// Width of the rows that the mechanism adds to the input; 0 where it adds none.
std::int64_t added_width(const Mechanism& mechanism);

/// Rows first .. first + count - 1 of what is added at the scene's positions, (count, d). Only where it adds rows.
Matrix added_rows(const Scene& scene, const Mechanism& mechanism, std::int64_t first, std::int64_t count);

/// Projection::score alone, with weights from the scene's seed and heads of its size; errors as below.
Result<Field> projected_score(const Scene& scene, const Mechanism& mechanism, const Progress& progress = {});

/// With given weights. An Error where nothing is added to the input, where the weights do not fit its width, where d_k is
/// above most_head_size, n d_k or d d_k is above most_weight_numbers, and where it was cancelled. At most
/// most_explicit_positions are measured.
Result<Projection> projection(const Scene& scene, const Mechanism& mechanism, const ProjectionWeights& weights,
                              const Progress& progress = {});

/// With weights from the scene's seed, and heads of its size.
Result<Projection> projection(const Scene& scene, const Progress& progress = {});

/// Softmax over the keys of each query. An Error beyond most_stored_positions.
Result<Field> projected_weights(const Projection& projection);

}  // namespace phasescope

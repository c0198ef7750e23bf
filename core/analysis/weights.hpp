// The matrices that turn rows into queries, keys and values (Vaswani et al. 2017, section 3.2.2), drawn from the seed.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"

namespace phasescope {

enum class WeightsOf { query, key, value };

/// The most numbers of one matrix, and of the rows that it makes: 128 MiB.
inline constexpr std::int64_t most_weight_numbers = std::int64_t{1} << 24;

/// W (d, head size): normal numbers / sqrt(d), so that rows of d normal numbers become rows of normal numbers. Each column
/// draws from a stream of its own: a larger head keeps the columns of a smaller one.
Matrix drawn_weights(std::uint64_t seed, WeightsOf what, std::int64_t d, std::int64_t head_size);

/// rows (n, d) times weights (d, h): (n, h). Each row of the result depends on its own row alone, to the last bit.
Matrix times_weights(const Matrix& rows, const Matrix& weights);

}  // namespace phasescope

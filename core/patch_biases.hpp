// Biases of patches on a grid: functions of how many rows and columns lie between query and key.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "core/mechanism.hpp"

namespace phasescope {

/// The bias of one head on a query and a key at these positions; NaN where one of them lies beyond the grid.
double patch_bias(const BiasesPatches& biases, std::int64_t head, std::int64_t query, std::int64_t key);

/// Which number of the head that is, counted row by row: (Drow + H - 1)(2W - 1) + Dcol + W - 1, D = query - key
/// (Liu et al. 2021; microsoft/Swin-Transformer). NaN as above.
double patch_index(const BiasesPatches& biases, std::int64_t query, std::int64_t key);

/// The biases, and the indices, of the queries and keys at the positions start .. start + length - 1: (length, length).
Matrix patch_biases(const BiasesPatches& biases, std::int64_t head, std::int64_t start, std::int64_t length);
Matrix patch_indices(const BiasesPatches& biases, std::int64_t start, std::int64_t length);

}  // namespace phasescope

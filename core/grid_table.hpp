// Sinusoids on the axes of a grid of patches: which patch a position is, and what stands in its row.
//
// mae       (He et al. 2022) positions row by row; half of the channels encode the column, then half the row
// moco_v3   (Chen et al. 2021) the same channels, positions column by column
// detr      (Carion et al. 2020) positions row by row and counted from 1; row first, sine and cosine alternate
// tatp22    (multidim-positional-encoding) first axis first, sine and cosine alternate; the only one with frames
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/encoding.hpp"
#include "core/matrix.hpp"

namespace phasescope {

enum class GridConvention { mae, moco_v3, detr, tatp22 };
inline constexpr std::array<std::string_view, 4> grid_convention_names{"mae", "moco_v3", "detr", "tatp22"};

/// How many patches along each axis. Only tatp22 looks at `time`.
struct GridShape {
    GridConvention convention = GridConvention::mae;
    std::int64_t time = 1;
    std::int64_t height = 1;
    std::int64_t width = 1;

    bool operator==(const GridShape&) const = default;
};

/// A patch: frame, row and column, each from 0.
struct GridPatch {
    std::int64_t time = 0;
    std::int64_t row = 0;
    std::int64_t col = 0;

    bool operator==(const GridPatch&) const = default;
};

/// Patches of the grid: positions 0 .. patch_count - 1.
std::int64_t patch_count(const GridShape& shape);

/// The patch of a position 0 .. patch_count - 1, and the position of a patch.
GridPatch patch_at(const GridShape& shape, std::int64_t position);
std::int64_t position_of(const GridShape& shape, const GridPatch& patch);

/// Row and column of each patch of a plain grid, patches row by row: (rows * cols, 2).
Matrix patch_places(std::int64_t rows, std::int64_t cols);

/// The grid that an encoding lays its positions on: one with knobs `height` and `width`; nothing for others.
std::optional<GridShape> grid_of(const Encoding& encoding, std::span<const double> settings);

/// A grid with the numbers that its table takes.
struct GridTable {
    GridShape shape;
    std::int64_t d_model = 4;
    double base = 10000;
    bool normalized = false;  ///< detr: the last patch of each axis is at one turn of the fastest sine
};

/// Columns of the table: d_model, but for all conventions except tatp22 the next multiple of 4.
std::int64_t column_count(const GridTable& table);

/// What one channel holds: sine or cosine of coordinate / base^(numerator/denominator). Axis 0 is time, 1 row, 2 column.
struct GridChannel {
    int axis = 2;
    bool sine = true;
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
};
GridChannel grid_channel(const GridTable& table, std::int64_t channel);

/// Rows of the positions 0 .. count - 1, count <= patch_count: (count, column_count). Error at most 4e-16 of each
/// number, and 3e-15 where normalized.
Matrix grid_rows(const GridTable& table, std::int64_t count);

}  // namespace phasescope

// The spread of each kind of field, and what it costs; spread.cpp asks the kind at hand.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "core/field/field.hpp"
#include "core/field/mask.hpp"

namespace phasescope::spreads {

/// What the cost of a picture depends on.
struct Grid {
    std::int64_t rows = 1, cols = 1;            ///< pixels
    std::int64_t row_cells = 1, col_cells = 1;  ///< cells that each pixel covers
    double differences = 1;                     ///< of a pixel's first column and its first row, different ones
    double cut = 1;                             ///< of these, those of pixels that the diagonal crosses

    double pixels() const { return static_cast<double>(rows) * static_cast<double>(cols); }
    double cells() const { return static_cast<double>(row_cells) * static_cast<double>(col_cells); }
    /// How many of the pixels the diagonal crosses, about.
    double cut_pixels() const { return 3 * static_cast<double>(std::max(rows, cols)); }
    /// The cells of one row, and of one column, that lie under pixels.
    double window_cols() const { return static_cast<double>(cols) * static_cast<double>(col_cells); }
    double window_rows() const { return static_cast<double>(rows) * static_cast<double>(row_cells); }
    /// The offsets under one pixel, and under all of them.
    double offsets() const { return static_cast<double>(row_cells + col_cells); }
    double window_offsets() const { return window_rows() + window_cols(); }
    /// Under how many of the different pixels an offset lies.
    double overlap() const { return differences * offsets() / window_offsets(); }
};

/// What a multiplication in add_dot_products() counts, where several are made at once.
inline constexpr double multiplication_in_registers = 0.2;

/// Multiplications, each of about half a nanosecond of two cores.
double effort(const WaveField& field, const Grid& grid);
double effort(const OffsetField& field, const Grid& grid);
double effort(const PieceField& field, const Grid& grid);
double effort(const ProductField& field, const Grid& grid);
double effort(const StoredField& field, const Grid& grid);
double effort(const DifferenceField& field, const Grid& grid);

/// Pixels of several cells; as spread_raster() has them.
FloatMatrix raster(const WaveField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const PieceField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const StoredField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const DifferenceField& field, const AxisPixels& rows, const AxisPixels& cols);

/// Of any field, every cell visited.
FloatMatrix raster_by_cells(const Field& field, const AxisPixels& rows, const AxisPixels& cols);
double effort_by_cells(const Field& field, const Grid& grid);

/// The pixels of a masked field that the diagonal crosses, every cell visited; NaN for those that lie beyond it.
void visit_cut_pixels(const Field& field, const AxisPixels& rows, const AxisPixels& cols, FloatMatrix& picture);
double effort_of_cut_cells(const Field& field, const Grid& grid);

/// The root of a variance, which rounding may leave below nothing.
inline float root(double variance)
{
    return static_cast<float>(std::sqrt(variance < 0 ? 0 : variance));
}

/// For each pixel, row after row: col first + sign row first, as a place among the different ones.
struct Distinct {
    std::vector<std::int64_t> values;
    std::vector<std::uint32_t> of_pixel;
};
Distinct distinct(const AxisPixels& rows, const AxisPixels& cols, int sign);

/// The picture whose pixels have the roots of their places' variances.
FloatMatrix scattered(const Distinct& places, std::span<const double> variances, const AxisPixels& rows,
                      const AxisPixels& cols);

/// Of a picture, as if every pixel lay at another distance from the diagonal.
Grid grid_of(const AxisPixels& rows, const AxisPixels& cols);

}  // namespace phasescope::spreads

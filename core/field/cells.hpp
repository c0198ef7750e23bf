// Which cells of a sheet a window shows, and which of them lie under each pixel.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace phasescope {

/// Whole cells: rows row0 .. row1-1, columns col0 .. col1-1.
struct CellRect {
    std::int64_t row0 = 0, row1 = 0, col0 = 0, col1 = 0;

    std::int64_t rows() const { return row1 - row0; }
    std::int64_t cols() const { return col1 - col0; }
    bool operator==(const CellRect&) const = default;
};

/// The part of a sheet that a picture shows, in cells; edges may lie inside a cell.
struct Window {
    double row0 = 0, row1 = 0, col0 = 0, col1 = 0;
    bool operator==(const Window&) const = default;
};

/// The cells under the pixels of one axis: pixel i covers cells first[i] .. first[i] + count - 1.
struct AxisPixels {
    std::vector<std::int64_t> first;
    std::int64_t count = 1;
    bool operator==(const AxisPixels&) const = default;
};

/// The cells under `pixels` pixels spread over [begin, end) of an axis of `cells` cells.
///
/// A pixel no wider than a cell shows the cell at its centre. A wider one covers the same whole number of cells
/// as every other, enough that none is left out, centred as well as whole cells can be. Where neighbouring columns
/// alternate (sine, cosine) `group` is 2: wider pixels then cover whole pairs, so that no pixel sees half of one, and where
/// a cell has between one and three pixels both cells of a pair have as many, each up to two pixels from its place.
/// Needs begin < end, pixels > 0, cells > 0, group > 0.
AxisPixels cells_under_pixels(double begin, double end, std::int64_t pixels, std::int64_t cells, std::int64_t group = 1);

/// What a pixel that covers several cells shows of them.
enum class Showing {
    mean,
    spread,   ///< their root mean square about the mean
    samples,  ///< the one in the middle, as if there were no others
};
inline constexpr std::array<std::string_view, 3> showing_names{"mean", "spread", "samples"};

/// The one cell at the centre of each pixel, as cells_under_pixels() has them where pixels are no wider than cells.
AxisPixels cells_at_centres(double begin, double end, std::int64_t pixels, std::int64_t cells);

}  // namespace phasescope

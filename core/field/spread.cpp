// The root mean square of cells about their mean.
#include "core/field/spread.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/field/numbering.hpp"
#include "core/field/spread_parts.hpp"

namespace phasescope {
namespace {

/// A cell does not differ from itself; where it holds no number there is none.
FloatMatrix spreads_of_single_cells(const Field& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture = raster(field, rows, cols);
    for (float& number : picture.values) number -= number;
    return picture;
}

}  // namespace

namespace spreads {

Distinct distinct(const AxisPixels& rows, const AxisPixels& cols, int sign)
{
    Distinct result;
    result.of_pixel.reserve(rows.first.size() * cols.first.size());
    Numbering numbering(rows.first.size() * cols.first.size());
    for (const std::int64_t row : rows.first)
        for (const std::int64_t col : cols.first) result.of_pixel.push_back(numbering.number(col + sign * row));
    result.values = numbering.met();
    return result;
}

FloatMatrix scattered(const Distinct& places, std::span<const double> variances, const AxisPixels& rows,
                      const AxisPixels& cols)
{
    std::vector<float> spreads(variances.size());
    std::ranges::transform(variances, spreads.begin(), root);
    FloatMatrix picture(std::ssize(rows.first), std::ssize(cols.first));
    std::ranges::transform(places.of_pixel, picture.values.begin(), [&](std::uint32_t i) { return spreads[i]; });
    return picture;
}

Grid grid_of(const AxisPixels& rows, const AxisPixels& cols)
{
    Grid grid{std::ssize(rows.first), std::ssize(cols.first), rows.count, cols.count};
    grid.differences = grid.pixels();
    grid.cut = grid.cut_pixels();
    return grid;
}

}  // namespace spreads

double spread_effort(const Field& field, const Window& window, std::int64_t height, std::int64_t width)
{
    const auto cells = [](double begin, double end, std::int64_t pixels) {
        return static_cast<std::int64_t>(std::max(1.0, std::ceil((end - begin) / static_cast<double>(pixels))));
    };
    spreads::Grid grid{height, width, cells(window.row0, window.row1, height), cells(window.col0, window.col1, width)};
    if (grid.cells() == 1) return grid.pixels();
    const double across = (window.col1 - window.col0) / static_cast<double>(width),
                 down = (window.row1 - window.row0) / static_cast<double>(height);
    // At equal zoom the distance from the diagonal grows by whole pixels, but for rounding: some two for each.
    const bool equal = std::abs(across - down) <= 1e-6 * across;
    const auto pixels_around = static_cast<double>(height + width);
    grid.differences = equal ? std::min(2 * pixels_around, grid.pixels()) : grid.pixels();
    grid.cut = equal ? 6 : 3 * pixels_around;
    return std::visit([&](const auto& kind) { return spreads::effort(kind, grid); }, field);
}

bool has_spread(const Field& field, const Window& window)
{
    constexpr double most = 4e9;
    return spread_effort(field, window, 1000, 1000) <= most;
}

FloatMatrix spread_raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols)
{
    assert(!rows.first.empty() && !cols.first.empty());
    if (rows.count == 1 && cols.count == 1) return spreads_of_single_cells(field, rows, cols);
    return std::visit([&](const auto& kind) { return spreads::raster(kind, rows, cols); }, field);
}

double plain::spread(const Field& field, const CellRect& cells)
{
    const bool angles = std::visit(
        [](const auto& f) {
            if constexpr (requires { f.reading; }) return f.reading == Reading::angle;
            return false;
        },
        field);
    const double mean = angles ? phasescope::mean(field, cells) : plain::mean(field, cells);
    double sum = 0, count = 0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double number = value(field, row, col);
            if (std::isnan(number)) continue;
            sum += angles ? 4 * std::pow(std::sin((number - mean) / 2), 2) : std::pow(number - mean, 2);
            ++count;
        }
    }
    return std::sqrt(sum / count);
}

}  // namespace phasescope

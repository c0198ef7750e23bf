#include "core/grid_table.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/spectrum.hpp"
#include "core/waves.hpp"

namespace phasescope {
namespace {

/// How channels are shared between the axes: `axes` in their order of channels, `each` channels an axis.
struct Layout {
    std::vector<int> axes;
    std::int64_t each;
    bool alternating;  ///< sine and cosine are neighbours; else all sines of an axis come first
};

Layout layout_of(const GridTable& table)
{
    switch (table.shape.convention) {
        case GridConvention::mae:
        case GridConvention::moco_v3: return {{2, 1}, column_count(table) / 2, false};
        case GridConvention::detr: return {{1, 2}, column_count(table) / 2, true};
        case GridConvention::tatp22: break;
    }
    // 2 ceil(d / (2 axes)) channels an axis; what is more than d is cut off.
    const std::vector<int> axes = table.shape.time > 1 ? std::vector{0, 1, 2} : std::vector{1, 2};
    const auto share = 2 * static_cast<std::int64_t>(axes.size());
    return {axes, (table.d_model + share - 1) / share * 2, true};
}

std::int64_t size_of(const GridShape& shape, int axis)
{
    return axis == 0 ? shape.time : axis == 1 ? shape.height : shape.width;
}

std::int64_t first_coordinate(const GridShape& shape)
{
    return shape.convention == GridConvention::detr ? 1 : 0;
}

/// A frequency below one turn per position.
Turns128 turns(double frequency)
{
    return static_cast<Turns128>(std::ldexp(frequency, 127)) << 1;
}

/// The waves of one axis: coordinates are positions. DETR divides by the last coordinate + 1e-6 and multiplies by 2 pi.
WaveTerms axis_waves(const GridTable& table, const Layout& layout, int axis)
{
    const std::int64_t pairs = layout.each / 2;
    const auto each = static_cast<double>(layout.each);
    std::vector<Turns128> frequencies = geometric_spectrum(table.base, 2, each, pairs);
    if (table.normalized && table.shape.convention == GridConvention::detr) {
        const double last = static_cast<double>(size_of(table.shape, axis)) + 1e-6;
        for (std::int64_t k = 0; k < pairs; ++k)
            frequencies[static_cast<std::size_t>(k)] =
                turns(std::pow(table.base, -2 * static_cast<double>(k) / each) / last);
    }
    WaveTerms waves;
    for (std::int64_t c = 0; c < layout.each; ++c) {
        const bool sine = layout.alternating ? c % 2 == 0 : c < pairs;
        const std::int64_t k = layout.alternating ? c / 2 : c % pairs;
        waves.add(1, frequencies[static_cast<std::size_t>(k)], sine ? -quarter_turn : 0);
    }
    return waves;
}

/// The channels of an axis for each of its coordinates: (size, each).
Matrix axis_rows(const GridTable& table, const Layout& layout, int axis)
{
    const WaveTerms waves = axis_waves(table, layout, axis);
    Matrix rows(size_of(table.shape, axis), layout.each);
    for (std::int64_t i = 0; i < rows.rows; ++i) wave_row(waves, 2 * (i + first_coordinate(table.shape)), rows.row(i));
    return rows;
}

/// The frames that count.
std::int64_t frames(const GridShape& shape)
{
    return shape.convention == GridConvention::tatp22 ? shape.time : 1;
}

}  // namespace

std::int64_t patch_count(const GridShape& shape)
{
    return frames(shape) * shape.height * shape.width;
}

GridPatch patch_at(const GridShape& shape, std::int64_t position)
{
    assert(position >= 0 && position < patch_count(shape));
    const std::int64_t area = shape.height * shape.width, within = position % area;
    if (shape.convention == GridConvention::moco_v3) return {0, within % shape.height, within / shape.height};
    return {position / area, within / shape.width, within % shape.width};
}

std::int64_t position_of(const GridShape& shape, const GridPatch& patch)
{
    if (shape.convention == GridConvention::moco_v3) return patch.col * shape.height + patch.row;
    return (patch.time * shape.height + patch.row) * shape.width + patch.col;
}

Matrix patch_places(std::int64_t rows, std::int64_t cols)
{
    Matrix places(rows * cols, 2);
    for (std::int64_t p = 0; p < places.rows; ++p) {
        places(p, 0) = static_cast<double>(p / cols);
        places(p, 1) = static_cast<double>(p % cols);
    }
    return places;
}

std::optional<GridShape> grid_of(const Encoding& encoding, std::span<const double> settings)
{
    const auto find = [&](std::string_view name, std::int64_t otherwise) {
        const int index = knob_index(encoding, name);
        return index < 0 ? otherwise : static_cast<std::int64_t>(settings[static_cast<std::size_t>(index)]);
    };
    GridShape shape{.time = find("time", 1), .height = find("height", 0), .width = find("width", 0)};
    if (shape.height < 1 || shape.width < 1) return std::nullopt;
    shape.convention = static_cast<GridConvention>(find("convention", 0));
    return shape;
}

std::int64_t column_count(const GridTable& table)
{
    return table.shape.convention == GridConvention::tatp22 ? table.d_model : (table.d_model + 3) / 4 * 4;
}

GridChannel grid_channel(const GridTable& table, std::int64_t channel)
{
    const Layout layout = layout_of(table);
    const std::int64_t pairs = layout.each / 2, c = channel % layout.each;
    return {
        .axis = layout.axes[static_cast<std::size_t>(channel / layout.each)],
        .sine = layout.alternating ? c % 2 == 0 : c < pairs,
        .numerator = 2 * (layout.alternating ? c / 2 : c % pairs),
        .denominator = layout.each,
    };
}

Matrix grid_rows(const GridTable& table, std::int64_t count)
{
    assert(count >= 0 && count <= patch_count(table.shape));
    const Layout layout = layout_of(table);
    std::vector<Matrix> axes;
    for (const int axis : layout.axes) axes.push_back(axis_rows(table, layout, axis));

    Matrix rows(count, column_count(table));
    for (std::int64_t p = 0; p < count; ++p) {
        const GridPatch patch = patch_at(table.shape, p);
        const std::array coordinates{patch.time, patch.row, patch.col};
        std::int64_t written = 0;
        for (std::size_t a = 0; a < axes.size(); ++a) {
            const auto channels = axes[a].row(coordinates[static_cast<std::size_t>(layout.axes[a])]);
            const std::int64_t fit = std::min(layout.each, rows.cols - written);
            std::ranges::copy_n(channels.begin(), fit, rows.row(p).begin() + written);
            written += fit;
        }
    }
    return rows;
}

}  // namespace phasescope

#include "core/patch_map.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace phasescope {
namespace {

constexpr std::size_t axes = 3;

const Matrix& coordinates_of(const Mechanism& mechanism)
{
    static const Matrix none;
    if (const auto* rows = std::get_if<AddedRows>(&mechanism)) return rows->coordinates.matrix();
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) return rotation->coordinates.matrix();
    if (const auto* patches = std::get_if<BiasesPatches>(&mechanism)) return patches->coordinates.matrix();
    return none;
}

/// Frame, row and column of a position; what a table of fewer axes does not have is 0.
std::array<std::int64_t, axes> place_of(const Matrix& coordinates, std::int64_t position)
{
    std::array<std::int64_t, axes> place{};
    const auto missing = static_cast<std::int64_t>(axes) - coordinates.cols;
    for (std::int64_t a = 0; a < coordinates.cols; ++a)
        place[static_cast<std::size_t>(missing + a)] = std::llround(coordinates(position, a));
    return place;
}

}  // namespace

std::optional<PatchGrid> patch_grid(const Mechanism& mechanism)
{
    const Matrix& coordinates = coordinates_of(mechanism);
    if (coordinates.rows == 0 || coordinates.cols > static_cast<std::int64_t>(axes)) return std::nullopt;
    std::array<std::int64_t, axes> first = place_of(coordinates, 0), last = first;
    for (std::int64_t p = 1; p < coordinates.rows; ++p) {
        const auto place = place_of(coordinates, p);
        for (std::size_t a = 0; a < axes; ++a) {
            first[a] = std::min(first[a], place[a]);
            last[a] = std::max(last[a], place[a]);
        }
    }
    PatchGrid grid{last[0] - first[0] + 1, last[1] - first[1] + 1, last[2] - first[2] + 1, {}};
    if (grid.frames * grid.rows * grid.cols != coordinates.rows) return std::nullopt;
    grid.position.assign(static_cast<std::size_t>(coordinates.rows), -1);
    for (std::int64_t p = 0; p < coordinates.rows; ++p) {
        const auto place = place_of(coordinates, p);
        const std::int64_t cell =
            ((place[0] - first[0]) * grid.rows + place[1] - first[1]) * grid.cols + place[2] - first[2];
        std::int64_t& taken = grid.position[static_cast<std::size_t>(cell)];
        if (taken >= 0) return std::nullopt;
        taken = p;
    }
    return grid;
}

StoredField patch_map(const PatchGrid& grid, const Field& score, std::int64_t start, std::int64_t query)
{
    StoredField map{Matrix(grid.frames * grid.rows, grid.cols)};
    for (std::size_t cell = 0; cell < grid.position.size(); ++cell) {
        const std::int64_t row = query - start, col = grid.position[cell] - start;
        const bool reached = row >= 0 && row < row_count(score) && col >= 0 && col < col_count(score);
        map.values.values[cell] = reached ? value(score, row, col) : std::numeric_limits<double>::quiet_NaN();
    }
    return map;
}

}  // namespace phasescope

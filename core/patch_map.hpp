// The score of one patch with all others, laid out as the grid that the patches are cut from.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/field/field.hpp"
#include "core/mechanism.hpp"

namespace phasescope {

/// Patches on a grid; frames stand one under another.
struct PatchGrid {
    std::int64_t frames = 1;
    std::int64_t rows = 1;
    std::int64_t cols = 1;
    std::vector<std::int64_t> position;  ///< of the patch in each cell (frames * rows, cols), row by row
};

/// The grid that the positions of a mechanism fill, one patch a cell; empty where they have no coordinates, or fill none.
std::optional<PatchGrid> patch_grid(const Mechanism& mechanism);

/// Cell: the score of the patch at the position `query` with the patch of the cell, (frames * rows, cols). The first row and
/// column of `score` are the position `start`; patches that it does not reach hold no number.
StoredField patch_map(const PatchGrid& grid, const Field& score, std::int64_t start, std::int64_t query);

}  // namespace phasescope

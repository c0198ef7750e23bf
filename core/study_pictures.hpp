// Sheets that study one thing: a line of text, one patch of a grid, the steps of Transformer-XL's shift.
#pragma once

#include "core/picture.hpp"

namespace phasescope {

/// Sheet::embedding, position and input: the rows of the tokens of the scene's line, of their positions, and their sum, on
/// one scale. Errors where the line has no tokens.
SheetPictures token_pictures(const Scene& scene);

/// Sheet::patch: the patch at the probe's query with all others, in the colours of the score of all patches.
Result<Picture> patch_picture(const Scene& scene, const Mechanism& mechanism);

/// The same from the score of all patches, masked or not.
Picture patch_picture(const Scene& scene, const Mechanism& mechanism, const Picture& score);

/// The most positions that shift_pictures() shows: few, so that their numbers can be read.
inline constexpr std::int64_t most_shifted_positions = 6;

/// Sheet::by_distance, padded, regrouped and shifted: the score of the queries of the first positions with the waves they
/// meet, a column for each distance, and the steps to a column for each key, on one scale. Only of mechanisms that meet
/// waves.
SheetPictures shift_pictures(const Scene& scene, const Mechanism& mechanism);

}  // namespace phasescope

// Two settings side by side: the scene's own field, that of its other setting, and their difference.
#pragma once

#include <array>

#include "core/picture.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// The repaired scene with the other encoding and its settings, at the same positions, with the same content. An Error where
/// it does not reach as far.
Result<Scene> other_scene(const Scene& scene);

/// Sheet::own, other and difference: of the sheet that the scene compares. The first two have one colour range. An Error
/// where an encoding has no such sheet, or for the difference where the two have different shapes.
SheetPictures compared_pictures(const Scene& scene, const Mechanism& mechanism);

/// Two pictures with one colour range, and their difference, as these three sheets. An Error for the difference where the
/// two have different shapes.
SheetPictures beside_each_other(Picture first, Picture second, const std::array<Sheet, 3>& sheets);

/// The same Error for all three.
SheetPictures failed_pictures(const std::array<Sheet, 3>& sheets, const Error& error);

}  // namespace phasescope

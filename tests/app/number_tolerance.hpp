// How far a shader's numbers may be from the processor's.
#pragma once

#include "app/gl/number_shader.hpp"
#include "app/heatmaps.hpp"

namespace phasescope {

/// For each pixel of the numbers that raster() gives; 0 where the processor made them.
FloatMatrix tolerances(const HeatmapSpec& spec, const FloatMatrix& expected, std::optional<NumberShader> made_by);

}  // namespace phasescope

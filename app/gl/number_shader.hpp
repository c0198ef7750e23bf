// The shaders that make the numbers of pictures.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "app/gl/program.hpp"
#include "core/field/field.hpp"

namespace phasescope {

/// In the order in which a field of several tries them.
enum class NumberShader { wave, offset, product, stored };
inline constexpr std::array<NumberShader, 4> number_shaders{NumberShader::wave, NumberShader::offset, NumberShader::product,
                                                            NumberShader::stored};

/// A picture of a field whose numbers are wanted.
struct WantedNumbers {
    const Field& field;
    std::uint64_t field_version;
    AxisPixels rows, cols;
    bool spread = false;  ///< of the cells under a pixel, not their mean
};

/// Those that may be able to; none where only the processor can.
std::span<const NumberShader> shaders_for(const WantedNumbers& wanted);

/// Compiles it.
Result<ShaderProgram> number_program(NumberShader shader);

/// The texture units of what all of them read, and the first one that is their own.
inline constexpr int row_first_unit = 0, col_first_unit = 1, own_unit = 2;

}  // namespace phasescope

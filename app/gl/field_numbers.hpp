// The numbers of pictures, made where that is quicker: by a shader, or by the core's raster() and uploaded.
#pragma once

#include <array>
#include <optional>
#include <variant>

#include "app/gl/numbers_by.hpp"
#include "app/gl/offset_pass.hpp"
#include "app/gl/product_pass.hpp"
#include "app/gl/stored_pass.hpp"
#include "app/gl/wave_pass.hpp"

namespace phasescope {

/// The numbers of one picture on the GPU, and what a shader reads to make them.
struct NumbersPlace {
    Texture numbers{Texels::number};  ///< texel (x, y) is pixel column x, pixel row y of the field
    Texture row_first{Texels::index};
    Texture col_first{Texels::index};
    std::variant<std::monostate, WaveChannels, OffsetEntries, ThinRows, StoredCells> input;
};

/// Needs a current context for its whole life.
class FieldNumbers {
public:
    explicit FieldNumbers(NumbersBy by) : by_(by) {}

    void make(NumbersPlace& place, const WantedNumbers& wanted, const TexturePainter& painter);

    /// While someone waits for every frame no shader is tried: a trial takes longer than a frame may.
    void hurry(bool hurried) { hurried_ = hurried; }

    /// How many pictures a shader has made.
    int made_by(NumberShader shader) const { return of(shader).pictures; }

private:
    struct Shader {
        std::optional<Result<ShaderProgram>> program;  ///< empty until it is first needed
        std::optional<bool> quicker;                   ///< than the processor; empty until it is known
        int pictures = 0;
    };

    Shader& of(NumberShader shader) { return shaders_[static_cast<std::size_t>(shader)]; }
    const Shader& of(NumberShader shader) const { return shaders_[static_cast<std::size_t>(shader)]; }

    std::optional<NumberShader> shader_of(NumbersPlace& place, const WantedNumbers& wanted);
    const ShaderProgram* program_of(NumberShader shader);

    void by_processor(NumbersPlace& place, const WantedNumbers& wanted);
    void by_shader(NumbersPlace& place, const WantedNumbers& wanted, const TexturePainter& painter, NumberShader shader,
                   int rows);
    void compare(NumbersPlace& place, const WantedNumbers& wanted, const TexturePainter& painter, NumberShader shader);

    NumbersBy by_;
    bool hurried_ = false;
    std::array<Shader, number_shaders.size()> shaders_;
    std::array<double, std::variant_size_v<Field>> seconds_{};  ///< that the processor has spent on each kind of field
};

}  // namespace phasescope

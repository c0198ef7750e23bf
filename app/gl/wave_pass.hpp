// The shader twin of the picture of a wave field (shaders/wave.frag).
#pragma once

#include <cstdint>
#include <vector>

#include "app/gl/program.hpp"
#include "app/gl/texture.hpp"
#include "core/field/field.hpp"

namespace phasescope {

/// The channels of a wave field on the GPU, averaged over `row_cells` successive rows.
class WaveChannels {
public:
    WaveChannels() : texture_(Texels::four_indices) {}

    void fill(const WaveField& field, std::int64_t row_cells);
    void bind(int unit) const { texture_.bind(unit); }

private:
    Texture texture_;
};

/// Draws the numbers of a wave field.
class WavePass {
public:
    static Result<WavePass> create();

    /// Draws the means under all pixels into the painter's target. The channels were filled for `rows.count`; the two
    /// textures hold rows.first and cols.first.
    void draw(const TexturePainter& painter, const WaveField& field, const AxisPixels& rows, const AxisPixels& cols,
              const WaveChannels& channels, const Texture& row_first, const Texture& col_first) const;

private:
    explicit WavePass(ShaderProgram program) : program_(std::move(program)) {}
    ShaderProgram program_;
};

}  // namespace phasescope

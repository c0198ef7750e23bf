// What the shader of products reads (shaders/product.frag).
#pragma once

#include "app/gl/number_shader.hpp"
#include "app/gl/texture.hpp"

namespace phasescope {

/// The two thin tables of a picture on the GPU.
class ThinRows {
public:
    ThinRows() : u_(Texels::four_numbers), v_(Texels::four_numbers) {}

    /// Makes them, if they are small enough; whether they are, and hold no number that sums in float do not bear.
    bool fill(const WantedNumbers& wanted);

    /// Sets what the program reads; it is the one in use.
    void set(const ShaderProgram& program, const WantedNumbers& wanted) const;

private:
    Texture u_, v_;
    std::int64_t across_ = 0;  ///< texels of a row
};

}  // namespace phasescope

// What the shader of matrices in memory reads (shaders/stored.frag).
#pragma once

#include <optional>

#include "app/gl/number_shader.hpp"
#include "app/gl/texture.hpp"

namespace phasescope {

/// The cells of a stored field on the GPU.
class StoredCells {
public:
    StoredCells() : texture_(Texels::index) {}

    /// Whether they fit into a texture, and into float. What is there already stays.
    bool fill(const WantedNumbers& wanted);

    /// Sets what the program reads; it is the one in use.
    void set(const ShaderProgram& program, const WantedNumbers& wanted) const;

private:
    bool fill(const StoredField& field);

    Texture texture_;
    float centre_ = 0;
    std::optional<std::uint64_t> made_of_;  ///< the version of the field
    bool fits_ = false;
};

}  // namespace phasescope

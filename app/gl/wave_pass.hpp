// What the shader of wave fields reads (shaders/wave.frag).
#pragma once

#include <optional>

#include "app/gl/number_shader.hpp"
#include "app/gl/texture.hpp"

namespace phasescope {

/// The channels of a wave field on the GPU, averaged over successive rows.
class WaveChannels {
public:
    WaveChannels() : texture_(Texels::four_indices) {}

    /// Whether the shader can make the picture. What is there already stays.
    bool fill(const WantedNumbers& wanted);

    /// Sets what the program reads; it is the one in use.
    void set(const ShaderProgram& program, const WantedNumbers& wanted) const;

private:
    struct Key {
        std::uint64_t field_version;
        std::int64_t row_cells;
        bool operator==(const Key&) const = default;
    };

    void fill(const WaveField& field, std::int64_t row_cells);

    Texture texture_;
    std::optional<Key> made_;
};

}  // namespace phasescope

// What the shader of functions of the offset reads (shaders/offset.frag).
#pragma once

#include "app/gl/number_shader.hpp"
#include "app/gl/texture.hpp"
#include "core/field/offset_table.hpp"

namespace phasescope {

/// The numbers at all offsets of a picture on the GPU.
class OffsetEntries {
public:
    OffsetEntries() : shifts_(Texels::index), entries_(Texels::number) {}

    /// Makes them, if they are few; whether they are.
    bool fill(const WantedNumbers& wanted);

    /// Sets what the program reads; it is the one in use.
    void set(const ShaderProgram& program, const WantedNumbers& wanted) const;

private:
    /// Where a table lies in the lists.
    struct Part {
        std::uint32_t least = 0, bits = 0, first_shift = 0;
    };

    static Part append(const ArgumentTable& table, std::vector<std::uint32_t>& shifts, std::vector<float>& entries);

    Texture shifts_, entries_;
    Part differences_, sums_;
    bool with_sums_ = false;
};

}  // namespace phasescope

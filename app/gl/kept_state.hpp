// Leaves GL as it was found, so that drawing a heatmap never disturbs what is drawn around it.
#pragma once

#include <array>

namespace phasescope {

/// Notes the GL state that heatmaps change and sets the state that they need; puts the former back when it ends.
class KeptState {
public:
    /// How many texture units, from 0 on, may be used in between.
    static constexpr int texture_units = 4;

    KeptState();
    KeptState(const KeptState&) = delete;
    KeptState& operator=(const KeptState&) = delete;
    ~KeptState();

private:
    struct Unit {
        int texture, sampler;
    };

    int draw_framebuffer_, read_framebuffer_, program_, vertex_array_, active_unit_, pack_buffer_, unpack_buffer_;
    std::array<int, 4> viewport_;
    std::array<unsigned char, 4> colour_mask_;
    std::array<Unit, texture_units> units_;
    std::array<int, 8> pixel_store_;
    std::array<bool, 7> enabled_;
};

}  // namespace phasescope

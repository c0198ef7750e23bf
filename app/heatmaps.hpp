// How panels ask for pictures of fields, and for plain ground below them, without knowing of the GPU.
#pragma once

#include <cstdint>

#include "app/colour/colormap.hpp"
#include "core/field/field.hpp"
#include "core/picture.hpp"

namespace phasescope {

/// Everything that decides the pixels of one heatmap. Sizes in framebuffer pixels.
struct HeatmapSpec {
    std::uint64_t field_version = 0;  ///< changes whenever *field does; the same number promises the same field
    const Field* field = nullptr;     ///< read while it is drawn only
    Window window;
    int width = 0;  ///< after transposing
    int height = 0;
    bool transposed = false;             ///< rows of the field run along x
    const Colormap* colormap = nullptr;  ///< one that never changes, as those of colormaps()
    Range range{-1, 1};
    bool grid = false;                ///< thin lines between cells that are at least 8 pixels large
    Showing showing = Showing::mean;  ///< spread only of fields that have it

    bool operator==(const HeatmapSpec&) const = default;
};

/// A rectangle of the window, in ImGui's units from the top left.
struct Ground {
    float x, y, width, height;
    Rgb colour;
};

class Heatmaps {
public:
    virtual ~Heatmaps() = default;

    /// The name of a GL texture with the picture, its first row at the top. Slots are places on screen, 0 .. 15.
    virtual unsigned draw(int slot, const HeatmapSpec& spec) = 0;

    /// The numbers of the picture last drawn in a slot, rows and columns of the field. Slow: not for every frame.
    virtual FloatMatrix numbers(int slot) = 0;

    /// Fills a rectangle under everything else of this frame. Large sheets cost next to nothing this way; as shapes of
    /// ImGui they take a third of a frame on software GL.
    virtual void fill_ground(const Ground& ground) = 0;
};

}  // namespace phasescope

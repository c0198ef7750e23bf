// Draws a window of a field into a texture on the GPU: field shader, colour table, range, grid lines.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/colour/colormap.hpp"
#include "core/picture.hpp"
#include "core/result.hpp"

namespace phasescope {

/// Everything that decides the pixels of one heatmap.
struct HeatmapSpec {
    std::uint64_t field_version = 0;  ///< changes whenever *field does; the same number promises the same field
    const Field* field = nullptr;
    Window window;
    int width = 0;   ///< pixels on screen, after transposing
    int height = 0;
    bool transposed = false;
    const Colormap* colormap = nullptr;
    Range range{-1, 1};
    bool grid = false;  ///< thin lines between cells when they are large

    bool operator==(const HeatmapSpec&) const = default;
};

/// A GL texture with the finished picture, its size, and the numbers under its pixels where the processor made them.
struct HeatmapTexture {
    unsigned name = 0;
    int width = 0, height = 0;
};

/// Needs a current GL 3.3 context for its whole life.
class HeatmapRenderer {
public:
    /// Compiles the shaders; an Error says which one and the driver's words.
    static Result<std::unique_ptr<HeatmapRenderer>> create();
    virtual ~HeatmapRenderer() = default;

    /// Draws into the texture of slot `slot` (0 .. 15), unless it already shows the same spec.
    virtual HeatmapTexture draw(int slot, const HeatmapSpec& spec) = 0;
};

}  // namespace phasescope

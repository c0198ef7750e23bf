// The published colour maps, 256 colours each.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/picture.hpp"

namespace phasescope {

struct Rgb {
    std::uint8_t r = 0, g = 0, b = 0;
    bool operator==(const Rgb&) const = default;
};

struct Colormap {
    std::string_view name;
    Palette palette;  ///< what kind of numbers it suits
    std::array<Rgb, 256> colours;
};

/// viridis cividis magma inferno plasma RdBu_r BrBG coolwarm vanimo berlin twilight grey turbo.
std::span<const Colormap> colormaps();

/// The map of this name, upper and lower case alike; null where there is none.
const Colormap* find_colormap(std::string_view name);

/// The standard map for a palette: RdBu_r (light) or vanimo (dark), viridis, twilight, okabe-ito.
const Colormap& standard_colormap(Palette palette, bool dark);

/// The colour of cells that hold no finite number: masked, not defined, or out of all bounds.
inline constexpr Rgb non_finite_colour{172, 177, 186};

/// Which of the 256 colours a finite number has: round(255 (number - lo) / (hi - lo)), clamped. The shader does the same.
std::uint8_t colour_index(float number, Range range);

}  // namespace phasescope

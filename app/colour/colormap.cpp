#include "app/colour/colormap.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <string>

#include "app/assets.hpp"

namespace phasescope {
namespace {

struct Listed {
    std::string_view name;
    Palette palette;
};

constexpr std::array listed{
    Listed{"viridis", Palette::sequential},   Listed{"cividis", Palette::sequential},
    Listed{"magma", Palette::sequential},     Listed{"inferno", Palette::sequential},
    Listed{"plasma", Palette::sequential},    Listed{"RdBu_r", Palette::signed_values},
    Listed{"BrBG", Palette::signed_values},   Listed{"coolwarm", Palette::signed_values},
    Listed{"vanimo", Palette::signed_values}, Listed{"berlin", Palette::signed_values},
    Listed{"twilight", Palette::angle},       Listed{"grey", Palette::sequential},
    Listed{"turbo", Palette::sequential},     Listed{"okabe-ito", Palette::classes},
};

std::uint8_t byte_of(std::string_view two_digits)
{
    unsigned number = 0;
    std::from_chars(two_digits.data(), two_digits.data() + two_digits.size(), number, 16);
    return static_cast<std::uint8_t>(number);
}

/// 256 times "rrggbb" and one character between.
Colormap parsed(const Listed& entry)
{
    const std::string_view text = asset("assets/colormaps/" + std::string(entry.name) + ".txt");
    Colormap map{entry.name, entry.palette, {}};
    assert(text.size() == map.colours.size() * 7);
    for (std::size_t i = 0; i < map.colours.size(); ++i) {
        const std::string_view hex = text.substr(i * 7, 6);
        map.colours[i] = {byte_of(hex.substr(0, 2)), byte_of(hex.substr(2, 2)), byte_of(hex.substr(4, 2))};
    }
    return map;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::span<const Colormap> colormaps()
{
    static const auto maps = [] {
        std::array<Colormap, listed.size()> all;
        std::ranges::transform(listed, all.begin(), parsed);
        return all;
    }();
    return maps;
}

const Colormap* find_colormap(std::string_view name)
{
    const auto found = std::ranges::find_if(
        colormaps(), [&](const Colormap& map) { return std::ranges::equal(map.name, name, {}, lower, lower); });
    return found == colormaps().end() ? nullptr : &*found;
}

const Colormap& standard_colormap(Palette palette, bool dark)
{
    if (palette == Palette::sequential) return *find_colormap("viridis");
    if (palette == Palette::angle) return *find_colormap("twilight");
    if (palette == Palette::classes) return *find_colormap("okabe-ito");
    return *find_colormap(dark ? "vanimo" : "RdBu_r");
}

std::uint8_t colour_index(float number, Range range)
{
    assert(std::isfinite(number));
    const double share = (static_cast<double>(number) - range.lo) / (range.hi - range.lo);
    // A range without width puts everything in the middle.
    const double inside = std::isnan(share) ? 0.5 : std::clamp(share, 0.0, 1.0);
    return static_cast<std::uint8_t>(255 * inside + 0.5);
}

}  // namespace phasescope

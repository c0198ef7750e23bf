#include "app/colour/colormap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

namespace phasescope::colormap_test {
namespace {

const Colormap& map_named(std::string_view name)
{
    const Colormap* map = find_colormap(name);
    EXPECT_NE(map, nullptr) << name;
    return map ? *map : colormaps().front();
}

std::string hex(Rgb c)
{
    char text[7];
    std::snprintf(text, sizeof text, "%02x%02x%02x", c.r, c.g, c.b);
    return text;
}

/// CIE lightness of an sRGB colour, 0 to 100.
double lightness(Rgb c)
{
    const auto linear = [](int byte) {
        const double s = byte / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

TEST(Colormap, EveryPublishedMapIsThereOnce)
{
    std::set<std::string_view> names;
    for (const Colormap& map : colormaps()) names.insert(map.name);
    EXPECT_EQ(names, (std::set<std::string_view>{"viridis", "cividis", "magma", "inferno", "plasma", "RdBu_r", "BrBG",
                                                 "coolwarm", "vanimo", "berlin", "twilight", "grey", "turbo", "okabe-ito"}));
    EXPECT_EQ(colormaps().size(), names.size());
}

TEST(Colormap, EndsAndMiddlesAreThePublishedColours)
{
    struct Known {
        std::string_view map;
        std::size_t index;
        std::string colour;
    };
    for (const Known& known :
         {Known{"viridis", 0, "440154"},  Known{"viridis", 128, "21918c"},  Known{"viridis", 255, "fde725"},
          Known{"magma", 0, "000004"},    Known{"magma", 255, "fcfdbf"},    Known{"inferno", 255, "fcffa4"},
          Known{"plasma", 0, "0d0887"},   Known{"plasma", 255, "f0f921"},   Known{"RdBu_r", 0, "053061"},
          Known{"RdBu_r", 255, "67001f"}, Known{"BrBG", 0, "543005"},       Known{"BrBG", 255, "003c30"},
          Known{"coolwarm", 0, "3b4cc0"}, Known{"coolwarm", 255, "b40426"}, Known{"turbo", 0, "30123b"},
          Known{"turbo", 255, "7a0403"},  Known{"vanimo", 0, "ffcdfd"},     Known{"vanimo", 255, "befda5"},
          Known{"berlin", 0, "9eb0ff"},   Known{"berlin", 255, "ffadad"},   Known{"grey", 77, "4d4d4d"}})
        EXPECT_EQ(hex(map_named(known.map).colours[known.index]), known.colour) << known.map << " " << known.index;
}

TEST(Colormap, SequentialMapsGrowLighterAndTwilightCloses)
{
    for (const std::string_view name : {"viridis", "cividis", "magma", "inferno", "plasma", "grey"}) {
        const Colormap& map = map_named(name);
        // Rounding a channel to 8 bits moves the lightness by at most 0.4.
        for (std::size_t i = 1; i < map.colours.size(); ++i)
            EXPECT_GT(lightness(map.colours[i]), lightness(map.colours[i - 1]) - 0.4) << name << " " << i;
    }
    EXPECT_EQ(map_named("twilight").colours.front(), map_named("twilight").colours.back());
}

TEST(Colormap, DarkDivergingMapsAreDarkInTheMiddleAndLightOnesLight)
{
    for (const std::string_view name : {"vanimo", "berlin"}) EXPECT_LT(lightness(map_named(name).colours[128]), 15) << name;
    for (const std::string_view name : {"RdBu_r", "BrBG", "coolwarm"})
        EXPECT_GT(lightness(map_named(name).colours[128]), 80) << name;
}

TEST(Colormap, NamesAreFoundInAnyCase)
{
    EXPECT_EQ(find_colormap("rdbu_R"), find_colormap("RdBu_r"));
    EXPECT_EQ(find_colormap("VIRIDIS"), find_colormap("viridis"));
    for (const std::string_view wrong : {"", "jet", "viridi", "viridis "}) EXPECT_EQ(find_colormap(wrong), nullptr) << wrong;
}

TEST(Colormap, TheStandardMapSuitsThePaletteAndTheTheme)
{
    EXPECT_EQ(standard_colormap(Palette::signed_values, false).name, "RdBu_r");
    EXPECT_EQ(standard_colormap(Palette::signed_values, true).name, "vanimo");
    for (const bool dark : {false, true}) {
        EXPECT_EQ(standard_colormap(Palette::sequential, dark).name, "viridis");
        EXPECT_EQ(standard_colormap(Palette::angle, dark).name, "twilight");
    }
}

TEST(Colormap, TheColourOfANumberIsItsPlaceInTheRangeRounded)
{
    EXPECT_EQ(colour_index(-1, {-1, 1}), 0);
    EXPECT_EQ(colour_index(1, {-1, 1}), 255);
    EXPECT_EQ(colour_index(0, {-1, 1}), 128);
    EXPECT_EQ(colour_index(-7, {-1, 1}), 0);
    EXPECT_EQ(colour_index(1e30F, {-1, 1}), 255);
    EXPECT_EQ(colour_index(3.4F, {0, 255}), 3);
    EXPECT_EQ(colour_index(3.6F, {0, 255}), 4);
    EXPECT_EQ(colour_index(5, {5, 5}), 128);
}

}  // namespace
}  // namespace phasescope::colormap_test

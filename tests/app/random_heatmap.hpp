// Random scenes and windows for tests of heatmaps, what their numbers should be, and the pixels of a texture.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "app/gl/heatmap.hpp"
#include "core/picture.hpp"

namespace phasescope {

/// Red is the index of the colour; no index has the colour of what is not finite.
extern const Colormap index_map;

struct Pixels {
    int width = 0, height = 0;
    std::vector<Rgb> colours;
    Rgb at(std::int64_t x, std::int64_t y) const { return colours[static_cast<std::size_t>(y * width + x)]; }
};

/// The texels of a colour texture, the row of v = 0 first.
Pixels pixels_of(const HeatmapTexture& texture);

/// Numbers that are the same with every library.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : bits_(seed) {}
    double share() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }
    std::int64_t whole(std::int64_t low, std::int64_t high);
    double between(double low, double high) { return low + share() * (high - low); }
    double magnitude(double low, double high);
    bool chance(double p) { return share() < p; }

private:
    std::mt19937_64 bits_;
};

/// Every encoding and knob, lengths of all magnitudes, positions up to the last there is.
Scene random_scene(Dice& dice);

/// One that the scene has; often one of waves.
Sheet random_sheet(const Scene& scene, Dice& dice);

/// A window of the field, often all of it, often a few cells only, on up to 40 x 40 pixels; half of them with one zoom.
HeatmapSpec random_spec(const Field& field, Dice& dice);

/// The cells under its pixels, and the numbers that they show, by the processor.
PicturePixels axes_of(const HeatmapSpec& spec);
FloatMatrix numbers_of(const HeatmapSpec& spec);

bool is_angle(const Field& field);

/// All that is needed to draw it again.
std::string told(const HeatmapSpec& spec);

}  // namespace phasescope

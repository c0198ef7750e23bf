#include "tests/app/random_heatmap.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <tuple>

#include "core/field/spread.hpp"

namespace phasescope {

const Colormap index_map = [] {
    Colormap map{"index", Palette::sequential, {}};
    for (std::size_t i = 0; i < map.colours.size(); ++i) map.colours[i] = {static_cast<std::uint8_t>(i), 7, 0};
    return map;
}();

Pixels pixels_of(const HeatmapTexture& texture)
{
    Pixels pixels{texture.width, texture.height, {}};
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(4 * texture.width * texture.height));
    GLuint framebuffer = 0;
    glGenFramebuffers(1, &framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name, 0);
    glReadPixels(0, 0, texture.width, texture.height, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteFramebuffers(1, &framebuffer);
    for (std::size_t i = 0; i < bytes.size(); i += 4) pixels.colours.push_back({bytes[i], bytes[i + 1], bytes[i + 2]});
    return pixels;
}

std::int64_t Dice::whole(std::int64_t low, std::int64_t high)
{
    return low + static_cast<std::int64_t>(bits_() % static_cast<std::uint64_t>(high - low + 1));
}

double Dice::magnitude(double low, double high)
{
    return low * std::pow(high / low, share());
}

namespace {

double random_setting(const Knob& knob, Dice& dice)
{
    if (knob.is_choice()) return static_cast<double>(dice.whole(0, std::ssize(knob.choices) - 1));
    if (knob.scale == Scale::linear) return repaired(knob, dice.between(knob.min, knob.max));
    const double most = knob.whole && dice.chance(0.97) ? std::min(knob.max, 700.0) : knob.max;
    return repaired(knob, dice.magnitude(knob.min, most));
}

}  // namespace

Scene random_scene(Dice& dice)
{
    Scene scene;
    const Encoding& encoding = encodings()[static_cast<std::size_t>(dice.whole(0, std::ssize(encodings()) - 1))];
    scene.encoding = encoding.name;
    for (const Knob& knob : encoding.knobs) scene.settings.push_back(random_setting(knob, dice));
    scene.length = dice.chance(0.2) ? max_length : static_cast<std::int64_t>(dice.magnitude(1, 2e9));
    const std::int64_t last_start = max_length - scene.length + 1;
    scene.start = dice.chance(0.3) ? 0 : dice.chance(0.3) ? last_start : dice.whole(0, last_start);
    scene.content.kind = static_cast<ContentKind>(dice.whole(0, 2));
    scene.attention = {dice.whole(0, 3), dice.chance(0.3), dice.chance(0.3)};
    scene = repaired(scene);
    scene.length = std::min(scene.length, most_positions(scene, mechanism_of(scene)));
    return repaired(scene);
}

Sheet random_sheet(const Scene& scene, Dice& dice)
{
    for (;;) {
        const auto sheet = static_cast<Sheet>(dice.whole(0, std::ssize(sheet_names) - 1));
        const bool of_waves = sheet == Sheet::matrix || sheet == Sheet::angles || sheet == Sheet::rotated;
        constexpr double most_effort = 1e8;
        const bool too_long = has_sheet(scene, sheet) && effort(scene, mechanism_of(scene), sheet) > most_effort;
        if (!too_long && has_sheet(scene, sheet) && (of_waves || dice.chance(0.2))) return sheet;
    }
}

namespace {

/// A stretch of an axis of `cells` cells, often all of it, often a few cells only.
std::pair<double, double> random_stretch(std::int64_t cells, Dice& dice)
{
    const auto all = static_cast<double>(cells);
    if (dice.chance(0.3)) return {0, all};
    const double length = std::min(all, dice.magnitude(0.3, std::max(all, 1.0)));
    const double begin = dice.chance(0.2) ? all - length : dice.between(0, all - length);
    return {begin, begin + length};
}

/// Columns as wide as rows are high, where there are enough of them.
void give_equal_zoom(HeatmapSpec& spec, const Field& field, Dice& dice)
{
    const auto across = static_cast<double>(spec.transposed ? spec.height : spec.width),
               down = static_cast<double>(spec.transposed ? spec.width : spec.height);
    const double length = (spec.window.row1 - spec.window.row0) * across / down, all = static_cast<double>(col_count(field));
    if (length > all) return;
    spec.window.col0 = dice.between(0, all - length);
    spec.window.col1 = spec.window.col0 + length;
}

}  // namespace

HeatmapSpec random_spec(const Field& field, Dice& dice)
{
    HeatmapSpec spec;
    spec.field = &field;
    std::tie(spec.window.row0, spec.window.row1) = random_stretch(row_count(field), dice);
    std::tie(spec.window.col0, spec.window.col1) = random_stretch(col_count(field), dice);
    spec.width = static_cast<int>(dice.whole(1, 40));
    spec.height = static_cast<int>(dice.whole(1, 40));
    spec.transposed = dice.chance(0.4);
    spec.colormap = &index_map;
    if (dice.chance(0.5)) give_equal_zoom(spec, field, dice);
    spec.showing = dice.chance(0.3) ? Showing::samples : Showing::mean;
    if (has_spread(field, spec.window) && dice.chance(0.2)) spec.showing = Showing::spread;
    return spec;
}

PicturePixels axes_of(const HeatmapSpec& spec)
{
    const Window& w = spec.window;
    const Field& field = *spec.field;
    return pixels_of(field, w, spec.transposed ? spec.width : spec.height, spec.transposed ? spec.height : spec.width,
                     spec.showing);
}

FloatMatrix numbers_of(const HeatmapSpec& spec)
{
    const auto [rows, cols] = axes_of(spec);
    return spec.showing == Showing::spread ? spread_raster(*spec.field, rows, cols) : raster(*spec.field, rows, cols);
}

bool is_angle(const Field& field)
{
    const auto* wave = std::get_if<WaveField>(&field);
    const auto* stored = std::get_if<StoredField>(&field);
    return (wave && wave->reading == Reading::angle) || (stored && stored->reading == Reading::angle);
}

std::string told(const HeatmapSpec& spec)
{
    std::ostringstream text;
    const Window& w = spec.window;
    text.precision(17);
    text << "field " << row_count(*spec.field) << " x " << col_count(*spec.field) << " kind " << spec.field->index()
         << ", window rows " << w.row0 << " .. " << w.row1 << ", columns " << w.col0 << " .. " << w.col1 << ", "
         << spec.width << " x " << spec.height << " pixels, range " << spec.range.lo << " .. " << spec.range.hi
         << (spec.transposed ? ", transposed, " : ", ") << showing_names[static_cast<std::size_t>(spec.showing)];
    return text.str();
}

}  // namespace phasescope

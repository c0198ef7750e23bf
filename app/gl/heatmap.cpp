#include "app/gl/heatmap.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

#include "app/gl/colour_pass.hpp"
#include "app/gl/field_numbers.hpp"
#include "app/gl/kept_state.hpp"

namespace phasescope {
namespace {

/// A cell of fewer pixels than this gets no grid lines.
constexpr double least_cell_with_lines = 8;

constexpr const char* works_without = "render, export and check work without it";

/// What the numbers of a slot were made from.
struct NumbersKey {
    std::uint64_t field_version;
    Window window;
    std::int64_t rows, cols;  ///< pixels along the rows and columns of the field
    Showing showing;
    bool operator==(const NumbersKey&) const = default;
};

NumbersKey numbers_key(const HeatmapSpec& spec)
{
    const std::int64_t across = spec.width, down = spec.height;
    return {spec.field_version, spec.window, spec.transposed ? across : down, spec.transposed ? down : across, spec.showing};
}

/// One heatmap on the GPU.
struct Slot {
    NumbersPlace sheet;
    Texture picture{Texels::colour};  ///< as it is shown
    std::optional<NumbersKey> numbers_made;
    std::optional<HeatmapSpec> shown;
};

bool can_be_drawn(const HeatmapSpec& spec)
{
    return spec.field && spec.colormap && spec.width > 0 && spec.height > 0 && spec.window.row0 < spec.window.row1
           && spec.window.col0 < spec.window.col1;
}

std::string driver_name()
{
    const auto text = [](GLenum name) {
        const auto* words = reinterpret_cast<const char*>(glGetString(name));
        return std::string(words ? words : "unknown");
    };
    return text(GL_VERSION) + ", " + text(GL_RENDERER);
}

}  // namespace

struct HeatmapRenderer::Parts {
    FieldNumbers numbers;
    ColourPass colour_pass;
    TexturePainter painter;
    int longest_side;
    std::array<std::optional<Slot>, slots> slot;

    Parts(NumbersBy by, ColourPass colour)
        : numbers(by),
          colour_pass(std::move(colour)),
          longest_side(std::min(HeatmapRenderer::longest_side, longest_texture_side()))
    {
    }

    void make_numbers(Slot& to, const HeatmapSpec& spec, const NumbersKey& key);
    void draw_colours(Slot& to, const HeatmapSpec& spec, const NumbersKey& key);
};

void HeatmapRenderer::Parts::make_numbers(Slot& to, const HeatmapSpec& spec, const NumbersKey& key)
{
    auto [rows, cols] = pixels_of(*spec.field, spec.window, key.rows, key.cols, spec.showing);
    const bool spread = spec.showing == Showing::spread;
    numbers.make(to.sheet, {*spec.field, spec.field_version, std::move(rows), std::move(cols), spread}, painter);
    to.numbers_made = key;
}

void HeatmapRenderer::Parts::draw_colours(Slot& to, const HeatmapSpec& spec, const NumbersKey& key)
{
    const auto large = [&](std::int64_t pixels, double begin, double end) {
        return spec.grid && static_cast<double>(pixels) >= least_cell_with_lines * (end - begin);
    };
    const Colouring colouring{*spec.colormap, spec.range, spec.transposed,
                              large(key.rows, spec.window.row0, spec.window.row1),
                              large(key.cols, spec.window.col0, spec.window.col1)};
    to.picture.resize(spec.width, spec.height);
    painter.target(to.picture);
    colour_pass.draw(painter, colouring, to.sheet.numbers, to.sheet.row_first, to.sheet.col_first);
}

HeatmapRenderer::HeatmapRenderer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
HeatmapRenderer::~HeatmapRenderer() = default;

Result<std::unique_ptr<HeatmapRenderer>> HeatmapRenderer::create(NumbersBy by)
{
    if (auto wrong = version_error(epoxy_is_desktop_gl(), epoxy_gl_version(), driver_name())) return *wrong;
    if (!epoxy_is_desktop_gl() && !epoxy_has_gl_extension("GL_EXT_color_buffer_float"))
        return Error{"drawing into float textures is needed",
                     "this driver (" + driver_name() + ") lacks EXT_color_buffer_float", works_without};
    auto colour = ColourPass::create();
    if (!colour) return colour.error();
    auto parts = std::make_unique<Parts>(by, std::move(colour).value());
    return std::unique_ptr<HeatmapRenderer>(new HeatmapRenderer(std::move(parts)));
}

void HeatmapRenderer::hurry(bool hurried)
{
    parts_->numbers.hurry(hurried);
}

HeatmapTexture HeatmapRenderer::draw(int slot, const HeatmapSpec& spec)
{
    assert(slot >= 0 && slot < slots);
    if (!can_be_drawn(spec)) return {};
    // Where the field lies does not matter: its version says what it is.
    HeatmapSpec wanted = spec;
    wanted.field = nullptr;
    wanted.width = std::min(spec.width, parts_->longest_side);
    wanted.height = std::min(spec.height, parts_->longest_side);

    std::optional<Slot>& place = parts_->slot[static_cast<std::size_t>(slot)];
    if (!place) place.emplace();
    if (place->shown != wanted) {
        const KeptState kept;
        const NumbersKey key = numbers_key(wanted);
        HeatmapSpec with_field = wanted;
        with_field.field = spec.field;
        if (place->numbers_made != key) parts_->make_numbers(*place, with_field, key);
        parts_->draw_colours(*place, with_field, key);
        place->shown = wanted;
    }
    return {place->picture.name(), wanted.width, wanted.height};
}

FloatMatrix HeatmapRenderer::read_numbers(int slot) const
{
    assert(slot >= 0 && slot < slots);
    const std::optional<Slot>& place = parts_->slot[static_cast<std::size_t>(slot)];
    if (!place || !place->numbers_made) return {};
    const Texture& texture = place->sheet.numbers;

    // Four floats a texel is what every driver can read; a row at a time keeps that small.
    const KeptState kept;
    FloatMatrix numbers(texture.height(), texture.width());
    std::vector<float> texels(4 * static_cast<std::size_t>(numbers.cols));
    parts_->painter.target(texture);
    for (std::int64_t y = 0; y < numbers.rows; ++y) {
        glReadPixels(0, static_cast<GLint>(y), texture.width(), 1, GL_RGBA, GL_FLOAT, texels.data());
        for (std::int64_t x = 0; x < numbers.cols; ++x) numbers(y, x) = texels[static_cast<std::size_t>(4 * x)];
    }
    return numbers;
}

int HeatmapRenderer::made_by(NumberShader shader) const
{
    return parts_->numbers.made_by(shader);
}

std::optional<Error> version_error(bool desktop_gl, int version, const std::string& driver)
{
    if (version >= (desktop_gl ? 33 : 30)) return {};
    return Error{desktop_gl ? "OpenGL 3.3 is needed" : "OpenGL ES 3.0 is needed", "this driver has " + driver,
                 works_without};
}

}  // namespace phasescope

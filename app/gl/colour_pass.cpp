#include "app/gl/colour_pass.hpp"

#include <epoxy/gl.h>

#include <array>
#include <limits>

#include "app/assets.hpp"

namespace phasescope {
namespace {

std::array<std::uint8_t, 4 * 256> bytes_of(const Colormap& map)
{
    std::array<std::uint8_t, 4 * 256> bytes{};
    for (std::size_t i = 0; i < map.colours.size(); ++i) {
        const Rgb colour = map.colours[i];
        bytes[4 * i] = colour.r;
        bytes[4 * i + 1] = colour.g;
        bytes[4 * i + 2] = colour.b;
        bytes[4 * i + 3] = 255;
    }
    return bytes;
}

float share_of_white(std::uint8_t channel)
{
    return static_cast<float>(channel) / 255.0f;
}

void set_range(const ShaderProgram& program, Range range)
{
    // The low end in two floats: a narrow range far from zero keeps its place.
    const auto low = static_cast<float>(range.lo);
    glUniform2f(program.at("low"), low, static_cast<float>(range.lo - static_cast<double>(low)));

    // A range without width puts its own number in the middle and all others at the ends.
    const bool flat = range.lo == range.hi;
    const double scale = flat ? std::numeric_limits<float>::max() : 1 / (range.hi - range.lo);
    glUniform1f(program.at("scale"), static_cast<float>(scale));
    glUniform1f(program.at("shift"), flat ? 0.5f : 0);
}

Result<ShaderProgram> colour_program(std::string_view defines)
{
    return ShaderProgram::create({"shaders/triangle.vert", asset("shaders/triangle.vert")},
                                 {"shaders/colour.frag", asset("shaders/colour.frag"), defines});
}

}  // namespace

Result<ColourPass> ColourPass::create()
{
    auto plain = colour_program("");
    if (!plain) return plain.error();
    auto lined = colour_program("#define LINES\n");
    if (!lined) return lined.error();
    return ColourPass(std::move(plain).value(), std::move(lined).value());
}

void ColourPass::draw(const TexturePainter& painter, const Colouring& colouring, const Texture& numbers,
                      const Texture& row_first, const Texture& col_first)
{
    numbers.bind(0);
    row_first.bind(2);
    col_first.bind(3);
    table_.bind(1);
    table_.fill(256, 1, bytes_of(colouring.colormap).data());

    const ShaderProgram& program = colouring.row_lines || colouring.col_lines ? lined_ : plain_;
    program.use();
    glUniform1i(program.at("numbers"), 0);
    glUniform1i(program.at("colours"), 1);
    glUniform1i(program.at("row_first"), 2);
    glUniform1i(program.at("col_first"), 3);
    glUniform1i(program.at("transposed"), colouring.transposed);
    glUniform2i(program.at("lines"), colouring.row_lines, colouring.col_lines);
    glUniform4f(program.at("non_finite"), share_of_white(non_finite_colour.r), share_of_white(non_finite_colour.g),
                share_of_white(non_finite_colour.b), 1);
    set_range(program, colouring.range);
    painter.cover();
}

}  // namespace phasescope

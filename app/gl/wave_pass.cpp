#include "app/gl/wave_pass.hpp"

#include <epoxy/gl.h>

#include <bit>

#include "app/assets.hpp"

namespace phasescope {
namespace {

/// Channels in a row of their texture, as in the shader; every driver allows this many texels.
constexpr std::int64_t channels_across = 1024;

std::uint32_t high_word(std::uint64_t number)
{
    return static_cast<std::uint32_t>(number >> 32);
}

}  // namespace

void WaveChannels::fill(const WaveField& field, std::int64_t row_cells)
{
    const WaveTerms& terms = field.channels;
    const std::int64_t down = (terms.size() + channels_across - 1) / channels_across;
    std::vector<std::uint32_t> words;
    words.reserve(static_cast<std::size_t>(4 * down * channels_across));
    for (std::size_t c = 0; c < terms.amplitude.size(); ++c) {
        const auto half = static_cast<std::uint64_t>((terms.frequency[c] >> 1) >> 64);
        const auto amplitude = static_cast<float>(terms.amplitude[c] * mean_factor(terms.frequency[c], row_cells));
        words.insert(words.end(), {high_word(half), static_cast<std::uint32_t>(half), high_word(terms.phase[c]),
                                   std::bit_cast<std::uint32_t>(amplitude)});
    }
    words.resize(static_cast<std::size_t>(4 * down * channels_across));
    texture_.fill(static_cast<int>(channels_across), static_cast<int>(down), words.data());
}

Result<WavePass> WavePass::create()
{
    auto program = ShaderProgram::create({"shaders/triangle.vert", asset("shaders/triangle.vert")},
                                         {"shaders/wave.frag", asset("shaders/wave.frag")});
    if (!program) return program.error();
    return WavePass(std::move(program).value());
}

void WavePass::draw(const TexturePainter& painter, const WaveField& field, const AxisPixels& rows, const AxisPixels& cols,
                    const WaveChannels& channels, const Texture& row_first, const Texture& col_first) const
{
    program_.use();
    row_first.bind(0);
    col_first.bind(1);
    channels.bind(2);
    glUniform1i(program_.at("row_first"), 0);
    glUniform1i(program_.at("col_first"), 1);
    glUniform1i(program_.at("channels"), 2);
    glUniform1ui(program_.at("twice_base"), static_cast<GLuint>(2 * field.first_position + rows.count - 1));
    glUniform1i(program_.at("col_count"), static_cast<GLint>(cols.count));
    glUniform1i(program_.at("read_angle"), field.reading == Reading::angle);
    glUniform1i(program_.at("one_cell"), rows.count == 1 && cols.count == 1);
    painter.cover();
}

}  // namespace phasescope

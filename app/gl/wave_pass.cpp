#include "app/gl/wave_pass.hpp"

#include <epoxy/gl.h>

#include <bit>
#include <vector>

namespace phasescope {
namespace {

std::uint32_t high_word(std::uint64_t number)
{
    return static_cast<std::uint32_t>(number >> 32);
}

}  // namespace

void WaveChannels::fill(const WaveField& field, std::int64_t row_cells)
{
    const WaveTerms& terms = field.channels;
    std::vector<std::uint32_t> words;
    words.reserve(4 * terms.amplitude.size());
    for (std::size_t c = 0; c < terms.amplitude.size(); ++c) {
        const auto half = static_cast<std::uint64_t>((terms.frequency[c] >> 1) >> 64);
        const auto amplitude = static_cast<float>(terms.amplitude[c] * tent_factor(terms.frequency[c], row_cells));
        words.insert(words.end(), {high_word(half), static_cast<std::uint32_t>(half), high_word(terms.phase[c]),
                                   std::bit_cast<std::uint32_t>(amplitude)});
    }
    texture_.fill_list(terms.size(), words.data());
}

bool WaveChannels::fill(const WantedNumbers& wanted)
{
    const auto& field = std::get<WaveField>(wanted.field);
    if (field.channels.size() > longest_list()) return false;
    const Key key{wanted.field_version, wanted.rows.count};
    if (made_ != key) fill(field, wanted.rows.count);
    made_ = key;
    return true;
}

void WaveChannels::set(const ShaderProgram& program, const WantedNumbers& wanted) const
{
    const auto& field = std::get<WaveField>(wanted.field);
    texture_.bind(own_unit);
    glUniform1i(program.at("channels"), own_unit);
    glUniform1ui(program.at("twice_base"), static_cast<GLuint>(2 * field.first_position + wanted.rows.count - 1));
    glUniform1i(program.at("col_count"), static_cast<GLint>(wanted.cols.count));
    glUniform1i(program.at("read_angle"), field.reading == Reading::angle);
    glUniform1i(program.at("one_cell"), wanted.rows.count == 1 && wanted.cols.count == 1);
}

}  // namespace phasescope

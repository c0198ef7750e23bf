#include "app/gl/stored_pass.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "core/phase.hpp"

namespace phasescope {
namespace {

/// 128 MiB.
constexpr std::int64_t most_cells = std::int64_t{1} << 25;

/// Drivers may end loops after 65536 rounds; a row of a pixel's cells takes two besides those of its cells.
constexpr std::int64_t most_rounds = 1 << 15;

/// Sums of all cells are far from the greatest float.
constexpr double largest_stored = 1e30;

/// Far from zero the numbers less `centre` keep what they differ by; else it is 0, which keeps small ones as they are.
float centre_of(double least, double greatest)
{
    if (least > greatest) return 0;
    const bool far = least > 0 ? greatest < 2 * least : least > 2 * greatest;
    return far ? static_cast<float>((least + greatest) / 2) : 0;
}

std::uint32_t number_bits(double number, float centre)
{
    constexpr std::uint32_t no_number = 0x7fc00000;
    return std::isnan(number) ? no_number : std::bit_cast<std::uint32_t>(static_cast<float>(number - centre));
}

/// In 2^-31 turn, doubled; odd where there is no number.
std::uint32_t angle_bits(double angle)
{
    if (std::isnan(angle)) return 1;
    return static_cast<std::uint32_t>(std::llround(angle / (2 * pi) * 0x1p31)) << 1;
}

}  // namespace

bool StoredCells::fill(const StoredField& field)
{
    const std::vector<double>& values = field.values.values;
    if (std::ssize(values) > std::min(most_cells, longest_list())) return false;
    double least = std::numeric_limits<double>::infinity(), greatest = -least;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        least = std::min(least, value);
        greatest = std::max(greatest, value);
    }
    const bool angles = field.reading == Reading::angle;
    // Angles beyond half a turn are shown as they are where a pixel has a single cell.
    const double limit = angles ? pi : largest_stored;
    if (least < -limit || greatest > limit) return false;

    centre_ = angles ? 0 : centre_of(least, greatest);
    std::vector<std::uint32_t> cells(values.size());
    std::ranges::transform(values, cells.begin(),
                           [&](double value) { return angles ? angle_bits(value) : number_bits(value, centre_); });
    texture_.fill_list(std::ssize(cells), cells.data());
    return true;
}

bool StoredCells::fill(const WantedNumbers& wanted)
{
    if (wanted.rows.count * (wanted.cols.count + wanted.cols.count / 64 + 2) > most_rounds) return false;
    if (made_of_ != wanted.field_version) fits_ = fill(std::get<StoredField>(wanted.field));
    made_of_ = wanted.field_version;
    return fits_;
}

void StoredCells::set(const ShaderProgram& program, const WantedNumbers& wanted) const
{
    const auto& field = std::get<StoredField>(wanted.field);
    texture_.bind(own_unit);
    glUniform1i(program.at("cells"), own_unit);
    glUniform1ui(program.at("cols"), static_cast<GLuint>(field.values.cols));
    glUniform2i(program.at("count"), static_cast<GLint>(wanted.cols.count), static_cast<GLint>(wanted.rows.count));
    glUniform1f(program.at("centre"), centre_);
    glUniform1i(program.at("read_angle"), field.reading == Reading::angle);
}

}  // namespace phasescope

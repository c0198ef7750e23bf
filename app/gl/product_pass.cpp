#include "app/gl/product_pass.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/field/thin_tables.hpp"

namespace phasescope {
namespace {

/// 64 MiB; a wider table costs the processor less than its way to the GPU.
constexpr std::int64_t most_texels = 1 << 22;

/// Products of two of these, and sums of thousands of them, are far from the ends of float.
constexpr double largest_factor = 1e16;

std::int64_t width_of(const Field& field)
{
    if (const auto* offsets = std::get_if<OffsetField>(&field))
        return 2 * (offsets->difference.size() + offsets->sum.size());
    return std::get<ProductField>(field).u.cols();
}

ThinTables tables_of(const WantedNumbers& wanted)
{
    if (const auto* offsets = std::get_if<OffsetField>(&wanted.field))
        return thin_tables(*offsets, wanted.rows, wanted.cols);
    return thin_tables(std::get<ProductField>(wanted.field), wanted.rows, wanted.cols);
}

/// Rows of whole texels. One that holds what is no number begins with such a one: so is then its product.
std::vector<float> texels_of(const Matrix& table, std::int64_t across)
{
    std::vector<float> texels(static_cast<std::size_t>(4 * table.rows * across));
    for (std::int64_t r = 0; r < table.rows; ++r) {
        const auto from = texels.begin() + 4 * r * across;
        const auto row = table.row(r);
        std::ranges::transform(row, from, [](double number) { return static_cast<float>(number); });
        if (!std::ranges::all_of(row, [](double number) { return std::isfinite(number); }))
            *from = std::numeric_limits<float>::quiet_NaN();
    }
    return texels;
}

bool bears_sums(const Matrix& table)
{
    return std::ranges::none_of(table.values, [](double number) { return std::abs(number) > largest_factor; });
}

}  // namespace

bool ThinRows::fill(const WantedNumbers& wanted)
{
    const std::int64_t width = width_of(wanted.field), longest = std::min(most_texels, longest_list());
    across_ = (width + 3) / 4;
    if (width == 0 || std::max(std::ssize(wanted.rows.first), std::ssize(wanted.cols.first)) * across_ > longest)
        return false;
    const auto [u, v] = tables_of(wanted);
    if (!bears_sums(u) || !bears_sums(v)) return false;
    u_.fill_list(u.rows * across_, texels_of(u, across_).data());
    v_.fill_list(v.rows * across_, texels_of(v, across_).data());
    return true;
}

void ThinRows::set(const ShaderProgram& program, const WantedNumbers&) const
{
    u_.bind(own_unit);
    v_.bind(own_unit + 1);
    glUniform1i(program.at("u"), own_unit);
    glUniform1i(program.at("v"), own_unit + 1);
    glUniform1i(program.at("across"), static_cast<GLint>(across_));
}

}  // namespace phasescope

#include "tests/app/number_tolerance.hpp"

#include <algorithm>
#include <cmath>

#include "core/field/thin_tables.hpp"
#include "core/phase.hpp"
#include "tests/app/random_heatmap.hpp"

namespace phasescope {
namespace {

/// Half a unit of the last place of float, as a share.
constexpr double rounding = 0x1p-24;

/// How often sums in blocks of 64 round, and the mean.
double roundings(std::int64_t numbers)
{
    const auto n = static_cast<double>(numbers);
    return 2 + std::min(n, 64.0) + n / 64;
}

/// The direction of an arrow turns by at most 2 error / length when each end of it moves by error; drivers' atan is good to
/// 3e-5 where not better.
FloatMatrix of_directions(const FloatMatrix& along, const FloatMatrix& across, double error)
{
    FloatMatrix result(along.rows, along.cols);
    std::ranges::transform(along.values, across.values, result.values.begin(), [=](float x, float y) {
        return static_cast<float>(std::min(2 * error / std::hypot(x, y) + 3e-5, pi));
    });
    return result;
}

FloatMatrix everywhere(std::int64_t rows, std::int64_t cols, double tolerance)
{
    FloatMatrix result(rows, cols);
    std::ranges::fill(result.values, static_cast<float>(tolerance));
    return result;
}

constexpr double one_angle = 1e-6;  // 2^-22 turn

FloatMatrix of_waves(const WaveField& wave, const PicturePixels& axes, const FloatMatrix& expected)
{
    const bool one_cell = axes.rows.count == 1 && axes.cols.count == 1;
    double reach = 0;
    for (const double amplitude : wave.channels.amplitude) reach = std::max(reach, std::abs(amplitude));
    const double error = reach * (1.2e-7 + rounding * roundings(axes.cols.count));
    if (wave.reading == Reading::value || one_cell)
        return everywhere(expected.rows, expected.cols, wave.reading == Reading::value ? error : one_angle);
    WaveField along = wave;
    along.reading = Reading::value;
    WaveField across = along;
    for (Turns64& phase : across.channels.phase) phase -= quarter_turn;
    return of_directions(raster(along, axes.rows, axes.cols), raster(across, axes.rows, axes.cols), error);
}

/// The same double rounds to neighbouring floats where the order of sums differs; a sum of two of them rounds once more.
FloatMatrix of_offsets(const Field& field, FloatMatrix expected)
{
    double reach = 0;
    if (const auto* waves = std::get_if<OffsetField>(&field))
        for (const auto* amplitudes : {&waves->difference.amplitude, &waves->sum.amplitude})
            for (const double amplitude : *amplitudes) reach += std::abs(amplitude);
    const bool sums = std::holds_alternative<OffsetField>(field) && std::get<OffsetField>(field).sum.size() > 0;
    for (float& number : expected.values)
        number = static_cast<float>(2 * rounding * std::abs(number) + reach * (1e-14 + (sums ? 2 * rounding : 0)));
    return expected;
}

Matrix magnitudes(Matrix table)
{
    for (double& number : table.values) number = std::abs(number);
    return table;
}

/// Both factors round, their product, and the sums.
FloatMatrix of_products(const Field& field, const PicturePixels& axes)
{
    const auto* offsets = std::get_if<OffsetField>(&field);
    const auto [u, v] = offsets ? thin_tables(*offsets, axes.rows, axes.cols)
                                : thin_tables(std::get<ProductField>(field), axes.rows, axes.cols);
    const std::int64_t width = u.cols;
    const Field sizes = ProductField{magnitudes(u), magnitudes(v)};
    Matrix bounds = dense(sizes);
    FloatMatrix result(bounds.rows, bounds.cols);
    std::ranges::transform(bounds.values, result.values.begin(),
                           [=](double sum) { return static_cast<float>(sum * rounding * (5 + roundings(width))); });
    return result;
}

/// The mean of a function of the cells under each pixel that hold a number.
FloatMatrix means_of(const StoredField& field, const PicturePixels& axes, const auto& change)
{
    FloatMatrix result(std::ssize(axes.rows.first), std::ssize(axes.cols.first));
    for (std::int64_t y = 0; y < result.rows; ++y) {
        for (std::int64_t x = 0; x < result.cols; ++x) {
            const std::int64_t row = axes.rows.first[static_cast<std::size_t>(y)],
                               col = axes.cols.first[static_cast<std::size_t>(x)];
            double sum = 0, count = 0;
            for (std::int64_t r = row; r < row + axes.rows.count; ++r) {
                for (std::int64_t c = col; c < col + axes.cols.count; ++c) {
                    if (std::isnan(field.values(r, c))) continue;
                    sum += change(field.values(r, c));
                    ++count;
                }
            }
            result(y, x) = static_cast<float>(sum / count);
        }
    }
    return result;
}

/// Of a matrix whose cells may be far from zero: what they differ by rounds, and the mean itself.
FloatMatrix of_cells(const StoredField& field, const PicturePixels& axes, FloatMatrix expected)
{
    const double error = rounding * (roundings(axes.rows.count) + roundings(axes.cols.count));
    if (field.reading == Reading::angle) {
        if (axes.rows.count == 1 && axes.cols.count == 1) return everywhere(expected.rows, expected.cols, one_angle);
        return of_directions(means_of(field, axes, [](double angle) { return std::cos(angle); }),
                             means_of(field, axes, [](double angle) { return std::sin(angle); }), 1.2e-7 + error);
    }
    const FloatMatrix sizes = means_of(field, axes, [](double number) { return std::abs(number); });
    double least = INFINITY, greatest = -INFINITY;
    for (const double number : field.values.values) {
        if (std::isnan(number)) continue;
        least = std::min(least, number);
        greatest = std::max(greatest, number);
    }
    for (std::size_t i = 0; i < expected.values.size(); ++i) {
        const double apart = std::min<double>(sizes.values[i], greatest - least);
        expected.values[i] = static_cast<float>(2 * rounding * std::abs(expected.values[i]) + error * apart);
    }
    return expected;
}

}  // namespace

FloatMatrix tolerances(const HeatmapSpec& spec, const FloatMatrix& expected, std::optional<NumberShader> made_by)
{
    const PicturePixels axes = axes_of(spec);
    if (!made_by) return everywhere(expected.rows, expected.cols, 0);
    switch (*made_by) {
        case NumberShader::wave: return of_waves(std::get<WaveField>(*spec.field), axes, expected);
        case NumberShader::offset: return of_offsets(*spec.field, expected);
        case NumberShader::product: return of_products(*spec.field, axes);
        case NumberShader::stored: break;
    }
    return of_cells(std::get<StoredField>(*spec.field), axes, expected);
}

}  // namespace phasescope

// Spreads of sums of waves over the offset: from their values where few offsets lie under the pixels, else in closed form.
//
// Pixels at the same distance from the diagonal share a spread, but for what terms in j + i add to it.
#include <algorithm>

#include "core/field/parts.hpp"
#include "core/field/spread_parts.hpp"
#include "core/field/wave_variance.hpp"
#include "core/parallel.hpp"

namespace phasescope::spreads {
namespace {

double effort_by_values(double terms, double offsets, Shape shape, double rectangles)
{
    return effort_of_values(terms, offsets) + effort_of_variances(shape, rectangles);
}

/// The variance for each first offset of a pixel, all of whose pairs with an offset up to `last` count.
std::vector<double> cut_variances(const WaveTerms& terms, Shape shape, std::int64_t last,
                                  const std::vector<std::int64_t>& first)
{
    if (first.empty()) return {};
    const auto [least, greatest] = std::ranges::minmax(first);
    const std::int64_t low = least - shape.rows + 1, high = std::min(greatest + shape.cols - 1, last);
    const auto count = static_cast<double>(terms.size()), rectangles = static_cast<double>(first.size());
    const bool cut = greatest + shape.cols - 1 > last;
    const double closed = cut ? effort_of_closed_cut(count, rectangles) : effort_of_closed(count, rectangles);
    if (effort_by_values(count, static_cast<double>(high - low + 1), shape, rectangles) <= closed)
        return OffsetValues(terms, low, high).variances(shape, first, last);
    std::vector<double> result(first.size());
    if (cut) {
        closed_cut_variances(terms, shape, last, first, result);
    } else {
        std::vector<std::int64_t> twice_x(first);
        for (std::int64_t& x : twice_x) x = 2 * x + shape.cols - shape.rows;
        closed_variances(terms, shape, twice_x, result);
    }
    return result;
}

/// Variances by the first offset of a pixel; NaN where the mask hides all of it, and where it hides a part and cells at the
/// same distance from the diagonal differ.
std::vector<double> variances(const OffsetField& field, Shape shape, const std::vector<std::int64_t>& first)
{
    if (!field.causal) return cut_variances(field.difference, shape, greatest_offset, first);
    const std::int64_t last = -field.key_lead;
    std::vector<double> result(first.size(), NAN);
    for (const bool cut : {false, true}) {
        if (cut && field.sum.size() > 0) continue;
        std::vector<std::int64_t> of_these;
        const auto is_one = [&](std::int64_t x) {
            return cut ? x + shape.cols - 1 > last && x - shape.rows + 1 <= last : x + shape.cols - 1 <= last;
        };
        std::ranges::copy_if(first, std::back_inserter(of_these), is_one);
        const std::vector<double> found = cut_variances(field.difference, shape, last, of_these);
        auto next = found.begin();
        for (std::size_t i = 0; i < first.size(); ++i)
            if (is_one(first[i])) result[i] = *next++;
    }
    return result;
}

/// The sum of terms at each argument.
std::vector<double> sums(const WaveTerms& terms, const std::vector<std::int64_t>& twice_x)
{
    std::vector<double> result(twice_x.size());
    parallel_for(std::ssize(result), 1 + 100'000 / std::max<std::int64_t>(terms.size(), 1),
                 [&](std::int64_t begin, std::int64_t end) {
                     const auto from = static_cast<std::size_t>(begin), count = static_cast<std::size_t>(end - begin);
                     wave_sums(terms, std::span(twice_x).subspan(from, count), std::span(result).subspan(from, count));
                 });
    return result;
}

/// The terms with other amplitudes: those of the b-th column of a matrix times their own.
WaveTerms weighted(WaveTerms terms, const Matrix& factors, std::int64_t b)
{
    for (std::int64_t a = 0; a < terms.size(); ++a) terms.amplitude[static_cast<std::size_t>(a)] *= factors(a, b);
    return terms;
}

WaveTerms one_of(const WaveTerms& terms, std::size_t b)
{
    WaveTerms one;
    one.add(terms.amplitude[b], terms.frequency[b], terms.phase[b]);
    return one;
}

/// What terms in j + i add to the variances of pixels: their own, and twice how they vary together with those in j - i.
void add_sum_terms(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols, const Distinct& differences,
                   std::vector<double>& variances)
{
    const Shape shape{rows.count, cols.count};
    const Distinct pixel_sums = distinct(rows, cols, +1);
    std::vector<std::int64_t> difference = differences.values, sum = pixel_sums.values;
    for (std::int64_t& x : difference) x = 2 * x + cols.count - rows.count;
    for (std::int64_t& x : sum) x = 2 * x + cols.count + rows.count - 2 + 4 * field.first_position;

    std::vector<double> own(sum.size());
    closed_variances(field.sum, shape, sum, own);
    for (std::size_t i = 0; i < variances.size(); ++i) variances[i] += own[pixel_sums.of_pixel[i]];

    const Covariances together = covariances(field.difference, field.sum, shape);
    for (std::int64_t b = 0; b < field.sum.size(); ++b) {
        const WaveTerms lone = one_of(field.sum, static_cast<std::size_t>(b));
        for (const bool sines : {false, true}) {
            const WaveTerms terms = weighted(field.difference, sines ? together.sines : together.cosines, b);
            const std::vector<double> x = sums(sines ? sines_of(terms) : terms, difference),
                                      y = sums(sines ? sines_of(lone) : lone, sum);
            for (std::size_t i = 0; i < variances.size(); ++i)
                variances[i] += 2 * x[differences.of_pixel[i]] * y[pixel_sums.of_pixel[i]];
        }
    }
}

}  // namespace

double effort(const OffsetField& field, const Grid& grid)
{
    constexpr double pixel = 30, cosine = 3;
    const auto terms = static_cast<double>(field.difference.size()), lone = static_cast<double>(field.sum.size());
    const Shape shape{grid.row_cells, grid.col_cells};
    double result = pixel * grid.pixels() * (1 + lone);
    result += std::min(effort_by_values(terms, grid.window_offsets(), shape, grid.differences),
                       effort_of_closed(terms, grid.differences));
    if (lone > 0) result += lone * 2 * cosine * terms * grid.differences + effort_of_closed(lone, grid.differences);
    if (!field.causal) return result;
    if (lone > 0) return result + effort_of_cut_cells(field, grid);
    return result
           + std::min(effort_by_values(terms, 2 * shape.offsets(), shape, grid.cut), effort_of_closed_cut(terms, grid.cut));
}

FloatMatrix raster(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const Distinct differences = distinct(rows, cols, -1);
    const std::vector<double> by_difference = variances(field, {rows.count, cols.count}, differences.values);
    if (field.sum.size() == 0) return scattered(differences, by_difference, rows, cols);
    std::vector<double> numbers(differences.of_pixel.size());
    std::ranges::transform(differences.of_pixel, numbers.begin(), [&](std::uint32_t i) { return by_difference[i]; });
    add_sum_terms(field, rows, cols, differences, numbers);
    FloatMatrix picture(std::ssize(rows.first), std::ssize(cols.first));
    std::ranges::transform(numbers, picture.values.begin(), root);
    if (field.causal) visit_cut_pixels(field, rows, cols, picture);
    return picture;
}

}  // namespace phasescope::spreads

#include "core/field/wave_variance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/field/cut_waves.hpp"
#include "core/field/parts.hpp"
#include "core/field/spread_parts.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope::spreads {
namespace {

/// What a cosine counts, as multiplications.
constexpr double cosine = 3;

/// More values than these are not kept: 128 MiB.
constexpr double most_values = 0x1p24;

Turns128 apart(Turns128 a, Turns128 b)
{
    return a < b ? b - a : a - b;
}

/// The mean of the cosine of row_frequency i + col_frequency j over places i, j about the middle.
double mean_cosine(Turns128 row_frequency, Turns128 col_frequency, Shape shape)
{
    return mean_factor(row_frequency, shape.rows) * mean_factor(col_frequency, shape.cols);
}

std::vector<double> mean_cosines(const WaveTerms& terms, Shape shape)
{
    std::vector<double> result;
    for (const Turns128 frequency : terms.frequency) result.push_back(mean_cosine(frequency, frequency, shape));
    return result;
}

/// Rows of cosines, or of sines, of terms at each of the arguments.
Matrix wave_rows(const WaveTerms& terms, std::span<const std::int64_t> twice_x)
{
    Matrix rows(std::ssize(twice_x), terms.size());
    for (std::int64_t i = 0; i < rows.rows; ++i) wave_row(terms, twice_x[static_cast<std::size_t>(i)], rows.row(i));
    return rows;
}

/// out[i] += x_i C x_i with the rows x of a table and a symmetric matrix C.
void add_forms(const Matrix& x, const Matrix& c, std::span<double> out)
{
    Matrix products(x.rows, c.rows);
    add_dot_products(x.values, c.values, c.cols, products.values);
    for (std::int64_t i = 0; i < x.rows; ++i)
        for (std::size_t k = 0; k < x.row(i).size(); ++k)
            out[static_cast<std::size_t>(i)] += products.row(i)[k] * x.row(i)[k];
}

/// The square of a sum of waves as a sum of waves: (a cos x)(b cos y) = ab/2 cos(x + y) + ab/2 cos(x - y).
WaveTerms squared(const WaveTerms& terms)
{
    WaveTerms result;
    for (std::size_t a = 0; a < terms.amplitude.size(); ++a) {
        for (std::size_t b = a; b < terms.amplitude.size(); ++b) {
            const double amplitude = terms.amplitude[a] * terms.amplitude[b] / (a == b ? 2 : 1);
            const bool swapped = terms.frequency[a] < terms.frequency[b];
            const Turns64 phase = terms.phase[a] - terms.phase[b];
            result.add(amplitude, terms.frequency[a] + terms.frequency[b], terms.phase[a] + terms.phase[b]);
            result.add(amplitude, apart(terms.frequency[a], terms.frequency[b]), swapped ? -phase : phase);
        }
    }
    return result;
}

[[maybe_unused]] bool below_a_quarter(const WaveTerms& terms)
{
    return std::ranges::all_of(terms.frequency, [](Turns128 frequency) { return frequency >> 126 == 0; });
}

}  // namespace

Covariances covariances(const WaveTerms& terms, Shape shape)
{
    const std::vector<double> means = mean_cosines(terms, shape);
    Covariances result{Matrix(terms.size(), terms.size()), Matrix(terms.size(), terms.size())};
    parallel_for(terms.size(), 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            // Rows from both ends in turn, so that every share of the triangle is as large.
            const std::int64_t a = i % 2 == 0 ? i / 2 : terms.size() - 1 - i / 2;
            for (std::int64_t b = a; b < terms.size(); ++b) {
                const Turns128 of_a = terms.frequency[static_cast<std::size_t>(a)],
                               of_b = terms.frequency[static_cast<std::size_t>(b)];
                const double plus = mean_cosine(of_a + of_b, of_a + of_b, shape),
                             minus = mean_cosine(apart(of_a, of_b), apart(of_a, of_b), shape);
                const double both = means[static_cast<std::size_t>(a)] * means[static_cast<std::size_t>(b)];
                result.cosines(a, b) = result.cosines(b, a) = (minus + plus) / 2 - both;
                result.sines(a, b) = result.sines(b, a) = (minus - plus) / 2;
            }
        }
    });
    return result;
}

Covariances covariances(const WaveTerms& differences, const WaveTerms& sums, Shape shape)
{
    const std::vector<double> first = mean_cosines(differences, shape), second = mean_cosines(sums, shape);
    Covariances result{Matrix(differences.size(), sums.size()), Matrix(differences.size(), sums.size())};
    for (std::int64_t a = 0; a < differences.size(); ++a) {
        for (std::int64_t b = 0; b < sums.size(); ++b) {
            // a (j - i) + b (j + i) turns with a + b along keys and with b - a along queries.
            const Turns128 of_a = differences.frequency[static_cast<std::size_t>(a)],
                           of_b = sums.frequency[static_cast<std::size_t>(b)];
            const double plus = mean_cosine(apart(of_a, of_b), of_a + of_b, shape),
                         minus = mean_cosine(of_a + of_b, apart(of_a, of_b), shape);
            result.cosines(a, b) =
                (minus + plus) / 2 - first[static_cast<std::size_t>(a)] * second[static_cast<std::size_t>(b)];
            result.sines(a, b) = (minus - plus) / 2;
        }
    }
    return result;
}

void closed_variances(const WaveTerms& terms, Shape shape, std::span<const std::int64_t> twice_x, std::span<double> out)
{
    assert(below_a_quarter(terms));
    std::ranges::fill(out, 0);
    if (terms.size() == 0) return;
    constexpr std::int64_t block = 64;
    const Covariances together = covariances(terms, shape);
    const WaveTerms sines = sines_of(terms);
    const std::int64_t blocks = (std::ssize(out) + block - 1) / block;
    parallel_for(blocks, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto from = static_cast<std::size_t>(i * block), count = std::min<std::size_t>(block, out.size() - from);
            add_forms(wave_rows(terms, twice_x.subspan(from, count)), together.cosines, out.subspan(from, count));
            add_forms(wave_rows(sines, twice_x.subspan(from, count)), together.sines, out.subspan(from, count));
        }
    });
}

double effort_of_closed(double terms, double rectangles)
{
    constexpr double pair = 100;  // four mean factors for each two
    return terms * terms * (pair + 2 * multiplication_in_registers * rectangles) + 2 * cosine * terms * rectangles;
}

void closed_cut_variances(const WaveTerms& terms, Shape shape, std::int64_t last, std::span<const std::int64_t> first,
                          std::span<double> out)
{
    assert(below_a_quarter(terms));
    const WaveTerms squares = squared(terms);
    parallel_for(std::ssize(out), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            const CutPairs pairs{shape.rows, shape.cols, first[i] - last};
            const double mean = sum_over_offsets(terms, pairs, last) / pairs.count();
            out[i] = sum_over_offsets(squares, pairs, last) / pairs.count() - mean * mean;
        }
    });
}

double effort_of_closed_cut(double terms, double rectangles)
{
    constexpr double wave = 500;  // over three slopes
    return wave * terms * terms * rectangles;
}

OffsetValues::OffsetValues(const WaveTerms& terms, std::int64_t first, std::int64_t last) : first_(first)
{
    // cos(a + b) = cos a cos b - sin a sin b: the offsets first + p block + q are the product of a table over p and one
    // over q, some hundred terms at a time so that the tables stay small.
    constexpr std::int64_t chunk = 128;
    const std::int64_t count = last - first + 1;
    const auto block = std::max<std::int64_t>(1, std::llround(std::sqrt(static_cast<double>(count))));
    const std::int64_t blocks = (count + block - 1) / block;
    values_.resize(static_cast<std::size_t>(block * blocks));
    for (std::int64_t from = 0; from < terms.size(); from += chunk) {
        WaveTerms far, near;
        for (auto k = static_cast<std::size_t>(from); k < static_cast<std::size_t>(std::min(from + chunk, terms.size()));
             ++k) {
            far.add(terms.amplitude[k], terms.frequency[k], terms.phase[k]);
            far.add(-terms.amplitude[k], terms.frequency[k], terms.phase[k] - quarter_turn);
            near.add(1, terms.frequency[k], 0);
            near.add(1, terms.frequency[k], -quarter_turn);
        }
        std::vector<std::int64_t> steps(static_cast<std::size_t>(block));
        for (std::int64_t q = 0; q < block; ++q) steps[static_cast<std::size_t>(q)] = 2 * q;
        const Matrix within = wave_rows(near, steps);
        parallel_for(blocks, 16, [&](std::int64_t begin, std::int64_t end) {
            std::vector<std::int64_t> starts;
            for (std::int64_t p = begin; p < end; ++p) starts.push_back(2 * (first + p * block));
            const Matrix starting = wave_rows(far, starts);
            add_dot_products(starting.values, within.values, near.size(),
                             std::span(values_).subspan(static_cast<std::size_t>(begin * block),
                                                        static_cast<std::size_t>((end - begin) * block)));
        });
    }
    values_.resize(static_cast<std::size_t>(count));
}

void OffsetValues::subtract(const OffsetLines& lines, std::int64_t key_lead)
{
    for (std::size_t i = 0; i < values_.size(); ++i)
        values_[i] -= lines.at(first_ + static_cast<std::int64_t>(i) + key_lead);
}

double effort_of_values(double terms, double offsets)
{
    return offsets > most_values ? INFINITY : 2 * multiplication_in_registers * terms * offsets;
}

double OffsetValues::variance(Shape shape, std::int64_t first, std::int64_t last) const
{
    const std::int64_t low = first - shape.rows + 1, high = first + shape.cols - 1, end = std::min(high, last);
    if (low > end) return NAN;
    const auto shorter = static_cast<double>(std::min(shape.rows, shape.cols));
    const double* values = values_.data() + (low - first_);
    const auto over_pairs = [&](const auto& term) {
        // The number of pairs rises by one an offset, stays, and falls.
        double sum = 0, count = 0;
        for (std::int64_t i = 0; i <= end - low; ++i) {
            const double pairs = std::min({static_cast<double>(i + 1), shorter, static_cast<double>(high - low - i + 1)});
            sum += pairs * term(values[i]);
            count += pairs;
        }
        return sum / count;
    };
    const double mean = over_pairs([](double number) { return number; });
    return over_pairs([mean](double number) { return (number - mean) * (number - mean); });
}

std::vector<double> OffsetValues::variances(Shape shape, std::span<const std::int64_t> first, std::int64_t last) const
{
    std::vector<double> result(first.size());
    parallel_for(std::ssize(result), 1 + 100'000 / (shape.rows + shape.cols), [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            result[i] = variance(shape, first[i], last);
    });
    return result;
}

double effort_of_variances(Shape shape, double rectangles)
{
    return 4 * shape.offsets() * rectangles;
}

}  // namespace phasescope::spreads

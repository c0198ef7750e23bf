// The picture of an offset field whose axes differ in zoom (where they do not, offset_table() lists its numbers), in one of
// two ways.
//
// Where the zooms are as small whole numbers to each other, the argument key + sign query takes few values, and the sum of
// waves at each is computed once. Otherwise there may be one a pixel; then cos(a - b) = cos a cos b + sin a sin b makes the
// picture a product of two thin tables.
#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/field/numbering.hpp"
#include "core/field/parts.hpp"
#include "core/field/thin_tables.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace parts {
namespace {

/// Terms at x = (2 key + 2 sign query + constant) / 2 for the keys and queries of a picture.
struct Pairs {
    const std::vector<std::int64_t>& queries;
    const std::vector<std::int64_t>& keys;
    int sign;
    std::int64_t constant;

    std::size_t pixels() const { return queries.size() * keys.size(); }
};

/// The distinct values of key + sign query, and for each pixel which of them it needs.
struct Arguments {
    std::vector<std::int64_t> distinct;
    std::vector<std::uint32_t> of_pixel;
};

/// Empty where there are so many that the product of tables is quicker: it takes about 3 cosines a row and column and
/// a tenth of one for each pixel.
std::optional<Arguments> distinct_arguments(const Pairs& pairs)
{
    const std::size_t most = 3 * (pairs.queries.size() + pairs.keys.size()) + pairs.pixels() / 10;
    Numbering numbering(most + pairs.keys.size());
    Arguments arguments;
    arguments.of_pixel.resize(pairs.pixels());
    std::uint32_t* out = arguments.of_pixel.data();
    for (const std::int64_t query : pairs.queries) {
        for (const std::int64_t key : pairs.keys) *out++ = numbering.number(key + pairs.sign * query);
        if (numbering.met().size() > most) return {};
    }
    arguments.distinct = numbering.met();
    return arguments;
}

void add_by_argument(const WaveTerms& terms, const Pairs& pairs, const Arguments& arguments, std::span<double> picture)
{
    const auto count = static_cast<std::int64_t>(arguments.distinct.size());
    std::vector<double> values(arguments.distinct.size());
    parallel_for(count, 1 + 100'000 / terms.size(), [&](std::int64_t begin, std::int64_t end) {
        std::vector<std::int64_t> twice_x(arguments.distinct.begin() + begin, arguments.distinct.begin() + end);
        for (std::int64_t& x : twice_x) x = 2 * x + pairs.constant;
        wave_sums(terms, twice_x, std::span(values).subspan(static_cast<std::size_t>(begin), twice_x.size()));
    });
    for (std::size_t i = 0; i < picture.size(); ++i) picture[i] += values[arguments.of_pixel[i]];
}

/// Cosines and sines side by side: (positions, 2 terms) of the terms at (2 position + constant) / 2.
Matrix wave_table(const WaveTerms& terms, const std::vector<std::int64_t>& positions, std::int64_t constant)
{
    Matrix table(std::ssize(positions), terms.size());
    parallel_for(table.rows, 1 + 100'000 / terms.size(), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            wave_row(terms, 2 * positions[static_cast<std::size_t>(i)] + constant, table.row(i));
    });
    return table;
}

/// Two columns for each of `count` terms from the term `from` on.
ThinTables tables_of(const WaveTerms& terms, const Pairs& pairs, std::int64_t from, std::int64_t count)
{
    WaveTerms query_terms, key_terms;
    for (auto k = static_cast<std::size_t>(from); k < static_cast<std::size_t>(from + count); ++k) {
        const double amplitude = terms.amplitude[k];
        query_terms.add(amplitude, terms.frequency[k], 0);
        query_terms.add(-pairs.sign * amplitude, terms.frequency[k], -quarter_turn);
        key_terms.add(1, terms.frequency[k], terms.phase[k]);
        key_terms.add(1, terms.frequency[k], terms.phase[k] - quarter_turn);
    }
    return {wave_table(query_terms, pairs.queries, 0), wave_table(key_terms, pairs.keys, pairs.constant)};
}

/// The product of tables, some hundred terms at a time so that the tables stay small.
void add_products(const WaveTerms& terms, const Pairs& pairs, std::span<double> picture)
{
    constexpr std::int64_t chunk = 256;
    const std::size_t width = pairs.keys.size();
    for (std::int64_t from = 0; from < terms.size(); from += chunk) {
        const ThinTables tables = tables_of(terms, pairs, from, std::min(chunk, terms.size() - from));
        const auto r = static_cast<std::size_t>(tables.u.cols);
        parallel_for(tables.u.rows, 16, [&](std::int64_t begin, std::int64_t end) {
            const auto first = static_cast<std::size_t>(begin), count = static_cast<std::size_t>(end - begin);
            add_dot_products(std::span(tables.u.values).subspan(first * r, count * r), tables.v.values, tables.u.cols,
                             picture.subspan(first * width, count * width));
        });
    }
}

/// The columns of both, side by side.
Matrix joined(const Matrix& left, const Matrix& right)
{
    Matrix result(left.rows, left.cols + right.cols);
    for (std::int64_t r = 0; r < result.rows; ++r)
        std::ranges::copy(right.row(r), std::ranges::copy(left.row(r), result.row(r).begin()).out);
    return result;
}

void add(const WaveTerms& terms, const Pairs& pairs, std::span<double> picture)
{
    if (terms.size() == 0) return;
    if (const auto arguments = distinct_arguments(pairs))
        add_by_argument(terms, pairs, *arguments, picture);
    else
        add_products(terms, pairs, picture);
}

/// The averaged terms and where they are met. The middle of a pixel's cells lies (count - 1) / 2
/// beyond the first of them.
struct Averaged {
    Averaged(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols)
        : difference(averaged(field.difference, rows.count, cols.count)),
          sum(averaged(field.sum, rows.count, cols.count)),
          differences{rows.first, cols.first, -1, cols.count - rows.count},
          sums{rows.first, cols.first, +1, cols.count + rows.count - 2 + 4 * field.first_position}
    {
    }

    WaveTerms difference, sum;
    Pairs differences, sums;
};

}  // namespace

FloatMatrix raster(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const Averaged waves(field, rows, cols);
    std::vector<double> numbers(waves.differences.pixels());
    add(waves.difference, waves.differences, numbers);
    add(waves.sum, waves.sums, numbers);

    FloatMatrix picture(std::ssize(rows.first), std::ssize(cols.first));
    std::ranges::transform(numbers, picture.values.begin(), [](double number) { return static_cast<float>(number); });
    return picture;
}

}  // namespace parts

ThinTables thin_tables(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const parts::Averaged waves(field, rows, cols);
    ThinTables tables{Matrix(std::ssize(rows.first), 0), Matrix(std::ssize(cols.first), 0)};
    if (waves.difference.size() > 0)
        tables = parts::tables_of(waves.difference, waves.differences, 0, waves.difference.size());
    if (waves.sum.size() == 0) return tables;
    const ThinTables of_sums = parts::tables_of(waves.sum, waves.sums, 0, waves.sum.size());
    return {parts::joined(tables.u, of_sums.u), parts::joined(tables.v, of_sums.v)};
}

}  // namespace phasescope

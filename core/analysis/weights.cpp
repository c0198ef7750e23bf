#include "core/analysis/weights.hpp"

#include <array>
#include <cassert>
#include <cmath>

#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"

namespace phasescope {
namespace {

/// Column c draws from stream first + c.
constexpr std::array<std::uint64_t, 3> first_stream{0x57510000, 0x574B0000, 0x57560000};

Matrix transposed(const Matrix& matrix)
{
    Matrix result(matrix.cols, matrix.rows);
    for (std::int64_t r = 0; r < matrix.rows; ++r)
        for (std::int64_t c = 0; c < matrix.cols; ++c) result(c, r) = matrix(r, c);
    return result;
}

}  // namespace

Matrix drawn_weights(std::uint64_t seed, WeightsOf what, std::int64_t d, std::int64_t head_size)
{
    assert(d >= 1 && head_size >= 1 && head_size <= 0x10000);
    Matrix weights(d, head_size);
    const double scale = 1 / std::sqrt(static_cast<double>(d));
    parallel_for(head_size, 1 + 65536 / d, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t c = begin; c < end; ++c) {
            const auto stream = first_stream[static_cast<std::size_t>(what)] + static_cast<std::uint64_t>(c);
            const auto column = normals(seed, stream, d);
            for (std::int64_t r = 0; r < d; ++r) weights(r, c) = scale * column[static_cast<std::size_t>(r)];
        }
    });
    return weights;
}

Matrix times_weights(const Matrix& rows, const Matrix& weights)
{
    assert(rows.cols == weights.rows && weights.rows > 0);
    const Matrix columns = transposed(weights);
    Matrix result(rows.rows, weights.cols);
    parallel_for(rows.rows, 1 + 262144 / (columns.rows * columns.cols), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r)  // one row at a time: the sum's order is the same for all
            add_dot_products(rows.row(r), columns.values, columns.cols, result.row(r));
    });
    return result;
}

}  // namespace phasescope

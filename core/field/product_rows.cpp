// Rows of products of tables: blocks of rows at a time, and where both tables are the same only one side of the diagonal.
#include <algorithm>

#include "core/field/parts.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope::parts {
namespace {

constexpr std::int64_t block = 128;  // rows of a table that stay in the second-level cache while the other table runs past

std::span<const double> rows_from(const Matrix& table, std::int64_t first, std::int64_t count)
{
    return std::span(table.values)
        .subspan(static_cast<std::size_t>(first * table.cols), static_cast<std::size_t>(count * table.cols));
}

/// The products of `count` rows of u with the first `cols` rows of v: (count, cols).
void multiply(const ProductField& field, std::int64_t first, std::int64_t count, std::int64_t cols, Matrix& products)
{
    products.rows = count;
    products.cols = cols;
    products.values.assign(static_cast<std::size_t>(count * cols), 0);
    if (field.u.cols() == 0) return;
    add_dot_products(rows_from(field.u.matrix(), first, count), rows_from(field.v.matrix(), 0, cols), field.u.cols(),
                     products.values);
}

/// Cell (i, j) of the block is cell (j, first + i) of the whole as well.
template <class Number>
void write_transposed(const Matrix& products, std::int64_t first, std::int64_t width, std::span<Number> out)
{
    constexpr std::int64_t some = 8;  // columns of a line of the cache
    for (std::int64_t from = 0; from < products.cols; from += some)
        for (std::int64_t i = 0; i < products.rows; ++i)
            for (std::int64_t j = from; j < std::min(from + some, products.cols); ++j)
                out[static_cast<std::size_t>(j * width + first + i)] = static_cast<Number>(products(i, j));
}

template <class Number>
void write(const Matrix& products, std::int64_t first, std::int64_t width, std::span<Number> out)
{
    for (std::int64_t i = 0; i < products.rows; ++i)
        std::ranges::transform(products.row(i), out.begin() + (first + i) * width,
                               [](double number) { return static_cast<Number>(number); });
}

/// The block and its mirror image.
template <class Number>
void write_both(const ProductField& field, std::int64_t b, Matrix& products, std::span<Number> out)
{
    const std::int64_t rows = field.u.rows(), first = b * block, count = std::min(block, rows - first);
    multiply(field, first, count, first + count, products);
    write(products, first, rows, out);
    write_transposed(products, first, rows, out);
}

template <class Number>
void product_rows(const ProductField& field, std::int64_t first, std::int64_t count, std::span<Number> out)
{
    const std::int64_t blocks = (count + block - 1) / block, cols = field.v.rows();
    if (&field.u.matrix() == &field.v.matrix() && first == 0 && count == field.u.rows()) {
        // A long block goes with a short one, so that all threads have the same to do.
        parallel_for((blocks + 1) / 2, 1, [&](std::int64_t begin, std::int64_t end) {
            Matrix products;
            for (std::int64_t b = begin; b < end; ++b) {
                write_both(field, b, products, out);
                if (blocks - 1 - b != b) write_both(field, blocks - 1 - b, products, out);
            }
        });
        return;
    }
    parallel_for(count, 8, [&](std::int64_t begin, std::int64_t end) {
        Matrix products;
        for (std::int64_t r = begin; r < end; r += block) {
            multiply(field, first + r, std::min(block, end - r), cols, products);
            write(products, r, cols, out);
        }
    });
}

}  // namespace

void rows_of(const ProductField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    product_rows(field, first, count, out);
}

void rows_of(const ProductField& field, std::int64_t first, std::int64_t count, std::span<float> out)
{
    product_rows(field, first, count, out);
}

}  // namespace phasescope::parts

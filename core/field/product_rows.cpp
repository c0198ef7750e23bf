// Rows of products of tables: blocks of rows at a time, and where both tables are the same only one side of the diagonal.
#include <algorithm>
#include <utility>

#include "core/field/parts.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope::parts {
namespace {

/// Rows of one table with which all rows of the other are multiplied at one go, and how many of these at once: so that the
/// products do not leave the caches before they are written.
constexpr std::int64_t block_rows = 192, chunk_cols = 1024;

std::span<const double> rows_from(const Matrix& table, std::int64_t first, std::int64_t count)
{
    return std::span(table.values)
        .subspan(static_cast<std::size_t>(first * table.cols), static_cast<std::size_t>(count * table.cols));
}

/// Products of rows of u, from row on, with rows of v, from col on.
struct Block {
    std::int64_t row = 0, col = 0;
    Matrix products;
};

/// Calls take(block) for the products of `count` rows of u from `first` on with the first `cols` rows of v.
void multiply(const ProductField& field, std::int64_t first, std::int64_t count, std::int64_t cols, const auto& take)
{
    Block block{first, 0, {}};
    for (; block.col < cols; block.col += chunk_cols) {
        block.products.rows = count;
        block.products.cols = std::min(chunk_cols, cols - block.col);
        block.products.values.assign(static_cast<std::size_t>(count * block.products.cols), 0);
        if (field.u.cols() > 0)
            add_dot_products(rows_from(field.u.matrix(), first, count),
                             rows_from(field.v.matrix(), block.col, block.products.cols), field.u.cols(),
                             block.products.values);
        take(std::as_const(block));
    }
}

/// Into the rows from first_row on.
template <class Number>
void write(const Block& block, std::int64_t first_row, std::int64_t width, std::span<Number> out)
{
    for (std::int64_t i = 0; i < block.products.rows; ++i)
        std::ranges::transform(block.products.row(i), out.begin() + (block.row - first_row + i) * width + block.col,
                               [](double number) { return static_cast<Number>(number); });
}

/// Into their places on the other side of the diagonal.
template <class Number>
void write_mirrored(const Block& block, std::int64_t width, std::span<Number> out)
{
    constexpr std::int64_t some = 8;  // columns of a line of the cache
    const Matrix& products = block.products;
    for (std::int64_t from = 0; from < products.cols; from += some)
        for (std::int64_t i = 0; i < products.rows; ++i)
            for (std::int64_t j = from; j < std::min(from + some, products.cols); ++j)
                out[static_cast<std::size_t>((block.col + j) * width + block.row + i)] = static_cast<Number>(products(i, j));
}

/// Block b of rows up to the diagonal, and its mirror image.
template <class Number>
void write_both(const ProductField& field, std::int64_t b, std::span<Number> out)
{
    const std::int64_t rows = field.u.rows(), first = b * block_rows, count = std::min(block_rows, rows - first);
    multiply(field, first, count, first + count, [&](const Block& products) {
        write(products, 0, rows, out);
        write_mirrored(products, rows, out);
    });
}

template <class Number>
void product_rows(const ProductField& field, std::int64_t first, std::int64_t count, std::span<Number> out)
{
    const std::int64_t cols = field.v.rows();
    if (&field.u.matrix() == &field.v.matrix() && first == 0 && count == field.u.rows()) {
        // A long block goes with a short one, so that all threads have the same to do.
        const std::int64_t blocks = (count + block_rows - 1) / block_rows;
        parallel_for((blocks + 1) / 2, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t b = begin; b < end; ++b) {
                write_both(field, b, out);
                if (blocks - 1 - b != b) write_both(field, blocks - 1 - b, out);
            }
        });
        return;
    }
    parallel_for(count, 8, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; r += block_rows)
            multiply(field, first + r, std::min(block_rows, end - r), cols,
                     [&](const Block& products) { write(products, first, cols, out); });
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

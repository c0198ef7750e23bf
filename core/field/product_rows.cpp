// Rows of products of tables: blocks of rows at a time, and where both tables are the same only one side of the diagonal.
#include <algorithm>
#include <utility>
#include <vector>

#include "core/field/parts.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope::parts {
namespace {

/// Rows of one table with which all rows of the other are multiplied at one go, and how many of these at once: so that the
/// products do not leave the second-level cache before they are written.
constexpr std::int64_t block_rows = 192, chunk_cols = 240;

/// A table in the numbers in which it is multiplied.
template <class Number>
struct Factors {
    std::int64_t width;
    std::span<const Number> numbers;

    std::int64_t rows() const { return std::ssize(numbers) / width; }
    std::span<const Number> rows_from(std::int64_t first, std::int64_t count) const
    {
        return numbers.subspan(static_cast<std::size_t>(first * width), static_cast<std::size_t>(count * width));
    }
};

Factors<double> factors(const Matrix& table)
{
    return {table.cols, table.values};
}

/// Rounded to float.
class RoundedTable {
public:
    explicit RoundedTable(const Matrix& table) : width_(table.cols), numbers_(table.values.size())
    {
        parallel_for(table.rows, 256, [&](std::int64_t begin, std::int64_t end) {
            std::transform(table.values.begin() + begin * width_, table.values.begin() + end * width_,
                           numbers_.begin() + begin * width_, [](double number) { return static_cast<float>(number); });
        });
    }

    Factors<float> factors() const { return {width_, numbers_}; }

private:
    std::int64_t width_;
    std::vector<float> numbers_;
};

/// Products of rows of u, from row on, with rows of v, from col on.
struct Block {
    std::int64_t row = 0, col = 0;
    Matrix products;
};

/// Calls take(block) for the products of `count` rows of u from `first` on with the first `cols` rows of v.
template <class Number>
void multiply(const Factors<Number>& u, const Factors<Number>& v, std::int64_t first, std::int64_t count, std::int64_t cols,
              const auto& take)
{
    Block block{first, 0, {}};
    for (; block.col < cols; block.col += chunk_cols) {
        block.products.rows = count;
        block.products.cols = std::min(chunk_cols, cols - block.col);
        block.products.values.assign(static_cast<std::size_t>(count * block.products.cols), 0);
        add_dot_products(u.rows_from(first, count), v.rows_from(block.col, block.products.cols), u.width,
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
template <class Factor, class Number>
void write_both(const Factors<Factor>& table, std::int64_t b, std::span<Number> out)
{
    const std::int64_t rows = table.rows(), first = b * block_rows, count = std::min(block_rows, rows - first);
    multiply(table, table, first, count, first + count, [&](const Block& products) {
        write(products, 0, rows, out);
        write_mirrored(products, rows, out);
    });
}

/// The products of a table with itself.
template <class Factor, class Number>
void square(const Factors<Factor>& table, std::span<Number> out)
{
    // A long block goes with a short one, so that all threads have the same to do.
    const std::int64_t blocks = (table.rows() + block_rows - 1) / block_rows;
    parallel_for((blocks + 1) / 2, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t b = begin; b < end; ++b) {
            write_both(table, b, out);
            if (blocks - 1 - b != b) write_both(table, blocks - 1 - b, out);
        }
    });
}

template <class Factor, class Number>
void some_rows(const Factors<Factor>& u, const Factors<Factor>& v, std::int64_t first, std::int64_t count,
               std::span<Number> out)
{
    parallel_for(count, 8, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; r += block_rows)
            multiply(u, v, first + r, std::min(block_rows, end - r), v.rows(),
                     [&](const Block& products) { write(products, first, v.rows(), out); });
    });
}

bool of_one_table(const ProductField& field)
{
    return &field.u.matrix() == &field.v.matrix();
}

}  // namespace

void rows_of(const ProductField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    const Factors<double> u = factors(field.u.matrix()), v = factors(field.v.matrix());
    if (u.width == 0)
        std::ranges::fill(out, 0);
    else if (of_one_table(field) && count == u.rows())
        square(u, out);
    else
        some_rows(u, v, first, count, out);
}

void rows_of(const ProductField& field, std::int64_t first, std::int64_t count, std::span<float> out)
{
    constexpr std::int64_t few = 64;  // rows for which tables need not be rounded
    if (field.u.cols() == 0) {
        std::ranges::fill(out, 0);
    } else if (count < few) {
        some_rows(factors(field.u.matrix()), factors(field.v.matrix()), first, count, out);
    } else if (const RoundedTable v(field.v.matrix()); !of_one_table(field)) {
        some_rows(RoundedTable(field.u.matrix()).factors(), v.factors(), first, count, out);
    } else if (count == field.u.rows()) {
        square(v.factors(), out);
    } else {
        some_rows(v.factors(), v.factors(), first, count, out);
    }
}

}  // namespace phasescope::parts

#include "core/shared_rows.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <mutex>
#include <vector>

namespace phasescope {
namespace {

constexpr std::int64_t block_rows = 16;
constexpr std::int64_t few_rows = 4 * block_rows;  // up to so many are added one by one

bool has_numbers(std::span<const double> row)
{
    return !std::isnan(row.front());
}

void add(std::span<const double> row, std::span<double> sum)
{
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += row[c];
}

}  // namespace

struct SharedRows::Table {
    Matrix numbers;

    /// Row b: the sum of all rows before b * block_rows that hold numbers, and how many these are.
    struct Sums {
        Matrix before;
        std::vector<std::int64_t> count;
    };
    const Sums& sums() const
    {
        std::call_once(made_, [this] {
            const std::int64_t blocks = numbers.rows / block_rows;
            sums_ = {Matrix(blocks + 1, numbers.cols), std::vector<std::int64_t>(static_cast<std::size_t>(blocks) + 1)};
            for (std::int64_t b = 0; b < blocks; ++b) {
                const auto next = static_cast<std::size_t>(b) + 1;
                std::ranges::copy(sums_.before.row(b), sums_.before.row(b + 1).begin());
                sums_.count[next] =
                    sums_.count[next - 1] + add_rows(b * block_rows, (b + 1) * block_rows, sums_.before.row(b + 1));
            }
        });
        return sums_;
    }

    /// Adds rows to a sum; how many of them hold numbers.
    std::int64_t add_rows(std::int64_t begin, std::int64_t end, std::span<double> sum) const
    {
        std::int64_t count = 0;
        for (std::int64_t r = begin; r < end; ++r) {
            if (!has_numbers(numbers.row(r))) continue;
            add(numbers.row(r), sum);
            ++count;
        }
        return count;
    }

private:
    mutable std::once_flag made_;
    mutable Sums sums_;
};

SharedRows::SharedRows(Matrix numbers)
{
    auto table = std::make_shared<Table>();
    table->numbers = std::move(numbers);
    table_ = std::move(table);
}

const Matrix& SharedRows::matrix() const
{
    static const Matrix none;
    return table_ ? table_->numbers : none;
}

void SharedRows::mean(std::int64_t first, std::int64_t count, std::span<double> out) const
{
    assert(first >= 0 && count > 0 && first + count <= rows());
    std::ranges::fill(out, 0);
    if (out.empty()) return;
    std::int64_t added = 0;
    const std::int64_t last = first + count;
    if (count <= few_rows) {
        added = table_->add_rows(first, last, out);
    } else {
        const std::int64_t from = (first + block_rows - 1) / block_rows, to = last / block_rows;
        const Table::Sums& sums = table_->sums();
        const auto begin = sums.before.row(from), end = sums.before.row(to);
        for (std::size_t c = 0; c < out.size(); ++c) out[c] = end[c] - begin[c];
        added = sums.count[static_cast<std::size_t>(to)] - sums.count[static_cast<std::size_t>(from)];
        added += table_->add_rows(first, from * block_rows, out) + table_->add_rows(to * block_rows, last, out);
    }
    for (double& number : out) number /= static_cast<double>(added);  // 0 / 0 where none holds numbers
}

bool SharedRows::operator==(const SharedRows& other) const
{
    return table_ == other.table_ || matrix() == other.matrix();
}

}  // namespace phasescope

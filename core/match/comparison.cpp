#include "core/match/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace phasescope {
namespace {

/// Rows of zeros are padding this near to the beginning: the row of a padding token, which is the first or the second.
constexpr std::int64_t padding_rows = 2;

/// Numbers that a mask may hold in the place of minus infinity: what no bias and no score reaches.
constexpr double most_masked = -1e4;

constexpr std::int64_t enough_telling = 8;

/// Sums over one column.
struct ColumnSums {
    double count = 0, sum = 0, squares = 0;
};

class Comparing {
public:
    Comparing(const TableView& table, const MatchReading& reading, const MeantTable& meant,
              const WrittenPrecision& precision)
        : table_(table),
          reading_(reading),
          meant_(meant),
          precision_(precision),
          columns_(static_cast<std::size_t>(meant.cols))
    {
    }

    /// `meant`: the numbers of the row, without the scale.
    void take(std::int64_t row, std::span<const double> meant)
    {
        const bool empty = std::ranges::all_of(meant, [](double x) { return std::isnan(x); });
        if (empty && table_.cols() > 0 && std::isnan(table_(row, 0))) result_.empty_rows.push_back(row);
        const bool zero = !empty && table_.cols() > 1 && table_.is_zero(row)
                          && std::ranges::any_of(meant, [&](double x) { return std::abs(x * reading_.scale) > 1e-5; });
        if (zero && row < padding_rows) return result_.padding.push_back(row);
        if (zero) {
            result_.zero_rows.push_back(row);
            return differ(row, 0, std::abs(*std::ranges::max_element(meant, {}, [](double x) { return std::abs(x); })), 0);
        }
        ++compared_;
        for (std::int64_t c = 0; c < table_.cols(); ++c) take(row, c, meant[static_cast<std::size_t>(c)]);
    }

    TableComparison result()
    {
        double all = 0;
        for (const ColumnSums& column : columns_)
            if (column.count > 0) all += column.squares - column.sum * column.sum / column.count;
        result_.fit = all > 0 ? 1 - off_ / all : off_ == 0 ? 1 : 0;
        // What fits a few rows among many of zeros explains nothing.
        if (2 * std::ssize(result_.zero_rows) > compared_) result_.fit = 0;
        result_.telling = std::ssize(told_);
        return std::move(result_);
    }

private:
    void take(std::int64_t row, std::int64_t col, double unscaled)
    {
        const double number = table_(row, col);
        if (std::isinf(unscaled)) return number <= most_masked ? void() : differ(row, col, number, masked);
        if (std::isnan(unscaled)) return std::isnan(number) ? void() : differ(row, col, number, masked);
        if (!std::isfinite(number)) return differ(row, col, std::numeric_limits<double>::infinity(), 0);
        const double meant = reading_.scale * unscaled;
        double apart = std::abs(number - meant);
        if (meant_.on_circle) apart = std::abs(std::remainder(number - meant, 2 * pi));
        const double size = std::max(std::abs(number), std::abs(meant));
        const double allowed =
            std::abs(reading_.scale) * meant_.tolerance(row - reading_.first_row, col, unscaled) + precision_.error(size);
        ColumnSums& column = columns_[static_cast<std::size_t>(col)];
        ++column.count;
        column.sum += number;
        column.squares += number * number;
        off_ += apart * apart;
        if (apart > result_.excess * allowed) differ(row, col, apart, allowed);
        weigh(unscaled, allowed);
    }

    /// 0, and what the first position of every column has, tell nothing.
    void weigh(double unscaled, double allowed)
    {
        const double size = std::abs(reading_.scale) * (meant_.by_share ? std::abs(unscaled) : 1);
        if (unscaled == 0 || std::abs(unscaled) == 1 || allowed > size / 4) return;
        result_.bits += std::min(20.0, std::log2(size / allowed));
        if (std::ssize(told_) >= enough_telling || std::ranges::find(told_, unscaled) != told_.end()) return;
        told_.push_back(unscaled);
    }

    void differ(std::int64_t row, std::int64_t col, double apart, double allowed)
    {
        result_.excess = allowed > 0 && std::isfinite(apart) ? apart / allowed : std::numeric_limits<double>::infinity();
        result_.largest = apart;
        result_.tolerance = allowed;
        result_.row = row;
        result_.col = col;
    }

    static constexpr double masked = 0;
    const TableView& table_;
    const MatchReading& reading_;
    const MeantTable& meant_;
    const WrittenPrecision& precision_;
    std::vector<ColumnSums> columns_;
    std::vector<double> told_;
    double off_ = 0;
    std::int64_t compared_ = 0;
    TableComparison result_;
};

/// Calls each(row of the table, what is meant) for these rows behind the first, several of them made at a time.
template <class Each>
void for_meant_rows(const TableView& table, const MatchReading& reading, const MeantTable& meant,
                    const std::vector<std::int64_t>& rows, const Each& each)
{
    const std::int64_t cols = std::max<std::int64_t>(meant.cols, 1), block = std::max<std::int64_t>(1, 65536 / cols);
    std::vector<double> numbers(static_cast<std::size_t>(block * cols));
    const auto row_at = [&](std::size_t r) {
        return std::span<const double>(numbers).subspan(r * static_cast<std::size_t>(cols),
                                                        static_cast<std::size_t>(meant.cols));
    };
    if (rows.empty()) {
        for (std::int64_t first = 0; first < meant.rows; first += block) {
            const std::int64_t count = std::min(block, meant.rows - first);
            meant.fill(first, count, std::span(numbers).first(static_cast<std::size_t>(count * meant.cols)));
            for (std::int64_t r = 0; r < count; ++r)
                each(reading.first_row + first + r, row_at(static_cast<std::size_t>(r)));
        }
        return;
    }
    for (const std::int64_t row : rows) {
        if (row < reading.first_row || row >= table.rows()) continue;
        meant.fill(row - reading.first_row, 1, std::span(numbers).first(static_cast<std::size_t>(meant.cols)));
        each(row, row_at(0));
    }
}

}  // namespace

std::vector<std::int64_t> some_rows(std::int64_t rows)
{
    constexpr std::int64_t first = 8, most = 40;
    std::vector<std::int64_t> some;
    if (rows <= most) {
        some.resize(static_cast<std::size_t>(rows));
        std::iota(some.begin(), some.end(), 0);
        return some;
    }
    for (std::int64_t r = 0; r < first; ++r) some.push_back(r);
    for (std::int64_t i = 1; i <= most - first; ++i) some.push_back(first - 1 + (rows - first) * i / (most - first));
    return some;
}

double nearest_scale(const TableView& table, const MatchReading& reading, const MeantTable& meant,
                     const std::vector<std::int64_t>& rows)
{
    double products = 0, squares = 0;
    for_meant_rows(table, reading, meant, rows, [&](std::int64_t row, std::span<const double> numbers) {
        if (table.is_zero(row)) return;
        for (std::int64_t c = 0; c < meant.cols; ++c) {
            const double number = table(row, c), unscaled = numbers[static_cast<std::size_t>(c)];
            if (!std::isfinite(number) || !std::isfinite(unscaled)) continue;
            products += number * unscaled;
            squares += unscaled * unscaled;
        }
    });
    return squares > 0 ? products / squares : 1;
}

TableComparison compared(const TableView& table, const MatchReading& reading, const MeantTable& meant,
                         const WrittenPrecision& precision, const std::vector<std::int64_t>& rows)
{
    Comparing comparing(table, reading, meant, precision);
    for (std::int64_t row = 0; row < reading.first_row; ++row) {
        const std::vector<double> something(static_cast<std::size_t>(meant.cols), 1);
        if (!table.is_zero(row)) return {.excess = std::numeric_limits<double>::infinity()};
        comparing.take(row, something);
    }
    for_meant_rows(table, reading, meant, rows,
                   [&](std::int64_t row, std::span<const double> numbers) { comparing.take(row, numbers); });
    return comparing.result();
}

}  // namespace phasescope

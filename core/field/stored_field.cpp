#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/field/parts.hpp"
#include "core/kernels/arrows.hpp"
#include "core/parallel.hpp"

namespace phasescope::parts {
namespace {

/// The direction of the sum of the unit arrows; not a number where there is none.
double mean_angle(const StoredField& field, const CellRect& cells)
{
    double along = 0, across = 0;
    bool any = false;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double angle = field.values(row, col);
            if (std::isnan(angle)) continue;
            along += std::cos(angle);
            across += std::sin(angle);
            any = true;
        }
    }
    return any ? std::atan2(across, along) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double value(const StoredField& field, std::int64_t row, std::int64_t col)
{
    return field.values(row, col);
}

double mean(const StoredField& field, const CellRect& cells)
{
    if (cells.rows() == 1 && cells.cols() == 1) return field.values(cells.row0, cells.col0);
    if (field.reading == Reading::angle) return mean_angle(field, cells);
    double sum = 0, count = 0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double number = field.values(row, col);
            const bool is_number = !std::isnan(number);
            sum += is_number ? number : 0;
            count += is_number;
        }
    }
    return sum / count;
}

namespace {

/// Sums down the columns first_col .. of successive rows, over the cells that hold a number.
class ColumnSums {
public:
    ColumnSums(const StoredField& field, std::int64_t first_col, std::int64_t cols)
        : field_(field),
          first_col_(first_col),
          sum_(static_cast<std::size_t>(cols)),
          across_(field.reading == Reading::angle ? sum_.size() : 0),
          count_(sum_.size())
    {
    }

    void set_rows(std::int64_t first, std::int64_t count)
    {
        for (auto* numbers : {&sum_, &across_, &count_}) std::ranges::fill(*numbers, 0);
        for (std::int64_t row = first; row < first + count; ++row) {
            const auto cells = field_.values.row(row).subspan(static_cast<std::size_t>(first_col_), sum_.size());
            if (field_.reading == Reading::angle)
                add_arrows(cells, sum_, across_, count_);
            else
                add_values(cells);
        }
    }

    /// The mean over the rows and some columns; not a number where none of the cells is.
    double mean(std::int64_t first, std::int64_t count) const
    {
        double sum = 0, across = 0, cells = 0;
        for (std::int64_t c = first - first_col_; c < first - first_col_ + count; ++c) {
            const auto i = static_cast<std::size_t>(c);
            sum += sum_[i];
            cells += count_[i];
            if (!across_.empty()) across += across_[i];
        }
        if (across_.empty() || cells == 0) return sum / cells;
        return std::atan2(across, sum);
    }

private:
    void add_values(std::span<const double> cells)
    {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const bool is_number = !std::isnan(cells[c]);
            sum_[c] += is_number ? cells[c] : 0;
            count_[c] += is_number;
        }
    }

    const StoredField& field_;
    std::int64_t first_col_;
    std::vector<double> sum_, across_, count_;
};

}  // namespace

FloatMatrix raster(const StoredField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture(static_cast<std::int64_t>(rows.first.size()), static_cast<std::int64_t>(cols.first.size()));
    const std::int64_t first_col = std::ranges::min(cols.first), last_col = std::ranges::max(cols.first);
    parallel_for(picture.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        ColumnSums sums(field, first_col, last_col + cols.count - first_col);
        for (std::int64_t y = begin; y < end; ++y) {
            const std::int64_t row = rows.first[static_cast<std::size_t>(y)];
            if (y > begin && row == rows.first[static_cast<std::size_t>(y - 1)]) {
                std::ranges::copy(picture.row(y - 1), picture.row(y).begin());
                continue;
            }
            const bool single = rows.count == 1 && cols.count == 1;
            if (!single) sums.set_rows(row, rows.count);
            std::ranges::transform(cols.first, picture.row(y).begin(), [&](std::int64_t col) {
                return static_cast<float>(single ? field.values(row, col) : sums.mean(col, cols.count));
            });
        }
    });
    return picture;
}

void rows_of(const StoredField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    std::ranges::copy_n(field.values.values.begin() + first * field.values.cols, count * field.values.cols, out.begin());
}

StoredField part(const StoredField& field, int sign)
{
    StoredField result = field;
    for (std::int64_t i = 0; i < field.values.rows; ++i)
        for (std::int64_t j = 0; j < field.values.cols; ++j)
            result.values(i, j) = (field.values(i, j) + sign * field.values(j, i)) / 2;
    return result;
}

}  // namespace phasescope::parts

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

/// The terms after averaging over `rows` queries and `cols` keys.
WaveTerms averaged(const WaveTerms& terms, std::int64_t rows, std::int64_t cols)
{
    WaveTerms result = terms;
    for (std::size_t k = 0; k < result.amplitude.size(); ++k)
        result.amplitude[k] *= mean_factor(terms.frequency[k], rows) * mean_factor(terms.frequency[k], cols);
    return result;
}

double sum_at(const WaveTerms& terms, std::int64_t twice_x)
{
    double result = 0;
    wave_sums(terms, {&twice_x, 1}, {&result, 1});
    return result;
}

/// Values of a sum of waves at every distinct argument that a picture needs, each computed once.
///
/// Where both axes have the same zoom the argument is nearly constant along diagonals, so a picture of H x W pixels
/// needs only a few (H + W) of them. At unequal zoom there may be more; the arguments are then found by sorting.
class Table {
public:
    /// Collects key + sign * query for all pairs, with the given constant added; arguments are doubled positions.
    Table(const WaveTerms& terms, const AxisPixels& rows, const AxisPixels& cols, int sign, std::int64_t constant)
        : sign_(sign), constant_(constant)
    {
        if (terms.size() == 0) return;
        const auto [row_low, row_high] = std::ranges::minmax(rows.first);
        const auto [col_low, col_high] = std::ranges::minmax(cols.first);
        low_ = sign < 0 ? col_low - row_high : col_low + row_low;
        const std::int64_t high = sign < 0 ? col_high - row_low : col_high + row_high;
        slots_.assign(static_cast<std::size_t>(std::min(high - low_ + 1, dense_limit)), unseen);
        sparse_ = high - low_ + 1 > dense_limit;
        mark(rows, cols);
        fill(terms);
    }

    double at(std::int64_t query, std::int64_t key) const
    {
        if (values_.empty()) return 0;
        const std::int64_t argument = key + sign_ * query - low_;
        return values_[sparse_ ? index_.at(argument) : slots_[static_cast<std::size_t>(argument)]];
    }

private:
    static constexpr std::int64_t dense_limit = std::int64_t{1} << 24;
    static constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

    void mark(const AxisPixels& rows, const AxisPixels& cols)
    {
        for (const std::int64_t query : rows.first) {
            for (const std::int64_t key : cols.first) {
                const std::int64_t argument = key + sign_ * query - low_;
                const auto next = static_cast<std::uint32_t>(arguments_.size());
                if (sparse_) {
                    if (index_.try_emplace(argument, next).second) arguments_.push_back(argument);
                } else if (slots_[static_cast<std::size_t>(argument)] == unseen) {
                    slots_[static_cast<std::size_t>(argument)] = next;
                    arguments_.push_back(argument);
                }
            }
        }
    }

    void fill(const WaveTerms& terms)
    {
        std::vector<std::int64_t> twice_x;
        twice_x.reserve(arguments_.size());
        for (const std::int64_t argument : arguments_) twice_x.push_back(2 * (argument + low_) + constant_);
        values_.resize(arguments_.size());
        const std::int64_t grain = 1 + 50'000 / terms.size();
        parallel_for(static_cast<std::int64_t>(values_.size()), grain, [&](std::int64_t begin, std::int64_t end) {
            const auto from = static_cast<std::size_t>(begin), count = static_cast<std::size_t>(end - begin);
            wave_sums(terms, std::span(twice_x).subspan(from, count), std::span(values_).subspan(from, count));
        });
    }

    int sign_;
    std::int64_t constant_;
    std::int64_t low_ = 0;
    bool sparse_ = false;
    std::vector<std::uint32_t> slots_;
    std::unordered_map<std::int64_t, std::uint32_t> index_;
    std::vector<std::int64_t> arguments_;
    std::vector<double> values_;
};

}  // namespace

namespace parts {

double value(const OffsetField& field, std::int64_t row, std::int64_t col)
{
    return sum_at(field.difference, 2 * (col - row)) + sum_at(field.sum, 2 * (row + col + 2 * field.first_position));
}

double mean(const OffsetField& field, const CellRect& cells)
{
    const std::int64_t query = 2 * cells.row0 + cells.rows() - 1, key = 2 * cells.col0 + cells.cols() - 1;
    return sum_at(averaged(field.difference, cells.rows(), cells.cols()), key - query)
           + sum_at(averaged(field.sum, cells.rows(), cells.cols()), key + query + 4 * field.first_position);
}

FloatMatrix raster(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const std::int64_t row_half = rows.count - 1, col_half = cols.count - 1;
    const Table difference(averaged(field.difference, rows.count, cols.count), rows, cols, -1, col_half - row_half);
    const Table sum(averaged(field.sum, rows.count, cols.count), rows, cols, +1,
                    col_half + row_half + 4 * field.first_position);

    FloatMatrix picture(static_cast<std::int64_t>(rows.first.size()), static_cast<std::int64_t>(cols.first.size()));
    parallel_for(picture.rows, 64, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y) {
            const std::int64_t query = rows.first[static_cast<std::size_t>(y)];
            const std::span<float> out = picture.row(y);
            for (std::size_t x = 0; x < out.size(); ++x)
                out[x] = static_cast<float>(difference.at(query, cols.first[x]) + sum.at(query, cols.first[x]));
        }
    });
    return picture;
}

OffsetField part(const OffsetField& field, int sign)
{
    // K(t) + sign K(-t) over 2: a cos(wt + phi) becomes a cos(phi) cos(wt) or -a sin(phi) sin(wt).
    // Terms in j + i are symmetric.
    OffsetField result = field;
    for (std::size_t k = 0; k < result.difference.amplitude.size(); ++k) {
        const Turns64 phase = field.difference.phase[k];
        result.difference.amplitude[k] *= sign > 0 ? cos_turns(phase) : -sin_turns(phase);
        result.difference.phase[k] = sign > 0 ? 0 : -quarter_turn;
    }
    if (sign < 0) result.sum = {};
    return result;
}

}  // namespace parts
}  // namespace phasescope

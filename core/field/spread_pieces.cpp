// Spreads of a function of the offset in straight pieces, in closed form: however many cells.
#include <algorithm>
#include <array>

#include "core/field/spread_parts.hpp"
#include "core/parallel.hpp"

namespace phasescope::spreads {
namespace {

/// Pairs of a query and a key: `rows` queries, `cols` keys that begin `first` later; only offsets up to `last` count.
struct OffsetPairs {
    std::int64_t first, rows, cols, last;
};

/// The variance of runs of numbers, each known by its own: nothing cancels.
class Variance {
public:
    void add(double count, double mean, double variance)
    {
        const double apart = mean - mean_, all = count_ + count;
        mean_ += apart * (count / all);
        squares_ += count * variance + apart * apart * count_ * (count / all);
        count_ = all;
    }

    /// 0 / 0 where nothing was added.
    double variance() const { return squares_ / count_; }

private:
    double count_ = 0, mean_ = 0, squares_ = 0;
};

/// The numbers of a piece at offsets about `middle`, less the number that another one has at `origin`: the places in a piece
/// that begins far away are taken from the origin, so that large numbers cancel before they are multiplied.
double number_beyond(const OffsetPiece& piece, double middle, const OffsetPiece& other, double origin)
{
    return (piece.at_zero - other.at_zero) + (piece.slope - other.slope) * origin + piece.slope * (middle - origin);
}

/// Adds the offsets begin .. end - 1, of which the first has `pairs` pairs and each next `step` more.
void add_run(Variance& sum, std::int64_t begin, std::int64_t end, double pairs, double step, double middle_number,
             double slope)
{
    // About the middle of n offsets odd moments are nothing, and the mean square is (n^2 - 1) / 12.
    const auto n = static_cast<double>(end - begin);
    const double square = (n * n - 1) / 12, mean_pairs = pairs + step * (n - 1) / 2;
    const double centre = step * square / mean_pairs;
    sum.add(n * mean_pairs, middle_number + slope * centre, slope * slope * (square - centre * centre));
}

/// Offsets run from `low` up; the number of pairs rises by one an offset, stays, and falls: three straight stretches, each
/// cut again where a piece ends.
double variance(const OffsetLines& lines, const OffsetPairs& pairs)
{
    const std::int64_t low = pairs.first - pairs.rows + 1, high = std::min(pairs.first + pairs.cols - 1, pairs.last);
    const std::int64_t shorter = std::min(pairs.rows, pairs.cols), longer = std::max(pairs.rows, pairs.cols);
    const std::array<std::int64_t, 4> corners{low, low + shorter - 1, low + longer - 1, high + 1};
    const auto& pieces = lines.pieces();
    auto piece = std::ranges::upper_bound(pieces, low, {}, &OffsetPiece::first) - 1;
    const OffsetPiece origin_piece = *piece;
    const auto origin = static_cast<double>(low);
    Variance sum;
    for (std::size_t stretch = 0; stretch < 3; ++stretch) {
        std::int64_t begin = std::min(corners[stretch], high + 1);
        const std::int64_t end = stretch == 2 ? high + 1 : std::min(corners[stretch + 1], high + 1);
        const double step = 1 - static_cast<double>(stretch);
        while (begin < end) {
            while (piece + 1 != pieces.end() && (piece + 1)->first <= begin) ++piece;
            const std::int64_t until = piece + 1 == pieces.end() ? end : std::min(end, (piece + 1)->first);
            const double middle = static_cast<double>(begin + until - 1) / 2;
            const double number = number_beyond(*piece, middle, origin_piece, origin);
            const auto first_pairs = static_cast<double>(pairs_at(begin, pairs.first, pairs.rows, pairs.cols));
            add_run(sum, begin, until, first_pairs, step, number, piece->slope);
            begin = until;
        }
    }
    return sum.variance();
}

}  // namespace

double effort(const PieceField& field, const Grid& grid)
{
    constexpr double pixel = 20, run = 40;
    return pixel * grid.pixels()
           + run * (3 * grid.differences + grid.overlap() * static_cast<double>(field.lines.pieces().size()));
}

FloatMatrix raster(const PieceField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const Distinct differences = distinct(rows, cols, -1);
    std::vector<double> variances(differences.values.size());
    parallel_for(std::ssize(variances), 1000, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            variances[i] = variance(field.lines, {differences.values[i] + field.key_lead, rows.count, cols.count,
                                                  field.causal ? 0 : greatest_offset});
    });
    return scattered(differences, variances, rows, cols);
}

}  // namespace phasescope::spreads

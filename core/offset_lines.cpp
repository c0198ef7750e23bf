#include "core/offset_lines.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace phasescope {
namespace {

/// The sum over t = 0 .. count - 1 of (a + b t)(c + e t).
double sum_of_products(double count, double a, double b, double c, double e)
{
    const double linear = count * (count - 1) / 2, square = linear * (2 * count - 1) / 3;
    return count * a * c + linear * (a * e + b * c) + square * b * e;
}

}  // namespace

OffsetLines::OffsetLines(std::vector<OffsetPiece> pieces) : pieces_(std::move(pieces))
{
    assert(!pieces_.empty() && pieces_.front().first == least_offset);
    assert(std::ranges::is_sorted(pieces_, std::ranges::less_equal{}, &OffsetPiece::first));
}

std::size_t OffsetLines::piece_of(std::int64_t offset) const
{
    assert(!pieces_.empty() && offset >= least_offset);
    const auto after = std::ranges::upper_bound(pieces_, offset, {}, &OffsetPiece::first);
    return static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

std::int64_t OffsetLines::end_of(std::size_t piece) const
{
    return piece + 1 < pieces_.size() ? pieces_[piece + 1].first : greatest_offset + 1;
}

double OffsetLines::at(std::int64_t offset) const
{
    const OffsetPiece& piece = pieces_[piece_of(offset)];
    return piece.at_zero + piece.slope * static_cast<double>(offset) + 0.0;  // a zero has no sign
}

double OffsetLines::mean(std::int64_t first, std::int64_t rows, std::int64_t cols, std::int64_t last) const
{
    // Offsets run from `low` up; the number of pairs rises by one an offset, stays, and falls: three straight stretches,
    // each cut again where a piece ends.
    const std::int64_t low = first - rows + 1, high = std::min(first + cols - 1, last);
    if (low > high) return std::numeric_limits<double>::quiet_NaN();
    const std::int64_t shorter = std::min(rows, cols), longer = std::max(rows, cols);
    const std::int64_t corners[] = {low, low + shorter - 1, low + longer - 1, high + 1};
    double sum = 0, count = 0;
    std::size_t piece = piece_of(low);
    for (int stretch = 0; stretch < 3; ++stretch) {
        std::int64_t begin = std::min(corners[stretch], high + 1);
        const std::int64_t end = stretch == 2 ? high + 1 : std::min(corners[stretch + 1], high + 1);
        const double step = stretch == 0 ? 1 : stretch == 1 ? 0 : -1;
        while (begin < end) {
            while (end_of(piece) <= begin) ++piece;
            const std::int64_t until = std::min(end, end_of(piece));
            const auto offsets = static_cast<double>(until - begin);
            const auto pairs = static_cast<double>(pairs_at(begin, first, rows, cols));
            sum += sum_of_products(offsets, at(begin), pieces_[piece].slope, pairs, step);
            count += sum_of_products(offsets, 1, 0, pairs, step);
            begin = until;
        }
    }
    return sum / count;
}

OffsetLines OffsetLines::reversed() const
{
    std::vector<OffsetPiece> result;
    for (std::size_t i = pieces_.size(); i-- > 0;) result.push_back({1 - end_of(i), pieces_[i].at_zero, -pieces_[i].slope});
    return OffsetLines(std::move(result));
}

std::pair<double, double> OffsetLines::extremes(std::int64_t first, std::int64_t last) const
{
    double least = at(first), greatest = least;
    // A straight piece is greatest and least at its ends.
    for (std::size_t piece = piece_of(first); piece < pieces_.size() && pieces_[piece].first <= last; ++piece) {
        for (const std::int64_t end : {std::max(first, pieces_[piece].first), std::min(last, end_of(piece) - 1)}) {
            least = std::min(least, at(end));
            greatest = std::max(greatest, at(end));
        }
    }
    return {least, greatest};
}

double OffsetLines::largest(std::int64_t reach) const
{
    const auto [least, greatest] = extremes(-reach, reach);
    return std::max(std::abs(least), std::abs(greatest));
}

OffsetLines combined(double a, const OffsetLines& f, double b, const OffsetLines& g)
{
    std::vector<OffsetPiece> result;
    std::size_t i = 0, j = 0;
    while (i < f.pieces().size() || j < g.pieces().size()) {
        const std::int64_t next_f = i < f.pieces().size() ? f.pieces()[i].first : greatest_offset + 1;
        const std::int64_t next_g = j < g.pieces().size() ? g.pieces()[j].first : greatest_offset + 1;
        const std::int64_t first = std::min(next_f, next_g);
        i += next_f == first;
        j += next_g == first;
        const OffsetPiece &in_f = f.pieces()[i - 1], &in_g = g.pieces()[j - 1];
        result.push_back({first, a * in_f.at_zero + b * in_g.at_zero, a * in_f.slope + b * in_g.slope});
    }
    return OffsetLines(std::move(result));
}

std::int64_t pairs_at(std::int64_t offset, std::int64_t first, std::int64_t rows, std::int64_t cols)
{
    // Queries i with 0 <= i < rows and first <= i + offset < first + cols.
    const std::int64_t begin = std::max<std::int64_t>(0, first - offset), end = std::min(rows, first + cols - offset);
    return std::max<std::int64_t>(0, end - begin);
}

}  // namespace phasescope

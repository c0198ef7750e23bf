// What each kind of field answers, as if nothing were masked; field.cpp asks the kind at hand.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "core/field/field.hpp"
#include "core/kernels/streaming.hpp"
#include "core/parallel.hpp"

namespace phasescope::parts {

double value(const WaveField& field, std::int64_t row, std::int64_t col);
double value(const OffsetField& field, std::int64_t row, std::int64_t col);
double value(const PieceField& field, std::int64_t row, std::int64_t col);
double value(const ProductField& field, std::int64_t row, std::int64_t col);
double value(const StoredField& field, std::int64_t row, std::int64_t col);
double value(const DifferenceField& field, std::int64_t row, std::int64_t col);

double mean(const WaveField& field, const CellRect& cells);
double mean(const OffsetField& field, const CellRect& cells);
double mean(const PieceField& field, const CellRect& cells);
double mean(const ProductField& field, const CellRect& cells);
double mean(const StoredField& field, const CellRect& cells);
double mean(const DifferenceField& field, const CellRect& cells);

FloatMatrix raster(const WaveField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const PieceField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const StoredField& field, const AxisPixels& rows, const AxisPixels& cols);
FloatMatrix raster(const DifferenceField& field, const AxisPixels& rows, const AxisPixels& cols);

/// Functions of the offset hide by themselves what is masked.
void rows_of(const WaveField& field, std::int64_t first, std::int64_t count, std::span<double> out);
void rows_of(const OffsetField& field, std::int64_t first, std::int64_t count, std::span<double> out);
void rows_of(const PieceField& field, std::int64_t first, std::int64_t count, std::span<double> out);
void rows_of(const ProductField& field, std::int64_t first, std::int64_t count, std::span<double> out);
void rows_of(const StoredField& field, std::int64_t first, std::int64_t count, std::span<double> out);
void rows_of(const DifferenceField& field, std::int64_t first, std::int64_t count, std::span<double> out);

void rows_of(const WaveField& field, std::int64_t first, std::int64_t count, std::span<float> out);
void rows_of(const OffsetField& field, std::int64_t first, std::int64_t count, std::span<float> out);
void rows_of(const PieceField& field, std::int64_t first, std::int64_t count, std::span<float> out);
void rows_of(const ProductField& field, std::int64_t first, std::int64_t count, std::span<float> out);

/// Row r, cell c is offsets[c - r + count - 1], a function of the offset: `cols` cells in each of `count` rows. Offsets from
/// number `shown` on hold no number.
template <class Number>
void copy_diagonals(std::vector<Number> offsets, std::int64_t shown, std::int64_t count, std::int64_t cols,
                    std::span<Number> out)
{
    const auto width = static_cast<std::size_t>(cols);
    const bool streamed = is_worth_streaming(out.size_bytes());
    if (shown < std::ssize(offsets))
        std::fill(offsets.begin() + std::max<std::int64_t>(shown, 0), offsets.end(),
                  std::numeric_limits<Number>::quiet_NaN());
    parallel_for(count, 1 + 100'000 / std::max<std::int64_t>(cols, 1), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            const auto from = std::span<const Number>(offsets).subspan(static_cast<std::size_t>(count - 1 - r), width);
            const auto to = out.subspan(static_cast<std::size_t>(r) * width, width);
            if (streamed)
                copy_streamed(from, to);
            else
                std::ranges::copy(from, to.begin());
        }
        end_streaming();
    });
}

/// How many of the offsets of `count` rows from `first` on, in the order of copy_diagonals(), the causal mask shows.
inline std::int64_t shown_offsets(const auto& field, std::int64_t first, std::int64_t count)
{
    return field.causal ? first + count - field.key_lead : field.cols + count - 1;
}

/// The mean of `count` numbers of a row, from `first` on.
double mean_of(std::span<const double> row, std::int64_t first, std::int64_t count);

/// The terms as a pixel over `rows` successive positions shows them.
WaveTerms smoothed(const WaveTerms& terms, std::int64_t rows);

double pixel(const WaveField& field, const CellRect& cells);

/// The terms after averaging over `rows` successive positions on one axis and `cols` on the other.
WaveTerms averaged(const WaveTerms& terms, std::int64_t rows, std::int64_t cols);

/// (field + sign field^T) / 2.
OffsetField part(const OffsetField& field, int sign);
PieceField part(const PieceField& field, int sign);
ProductField part(const ProductField& field, int sign);
StoredField part(const StoredField& field, int sign);
DifferenceField part(const DifferenceField& field, int sign);

}  // namespace phasescope::parts

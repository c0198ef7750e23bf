// A field is a sheet of cells that can be looked at: rows x columns of numbers, seldom stored.
//
// Every kind can be asked for the value of a cell and for the exact mean over a rectangle of cells, at a cost that
// does not depend on how many cells the rectangle holds (stored fields excepted).
#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "core/field/cells.hpp"
#include "core/matrix.hpp"
#include "core/offset_lines.hpp"
#include "core/shared_rows.hpp"
#include "core/waves.hpp"

namespace phasescope {

/// What is read off a wave: its value, or its angle in [-pi, pi).
enum class Reading { value, angle };

/// Row r, column c: amplitude[c] cos(2 pi ((first_position + r) frequency[c] + phase[c])).
/// Read as an angle, a cell is the angle itself and a mean is the direction of the mean arrow.
struct WaveField {
    std::int64_t rows = 0;
    std::int64_t first_position = 0;
    WaveTerms channels;
    bool alternating = false;  ///< neighbouring columns are the sine and cosine of one pair
    Reading reading = Reading::value;

    bool operator==(const WaveField&) const = default;
};

/// Query i in rows, key j in columns: K(j - i) = the sum of the terms at the offset j - i, plus, for the sine that
/// has no partner where the dimension is odd, terms at j + i. The first row and column are position first_position.
struct OffsetField {
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::int64_t first_position = 0;
    WaveTerms difference;
    WaveTerms sum;
    std::int64_t key_lead = 0;  ///< how much later the first key is than the first query; matters for the mask only
    bool causal = false;        ///< cells of keys after their query hold no number

    bool operator==(const OffsetField&) const = default;
};

/// Query i in rows, key j in columns: a function of the offset j + key_lead - i in straight pieces.
struct PieceField {
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::int64_t key_lead = 0;
    OffsetLines lines;
    bool causal = false;

    bool operator==(const PieceField&) const = default;
};

/// u_i . v_j with the rows of two tables: u (rows, r) and v (cols, r).
struct ProductField {
    SharedRows u;
    SharedRows v;
    std::int64_t key_lead = 0;  ///< as in OffsetField
    bool causal = false;

    bool operator==(const ProductField&) const = default;
};

/// A matrix in memory. Cells that are no number are left out of means; the mean of angles is the direction of the mean
/// arrow.
struct StoredField {
    Matrix values;
    Reading reading = Reading::value;

    bool operator==(const StoredField&) const = default;
};

struct FieldTerm;

/// The first field less the second, cell by cell; both have the same shape. No number where either has none; the mean over
/// a rectangle is the difference of the two means, each over the cells that hold a number in its field.
struct DifferenceField {
    std::vector<FieldTerm> terms;  ///< two

    bool operator==(const DifferenceField& other) const;
};

using Field = std::variant<WaveField, OffsetField, PieceField, ProductField, StoredField, DifferenceField>;

struct FieldTerm {
    Field field;

    bool operator==(const FieldTerm&) const = default;
};

/// The difference of two fields of the same shape.
Field difference(Field first, Field second);

std::int64_t row_count(const Field& field);
std::int64_t col_count(const Field& field);

/// How many neighbouring columns a pixel wider than a cell must take together: 2 where they alternate.
std::int64_t column_group(const Field& field);

/// The number in one cell; the cell must be inside. NaN where the cell holds none: masked, or not defined.
double value(const Field& field, std::int64_t row, std::int64_t col);

/// The exact mean over the cells that hold a number; NaN where none does. The rectangle must be inside and not empty.
double mean(const Field& field, const CellRect& cells);

/// What a pixel over these cells shows: their mean; but of several rows of waves the mean under a tent about twice as long
/// (tent_factor), the waves going on beyond the first and the last row. Else waves of one to two pixels would leave patterns
/// that the numbers do not have. Scores need none: means over rows and columns are a tent over the offset.
double pixel(const Field& field, const CellRect& cells);

/// How many rows have a part in a pixel over `count` rows: more where it is a tent.
std::int64_t rows_under_pixel(const Field& field, std::int64_t count);

/// The cells under all pixels of a picture.
struct PicturePixels {
    AxisPixels rows, cols;
};

/// Of a window of the field, `height` x `width` pixels. Samples have one cell each.
PicturePixels pixels_of(const Field& field, const Window& window, std::int64_t height, std::int64_t width,
                        Showing showing = Showing::mean);

/// The picture: pixel (y, x) is pixel() of the cells rows.first[y].. x cols.first[x].. Shape (rows, cols) pixels.
FloatMatrix raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols);

/// The picture of a window of the field, `height` x `width` pixels.
FloatMatrix raster(const Field& field, const Window& window, std::int64_t height, std::int64_t width);

/// The cells of whole rows first .. first + count - 1 into `out`, row after row: count * col_count numbers.
void rows_of(const Field& field, std::int64_t first, std::int64_t count, std::span<double> out);

/// The same rounded to float; waves of a table are computed in float, with an error of 1.2e-7 of their amplitude, and
/// products of many rows as add_dot_products() does it.
void rows_of(const Field& field, std::int64_t first, std::int64_t count, std::span<float> out);

/// The whole field as numbers.
Matrix dense(const Field& field);

namespace plain {
/// The twin of raster(): one pixel after another.
FloatMatrix raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols);
/// The twin of mean(): the sum of the cells over their count.
double mean(const Field& field, const CellRect& cells);
/// The twin of pixel() of waves that are read as values: the sum of the cells, each with its height under the tent.
double pixel(const WaveField& field, const CellRect& cells);
}  // namespace plain

/// The field with keys after their query masked, or not. Only scores can be masked; others are returned as they are.
Field masked(Field field, bool causal);

/// The symmetric part (A + A^T)/2 and the antisymmetric part (A - A^T)/2 of a square field whose rows and columns
/// are the same positions, as fields of the same kind. Nothing of them is masked.
Field symmetric_part(const Field& field);
Field antisymmetric_part(const Field& field);

}  // namespace phasescope

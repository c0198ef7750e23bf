#include "core/field/field.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/picture.hpp"
#include "core/random.hpp"
#include "core/rotation.hpp"
#include "targets.hpp"
#include "variants.hpp"

namespace phasescope::field_test {
namespace {

struct Sample {
    std::string name;
    Field field;
    double reach = 1;  ///< no cell is larger
};

Field sheet(Scene scene, Sheet which)
{
    return picture(repaired(std::move(scene)), which)->field;
}

/// The waves and offset fields that the encodings have, at any length.
std::vector<Sample> analytic_fields(std::int64_t length, std::int64_t start)
{
    Scene even, odd, rope;
    even.settings = {16, 10000, 0, 0};
    odd.settings = {7, 10000, 1, 0};
    rope.encoding = "rope";
    rope.settings = {12, 500, 1, 0.5};
    rope.content.kind = ContentKind::different;
    for (Scene* scene : {&even, &odd, &rope}) {
        scene->length = length;
        scene->start = start;
    }
    return {
        {"interleaved table", sheet(even, Sheet::matrix), 1},
        {"table in halves, odd", sheet(odd, Sheet::matrix), 1},
        {"rotated vector", sheet(rope, Sheet::rotated), 5},
        {"angles", sheet(even, Sheet::angles), pi},
        {"similarity", sheet(even, Sheet::similarity), 8},
        {"similarity, odd", sheet(odd, Sheet::similarity), 4},
        {"score", sheet(rope, Sheet::score), 30},
        {"antisymmetric part", sheet(rope, Sheet::antisymmetric), 30},
    };
}

/// Every kind of field, small enough to be looked at cell by cell; positions from 0 and up to 2^31.
std::vector<Sample> small_fields()
{
    std::vector<Sample> all = analytic_fields(90, 0);
    for (Sample& sample : analytic_fields(90, max_length - 89))
        all.push_back({sample.name + ", far out", sample.field, sample.reach});
    all.push_back({"product", ProductField{random_matrix(50, 5, 1), random_matrix(70, 5, 2)}, 40});
    all.push_back({"stored", StoredField{random_matrix(60, 40, 3)}, 6});
    return all;
}

bool is_angle(const Field& field)
{
    const auto* wave = std::get_if<WaveField>(&field);
    return wave && wave->reading == Reading::angle;
}

/// Random rectangles of cells, single cells among them.
CellRect random_rectangle(std::mt19937_64& random, const Field& field)
{
    const auto span = [&](std::int64_t cells, std::int64_t& begin, std::int64_t& end) {
        begin = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(cells));
        end = begin + 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(cells - begin));
        if (random() % 4 == 0) end = begin + 1;
    };
    CellRect cells;
    span(row_count(field), cells.row0, cells.row1);
    span(col_count(field), cells.col0, cells.col1);
    return cells;
}

std::string text(const CellRect& cells)
{
    return "rows " + std::to_string(cells.row0) + " to " + std::to_string(cells.row1) + ", columns "
           + std::to_string(cells.col0) + " to " + std::to_string(cells.col1);
}

TEST(Field, TheMeanIsTheSumOfTheCellsOverTheirNumber)
{
    std::mt19937_64 random(21);
    for (const Sample& sample : small_fields()) {
        if (is_angle(sample.field)) continue;
        for (int i = 0; i < 60; ++i) {
            const CellRect cells = random_rectangle(random, sample.field);
            // The plain sum rounds once a cell by at most 2^-53 of the sum; each cell is good to some 1e-15 of its reach.
            const double tolerance = sample.reach * (static_cast<double>(cells.rows() * cells.cols()) * 0x1p-53 + 2e-15);
            ASSERT_NEAR(mean(sample.field, cells), plain::mean(sample.field, cells), tolerance)
                << sample.name << ", " << text(cells);
        }
    }
}

TEST(Field, TheMeanOverManyPositionsIsExact)
{
    for (const Sample& sample : analytic_fields(200'000, 1'000'000'007)) {
        if (is_angle(sample.field)) continue;
        const std::int64_t col = col_count(sample.field) / 2;
        for (const CellRect& cells : {CellRect{5, 100'006, col, col + 1}, CellRect{0, 200'000, col, col + 1}}) {
            // 2 10^5 roundings of a running sum: a random walk of 450 steps of 2^-53 of at most 2 10^5 reaches, over 2 10^5.
            ASSERT_NEAR(mean(sample.field, cells), plain::mean(sample.field, cells), sample.reach * 1e-12) << sample.name;
        }
    }
}

TEST(Field, TheMeanOfAnglesIsTheDirectionOfTheMeanArrow)
{
    std::mt19937_64 random(22);
    for (const Sample& sample : small_fields()) {
        if (!is_angle(sample.field)) continue;
        for (int i = 0; i < 60; ++i) {
            const CellRect cells = random_rectangle(random, sample.field);
            double along = 0, across = 0;
            for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
                for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
                    along += std::cos(value(sample.field, row, col));
                    across += std::sin(value(sample.field, row, col));
                }
            }
            const double length = std::hypot(along, across), direction = mean(sample.field, cells);
            // The sums are good to 1e-12; seen from an arrow of this length that is an angle of 1e-12 / length.
            EXPECT_NEAR(std::cos(direction), along / length, 1e-15 + 1e-12 / length) << text(cells);
            EXPECT_NEAR(std::sin(direction), across / length, 1e-15 + 1e-12 / length) << text(cells);
        }
    }
}

TEST(Field, RowsAndTheDenseMatrixHoldTheValuesOfTheCells)
{
    for (const Sample& sample : small_fields()) {
        const Matrix all = dense(sample.field);
        ASSERT_EQ(all.rows, row_count(sample.field));
        ASSERT_EQ(all.cols, col_count(sample.field));
        for (std::int64_t row = 0; row < all.rows; ++row)
            for (std::int64_t col = 0; col < all.cols; ++col)
                ASSERT_NEAR(all(row, col), value(sample.field, row, col), sample.reach * 2e-15) << sample.name;
        const std::int64_t first = 17, count = 12;
        std::vector<double> rows(static_cast<std::size_t>(count * all.cols));
        rows_of(sample.field, first, count, rows);
        for (std::int64_t i = 0; i < count * all.cols; ++i)
            ASSERT_NEAR(rows[static_cast<std::size_t>(i)], all(first + i / all.cols, i % all.cols), sample.reach * 2e-15)
                << sample.name;
        rows_of(sample.field, all.rows, 0, std::span<double>{});
    }
}

void expect_equal_pictures(const Sample& sample, const AxisPixels& rows, const AxisPixels& cols)
{
    const FloatMatrix fast = raster(sample.field, rows, cols), slow = plain::raster(sample.field, rows, cols);
    ASSERT_EQ(fast.rows, slow.rows);
    ASSERT_EQ(fast.cols, slow.cols);
    for (std::size_t i = 0; i < fast.values.size(); ++i) {
        const double one = fast.values[i], other = slow.values[i];
        // Two floats of at most the reach, each rounded by 6e-8 of it. Angles meet at -pi and pi.
        const double difference = is_angle(sample.field) ? std::remainder(one - other, 2 * pi) : one - other;
        ASSERT_LE(std::abs(difference), 1.3e-7 * sample.reach) << sample.name << ", pixel " << i << ": " << one << " and "
                                                               << other << " at zoom " << rows.count << " x " << cols.count;
    }
}

/// A part of an axis of `cells` cells; edges anywhere.
std::pair<double, double> random_part(std::mt19937_64& random, std::int64_t cells)
{
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    const double begin = uniform() * static_cast<double>(cells) * 0.8;
    return {begin, begin + (static_cast<double>(cells) - begin) * (0.01 + 0.99 * uniform())};
}

TEST(Field, ThePictureOfAnyWindowIsThePlainOne)
{
    std::mt19937_64 random(23);
    for (const Sample& sample : small_fields()) {
        for (int i = 0; i < 8; ++i) {
            const auto [row0, row1] = random_part(random, row_count(sample.field));
            const auto [col0, col1] = random_part(random, col_count(sample.field));
            const auto height = 1 + static_cast<std::int64_t>(random() % 60),
                       width = 1 + static_cast<std::int64_t>(random() % 60);
            expect_equal_pictures(
                sample, cells_under_pixels(row0, row1, height, row_count(sample.field)),
                cells_under_pixels(col0, col1, width, col_count(sample.field), column_group(sample.field)));
        }
    }
}

TEST(Field, ThePictureOfTheLongestFieldIsThePlainOneAtEqualAndAtUnequalZoom)
{
    std::mt19937_64 random(24);
    for (const Sample& sample : analytic_fields(max_length, 0)) {
        const std::int64_t rows = row_count(sample.field), cols = col_count(sample.field);
        for (int i = 0; i < 3; ++i) {
            const auto [row0, row1] = random_part(random, rows);
            const auto [col0, col1] = random_part(random, cols);
            // 90 x 110 pixels of unequal zoom have more arguments than are worth a table.
            expect_equal_pictures(sample, cells_under_pixels(row0, row1, 90, rows),
                                  cells_under_pixels(col0, col1, 110, cols, column_group(sample.field)));
        }
        if (rows != cols) continue;
        const auto [begin, end] = random_part(random, rows);
        expect_equal_pictures(sample, cells_under_pixels(begin, end, 80, rows), cells_under_pixels(begin, end, 80, cols));
    }
}

TEST(Field, PicturesAreTheSameOnEveryInstructionSet)
{
    const std::vector<Sample> fields = analytic_fields(1'000'000, 5);
    for_each_target([&] {
        for (const Sample& sample : fields) {
            const std::int64_t rows = row_count(sample.field), cols = col_count(sample.field);
            expect_equal_pictures(sample, cells_under_pixels(0, static_cast<double>(rows), 40, rows),
                                  cells_under_pixels(0, static_cast<double>(cols), 33, cols, column_group(sample.field)));
        }
    });
}

TEST(Field, APictureAtOneCellPerPixelShowsTheCells)
{
    for (const Sample& sample : small_fields()) {
        const std::int64_t rows = row_count(sample.field), cols = col_count(sample.field);
        const FloatMatrix shown =
            raster(sample.field, {0, static_cast<double>(rows), 0, static_cast<double>(cols)}, rows, cols);
        for (std::int64_t row = 0; row < rows; ++row)
            for (std::int64_t col = 0; col < cols; ++col)
                ASSERT_NEAR(shown(row, col), value(sample.field, row, col), 6.1e-8 * sample.reach) << sample.name;
    }
}

TEST(Field, TheSymmetricAndTheAntisymmetricPartAreTransposesOfThemselvesAndSumToTheField)
{
    std::vector<Sample> squares;
    for (const Sample& sample : small_fields())
        if (row_count(sample.field) == col_count(sample.field)) squares.push_back(sample);
    squares.push_back({"square product", ProductField{random_matrix(30, 4, 5), random_matrix(30, 4, 6)}, 30});
    squares.push_back({"square stored", StoredField{random_matrix(30, 30, 7)}, 6});
    ASSERT_EQ(squares.size(), 10u);
    for (const Sample& sample : squares) {
        const Matrix whole = dense(sample.field);
        const Matrix even = dense(symmetric_part(sample.field)), odd = dense(antisymmetric_part(sample.field));
        const double tolerance = sample.reach * 4e-15;
        for (std::int64_t i = 0; i < whole.rows; ++i) {
            for (std::int64_t j = 0; j < whole.cols; ++j) {
                ASSERT_NEAR(even(i, j), (whole(i, j) + whole(j, i)) / 2, tolerance) << sample.name;
                ASSERT_NEAR(odd(i, j), (whole(i, j) - whole(j, i)) / 2, tolerance) << sample.name;
            }
        }
    }
}

Matrix products_of_rows(const Matrix& u, const Matrix& v)
{
    Matrix result(u.rows, v.rows);
    for (std::int64_t i = 0; i < u.rows; ++i)
        for (std::int64_t j = 0; j < v.rows; ++j)
            for (std::int64_t c = 0; c < u.cols; ++c) result(i, j) += u(i, c) * v(j, c);
    return result;
}

void expect_equal(const Matrix& one, const Matrix& other, double tolerance)
{
    ASSERT_EQ(one.rows, other.rows);
    ASSERT_EQ(one.cols, other.cols);
    for (std::size_t i = 0; i < one.values.size(); ++i) {
        if (std::isnan(one.values[i]) && std::isnan(other.values[i])) continue;
        ASSERT_NEAR(one.values[i], other.values[i], tolerance) << "cell " << i;
    }
}

/// Whether the rows of query and key differ, though both hold the same.
bool grows(const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation && !rotation->growth.empty();
}

TEST(Field, TheSimilarityIsTheDotProductOfTheRowsOfTheTableForEveryEncoding)
{
    for (const std::int64_t start : {std::int64_t{0}, max_length - 20}) {
        for (const Variant& variant : variants(20, start)) {
            SCOPED_TRACE(variant.name);
            const Mechanism mechanism = mechanism_of(variant.scene);
            if (!has_sheet(mechanism, Sheet::similarity) || grows(mechanism)) continue;
            const Matrix rows = dense(sheet(variant.scene, Sheet::matrix));
            // At most 16 products of numbers up to 1, each 1e-15 off.
            expect_equal(dense(sheet(variant.scene, Sheet::similarity)), products_of_rows(rows, rows), 2e-14);
        }
    }
}

TEST(Field, TheScoreIsTheDotProductOfTheRotatedRowsForEveryEncodingAndContent)
{
    for (const Variant& variant : variants(20, max_length - 20)) {
        if (!has_sheet(variant.scene, Sheet::rotated)) continue;
        for (const Scene& scene : with_contents(variant.scene)) {
            SCOPED_TRACE(variant.name + " " + std::string(content_names[static_cast<std::size_t>(scene.content.kind)]));
            const ScoreTables tables = *score_tables(repaired(scene));
            const Matrix query = dense(tables.query), key = dense(tables.key);
            expect_equal(dense(sheet(scene, Sheet::rotated)), query, 1e-14);
            // At most 16 products of numbers up to 10, whose phases and sizes are rounded to some 1e-16.
            expect_equal(dense(sheet(scene, Sheet::score)), products_of_rows(query, key), 2e-12);
        }
    }
}

TEST(Field, OnlyAlternatingColumnsAreTakenInPairs)
{
    EXPECT_EQ(column_group(sheet(first_scene(), Sheet::matrix)), 2);
    Scene halves = first_scene();
    halves.settings = {16, 10000, 1, 0};
    EXPECT_EQ(column_group(sheet(halves, Sheet::matrix)), 1);
    EXPECT_EQ(column_group(sheet(first_scene(), Sheet::similarity)), 1);
    EXPECT_EQ(column_group(StoredField{Matrix(2, 2)}), 1);
}

TEST(Field, RowsInFloatAreThoseInDoubleRounded)
{
    for (const Sample& sample : analytic_fields(70, 1'000'000)) {
        for (const bool causal : {false, true}) {
            const Field field = masked(sample.field, causal);
            const std::int64_t cols = col_count(field);
            std::vector<double> exact(static_cast<std::size_t>(20 * cols));
            std::vector<float> rounded(exact.size());
            rows_of(field, 11, 20, exact);
            rows_of(field, 11, 20, rounded);
            for (std::size_t i = 0; i < exact.size(); ++i) {
                ASSERT_EQ(std::isnan(exact[i]), std::isnan(rounded[i])) << sample.name;
                if (!std::isnan(exact[i])) {
                    ASSERT_NEAR(exact[i], rounded[i], 1.3e-7 * sample.reach) << sample.name;
                }
            }
        }
    }
    const Field stored = StoredField{random_matrix(600, 700, 3)};
    std::vector<float> rounded(600 * 700);
    rows_of(stored, 0, 600, rounded);
    const Matrix exact = dense(stored);
    for (std::size_t i = 0; i < rounded.size(); ++i) ASSERT_EQ(rounded[i], static_cast<float>(exact.values[i]));
}

}  // namespace
}  // namespace phasescope::field_test

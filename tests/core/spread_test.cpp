#include "core/field/spread.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/field/wave_variance.hpp"
#include "core/picture.hpp"
#include "core/random.hpp"

namespace phasescope::spread_test {
namespace {

Scene scene_of(std::string_view encoding, std::int64_t length, std::int64_t start = 0)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    scene.start = start;
    scene.content.kind = ContentKind::different;
    return repaired(scene);
}

Field stored_numbers()
{
    Matrix numbers(60, 50);
    numbers.values = normals(5, 0, 60 * 50);
    for (std::size_t i = 0; i < numbers.values.size(); i += 7) numbers.values[i] = std::nan("");
    return StoredField{std::move(numbers)};
}

Field stored_angles()
{
    Field angles = stored_numbers();
    for (double& angle : std::get<StoredField>(angles).values.values) angle = std::remainder(angle, 2 * pi);
    std::get<StoredField>(angles).reading = Reading::angle;
    return angles;
}

Field products_of(std::int64_t rows, std::int64_t cols, std::int64_t width, bool with_gaps = false)
{
    Matrix u(rows, width), v(cols, width);
    u.values = normals(7, 0, rows * width);
    v.values = normals(8, 0, cols * width);
    for (std::int64_t r = 3; with_gaps && r < rows; r += 5) std::ranges::fill(u.row(r), std::nan(""));
    return ProductField{std::move(u), std::move(v)};
}

/// One term in j + i for each of these, beside as many in j - i.
OffsetField offsets_with_sums(std::int64_t length, std::int64_t start, std::int64_t sums)
{
    OffsetField field{length, length, start, {}, {}};
    std::mt19937_64 random(9);
    for (std::int64_t k = 0; k < 5 + sums; ++k) {
        WaveTerms& terms = k < 5 ? field.difference : field.sum;
        terms.add(0.2 * static_cast<double>(k) - 0.7, Turns128{random()} << (58 + k % 4), random());
    }
    return field;
}

/// The kinds whose spread is made in a way of its own, and how large their cells are.
std::vector<std::pair<Field, double>> fields_of_all_kinds()
{
    const auto narrow = [](Scene scene, double channels) {
        scene.settings.front() = channels;
        return repaired(std::move(scene));
    };
    const Scene sines = narrow(scene_of("sinusoidal", 240, 77), 64), rope = scene_of("rope", 160, 1'000'000),
                odd = narrow(scene_of("sinusoidal", 160, max_length - 159), 15);
    const Field similarity = picture(sines, Sheet::similarity)->field, score = picture(rope, Sheet::score)->field,
                alibi = picture(scene_of("alibi", 160), Sheet::score)->field,
                t5 = picture(scene_of("t5", 160), Sheet::score)->field, odd_one = picture(odd, Sheet::similarity)->field;
    std::vector<std::pair<Field, double>> fields{{picture(sines, Sheet::matrix)->field, 1},
                                                 {picture(sines, Sheet::angles)->field, 1},
                                                 {picture(rope, Sheet::rotated)->field, 5},
                                                 {stored_numbers(), 5},
                                                 {stored_angles(), 1},
                                                 {similarity, 32},
                                                 {score, 100},
                                                 {odd_one, 8},
                                                 {offsets_with_sums(130, 12, 3), 8},
                                                 {alibi, 150},
                                                 {t5, 10},
                                                 {products_of(90, 120, 2), 10},
                                                 {products_of(90, 70, 40, true), 40},
                                                 {products_of(200, 200, 3, true), 10},
                                                 {difference(similarity, offsets_with_sums(240, 77, 1)), 40},
                                                 {difference(score, alibi), 250},
                                                 {difference(alibi, t5), 160}};
    for (std::size_t i = 5; i < 14; ++i) {
        Field hidden = masked(fields[i].first, true);
        const auto move = [i](auto& kind) {
            if constexpr (requires { kind.key_lead; }) kind.key_lead = i % 2 == 0 ? 7 : -5;
        };
        std::visit(move, hidden);
        fields.emplace_back(std::move(hidden), fields[i].second);
    }
    fields.emplace_back(difference(masked(similarity, true), similarity), 1);
    fields.emplace_back(difference(masked(t5, true), alibi), 160);
    fields.emplace_back(difference(masked(alibi, true), score), 250);
    fields.emplace_back(difference(odd_one, masked(t5, true)), 18);
    PieceField later = std::get<PieceField>(alibi);
    later.key_lead = 9;
    fields.emplace_back(difference(score, masked(later, true)), 250);
    return fields;
}

void expect_that_of_the_cells(const Field& field, double reach, const PicturePixels& pixels)
{
    const FloatMatrix found = spread_raster(field, pixels.rows, pixels.cols);
    for (std::int64_t y = 0; y < found.rows; ++y) {
        for (std::int64_t x = 0; x < found.cols; ++x) {
            const std::int64_t row = pixels.rows.first[static_cast<std::size_t>(y)],
                               col = pixels.cols.first[static_cast<std::size_t>(x)];
            const CellRect cells{row, row + pixels.rows.count, col, col + pixels.cols.count};
            const double expected = plain::spread(field, cells);
            ASSERT_EQ(std::isnan(found(y, x)), std::isnan(expected)) << field.index() << " at " << y << ", " << x;
            // Squares cancel to 1e-15 of themselves; the root of that, and float.
            if (std::isnan(expected)) continue;
            ASSERT_NEAR(found(y, x), expected, 1.5e-7 * reach)
                << field.index() << ", rows " << cells.row0 << " to " << cells.row1 << ", columns " << cells.col0 << " to "
                << cells.col1;
        }
    }
}

TEST(Spread, IsThatOfTheCellsInAnyWindow)
{
    std::mt19937_64 random(3);
    const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    for (const auto& [field, reach] : fields_of_all_kinds()) {
        const auto rows = static_cast<double>(row_count(field)), cols = static_cast<double>(col_count(field));
        for (int window = 0; window < 9; ++window) {
            const double row0 = share() * rows / 2, col0 = share() * cols / 2;
            Window part{row0, row0 + 1 + share() * (rows / 2 - 1), col0, col0 + 1 + share() * (cols / 2 - 1)};
            if (window % 4 == 0) part = {0, rows, 0, cols};
            ASSERT_TRUE(has_spread(field, part));
            ASSERT_NO_FATAL_FAILURE(expect_that_of_the_cells(field, reach, pixels_of(field, part, 9, 11)));
        }
    }
}

/// About the mean, of cells of a function of the offset: each offset once, with the number of its pairs.
double spread_over_offsets(const auto& number, const CellRect& cells)
{
    long double sum = 0, count = 0;
    std::vector<std::pair<long double, long double>> numbers;
    for (std::int64_t t = cells.col0 - cells.row1 + 1; t < cells.col1 - cells.row0; ++t) {
        const auto pairs = static_cast<long double>(pairs_at(t, cells.col0 - cells.row0, cells.rows(), cells.cols()));
        numbers.emplace_back(number(t), pairs);
        sum += pairs * numbers.back().first;
        count += pairs;
    }
    long double squares = 0;
    for (const auto& [value, pairs] : numbers) squares += pairs * (value - sum / count) * (value - sum / count);
    return static_cast<double>(std::sqrt(squares / count));
}

float spread_of(const Field& field, const CellRect& cells)
{
    return spread_raster(field, {{cells.row0}, cells.rows()}, {{cells.col0}, cells.cols()})(0, 0);
}

TEST(Spread, OfStraightPiecesIsExactFarFromTheDiagonalAndOverAllPositions)
{
    const double slope = 0.7071067811865476;
    const PieceField lines{max_length, max_length, 0, OffsetLines({{least_offset, 0, slope}, {0, 0, -slope}}), false};
    const auto number = [&](std::int64_t t) {
        return -static_cast<long double>(slope) * static_cast<long double>(std::abs(t));
    };
    // Numbers of a thousand million that differ by some hundreds: the float alone rounds.
    for (const CellRect& cells :
         {CellRect{5, 2005, 2'000'000'000, 2'000'003'000}, CellRect{1'999'999'000, 2'000'000'000, 4, 10},
          CellRect{1'000'000'000, 1'000'002'000, 999'999'000, 1'000'002'000}}) {
        const double expected = spread_over_offsets(number, cells);
        EXPECT_NEAR(spread_of(lines, cells), expected, 7e-8 * expected);
    }
    // The number of keys before a query's own, over all pairs that are not hidden: 0 .. n - 1, n - s times.
    const auto n = static_cast<double>(max_length);
    const double all = slope * std::sqrt((n - 1) * (n + 2) / 18);
    EXPECT_NEAR(spread_of(masked(lines, true), {0, max_length, 0, max_length}), all, 7e-8 * all);
    EXPECT_NEAR(spread_of(masked(lines, true), {5, 6, 0, max_length}), slope * std::sqrt(35.0 / 12), 1e-7);
    EXPECT_TRUE(std::isnan(spread_of(masked(lines, true), {0, 5, 5, max_length})));
}

TEST(Spread, OfWavesOverTheOffsetIsThatOfAllOffsetsFarOut)
{
    for (const std::string_view encoding : {"sinusoidal", "rope"}) {
        const Scene scene = scene_of(encoding, max_length);
        const Field field = picture(scene, encoding == "rope" ? Sheet::score : Sheet::similarity)->field;
        const double reach = encoding == "rope" ? 100 : 256;
        const auto number = [&](std::int64_t t) {
            return value(field, std::max<std::int64_t>(-t, 0), std::max<std::int64_t>(t, 0));
        };
        for (const CellRect& cells :
             {CellRect{5, 2005, 2'000'000'000, 2'000'003'000}, CellRect{1'999'999'000, 2'000'000'000, 4, 10},
              CellRect{1'000'000'000, 1'000'002'000, 999'999'000, 1'000'002'000}})
            EXPECT_NEAR(spread_of(field, cells), spread_over_offsets(number, cells), 1e-7 * reach);
        // Over whole turns without number every pair of cosines is half of its amplitude by itself.
        double squares = 0;
        for (const double amplitude : std::get<OffsetField>(field).difference.amplitude)
            squares += amplitude * amplitude / 2;
        EXPECT_NEAR(spread_of(field, {0, max_length, 0, max_length}), std::sqrt(squares), 1e-3 * std::sqrt(squares));
    }
}

WaveTerms random_terms(std::int64_t count)
{
    WaveTerms terms;
    std::mt19937_64 random(11);
    for (std::int64_t k = 0; k < count; ++k)
        terms.add(1 - 0.01 * static_cast<double>(k), (Turns128{random()} << 61) >> (k % 30), random());
    return terms;
}

TEST(Spread, OfWavesInClosedFormIsThatOfTheirValues)
{
    const WaveTerms terms = random_terms(60);
    for (const spreads::Shape shape : {spreads::Shape{1, 2}, {2, 1}, {7, 4}, {300, 300}, {5000, 3}, {60'000, 100'001}}) {
        const std::vector<std::int64_t> first{-2'000'000, -31, 0, 5, 1'900'000'000};
        std::vector<std::int64_t> twice = first;
        for (std::int64_t& x : twice) x = 2 * x + shape.cols - shape.rows;
        std::vector<double> closed(first.size());
        spreads::closed_variances(terms, shape, twice, closed);
        for (std::size_t i = 0; i < first.size(); ++i) {
            const spreads::OffsetValues values(terms, first[i] - shape.rows + 1, first[i] + shape.cols - 1);
            // 1e-15 of the square of the sum of the amplitudes, which is 42.
            EXPECT_NEAR(closed[i], values.variance(shape, first[i], greatest_offset), 1.8e-12)
                << shape.rows << " " << first[i];
        }
    }
}

TEST(Spread, OfWavesThatTheDiagonalCutsIsThatOfTheirValues)
{
    const WaveTerms terms = random_terms(20);
    const std::int64_t last = 3;
    for (const spreads::Shape shape : {spreads::Shape{2, 2}, {7, 4}, {300, 300}, {5000, 3}, {60'000, 100'001}}) {
        for (const std::int64_t first : {last + shape.rows - 1, last, last + 1 - shape.cols / 2}) {
            const std::vector<std::int64_t> one{first};
            double closed = 0;
            spreads::closed_cut_variances(terms, shape, last, one, {&closed, 1});
            const spreads::OffsetValues values(terms, first - shape.rows + 1, last);
            // The square of the sum of the amplitudes is 330; some roundings of sums over slopes.
            EXPECT_NEAR(closed, values.variance(shape, first, last), 330 * 1e-14) << shape.rows << " " << first - last;
        }
    }
}

TEST(Spread, OfValuesOverTheOffsetIsThatOfTheCosines)
{
    const WaveTerms terms = random_terms(300);
    const std::int64_t first = 2'000'000'000;
    const spreads::OffsetValues values(terms, first, first + 999);
    for (std::int64_t t = first; t < first + 999; t += 37) {
        const std::vector<std::int64_t> twice{2 * t, 2 * t + 2};
        std::vector<double> sums(2);
        wave_sums(terms, twice, sums);
        // Of two numbers a and b the variance is (a - b)^2 / 4.
        EXPECT_NEAR(std::sqrt(values.variance({1, 2}, t, greatest_offset)), std::abs(sums[0] - sums[1]) / 2, 1e-12);
    }
}

TEST(Spread, OfProductsDoesNotCancel)
{
    // Rows of about (1000, 1000) that differ by hundredths: products of 2 10^6 that differ by some tens.
    Matrix u(4000, 2), v(3000, 2);
    u.values = normals(1, 0, 8000);
    v.values = normals(2, 0, 6000);
    for (double& number : u.values) number = 1000 + 0.01 * number;
    for (double& number : v.values) number = 1000 + 0.01 * number;
    const Field field = ProductField{u, v};
    const CellRect cells{100, 3900, 50, 2950};
    const double expected = plain::spread(field, cells);
    // The plain mean of 10^7 numbers of 2 10^6 is off by some 1e-6, which squares to nothing.
    EXPECT_NEAR(spread_of(field, cells), expected, 1e-6 * expected);
}

TEST(Spread, IsThereUnlessItTakesSeconds)
{
    const auto whole = [](std::string_view encoding, std::int64_t length, Sheet sheet, double d_model = 0) {
        Scene scene = scene_of(encoding, length);
        if (d_model > 0) scene.settings.front() = d_model;
        const Picture shown = *picture(repaired(scene), sheet);
        return has_spread(shown.field, shown.whole());
    };
    EXPECT_TRUE(whole("sinusoidal", max_length, Sheet::matrix));
    EXPECT_TRUE(whole("sinusoidal", max_length, Sheet::similarity));
    EXPECT_TRUE(whole("rope", max_length, Sheet::score));
    EXPECT_TRUE(whole("alibi", max_length, Sheet::score));
    EXPECT_TRUE(whole("learned", 1000, Sheet::similarity));
    // Four thousand waves have 16 million pairs; where few offsets lie under the pixels no pairs are needed.
    EXPECT_FALSE(whole("sinusoidal", max_length, Sheet::similarity, 8192));
    EXPECT_TRUE(whole("sinusoidal", 20'000, Sheet::similarity, 8192));
    const SharedRows table = Matrix(60'000, 400);
    EXPECT_FALSE(has_spread(ProductField{table, table}, {0, 60'000, 0, 60'000}));
    EXPECT_TRUE(has_spread(ProductField{table, table}, {0, 2'000, 0, 2'000}));
}

TEST(Spread, OfOneCellIsNothingAndOfAFastWaveThatOfACosine)
{
    const Field waves = picture(scene_of("sinusoidal", 1'000'000'000), Sheet::matrix)->field;
    const FloatMatrix one = spread_raster(waves, {{5}, 1}, {{0, 7, 300}, 1});
    EXPECT_LE(*std::ranges::max_element(one.values), 1e-7F);
    // Over whole turns without number the mean square of a cosine is a half.
    const FloatMatrix all = spread_raster(waves, {{0}, 1'000'000'000}, {{0, 1, 20}, 1});
    for (const float spread : all.values) EXPECT_NEAR(spread, std::sqrt(0.5), 1e-6);
    const FloatMatrix mean = raster(waves, {{0}, 1'000'000'000}, {{0, 1, 20}, 1});
    for (const float number : mean.values) EXPECT_NEAR(number, 0, 1e-6);
}

TEST(Showing, SamplesAreTheCellsInTheMiddleOfThePixels)
{
    const Picture matrix = *picture(scene_of("sinusoidal", 1000), Sheet::matrix);
    Look look;
    look.showing = Showing::samples;
    const PicturePixels pixels = pixels_of(matrix.field, matrix.whole(), 100, 100, shown_by(matrix, look));
    EXPECT_EQ(pixels.rows.count, 1);
    EXPECT_EQ(pixels.rows.first[3], 35);
    EXPECT_EQ(pixels.cols.first[10], static_cast<std::int64_t>(10.5 * 5.12));  // no whole pairs
    const FloatMatrix shown = shown_numbers(matrix, look, pixels);
    for (std::int64_t y = 0; y < 100; y += 7)
        for (std::int64_t x = 0; x < 100; x += 3)
            EXPECT_EQ(shown(y, x), static_cast<float>(value(matrix.field, pixels.rows.first[static_cast<std::size_t>(y)],
                                                            pixels.cols.first[static_cast<std::size_t>(x)])));
}

TEST(Showing, SpreadHasColoursFromNothingOnAndFallsBackToTheMean)
{
    Scene wide = scene_of("sinusoidal", max_length);
    wide.settings.front() = 8192;
    const Picture matrix = *picture(scene_of("sinusoidal", 1000), Sheet::matrix),
                  score = *picture(repaired(wide), Sheet::similarity);
    Look look;
    look.showing = Showing::spread;
    EXPECT_EQ(shown_by(matrix, look), Showing::spread);
    EXPECT_EQ(shown_palette(matrix, look), Palette::sequential);
    EXPECT_EQ(shown_range(matrix, look, {}), (Range{0, 1}));
    EXPECT_EQ(shown_by(score, look), Showing::mean);
    EXPECT_EQ(shown_palette(score, look), score.palette);
    EXPECT_EQ(shown_range(score, look, {}), (Range{score.lo, score.hi}));
    look.window = Window{0, 2000, 0, 2000};
    EXPECT_EQ(shown_by(score, look), Showing::spread);
}

}  // namespace
}  // namespace phasescope::spread_test

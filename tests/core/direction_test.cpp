#include "core/analysis/direction.hpp"
#include "core/analysis/check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/analysis/wave_grid.hpp"
#include "core/random.hpp"
#include "core/scene.hpp"

namespace phasescope::direction_test {
namespace {

Scene scene_of(std::string_view encoding, double width, double base, std::int64_t length, std::int64_t start = 0,
               ContentKind content = ContentKind::ones)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = {width, base};
    scene.length = length;
    scene.start = start;
    scene.content.kind = content;
    return repaired(scene);
}

Field score_of(const Scene& scene)
{
    return picture(scene, score_sheet(scene)).value().field;
}

Matrix filled(std::int64_t rows, std::int64_t cols, std::vector<double> numbers)
{
    Matrix matrix(rows, cols);
    matrix.values = std::move(numbers);
    return matrix;
}

Matrix random_matrix(std::uint64_t seed, std::int64_t rows, std::int64_t cols)
{
    return filled(rows, cols, normals(seed, 0, rows * cols));
}

ScoreTables stored(Matrix query, Matrix key)
{
    return {StoredField{std::move(query)}, StoredField{std::move(key)}};
}

/// |S(t, t+D) - S(t, t-D)| at the place that a check names.
double difference_at(const Scene& scene, const Direction& direction)
{
    const Field score = score_of(scene);
    const std::int64_t t = direction.position - scene.start;
    return std::abs(value(score, t, t + direction.offset) - value(score, t, t - direction.offset));
}

TEST(Direction, OfAHandMadeScoreIsWhatPaperAndPencilGive)
{
    const ScoreStructure found = measured(filled(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9}), 100, 0.5);
    // A - A^T has the entries 2, 4, 2 twice: squares 48; the squares of A sum to 285. The diagonals' means are
    // 7, 6, 5, 4, 3, and the squares of what is left are 2 * 16 + 2 * 4 + 2 * 4 = 48. A few roundings: 1e-15.
    EXPECT_NEAR(found.direction.index, std::sqrt(48.0 / 285.0) / 2, 1e-15);
    EXPECT_NEAR(found.toeplitz_defect, std::sqrt(48.0 / 285.0), 1e-15);
    EXPECT_EQ(found.direction.max_difference, 2);
    EXPECT_EQ(found.direction.position, 101);
    EXPECT_EQ(found.direction.offset, 1);
    EXPECT_TRUE(found.direction.sees_direction);
    EXPECT_EQ(found.by_distance, (std::vector<double>{5, 6, 7}));
}

TEST(Direction, OfAnEvenFunctionOfTheOffsetIsBlind)
{
    constexpr std::int64_t n = 9;
    Matrix score(n, n);
    for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t j = 0; j < n; ++j) score(i, j) = -0.25 * static_cast<double>(std::abs(i - j));
    const ScoreStructure found = measured(score, 0, 1e-15);
    EXPECT_EQ(found.direction.index, 0);
    EXPECT_EQ(found.direction.max_difference, 0);
    EXPECT_FALSE(found.direction.sees_direction);
    EXPECT_EQ(found.toeplitz_defect, 0);
}

TEST(Direction, NamesTheFirstPlaceWhereTheGreatestDifferenceOccurs)
{
    constexpr std::int64_t n = 7;
    Matrix score(n, n);
    for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t j = 0; j < n; ++j) score(i, j) = std::abs(j - i) == 2 ? static_cast<double>(j - i) : 0;
    score(5, 6) = 1e-9;
    const Direction direction = measured(score, 0, 1e-6).direction;
    EXPECT_EQ(direction.max_difference, 4);
    EXPECT_EQ(direction.position, 2);
    EXPECT_EQ(direction.offset, 2);
}

TEST(Direction, OfSineOfTheOffsetHasTheIndexOne)
{
    // q = (1, 0) and k = (0, 1) turn into the sine of the offset: purely antisymmetric.
    OffsetField field{2000, 2000, 0, {}, {}};
    field.difference.add(1, Turns128{1} << 124, quarter_turn);
    const auto found = measured(field);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->direction.index, 1, 1e-12);  // 2000 sums of errors of 1e-15
    EXPECT_NEAR(found->direction.max_difference, 2, 4e-15);
    EXPECT_EQ(found->direction.offset, 4);  // a quarter of the wavelength 16
    EXPECT_EQ(found->direction.position, 4);
}

TEST(Direction, OfAScoreWithoutOffsetsToCompareIsZero)
{
    for (const std::int64_t n : {1, 2}) {
        const ScoreStructure found = measured(random_matrix(1, n, n), 5, 1e-15);
        EXPECT_EQ(found.direction.max_difference, 0);
        EXPECT_EQ(found.direction.offset, 0);
        EXPECT_EQ(found.direction.sees_direction, n == 2);  // no symmetric matrix
        EXPECT_EQ(static_cast<std::int64_t>(found.by_distance.size()), n);
    }
}

TEST(Direction, IsBlindForAnOddWidthThoughItsDifferencesAreReal)
{
    for (const std::int64_t length : {200, 2000}) {
        Scene scene = first_scene();
        scene.settings = {7, 10, 0, 0};  // a short base, so that the slowest sine turns within the length
        scene.length = length;
        const Direction found = check(repaired(scene))->direction;
        EXPECT_GT(found.max_difference, 0.5);  // the lone sine has amplitude 1
        EXPECT_FALSE(found.sees_direction);
        EXPECT_LT(found.index, 1e-14);
    }
}

TEST(Direction, OfScoresTooLargeToSquareIsThatOfTheirRatio)
{
    Matrix score = filled(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9});
    for (double& number : score.values) number *= 0x1p+1000;
    EXPECT_NEAR(measured(score, 0, 0).direction.index, std::sqrt(48.0 / 285.0) / 2, 1e-15);
}

void expect_closed_form_agrees(const Scene& scene)
{
    const auto numbers = measured(*score_tables(scene), scene.start);
    const Field field = score_of(scene);
    const auto closed = measured(std::get<OffsetField>(field));
    ASSERT_TRUE(numbers && closed);
    const double both = numbers->direction.tolerance + closed->direction.tolerance;
    EXPECT_EQ(numbers->direction.sees_direction, closed->direction.sees_direction);
    EXPECT_NEAR(numbers->direction.max_difference, closed->direction.max_difference, both);
    EXPECT_NEAR(numbers->direction.index, closed->direction.index, 1e-12);  // sums of 5e5 squares in another order
    // The defect is the root of a variance that is off by about 1e-16: 1e-8 where it is nearly 0.
    EXPECT_NEAR(numbers->toeplitz_defect, closed->toeplitz_defect, 3e-8);
    ASSERT_EQ(numbers->by_distance.size(), closed->by_distance.size());
    for (std::size_t i = 0; i < numbers->by_distance.size(); ++i)
        ASSERT_NEAR(numbers->by_distance[i], closed->by_distance[i], both) << "distance " << i;
    if (scene.length < 3) return;
    for (const Direction& direction : {numbers->direction, closed->direction})
        EXPECT_NEAR(difference_at(scene, direction), direction.max_difference, both);
}

TEST(Direction, FromClosedFormsAgreesWithTheScoreComputedFromAllRows)
{
    const auto different = ContentKind::different, equal = ContentKind::equal, ones = ContentKind::ones;
    for (const Scene& scene : {scene_of("sinusoidal", 64, 1e4, 700), scene_of("sinusoidal", 2, 1e4, 700, 12345),
                               scene_of("sinusoidal", 7, 1e4, 700), scene_of("sinusoidal", 3, 10, 700, 2000000000),
                               scene_of("sinusoidal", 5, 1e9, 700, 1), scene_of("sinusoidal", 7, 50, 4, 17),
                               scene_of("rope", 32, 1e4, 700, 0, ones), scene_of("rope", 32, 1e4, 700, 99, equal),
                               scene_of("rope", 32, 1e4, 700, 99, different), scene_of("rope", 2, 500, 1, 0, different),
                               scene_of("rope", 4, 500, 2, 0, different), scene_of("none", 8, 0, 700)}) {
        SCOPED_TRACE(scene.encoding + ", width " + std::to_string(scene.settings[0]) + ", start "
                     + std::to_string(scene.start));
        expect_closed_form_agrees(scene);
    }
}

TEST(Direction, ToleranceCoversWhatRoundingLeavesAndLittleMore)
{
    for (const double width : {2.0, 64.0, 512.0}) {
        const Scene scene = scene_of("sinusoidal", width, 1e4, 300, 1999999999);
        const auto found = measured(*score_tables(scene), scene.start);
        ASSERT_TRUE(found);
        EXPECT_LE(found->direction.max_difference, found->direction.tolerance);
        // A difference of a millionth of the greatest score, d/2, is never taken for rounding.
        EXPECT_LT(found->direction.tolerance, 1e-6 * width / 2);
    }
}

TEST(DirectionIndex, OfTablesIsThatOfTheirProduct)
{
    // 300 columns take two blocks of columns, 4100 rows two of rows.
    for (const auto& [rows, cols] : {std::pair{40, 300}, std::pair{4100, 3}, std::pair{1, 2}}) {
        const Matrix u = random_matrix(1, rows, cols), v = random_matrix(2, rows, cols);
        double whole = 0, antisymmetric = 0;
        for (std::int64_t i = 0; i < rows; ++i) {
            for (std::int64_t j = 0; j < rows; ++j) {
                double here = 0, there = 0;
                for (std::int64_t c = 0; c < cols; ++c) {
                    here += u(i, c) * v(j, c);
                    there += u(j, c) * v(i, c);
                }
                whole += here * here;
                antisymmetric += (here - there) * (here - there);
            }
        }
        const auto index = direction_index(stored(u, v));
        ASSERT_TRUE(index);
        EXPECT_NEAR(*index, std::sqrt(antisymmetric / whole) / 2, 1e-11);  // sums of 2e7 squares in another order
    }
}

TEST(DirectionIndex, OfATableWithItselfIsExactlyZero)
{
    const Matrix table = random_matrix(3, 500, 20);
    EXPECT_EQ(direction_index(stored(table, table)), 0);
    EXPECT_EQ(direction_index(stored(Matrix(5, 2), Matrix(5, 2))), 0);
}

TEST(DirectionIndex, OfNearlyEqualTablesIsNotLost)
{
    // V = U + 1e-9 W: the antisymmetric part is 1e-9 (U W^T - W U^T), far below what ||S||^2 - tr(S S) could show.
    const Matrix other = random_matrix(4, 200, 4);
    Matrix nearly = random_matrix(3, 200, 4);
    for (std::size_t i = 0; i < other.values.size(); ++i) nearly.values[i] += 1e-9 * other.values[i];
    const Matrix u = random_matrix(3, 200, 4);
    Matrix score(200, 200);
    for (std::int64_t i = 0; i < 200; ++i)
        for (std::int64_t j = 0; j < 200; ++j)
            for (std::int64_t c = 0; c < 4; ++c) score(i, j) += u(i, c) * nearly(j, c);
    const double expected = measured(score, 0, 0).direction.index;
    ASSERT_GT(expected, 1e-10);
    EXPECT_NEAR(*direction_index(stored(u, nearly)), expected, 1e-6 * expected);  // 1e-9 is written with 1e-16: seven digits
}

TEST(WaveGrid, HasTheNumbersOfItsPlainTwin)
{
    const Scene scene = scene_of("rope", 64, 1e4, 100, 0, ContentKind::different);
    const Field field = score_of(scene);
    const WaveTerms& terms = std::get<OffsetField>(field).difference;
    const std::vector<std::int64_t> anchors{-2147483000, -5, 0, 1, 123456789}, steps{-300, 0, 1, 7, 1 << 20};
    const Matrix grid = wave_grid(terms, anchors, steps);
    for (std::size_t a = 0; a < anchors.size(); ++a) {
        for (std::size_t b = 0; b < steps.size(); ++b) {
            const std::int64_t twice = 2 * (anchors[a] + steps[b]);
            double sum = 0;
            plain::wave_sums(terms, {&twice, 1}, {&sum, 1});
            EXPECT_NEAR(grid(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b)), sum, 2 * wave_grid_error(terms));
        }
    }
}

TEST(WaveRun, HasTheNumbersOfItsPlainTwin)
{
    const Field field = score_of(scene_of("rope", 64, 1e4, 100, 0, ContentKind::different));
    const WaveTerms& terms = std::get<OffsetField>(field).difference;
    for (const std::int64_t count : {1, 2, 10, 1000}) {
        for (const std::int64_t step : {1, -1, 1000003}) {
            const std::vector<double> run = wave_run(terms, 77, step, count);
            std::vector<std::int64_t> twice;
            for (std::int64_t i = 0; i < count; ++i) twice.push_back(2 * (77 + i * step));
            std::vector<double> expected(twice.size());
            plain::wave_sums(terms, twice, expected);
            ASSERT_EQ(run.size(), expected.size());
            for (std::size_t i = 0; i < run.size(); ++i) EXPECT_NEAR(run[i], expected[i], 2 * wave_grid_error(terms)) << i;
        }
    }
    EXPECT_EQ(wave_run({}, 0, 1, 3), (std::vector<double>{0, 0, 0}));
}

}  // namespace
}  // namespace phasescope::direction_test

#include "core/analysis/projection.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/check.hpp"
#include "core/analysis/weights.hpp"
#include "tests/core/reference.hpp"

namespace phasescope::projection_test {
namespace {

Scene scene_of(std::string_view encoding, std::vector<double> settings, std::int64_t length, std::int64_t start = 0)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = std::move(settings);
    scene.length = length;
    scene.start = start;
    return repaired(scene);
}

Scene with_heads(Scene scene, std::int64_t size)
{
    scene.attention.projected_size = size;
    return scene;
}

Projection projected(const Scene& scene, const ProjectionWeights& weights)
{
    auto result = projection(scene, mechanism_of(scene), weights);
    if (!result) throw std::runtime_error(result.error().line());
    return *std::move(result);
}

double norm_of(const Matrix& matrix)
{
    double sum = 0;
    for (const double number : matrix.values) sum += number * number;
    return std::sqrt(sum);
}

/// A - A^T
Matrix minus_transposed(const Matrix& a)
{
    Matrix difference(a.rows, a.cols);
    for (std::int64_t i = 0; i < a.rows; ++i)
        for (std::int64_t j = 0; j < a.cols; ++j) difference(i, j) = a(i, j) - a(j, i);
    return difference;
}

/// A less the mean of each diagonal.
Matrix minus_diagonal_means(const Matrix& a)
{
    Matrix difference = a;
    for (std::int64_t offset = 1 - a.rows; offset < a.rows; ++offset) {
        const std::int64_t first = std::max<std::int64_t>(0, -offset), last = std::min(a.rows, a.rows - offset);
        double sum = 0;
        for (std::int64_t i = first; i < last; ++i) sum += a(i, i + offset);
        for (std::int64_t i = first; i < last; ++i) difference(i, i + offset) -= sum / static_cast<double>(last - first);
    }
    return difference;
}

TEST(Projection, WithTheStoredWeightsGivesTheReferenceScoresWeightsAndMeasures)
{
    const auto group = reference::group("g11_projection");
    ASSERT_EQ(group.at("cases").size(), 2u);
    for (const auto& one : group.at("cases")) {
        SCOPED_TRACE(one.at("name").get<std::string>());
        Scene scene = scene_of("sinusoidal", {one.at("d"), one.at("base")}, one.at("length"));
        const ProjectionWeights weights{reference::matrix(one.at("W_q")), reference::matrix(one.at("W_k"))};
        // The waves' own error, 4e-16, and half a unit in the last place of the stored number.
        reference::expect_near(added_rows(scene, mechanism_of(scene), 0, scene.length), reference::matrix(one.at("PE")),
                               6e-16, "PE");
        const Projection found = projected(scene, weights);
        const Matrix expected = reference::matrix(one.at("S"));
        reference::expect_near(dense(found.score), expected, 1e-12, "S");  // the tolerance of the reference group

        EXPECT_EQ(found.measured_length, scene.length);
        EXPECT_LT(found.before.direction.index, 1e-14);
        EXPECT_LT(found.before.toeplitz_defect, 1e-14);
        EXPECT_NEAR(found.after.direction.index, norm_of(minus_transposed(expected)) / (2 * norm_of(expected)), 1e-12);
        EXPECT_NEAR(found.after.toeplitz_defect, norm_of(minus_diagonal_means(expected)) / norm_of(expected), 1e-12);
        EXPECT_TRUE(found.after.direction.sees_direction);
        const auto& means = one.at("mean_by_offset_j_minus_i");
        for (std::int64_t distance = 0; distance < scene.length; ++distance)
            EXPECT_NEAR(found.after.by_distance[static_cast<std::size_t>(distance)],
                        means.at("values").at(static_cast<std::size_t>(scene.length - 1 - distance)).get<double>(), 1e-12);

        scene.attention.scaled = true;
        const auto attention = projected_weights(projected(scene, weights));
        ASSERT_TRUE(attention);
        reference::expect_near(dense(*attention), reference::matrix(one.at("softmax_rows_of_S_over_sqrt_dk")), 1e-12,
                               "softmax");
    }
}

TEST(Projection, OfDrawnWeightsDestroysTheStructureOfSinusoids)
{
    for (const std::int64_t head_size : {1, 16, 64, 512}) {
        const auto found = projection(with_heads(scene_of("sinusoidal", {512}, 100), head_size));
        ASSERT_TRUE(found);
        EXPECT_EQ(std::get<ProductField>(found->score).u.cols(), head_size);
        EXPECT_FALSE(found->before.direction.sees_direction);
        EXPECT_TRUE(found->after.direction.sees_direction);
        EXPECT_GT(found->after.direction.index, 0.1);
        EXPECT_GT(found->after.toeplitz_defect, 0.1);
        EXPECT_GT(found->after.direction.max_difference, 1e6 * found->after.direction.tolerance);
    }
}

TEST(Projection, WithTheIdentityForBothWeightsLeavesTheScoreAsItIs)
{
    const Scene scene = scene_of("sinusoidal", {32}, 50, 1000);
    Matrix identity(32, 32);
    for (std::int64_t c = 0; c < 32; ++c) identity(c, c) = 1;
    const Projection found = projected(scene, {identity, identity});
    const Matrix similarity = dense(similarity_field(scene, mechanism_of(scene)).value());
    reference::expect_near(dense(found.score), similarity, 1e-13, "PE PE^T");  // 32 products up to 1
    EXPECT_FALSE(found.after.direction.sees_direction);
    EXPECT_LT(found.after.toeplitz_defect, 1e-14);
}

TEST(Projection, WhoseProductOfWeightsIsSymmetricSeesNoDirectionThoughTheWeightsDiffer)
{
    const Scene scene = scene_of("sinusoidal", {16}, 40);
    const Matrix query = drawn_weights(3, WeightsOf::query, 16, 2);
    Matrix key = query;  // turned by a tenth of a turn, and so was the query: W_q R R^T W_q^T
    Matrix turned = query;
    const double c = std::cos(0.6), s = std::sin(0.6);
    for (std::int64_t r = 0; r < 16; ++r) {
        turned(r, 0) = c * query(r, 0) - s * query(r, 1);
        turned(r, 1) = s * query(r, 0) + c * query(r, 1);
        key(r, 0) = query(r, 0);
        key(r, 1) = query(r, 1);
    }
    EXPECT_FALSE(projected(scene, {turned, turned}).after.direction.sees_direction);
    EXPECT_TRUE(projected(scene, {turned, key}).after.direction.sees_direction);
}

TEST(Projection, IsMaskedAndScaledWhereTheSceneAsksAndMeasuredAllTheSame)
{
    Scene scene = scene_of("sinusoidal", {64}, 30);
    const auto plain = projection(with_heads(scene, 16));
    scene.attention.causal = scene.attention.scaled = true;
    const auto shown = projection(with_heads(scene, 16));
    ASSERT_TRUE(plain && shown);
    EXPECT_TRUE(std::isnan(value(shown->score, 3, 4)));
    EXPECT_NEAR(value(shown->score, 4, 3), value(plain->score, 4, 3) / 4, 1e-15);
    EXPECT_EQ(shown->after.toeplitz_defect, plain->after.toeplitz_defect);
    EXPECT_EQ(shown->after.direction.index, plain->after.direction.index);
    const auto weights = projected_weights(*shown);
    ASSERT_TRUE(weights);
    EXPECT_EQ(value(*weights, 3, 4), 0);
    EXPECT_EQ(value(*weights, 0, 0), 1);
}

TEST(Projection, TheScoreAloneIsTheMeasuredOne)
{
    Scene scene = with_heads(scene_of("sinusoidal", {64}, 30), 16);
    scene.attention.causal = scene.attention.scaled = true;
    const auto alone = projected_score(scene, mechanism_of(scene));
    ASSERT_TRUE(alone);
    EXPECT_EQ(*alone, projection(scene)->score);
    EXPECT_FALSE(projected_score(scene_of("alibi", {}, 30), mechanism_of(scene_of("alibi", {}, 30))));
}

TEST(Projection, OfALearnedTableLeavesPositionsBeyondItUndefined)
{
    const auto found = projection(with_heads(scene_of("learned", {32, 20}, 30, 5), 8));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->measured_length, 15);
    EXPECT_EQ(found->after.by_distance.size(), 15u);
    EXPECT_TRUE(std::isfinite(value(found->score, 14, 14)));
    EXPECT_TRUE(std::isnan(value(found->score, 15, 0)));
    EXPECT_FALSE(projection(with_heads(scene_of("learned", {32, 20}, 30, 20), 8)));  // none has a row
}

TEST(Projection, OfManyPositionsIsAProductOfTablesAndMeasuredOnTheFirst)
{
    const auto found = projection(with_heads(scene_of("sinusoidal", {8}, 1 << 18), 16));
    ASSERT_TRUE(found);
    EXPECT_EQ(row_count(found->score), 1 << 18);
    EXPECT_EQ(found->measured_length, most_explicit_positions);
    const Scene last = scene_of("sinusoidal", {8}, 1, (1 << 18) - 1);
    // Many rows are made from the middle of their block, one by itself.
    EXPECT_NEAR(value(found->score, (1 << 18) - 1, (1 << 18) - 1),
                value(projection(with_heads(last, 16)).value().score, 0, 0), 1e-14);
    EXPECT_FALSE(projected_weights(*found));
}

TEST(Projection, RefusesWhatIsTooLargeAndSaysTheLimit)
{
    const Scene widest = scene_of("sinusoidal", {2048}, 1);
    EXPECT_TRUE(projection(widest, mechanism_of(widest), {Matrix(2048, 8192), Matrix(2048, 8192)}));
    for (const auto& [length, head_size] : {std::pair{2049, 8192}, {(1 << 20) + 1, 16}, {1 << 30, 1}}) {
        const auto refused = projection(with_heads(scene_of("sinusoidal", {8}, length), head_size));
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().hint.find("2^24"), std::string::npos) << refused.error().line();
    }
    EXPECT_FALSE(projection(with_heads(scene_of("sinusoidal", {8192}, 10), 4096)));  // the weights themselves
    EXPECT_FALSE(projection(with_heads(scene_of("sinusoidal", {8}, 10), 0)));
    EXPECT_FALSE(projection(with_heads(scene_of("sinusoidal", {8}, 10), -5)));
    EXPECT_FALSE(projection(with_heads(scene_of("sinusoidal", {8}, 10), 8193)));
}

TEST(Projection, NeedsRowsThatAreAddedAndWeightsThatFit)
{
    for (const Encoding& encoding : encodings()) {
        const Scene scene = scene_of(encoding.name, {}, 20);
        const bool adds = added_width(mechanism_of(scene)) > 0;
        EXPECT_EQ(static_cast<bool>(projection(with_heads(scene, 4))), adds) << encoding.name;
    }
    const Scene scene = scene_of("sinusoidal", {8}, 10);
    EXPECT_FALSE(projection(scene, mechanism_of(scene), {Matrix(7, 4), Matrix(7, 4)}));
    EXPECT_FALSE(projection(scene, mechanism_of(scene), {Matrix(8, 4), Matrix(8, 5)}));
}

TEST(Projection, CanBeCancelledAtAnyMoment)
{
    const Scene scene = scene_of("sinusoidal", {64}, 200);
    int calls = 0;
    ASSERT_TRUE(projection(with_heads(scene, 8), [&](double done) { return ++calls, done >= 0 && done <= 1; }));
    ASSERT_GE(calls, 4);
    for (int allowed = 0; allowed < calls; ++allowed) {
        int left = allowed;
        EXPECT_FALSE(projection(with_heads(scene, 8), [&](double) { return left-- > 0; })) << "call " << allowed;
    }
}

TEST(DrawnWeights, ALargerHeadKeepsTheColumnsAndEachMatrixHasItsOwn)
{
    const Matrix small = drawn_weights(1, WeightsOf::query, 32, 4), large = drawn_weights(1, WeightsOf::query, 32, 9);
    for (std::int64_t r = 0; r < 32; ++r)
        for (std::int64_t c = 0; c < 4; ++c) EXPECT_EQ(small(r, c), large(r, c));
    EXPECT_NE(small, drawn_weights(1, WeightsOf::key, 32, 4));
    EXPECT_NE(small, drawn_weights(1, WeightsOf::value, 32, 4));
    EXPECT_NE(small, drawn_weights(2, WeightsOf::query, 32, 4));
    // 300 x 300 numbers of variance 1 / 300: five standard errors of the sum of squares.
    EXPECT_NEAR(norm_of(drawn_weights(1, WeightsOf::query, 300, 300)), std::sqrt(300.0), 5 * std::sqrt(2.0) / 300 * 10);
}

}  // namespace
}  // namespace phasescope::projection_test

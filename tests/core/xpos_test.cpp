#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/properties.hpp"
#include "core/curves.hpp"
#include "core/picture.hpp"
#include "core/rotation.hpp"
#include "core/turned_rows.hpp"
#include "reference.hpp"

namespace phasescope::xpos_test {
namespace {

using reference::case_of;
using reference::expect_near;
using reference::Json;

Scene scene_of(std::vector<double> settings, std::int64_t length, std::int64_t start = 0,
               ContentKind content = ContentKind::ones)
{
    Scene scene;
    scene.encoding = "xpos";
    scene.settings = std::move(settings);
    scene.length = length;
    scene.start = start;
    scene.content.kind = content;
    return repaired(scene);
}

RotatesQueryKey rotation_of(const Scene& scene)
{
    return std::get<RotatesQueryKey>(mechanism_of(scene));
}

Matrix score_of(const Scene& scene)
{
    return dense(*score_field(scene, mechanism_of(scene)));
}

double dot(std::span<const double> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t c = 0; c < a.size(); ++c) sum += a[c] * b[c];
    return sum;
}

TEST(XPos, RotatedRowsAndScoresAreTheReferenceOnes)
{
    const Json one = case_of(reference::group("g04_rope"), "xpos_n6_d8_scalebase512");
    Scene scene = scene_of({one.at("d"), one.at("scale_base"), 0.4, one.at("base"), 0}, one.at("n"));
    scene.content.kind = ContentKind::imported;
    scene.content.query = Rows(reference::matrix(one.at("q")));
    scene.content.key = Rows(reference::matrix(one.at("k")));
    const auto tables = score_tables(scene);
    ASSERT_TRUE(tables);
    // The group's own tolerance for positions below 1000.
    expect_near(dense(tables->query), reference::matrix(one.at("q_rot")), 1e-13, "query");
    expect_near(dense(tables->key), reference::matrix(one.at("k_rot")), 1e-13, "key");
    expect_near(score_of(scene), reference::matrix(one.at("scores")), 1e-13, "scores");
}

/// The formula of the paper, with positions counted from 0: nothing is centred.
TEST(XPos, TheScoreIsThatOfThePaperWhateverTheCentre)
{
    const Scene scene = scene_of({8, 40, 0.4, 100}, 30);
    const Matrix score = score_of(scene);
    for (std::int64_t i = 0; i < 30; ++i) {
        for (std::int64_t j = 0; j < 30; ++j) {
            double expected = 0;
            for (int k = 0; k < 4; ++k) {
                const double zeta = (k / 4.0 + 0.4) / 1.4, theta = std::pow(100, -k / 4.0);
                const auto offset = static_cast<double>(i - j);
                expected += 2 * std::pow(zeta, offset / 40) * std::cos(offset * theta);
            }
            // 8 products of numbers below 3, each off by some 1e-15: angles of up to 30 in double here.
            EXPECT_NEAR(score(i, j), expected, 8 * 3 * 4e-15);
        }
    }
}

TEST(XPos, TheScoreIsTheDotProductOfTheRotatedRows)
{
    for (const ContentKind kind : {ContentKind::ones, ContentKind::equal, ContentKind::different}) {
        const Scene scene = scene_of({16, 64}, 40, 1000, kind);
        const Matrix score = score_of(scene);
        const auto tables = score_tables(scene);
        const Matrix query = dense(tables->query), key = dense(tables->key);
        for (std::int64_t i = 0; i < 40; ++i)
            for (std::int64_t j = 0; j < 40; ++j)
                EXPECT_NEAR(score(i, j), dot(query.row(i), key.row(j)), 16 * 16 * 0x1p-52);  // 16 products below 16
    }
}

TEST(XPos, TheSimilarityIsTheProductOfTheQuerysTableAndTheKeys)
{
    const Scene scene = scene_of({16, 64}, 40, 1000);
    const RotatesQueryKey rotation = rotation_of(scene);
    const WaveTerms waves = rotation_table(rotation).waves;
    const Matrix query = turned_waves(rotation, Side::query, waves, 1000, 40),
                 key = turned_waves(rotation, Side::key, waves, 1000, 40);
    EXPECT_EQ(dense(*table_field(scene, rotation)), query);
    const Matrix similarity = dense(*similarity_field(scene, rotation));
    for (std::int64_t i = 0; i < 40; ++i)
        for (std::int64_t j = 0; j < 40; ++j)
            EXPECT_NEAR(similarity(i, j), dot(query.row(i), key.row(j)), 16 * 4 * 0x1p-52);  // 16 products below 4
}

TEST(XPos, WithoutFadingItIsRoPE)
{
    Scene scene = scene_of({16, 1e9, 100, 1e4}, 50, 7, ContentKind::different);
    Scene rope = scene;
    rope.encoding = "rope";
    rope.settings = {16, 1e4};
    // ln zeta is at most 0.0051 in size, and at most 50 / 1e9 of it is left: factors within 2.5e-10 of 1.
    expect_near(score_of(scene), score_of(repaired(rope)), 2.5e-10 * 16 * 16, "RoPE");
    RotatesQueryKey rotation = rotation_of(scene);
    rotation.growth.clear();
    rotation.growth_origin = 0;
    EXPECT_EQ(rotation, std::get<RotatesQueryKey>(mechanism_of(repaired(rope))));
}

TEST(XPos, ShiftingAllPositionsChangesNoScore)
{
    for (const std::int64_t start : {std::int64_t{1}, std::int64_t{4096}, std::int64_t{1000000}, max_length - 100}) {
        const Matrix here = score_of(scene_of({16}, 64, 0, ContentKind::different)),
                     there = score_of(scene_of({16}, 64, start, ContentKind::different));
        for (std::size_t i = 0; i < here.values.size(); ++i)
            EXPECT_NEAR(here.values[i], there.values[i], 16 * 16 * 2e-15);  // 16 products below 16, each off by 2e-15
    }
}

TEST(XPos, ScoresOfKeysBeforeTheQueryFadeAndThoseAfterItGrow)
{
    const Matrix score = score_of(scene_of({2, 512}, 600));
    // One pair of zeta 2/7: the score is 2 zeta^(t/512) cos t of the distance t.
    const double zeta = 0.4 / 1.4;
    EXPECT_NEAR(score(599, 87), 2 * zeta * std::cos(512), 1e-13);  // cos 512 is off by up to 512 * 2^-53
    EXPECT_NEAR(score(87, 599), 2 / zeta * std::cos(512), 1e-12);
}

TEST(XPos, NoNumberIsInfiniteAtAnyLength)
{
    for (const double scale_base : {16.0, 512.0, 1e9}) {
        for (const double gamma : {0.01, 0.4, 100.0}) {
            for (const std::int64_t length : {std::int64_t{300}, std::int64_t{30000}, max_length}) {
                SCOPED_TRACE(std::to_string(scale_base) + " " + std::to_string(gamma) + " " + std::to_string(length));
                const Scene scene = scene_of({2, scale_base, gamma}, length);
                const Mechanism mechanism = mechanism_of(scene);
                for (const Sheet sheet : {Sheet::matrix, Sheet::similarity, Sheet::rotated, Sheet::score}) {
                    const auto shown = picture(scene, mechanism, sheet);
                    EXPECT_EQ(static_cast<bool>(shown), length <= most_positions(scene, mechanism));
                    if (!shown) {
                        EXPECT_EQ(shown.error().where, "length");
                        continue;
                    }
                    EXPECT_TRUE(std::isfinite(shown->lo) && std::isfinite(shown->hi));
                    const Matrix whole_cells = [&] {
                        Matrix corners(2, 2);
                        const std::int64_t row = shown->row_count() - 1, col = shown->col_count() - 1;
                        corners(0, 0) = value(shown->field, 0, 0);
                        corners(0, 1) = value(shown->field, 0, col);
                        corners(1, 0) = value(shown->field, row, 0);
                        corners(1, 1) = value(shown->field, row, col);
                        return corners;
                    }();
                    for (const double number : whole_cells.values) {
                        EXPECT_TRUE(std::isfinite(static_cast<float>(number)));
                    }
                }
                EXPECT_EQ(wave_curves(scene).empty(), length > most_positions(scene, mechanism));
            }
        }
    }
}

TEST(XPos, TheLongestLengthThatTheErrorNamesCanBeShown)
{
    Scene scene = scene_of({16, 16}, 5000);
    const auto refused = picture(scene, Sheet::score);
    ASSERT_FALSE(refused);
    const std::string hint = refused.error().hint;
    scene.length = std::stoll(hint.substr(hint.find_last_of(' ') + 1));
    EXPECT_LT(scene.length, 5000);
    EXPECT_TRUE(picture(scene, Sheet::score));
    ++scene.length;
    EXPECT_FALSE(picture(scene, Sheet::score));
}

TEST(XPos, WhatIsMeasuredOfManyPositionsIsMeasuredOfTheFirst)
{
    const auto found = check(scene_of({16}, max_length));
    ASSERT_TRUE(found);
    const Scene scene = scene_of({16}, max_length);
    EXPECT_EQ(found->measured_length, most_positions(scene, mechanism_of(scene)));
    EXPECT_TRUE(std::isfinite(found->direction.index));
    EXPECT_LT(found->toeplitz_defect, 1e-13);
    EXPECT_TRUE(found->direction.sees_direction);
}

TEST(XPos, IsNotBoundedAndSeesDirectionWhereQueryAndKeyAreEqual)
{
    const auto found = properties_of(scene_of({16}, 512));
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->bounded());
    EXPECT_TRUE(std::isfinite(found->largest_beyond));
    EXPECT_TRUE(found->sees_direction_if_equal);
    EXPECT_NEAR(found->largest, std::pow(0.4 / 1.4, -0.5), 1e-14);  // half of 512 positions, scale base 512
}

TEST(XPos, TheDrawnWavesPassThroughTheCells)
{
    Scene scene = scene_of({8, 32}, 40, 5);
    const Field matrix = picture(scene, Sheet::matrix)->field;
    for (scene.probe.channel = 0; scene.probe.channel < 8; ++scene.probe.channel) {
        const WaveCurve curve = wave_curves(scene)[0];
        for (const std::int64_t p : {5, 20, 44}) {
            const double cell = value(matrix, p - 5, scene.probe.channel);
            EXPECT_NEAR(curve.at(static_cast<double>(p)), cell, 2 * 0x1p-52);  // below 2; multiplied in another order
            const auto bands = envelope(curve, 5, 45, 7);
            const Band& band = bands[static_cast<std::size_t>((p - 5) * 7 / 40)];
            EXPECT_LE(band.lo, cell);
            EXPECT_GE(band.hi, cell);
        }
    }
}

}  // namespace
}  // namespace phasescope::xpos_test

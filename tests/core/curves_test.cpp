#include "core/curves.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace phasescope::curves_test {
namespace {

Scene scene_of(std::string_view encoding, std::vector<double> settings, std::int64_t length = 100,
               ContentKind content = ContentKind::ones)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = std::move(settings);
    scene.length = length;
    scene.content.kind = content;
    return repaired(scene);
}

std::vector<std::int64_t> channels(const std::vector<WaveCurve>& curves)
{
    std::vector<std::int64_t> result;
    for (const WaveCurve& curve : curves) result.push_back(curve.channel);
    return result;
}

WaveCurve wave(double wavelength, double amplitude = 1)
{
    return {.amplitude = amplitude,
            .frequency = static_cast<Turns128>(std::ldexp(1 / wavelength, 64)) << 64,
            .phase = static_cast<Turns64>(0.3 * 0x1p+64)};
}

Field score_of(const Scene& scene)
{
    return picture(scene, score_sheet(scene)).value().field;
}

TEST(WaveCurves, AreTheProbesPairAndTheChosenSines)
{
    Scene scene = scene_of("sinusoidal", {64});
    scene.probe.channel = 10;
    EXPECT_EQ(channels(wave_curves(scene)), (std::vector<std::int64_t>{10, 11, 8, 16, 32}));  // pairs 4, 8, 16 of 32
    scene.pairs = {0, 5, 31, 32, 700};
    const auto curves = wave_curves(scene);
    EXPECT_EQ(channels(curves), (std::vector<std::int64_t>{10, 11, 0, 62}));  // pair 5 is the probe's own
    EXPECT_FALSE(curves[0].partner);
    EXPECT_TRUE(curves[1].partner);
    EXPECT_FALSE(curves[2].partner);
    EXPECT_TRUE(curves[0].is_sine);
    EXPECT_FALSE(curves[1].is_sine);
    EXPECT_EQ(curves[1].pair, 5);
}

TEST(WaveCurves, PassThroughTheCellsOfTheMatrix)
{
    for (const Encoding& encoding : encodings()) {
        Scene scene = scene_of(encoding.name, {9});
        scene.start = 2000000000;
        scene = repaired(scene);
        if (table_of(mechanism_of(scene)).channels.empty()) continue;
        const Field matrix = picture(scene, Sheet::matrix).value().field;
        for (std::int64_t channel = 0; channel < col_count(matrix); ++channel) {
            scene.probe.channel = channel;
            const auto curves = wave_curves(scene);
            ASSERT_FALSE(curves.empty());
            ASSERT_EQ(curves[0].channel, channel);
            // Rows that are stored are made by vectorised cosines, within 4e-16 of the amplitude as the plain ones are.
            const double room = std::holds_alternative<StoredField>(matrix) ? 1e-15 : 0;
            EXPECT_NEAR(curves[0].at(2000000050.0), value(matrix, 50, channel), room) << encoding.name;
        }
    }
}

TEST(WaveCurves, OfChannelsWithoutAFunctionAreFlat)
{
    const auto curves = wave_curves(scene_of("none", {8}));
    ASSERT_EQ(curves.size(), 1u);
    EXPECT_EQ(curves[0].at(3.5), 0);
    Scene scene = scene_of("rope", {8, 1e4, 0, 0.5});
    scene.probe.channel = 7;                                                     // beyond the rotated half
    EXPECT_EQ(channels(wave_curves(scene)), (std::vector<std::int64_t>{1, 3}));  // pairs 0 (twice) and 1 of 2
}

TEST(WaveCurves, BetweenPositionsAreTheContinuousWave)
{
    Scene scene = scene_of("sinusoidal", {4, 1e4});
    scene.probe.channel = 0;
    const WaveCurve sine = wave_curves(scene)[0];
    for (const double p : {0.5, 1.25, 99.875, -2.5}) EXPECT_NEAR(sine.at(p), std::sin(p), 1e-13);  // argument of up to 100
}

TEST(Envelope, HoldsEveryValueUnderAColumnAndIsReachedThere)
{
    for (const double wavelength : {7.0, 33.3, 1000.0}) {
        for (const double amplitude : {1.0, -2.0}) {
            const WaveCurve curve = wave(wavelength, amplitude);
            constexpr std::int64_t pixels = 40, looks = 2000;
            const double begin = 1000000.3, end = 1000080.7, width = (end - begin) / pixels;
            const auto bands = envelope(curve, begin, end, pixels);
            ASSERT_EQ(bands.size(), static_cast<std::size_t>(pixels));
            for (std::size_t x = 0; x < bands.size(); ++x) {
                double lo = 9, hi = -9;
                for (std::int64_t i = 0; i <= looks; ++i) {
                    const double at = begin + width * (static_cast<double>(x) + static_cast<double>(i) / looks);
                    lo = std::min(lo, curve.at(at));
                    hi = std::max(hi, curve.at(at));
                }
                // Positions near 1e6 are known to 1e-10. Between two looks a crest rises by at most A (w dx)^2 / 8,
                // with w dx = 2 pi width / (wavelength looks) below 1e-3.
                EXPECT_NEAR(bands[x].lo, lo, 3e-7) << x;
                EXPECT_NEAR(bands[x].hi, hi, 3e-7) << x;
            }
        }
    }
}

TEST(Envelope, OfMoreThanATurnIsTheWholeAmplitude)
{
    for (const Band& band : envelope(wave(7, 1.5), 0, 8000, 1000)) {
        EXPECT_EQ(band.lo, -1.5);
        EXPECT_EQ(band.hi, 1.5);
    }
}

TEST(Envelope, ReachesTheCrestThatLiesWithinAColumn)
{
    WaveCurve cosine = wave(100);
    cosine.phase = 0;
    const auto bands = envelope(cosine, -10, 90, 10);  // crest at 0, trough at 50: edges of columns
    EXPECT_EQ(bands[0].hi, 1);
    EXPECT_EQ(bands[1].hi, 1);
    EXPECT_LT(bands[2].hi, 1);
    const auto wide = envelope(cosine, -15, 85, 10);  // crest inside column 1, trough inside column 6
    EXPECT_EQ(wide[1].hi, 1);
    EXPECT_GT(wide[1].lo, 0.9);
    EXPECT_EQ(wide[6].lo, -1);
}

TEST(Envelope, IsExactAtTheEndOfAllPositions)
{
    Scene scene = scene_of("sinusoidal", {512});
    scene.probe.channel = 100;
    const WaveCurve curve = wave_curves(scene)[0];
    const auto bands = envelope(curve, 2147483600, 2147483640, 40);
    for (std::size_t x = 0; x < bands.size(); ++x) {
        const double left = curve.at(2147483600.0 + static_cast<double>(x));
        EXPECT_LE(bands[x].lo, left);
        EXPECT_GE(bands[x].hi, left);
        EXPECT_LT(bands[x].hi - bands[x].lo, 0.2);  // w = 1e4^(-100/512) = 0.17 per position
    }
}

TEST(ScoreOverOffset, HasOneColumnAnOffsetWhereTheyFit)
{
    const Scene scene = scene_of("rope", {32}, 100, ContentKind::different);
    const Field score = score_of(scene);
    const OffsetCurve curve = score_over_offset(score, -99, 100, 1000);
    ASSERT_EQ(curve.offset.size(), 199u);
    for (std::size_t x = 0; x < curve.offset.size(); ++x) {
        const auto offset = static_cast<std::int64_t>(x) - 99;
        EXPECT_EQ(curve.offset[x], static_cast<double>(offset));
        EXPECT_EQ(curve.band[x].lo, curve.band[x].hi);
        const double expected = value(score, std::max<std::int64_t>(0, -offset), std::max<std::int64_t>(0, offset));
        EXPECT_NEAR(curve.band[x].lo, expected, 1e-12);  // 16 terms of up to about 5
    }
}

TEST(ScoreOverOffset, ShowsLeastAndGreatestWhereOffsetsShareAColumn)
{
    const Scene scene = scene_of("sinusoidal", {16}, 1001);
    const Field score = score_of(scene);
    const OffsetCurve curve = score_over_offset(score, 0, 1000, 100);
    ASSERT_EQ(curve.band.size(), 100u);
    for (std::size_t x = 0; x < 100; ++x) {
        EXPECT_EQ(curve.offset[x], 10.0 * static_cast<double>(x) + 4.5);
        double lo = 99, hi = -99;
        for (std::int64_t i = 0; i < 10; ++i) {
            const double here = value(score, 0, 10 * static_cast<std::int64_t>(x) + i);
            lo = std::min(lo, here);
            hi = std::max(hi, here);
        }
        EXPECT_NEAR(curve.band[x].lo, lo, 1e-13);  // 8 terms of amplitude 1
        EXPECT_NEAR(curve.band[x].hi, hi, 1e-13);
    }
}

TEST(ScoreOverOffset, LeavesOutOffsetsThatNoPairHas)
{
    const Field score = score_of(scene_of("sinusoidal", {16}, 10));
    EXPECT_EQ(score_over_offset(score, -1000, 1000, 500).offset.size(), 19u);
    EXPECT_TRUE(score_over_offset(score, 10, 1000, 500).offset.empty());
    EXPECT_TRUE(score_over_offset(score, 5, 5, 500).offset.empty());
    EXPECT_EQ(score_over_offset(score_of(scene_of("sinusoidal", {16}, 1)), -5, 5, 3).offset, (std::vector<double>{0}));
}

TEST(ScoreOverOffset, OfAMillionOffsetsStaysWithinTheExtremes)
{
    const Field score = score_of(scene_of("sinusoidal", {64}, 1000000));
    const OffsetCurve curve = score_over_offset(score, -999999, 1000000, 801);
    ASSERT_EQ(curve.band.size(), 801u);
    EXPECT_NEAR(std::ranges::max(curve.band, {}, &Band::hi).hi, 32, 4);  // a sample of 17 need not meet the crest
    for (const Band& band : curve.band) {
        EXPECT_LE(band.lo, band.hi);
        EXPECT_LE(band.hi, 32 + 1e-12);
        EXPECT_GE(band.lo, -32 - 1e-12);
    }
}

void expect_equal(const OffsetCurve& a, const OffsetCurve& b, double tolerance)
{
    ASSERT_EQ(a.offset, b.offset);
    for (std::size_t x = 0; x < a.band.size(); ++x) {
        EXPECT_NEAR(a.band[x].lo, b.band[x].lo, tolerance) << "offset " << a.offset[x];
        EXPECT_NEAR(a.band[x].hi, b.band[x].hi, tolerance) << "offset " << a.offset[x];
    }
}

TEST(ScoreOverOffset, IsTheMeanOverTheDiagonalWhereTheScoreIsNoFunctionOfTheOffset)
{
    const Field odd = score_of(scene_of("sinusoidal", {3, 10}, 40));
    const StoredField numbers{dense(odd)};
    for (const std::int64_t pixels : {100, 7})
        expect_equal(score_over_offset(odd, -39, 40, pixels), score_over_offset(numbers, -39, 40, pixels),
                     1e-14);  // of up to 2
    EXPECT_GT(std::abs(value(odd, 0, 5) - score_over_offset(odd, 5, 6, 1).band[0].lo), 0.1);
}

TEST(ScoreOverOffset, OfTablesLooksAtTheFirst256Positions)
{
    const auto table = [](std::uint64_t seed, std::int64_t rows) {
        Matrix numbers(rows, 3);
        numbers.values = normals(seed, 0, rows * 3);
        return numbers;
    };
    const ProductField all{table(1, 300), table(2, 300)}, first{table(1, 256), table(2, 256)};
    const OffsetCurve curve = score_over_offset(all, -299, 300, 1000);
    EXPECT_EQ(curve.offset.front(), -255);
    EXPECT_EQ(curve.offset.back(), 255);
    expect_equal(curve, score_over_offset(StoredField{dense(first)}, -299, 300, 1000), 1e-13);  // means of up to about 20
}

}  // namespace
}  // namespace phasescope::curves_test

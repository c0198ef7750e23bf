#include "core/analysis/frequencies.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/rope_scaling.hpp"
#include "core/spectrum.hpp"
#include "reference.hpp"

namespace phasescope::frequencies_test {
namespace {

using Changes = std::map<std::string, double>;

Scene scene_of(const char* encoding, const Changes& changed, std::int64_t length = 100)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = standard_settings(*find_encoding(encoding));
    for (const auto& [name, value] : changed)
        scene.settings.at(static_cast<std::size_t>(knob_index(*find_encoding(encoding), name))) = value;
    scene.length = length;
    return repaired(scene);
}

double word(RopeScaling scaling)
{
    return static_cast<double>(scaling);
}

std::vector<Treatment> bands(const Scene& scene)
{
    std::vector<Treatment> result;
    for (const PairFrequency& pair : pair_frequencies(scene)) result.push_back(pair.treatment);
    return result;
}

/// So many kept, then blended, then divided ones.
std::vector<Treatment> runs(std::size_t kept, std::size_t blended, std::size_t divided)
{
    std::vector<Treatment> result(kept, Treatment::kept);
    result.insert(result.end(), blended, Treatment::blended);
    result.insert(result.end(), divided, Treatment::divided);
    return result;
}

TEST(Frequencies, TheBandsOfLlama32AreThePublishedOnes)
{
    const Scene scene = scene_of("rope", {{"head_size", 64},
                                          {"base", 500000},
                                          {"scaling", word(RopeScaling::llama3)},
                                          {"factor", 32},
                                          {"trained_length", 8192}});
    EXPECT_EQ(bands(scene), runs(15, 3, 14));  // 0-14 kept, 15-17 blended, 18-31 divided
}

TEST(Frequencies, TheBandsOfLlama31AreTheReferenceOnes)
{
    const reference::Json one = reference::case_of(reference::group("g05_rope_scaling"), "llama3.1_8b");
    std::vector<Treatment> expected;
    for (const std::string band : one.at("band_per_index"))
        expected.push_back(band == "high" ? Treatment::kept : band == "low" ? Treatment::divided : Treatment::blended);
    const Scene scene = scene_of(
        "rope", {{"base", 500000}, {"scaling", word(RopeScaling::llama3)}, {"factor", 8}, {"trained_length", 8192}});
    EXPECT_EQ(bands(scene), expected);
}

TEST(Frequencies, TheBandsOfYarnAreTheRampOfItsCode)
{
    // Llama-2 with factor 16: the ramp is 0 up to pair 20 and 1 from pair 46 on.
    EXPECT_EQ(bands(scene_of("rope", {{"scaling", word(RopeScaling::yarn)}, {"factor", 16}})), runs(21, 25, 18));
}

TEST(Frequencies, InterpolationDividesAllPairsAndNtkAllButTheFirstInPart)
{
    EXPECT_EQ(bands(scene_of("rope", {})), runs(64, 0, 0));
    for (const double factor : {3.0, 7.3}) {
        EXPECT_EQ(bands(scene_of("rope", {{"scaling", word(RopeScaling::linear)}, {"factor", factor}})), runs(0, 0, 64));
        EXPECT_EQ(bands(scene_of("rope", {{"scaling", word(RopeScaling::ntk)}, {"factor", factor}})), runs(1, 62, 1));
        const Changes dynamic{{"scaling", word(RopeScaling::dynamic_ntk)}, {"factor", factor}};
        EXPECT_EQ(bands(scene_of("rope", dynamic, 4096)), runs(64, 0, 0));
        EXPECT_EQ(bands(scene_of("rope", dynamic, 4999)), runs(1, 62, 1));
    }
}

TEST(Frequencies, LongRopeDividesThePairsWhoseDivisorReachesTheFactor)
{
    const Changes phi3{{"head_size", 96}, {"scaling", word(RopeScaling::longrope)}, {"factor", 32}};
    EXPECT_EQ(bands(scene_of("rope", phi3, 4096)), runs(0, 48, 0));
    EXPECT_EQ(bands(scene_of("rope", phi3, 4097)), runs(0, 25, 23));  // the list passes 32 at pair 25: 32.35
}

TEST(Frequencies, TurnsAreCountedWithinTheLengthAndWithinTheTrainedLength)
{
    const Scene scene = scene_of("rope", {{"scaling", word(RopeScaling::linear)}, {"factor", 2}}, 8192);
    const auto pairs = pair_frequencies(scene);
    ASSERT_EQ(pairs.size(), 64u);
    for (std::size_t k = 0; k < 64; ++k) {
        const PairFrequency& pair = pairs[k];
        EXPECT_EQ(pair.pair, static_cast<std::int64_t>(k));
        // Twice the length at half the frequency turns as often as training did.
        EXPECT_DOUBLE_EQ(pair.turns_in_length, pair.turns_in_trained.value());
        EXPECT_DOUBLE_EQ(pair.wavelength, 2 * pair.unscaled_wavelength);
        EXPECT_DOUBLE_EQ(pair.turns_in_length * pair.wavelength, 8192);
        // 2 pi 10000^(k/64) is below 4096 up to k = 45.03.
        EXPECT_EQ(pair.turned_in_training(), k <= 45) << k;
        EXPECT_EQ(pair.turns_within_length(), k <= 45) << k;
    }
    EXPECT_EQ(trained_length(scene), 4096);
}

TEST(Frequencies, PairsThatStandStillHaveAnInfiniteWavelength)
{
    const auto pairs = pair_frequencies(
        scene_of("rope", {{"rotated_share", 0.25}, {"scaling", word(RopeScaling::proportional)}, {"factor", 1}}));
    ASSERT_EQ(pairs.size(), 64u);
    for (const PairFrequency& pair : pairs) {
        EXPECT_EQ(std::isinf(pair.wavelength), pair.pair >= 16) << pair.pair;
        EXPECT_EQ(pair.wavelength, pair.unscaled_wavelength);
        EXPECT_EQ(pair.treatment, Treatment::kept);
    }
}

TEST(Frequencies, WithoutAScalingBeforeAndAfterAreTheSame)
{
    const Scene scene = scene_of("sinusoidal", {}, 1000);
    const auto pairs = pair_frequencies(scene);
    ASSERT_EQ(pairs.size(), 256u);
    EXPECT_DOUBLE_EQ(pairs.front().wavelength, 2 * pi);
    EXPECT_NEAR(pairs.back().wavelength, 60611.477, 0.0005);
    for (const PairFrequency& pair : pairs) {
        EXPECT_EQ(pair.wavelength, pair.unscaled_wavelength);
        EXPECT_EQ(pair.treatment, Treatment::kept);
        EXPECT_EQ(pair.turns_in_trained, std::nullopt);
        // 2 pi 10000^(k/256) is below 1000 up to k = 140.9.
        EXPECT_EQ(pair.turns_within_length(), pair.pair <= 140) << pair.pair;
    }
    EXPECT_EQ(trained_length(scene), std::nullopt);
    EXPECT_TRUE(all_scalings(scene).empty());
}

TEST(Frequencies, PairsOfPicturesTurnAlongAxesAndThoseOfATextDoNot)
{
    for (const auto& [name, along] :
         std::map<const char*, bool>{{"rope", false}, {"axial_rope", true}, {"sinusoidal", false}})
        EXPECT_EQ(turns_along_axes(mechanism_of(scene_of(name, {}))), along) << name;
}

TEST(Frequencies, EveryChannelOfATableBelongsToOneOfItsPairs)
{
    for (const double layout : {0.0, 1.0}) {
        EXPECT_EQ(pair_frequencies(scene_of("sinusoidal", {{"d_model", 7}, {"layout", layout}})).size(), 4u);
        EXPECT_EQ(pair_frequencies(scene_of("sinusoidal", {{"d_model", 7}, {"layout", layout}, {"exponent", 1}})).size(),
                  3u);
    }
}

TEST(Frequencies, ChannelsGoFromFastToSlowOrBackOrNeither)
{
    const auto of = [](std::vector<Turns128> channels) { return slows_down(channels); };
    EXPECT_EQ(of({8, 8, 4, 4, 1}), true);
    EXPECT_EQ(of({1, 4, 8}), false);
    EXPECT_EQ(of({8, 4, 8, 4}), std::nullopt);  // halves
    EXPECT_EQ(of({8, 4, 0}), std::nullopt);     // the last stands still
    EXPECT_EQ(of({4, 4}), std::nullopt);
}

TEST(Frequencies, MechanismsWithoutWavesHaveNone)
{
    EXPECT_TRUE(pair_turns(AddedRows{}).empty());
    EXPECT_TRUE(pair_turns(BiasesScore{}).empty());
    EXPECT_TRUE(pair_turns(MeetsVectors{}).empty());
}

TEST(Frequencies, WavesMetByOffsetAreListedOnceFromFastToSlow)
{
    MeetsVectors vectors;
    const auto spectrum = geometric_spectrum(10000, 2, 8, 4);
    for (const Turns64 phase : {-quarter_turn, Turns64{0}})
        for (const Turns128 frequency : spectrum) vectors.waves.add(1, frequency, phase);
    EXPECT_TRUE(pair_turns(vectors) == spectrum);
}

TEST(Frequencies, TheCurvesOfAllScalingsAreThoseOfTheirOwnScenes)
{
    const Scene scene =
        scene_of("rope", {{"rotated_share", 0.5}, {"scaling", word(RopeScaling::yarn)}, {"factor", 8}}, 100000);
    const auto curves = all_scalings(scene);
    ASSERT_EQ(curves.size(), rope_scaling_names.size());
    for (std::size_t i = 0; i < curves.size(); ++i) {
        EXPECT_EQ(curves[i].name, rope_scaling_names[i]);
        EXPECT_EQ(curves[i].chosen, curves[i].name == "yarn");
        const Scene own =
            scene_of("rope", {{"rotated_share", 0.5}, {"scaling", static_cast<double>(i)}, {"factor", 8}}, 100000);
        std::vector<double> expected;
        for (const PairFrequency& pair : pair_frequencies(own)) expected.push_back(pair.wavelength);
        EXPECT_EQ(curves[i].wavelengths, expected) << curves[i].name;
    }
}

}  // namespace
}  // namespace phasescope::frequencies_test

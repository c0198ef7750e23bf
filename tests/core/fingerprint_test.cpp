#include "core/analysis/fingerprint.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/check.hpp"
#include "core/mistakes.hpp"

namespace phasescope::fingerprint_test {
namespace {

Scene scene_of(std::string_view name)
{
    Scene scene = with_encoding(first_scene(), find_mistake(name)->encoding);
    scene.mistake.name = name;
    return repaired(scene);
}

MeasuredTrait trait(std::string_view mistake, Trait which)
{
    const Result<Fingerprint> found = fingerprint(scene_of(mistake));
    EXPECT_TRUE(found);
    const MeasuredTrait* one = found->find(which);
    EXPECT_TRUE(one) << mistake;
    return one ? *one : MeasuredTrait{};
}

TEST(Fingerprint, ADoubledPairwiseExponentKeepsNormAndToeplitzSimilarity)
{
    const std::string_view name = "doubled_exponent_pairwise";
    for (const Trait norm : {Trait::least_norm, Trait::greatest_norm}) {
        EXPECT_NEAR(*trait(name, norm).correct, 256, 1e-11);
        EXPECT_NEAR(*trait(name, norm).mistaken, 256, 1e-11);
        EXPECT_FALSE(trait(name, norm).gives_away());
    }
    EXPECT_LT(*trait(name, Trait::toeplitz_defect).mistaken, 1e-12);
    EXPECT_FALSE(trait(name, Trait::toeplitz_defect).gives_away());
}

TEST(Fingerprint, StillColumnsGiveADoubledExponentAway)
{
    const MeasuredTrait pairwise = trait("doubled_exponent_pairwise", Trait::still_columns);
    EXPECT_EQ(pairwise.correct, 102);
    EXPECT_EQ(pairwise.mistaken, 306);
    EXPECT_TRUE(pairwise.gives_away());
    EXPECT_EQ(trait("doubled_exponent_per_column", Trait::still_columns).mistaken, 307);
}

TEST(Fingerprint, ADoubledExponentPerColumnHasNoConstantNorm)
{
    const MeasuredTrait least = trait("doubled_exponent_per_column", Trait::least_norm),
                        greatest = trait("doubled_exponent_per_column", Trait::greatest_norm);
    EXPECT_NEAR(*least.mistaken, 251.98, 0.005);
    EXPECT_NEAR(*greatest.mistaken, 260.32, 0.005);
    EXPECT_NEAR(*greatest.mistaken - *least.mistaken, 8.34, 0.01);
    EXPECT_TRUE(least.gives_away() && greatest.gives_away());
    EXPECT_TRUE(trait("doubled_exponent_per_column", Trait::toeplitz_defect).gives_away());
}

TEST(Fingerprint, TheLongestWavelengthIsThatOfTheFormula)
{
    const MeasuredTrait base = trait("base_1000", Trait::longest_wavelength);
    EXPECT_NEAR(*base.correct, 60611.477, 0.001);
    EXPECT_NEAR(*base.mistaken, 2 * M_PI * std::pow(1000, 510.0 / 512), 1e-6);
    EXPECT_FALSE(trait("fast_slow_swapped", Trait::longest_wavelength).gives_away());
}

TEST(Fingerprint, PositionsThatCollideHaveTheDistanceZero)
{
    Scene scene = scene_of("bf16_positions");
    EXPECT_FALSE(fingerprint(scene)->find(Trait::smallest_distance)->gives_away());  // all below 257
    scene.length = 400;
    const Result<Fingerprint> found = fingerprint(scene);
    EXPECT_EQ(found->find(Trait::smallest_distance)->mistaken, 0);
    EXPECT_TRUE(found->find(Trait::smallest_distance)->gives_away());
}

TEST(Fingerprint, AMixedPairingIsGivenAwayByItsScoresAlone)
{
    const Result<Fingerprint> found = fingerprint(scene_of("mixed_rope_pairing"));
    for (const MeasuredTrait& one : found->traits)
        EXPECT_EQ(one.gives_away(), one.trait == Trait::toeplitz_defect) << static_cast<int>(one.trait);
}

TEST(Fingerprint, BiasesHaveSlopesAndNoRows)
{
    const Result<Fingerprint> found = fingerprint(scene_of("alibi_printed_slopes"));
    EXPECT_FALSE(found->find(Trait::least_norm));
    EXPECT_EQ(found->find(Trait::steepest_slope)->correct, 0.5);
    EXPECT_EQ(found->find(Trait::steepest_slope)->mistaken, 0x1p-7);
    EXPECT_EQ(found->find(Trait::flattest_slope)->correct, 0x1p-8);
    EXPECT_EQ(found->find(Trait::flattest_slope)->mistaken, 0x1p-8);
    EXPECT_FALSE(found->find(Trait::flattest_slope)->gives_away());
}

TEST(Fingerprint, OfWhatWasMeantItIsWhatTheCheckMeasures)
{
    for (const Mistake& mistake : mistakes()) {
        const Scene scene = scene_of(mistake.name);
        const Scene study = study_of(scene);
        const Result<Fingerprint> found = fingerprint(scene);
        ASSERT_TRUE(found) << mistake.name;
        const auto measured = check(study);
        EXPECT_NEAR(*found->find(Trait::toeplitz_defect)->correct, measured->toeplitz_defect, 1e-9) << mistake.name;
        const MeasuredTrait* norm = found->find(Trait::greatest_norm);
        if (norm && study.encoding != "rope") {
            EXPECT_NEAR(std::sqrt(*norm->correct), measured->norm->greatest, 1e-9) << mistake.name;
        }
        if (const MeasuredTrait* longest = found->find(Trait::longest_wavelength)) {
            EXPECT_NEAR(*longest->correct / measured->wavelength->longest, 1, 1e-12) << mistake.name;
        }
    }
}

}  // namespace
}  // namespace phasescope::fingerprint_test

#include "core/analysis/check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/random.hpp"

namespace phasescope::check_test {
namespace {

Scene scene_of(std::string_view encoding, std::vector<double> settings, std::int64_t length, std::int64_t start = 0,
               ContentKind content = ContentKind::ones)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = std::move(settings);
    scene.length = length;
    scene.start = start;
    scene.content.kind = content;
    return repaired(scene);
}

Check checked(const Scene& scene)
{
    auto result = check(scene);
    EXPECT_TRUE(result);
    return *result;
}

/// RoPE with random rows of its own for each position.
Scene with_own_rows(std::int64_t length, bool equal)
{
    const auto rows = [&](std::uint64_t stream) {
        Matrix numbers(length, 8);
        numbers.values = normals(5, stream, length * 8);
        return Rows(numbers);
    };
    Scene scene;
    scene.encoding = "rope";
    scene.settings = {8};
    scene.length = length;
    scene.content.kind = ContentKind::imported;
    scene.content.query = rows(0);
    scene.content.key = equal ? Rows{} : rows(1);
    return repaired(scene);
}

TEST(Check, SinusoidalScoreIsBlindToDirectionWithAResidualAtRoundingLevel)
{
    for (const std::int64_t length : {100, 1024, 1025, 100000}) {
        const Check found = checked(scene_of("sinusoidal", {512}, length));
        EXPECT_EQ(found.measured_length, length);
        EXPECT_EQ(found.compared_length, length);
        EXPECT_FALSE(found.direction.sees_direction);
        EXPECT_LE(found.direction.max_difference, found.direction.tolerance);
        EXPECT_LT(found.direction.tolerance, 1e-10);
        EXPECT_LT(found.direction.index, 1e-14);
        EXPECT_LT(found.toeplitz_defect, 1e-14);
        EXPECT_EQ(found.first_rise, 43);
        EXPECT_NEAR(found.norm->least, 16, 1e-13);
        EXPECT_NEAR(found.norm->greatest, 16, 1e-13);
        EXPECT_LE(*found.shift_residual, 2e-15);
        EXPECT_LE(*found.offset_residual, found.direction.tolerance);
        EXPECT_NEAR(found.wavelength->shortest, 2 * pi, 1e-14);
        EXPECT_NEAR(found.wavelength->longest, 60611.477, 0.0005);
    }
}

TEST(Check, FirstRiseAndFirstNegativeAreTheKnownDistances)
{
    EXPECT_EQ(checked(scene_of("sinusoidal", {64}, 100)).first_rise, 5);
    EXPECT_EQ(checked(scene_of("sinusoidal", {128}, 100)).first_rise, 11);
    const Check base_1e4 = checked(scene_of("rope", {128, 1e4}, 4096));
    EXPECT_EQ(base_1e4.first_rise, 11);
    EXPECT_EQ(base_1e4.first_negative, 1707);
    const Check base_5e5 = checked(scene_of("rope", {128, 5e5}, 20000));
    EXPECT_EQ(base_5e5.first_rise, 11);
    EXPECT_EQ(base_5e5.first_negative, 18438);
    EXPECT_EQ(checked(scene_of("rope", {128, 1e4}, 1707)).first_negative, std::nullopt);
}

TEST(Check, RoPESeesDirectionExactlyWhereQueryAndKeyDiffer)
{
    for (const std::int64_t length : {200, 5000}) {
        for (const ContentKind kind : {ContentKind::ones, ContentKind::equal}) {
            const Check found = checked(scene_of("rope", {64}, length, 1000, kind));
            EXPECT_FALSE(found.direction.sees_direction);
            EXPECT_LT(found.direction.index, 1e-14);
        }
        const Scene scene = scene_of("rope", {64}, length, 1000, ContentKind::different);
        const Check found = checked(scene);
        EXPECT_TRUE(found.direction.sees_direction);
        EXPECT_GT(found.direction.index, 0.1);
        EXPECT_LT(found.toeplitz_defect, 1e-13);
        const Field score = picture(scene, Sheet::score).value().field;
        const std::int64_t t = found.direction.position - 1000, offset = found.direction.offset;
        EXPECT_EQ(t, offset);  // a function of the offset: the first t that has both sides
        EXPECT_NEAR(std::abs(value(score, t, t + offset) - value(score, t, t - offset)), found.direction.max_difference,
                    found.direction.tolerance);
    }
}

TEST(Check, OddDimensionIsSymmetricYetNoFunctionOfTheOffset)
{
    for (const std::int64_t length : {1024, 1025}) {
        const Check found = checked(scene_of("sinusoidal", {3, 10}, length, 1000000));
        EXPECT_LT(found.direction.index, 1e-14);
        EXPECT_GT(found.toeplitz_defect, 0.4);
        EXPECT_NEAR(found.direction.max_difference, 1, 1e-5);
        EXPECT_GT(*found.offset_residual, 0.3);
        EXPECT_GT(*found.shift_residual, 0.5);
        EXPECT_NEAR(found.norm->greatest, std::sqrt(2.0), 1e-3);  // 1 + sin^2 under the root; some sine comes near 1
        EXPECT_NEAR(found.norm->least, 1, 1e-3);
    }
}

TEST(Check, NoEncodingTellsNothing)
{
    for (const std::int64_t length : {1, 100, 3000}) {
        const Check found = checked(scene_of("none", {16}, length));
        EXPECT_EQ(found.direction.index, 0);
        EXPECT_EQ(found.direction.max_difference, 0);
        EXPECT_EQ(found.direction.tolerance, 0);
        EXPECT_FALSE(found.direction.sees_direction);
        EXPECT_EQ(found.toeplitz_defect, 0);
        EXPECT_EQ(found.first_rise, std::nullopt);
        EXPECT_EQ(found.first_negative, std::nullopt);
        EXPECT_EQ(found.shift_residual, 0);
        EXPECT_EQ(found.norm->greatest, 0);
        EXPECT_FALSE(found.wavelength);
    }
}

TEST(Check, MeasuresTheShortestLengths)
{
    for (const std::int64_t length : {1, 2}) {
        const Check found = checked(scene_of("rope", {64}, length, max_length - 1, ContentKind::different));
        EXPECT_EQ(found.measured_length, length);
        EXPECT_EQ(found.direction.max_difference, 0);
        EXPECT_EQ(found.direction.offset, 0);
        EXPECT_EQ(found.direction.sees_direction, length == 2);  // S(0, 1) differs from S(1, 0)
        EXPECT_EQ(found.offset_residual.has_value(), length == 2);
    }
}

TEST(Check, MeasuresAtMostTheFirstMillionOfPositions)
{
    const Check found = checked(scene_of("sinusoidal", {8}, max_length, 1));
    EXPECT_EQ(found.measured_length, most_checked_positions);
    EXPECT_FALSE(found.direction.sees_direction);
    EXPECT_EQ(found.direction.position, 2);
}

TEST(Check, RowsOfTheirOwnAreNoFunctionOfTheOffset)
{
    const Scene scene = with_own_rows(60, false);
    const Check found = checked(scene);
    EXPECT_EQ(found.compared_length, 60);
    EXPECT_GT(found.direction.index, 0.3);
    EXPECT_TRUE(found.direction.sees_direction);
    EXPECT_GT(found.toeplitz_defect, 0.5);
    EXPECT_GT(*found.offset_residual, 1);
    EXPECT_FALSE(found.shift_residual);
    const Field score = picture(scene, Sheet::score).value().field;
    const std::int64_t t = found.direction.position, offset = found.direction.offset;
    EXPECT_NEAR(std::abs(value(score, t, t + offset) - value(score, t, t - offset)), found.direction.max_difference,
                found.direction.tolerance);
}

TEST(Check, RowsOfTheirOwnWithKeyEqualToQueryGiveASymmetricScore)
{
    for (const std::int64_t length : {60, 1500}) {
        const Check found = checked(with_own_rows(length, true));
        EXPECT_LT(found.direction.index, 1e-15);
        EXPECT_GT(found.direction.max_difference, found.direction.tolerance);  // what stands there differs
        EXPECT_FALSE(found.direction.sees_direction);                          // but not by direction
    }
}

TEST(Check, ComparesTheFirstOfManyRowsOfTheirOwnAndTakesTheIndexOfAll)
{
    const Scene scene = with_own_rows(1500, false);
    const Check found = checked(scene);
    EXPECT_EQ(found.measured_length, 1500);
    EXPECT_EQ(found.compared_length, most_explicit_positions);
    const auto all = measured(*score_tables(scene), 0);
    ASSERT_TRUE(all);
    EXPECT_NEAR(found.direction.index, all->direction.index, 1e-12);  // sums of 2e6 squares in another order
    Scene first = scene;
    first.length = most_explicit_positions;
    const auto compared = measured(*score_tables(first), 0);
    EXPECT_EQ(found.toeplitz_defect, compared->toeplitz_defect);
    EXPECT_EQ(found.direction.max_difference, compared->direction.max_difference);
}

TEST(Check, OfRowsThatGrowSeesNearTheLastPositionsWhatItSeesOfFew)
{
    // The score of two positions has no origin of growth; that of a long scene lies 14 100 positions away, where a query has
    // channels of 1e-15 and the key of 1e15.
    for (const ContentKind content : {ContentKind::ones, ContentKind::different}) {
        const Scene few = scene_of("xpos", {128}, most_explicit_positions, 0, content),
                    many = scene_of("xpos", {128}, max_length, 0, content);
        const Check near = checked(few), far = checked(many);
        EXPECT_GT(far.measured_length, 20'000);
        EXPECT_EQ(far.compared_length, near.compared_length);
        EXPECT_LT(near.direction.tolerance, 1e-9);
        EXPECT_LT(far.direction.tolerance, 1e-9);
        EXPECT_TRUE(near.direction.sees_direction && far.direction.sees_direction);
        EXPECT_NEAR(far.direction.max_difference, near.direction.max_difference, far.direction.tolerance);
        EXPECT_EQ(far.first_rise, near.first_rise);
        EXPECT_EQ(far.first_negative, near.first_negative);
    }
}

TEST(Check, IsEmptyWhereItWasCancelledAtAnyMoment)
{
    for (const Scene& scene :
         {scene_of("sinusoidal", {64}, 500), scene_of("sinusoidal", {64}, 200000), with_own_rows(1500, false)}) {
        int calls = 0;
        double last = 0;
        ASSERT_TRUE(check(scene, [&](double done) {
            EXPECT_GE(done, last);
            EXPECT_LE(done, 1);
            last = done;
            ++calls;
            return true;
        }));
        EXPECT_EQ(last, 1);
        ASSERT_GE(calls, 5);
        for (int allowed = 0; allowed < calls; ++allowed) {
            int left = allowed;
            EXPECT_FALSE(check(scene, [&](double) { return left-- > 0; })) << "call " << allowed;
        }
    }
}

TEST(Check, OfEveryEncodingAndContentKeepsToItsBounds)
{
    for (const Encoding& encoding : encodings()) {
        for (const ContentKind kind : {ContentKind::ones, ContentKind::equal, ContentKind::different}) {
            for (const std::int64_t length : {1, 2, 3, 50, 1100}) {
                SCOPED_TRACE(std::string(encoding.name) + ", length " + std::to_string(length));
                const Check found = checked(scene_of(encoding.name, standard_settings(encoding), length, 77, kind));
                const Scene scene = scene_of(encoding.name, standard_settings(encoding), length, 77, kind);
                const std::int64_t defined = defined_positions(scene).value_or(max_length) - 77;
                EXPECT_EQ(found.measured_length, std::min(length, defined));
                EXPECT_GE(found.direction.index, 0);
                EXPECT_LE(found.direction.index, 1 + 1e-15);
                EXPECT_GE(found.toeplitz_defect, 0);
                EXPECT_LE(found.toeplitz_defect, 1 + 1e-15);
                // A table times itself is symmetric; so is what is turned where query and key are the same, unless it grows.
                const Mechanism mechanism = mechanism_of(scene);
                const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
                const bool grows = rotation && !rotation->growth.empty();
                if (has_sheet(mechanism, Sheet::similarity)) {
                    const bool differs = rotation && (kind == ContentKind::different || grows) && found.measured_length > 1;
                    EXPECT_EQ(found.direction.sees_direction, differs);
                    EXPECT_LE(found.norm->least, found.norm->greatest);
                }
                EXPECT_LE(found.shift_residual.value_or(0), 1e-14);  // rows of even width, entries of up to 5
                if (length < 3 || defined < 3) continue;
                EXPECT_GE(found.direction.offset, 1);
                EXPECT_GE(found.direction.position - found.direction.offset, 77);
                EXPECT_LT(found.direction.position + found.direction.offset, 77 + length);
                const bool has_coordinates = rotation && !rotation->coordinates.empty();
                if (has_coordinates || std::holds_alternative<AddedRows>(mechanism)) continue;  // no function of the offset
                EXPECT_LE(found.offset_residual.value_or(0), 1e-11);  // tolerance of 512 terms, here of two differences
            }
        }
    }
}

TEST(Check, TheVerdictIsThatOfTheNumberBesideIt)
{
    for (const Encoding& encoding : encodings())
        for (const std::int64_t length : {2, 40, 1500})
            for (const ContentKind kind : {ContentKind::ones, ContentKind::equal, ContentKind::different}) {
                const Direction found =
                    checked(scene_of(encoding.name, standard_settings(encoding), length, 3, kind)).direction;
                EXPECT_EQ(found.sees_direction, found.max_exchange > found.tolerance) << encoding.name << " " << length;
            }
    // A symmetric score that is no function of the offset: ahead and back differ, exchange changes nothing.
    const Direction odd = checked(scene_of("sinusoidal", {63}, 100)).direction;
    EXPECT_GT(odd.max_difference, odd.tolerance);
    EXPECT_LE(odd.max_exchange, odd.tolerance);
}

TEST(Check, CountsKeysAheadOfACausalBiasByItsFormulaOrNotAtAll)
{
    const Check causal = checked(scene_of("alibi", {8, 0}, 50)), symmetric = checked(scene_of("alibi", {8, 1}, 50));
    EXPECT_EQ(causal.keys_ahead, KeysAhead::by_formula);
    EXPECT_NEAR(causal.direction.index, 1, 1e-15);
    EXPECT_EQ(causal.direction.max_exchange, 49);  // twice 49 times the slope 1/2
    EXPECT_EQ(symmetric.keys_ahead, KeysAhead::scored);
    EXPECT_EQ(symmetric.direction.index, 0);
    EXPECT_FALSE(symmetric.direction.sees_direction);
    EXPECT_EQ(causal.first_rise, symmetric.first_rise);
    Scene t5 = scene_of("t5", standard_settings(*find_encoding("t5")), 50);
    EXPECT_EQ(checked(t5).keys_ahead, KeysAhead::scored);
    const auto direction = static_cast<std::size_t>(knob_index(*find_encoding("t5"), "direction"));
    t5.settings[direction] = 1;
    EXPECT_EQ(checked(repaired(t5)).keys_ahead, KeysAhead::left_out);
    const auto deviation = static_cast<std::size_t>(knob_index(*find_encoding("t5"), "deviation"));
    t5.settings[deviation] = 0;
    EXPECT_EQ(checked(repaired(t5)).keys_ahead, KeysAhead::scored) << "0 everywhere";
}

TEST(Check, AMaskThatABiasAskedForGoesWithIt)
{
    const Scene causal = with_encoding(first_scene(), "alibi");
    ASSERT_TRUE(causal.attention.causal);
    Scene symmetric = causal;
    symmetric.settings[1] = 1;
    EXPECT_FALSE(with_mask_following(symmetric, causal).attention.causal);
    const Scene open = with_mask_following(symmetric, causal);
    Scene again = open;
    again.settings[1] = 0;
    EXPECT_TRUE(with_mask_following(again, open).attention.causal);
    Scene chosen = open;  // a mask on a symmetric bias that somebody set
    chosen.attention.causal = true;
    again = chosen;
    again.settings[1] = 0;
    EXPECT_TRUE(with_mask_following(again, chosen).attention.causal);
    Scene heads = causal;
    heads.settings[0] = 4;
    EXPECT_EQ(with_mask_following(heads, causal), heads);
}

TEST(Check, OfTheSameSceneIsTheSame)
{
    const Scene scene = scene_of("rope", {64}, 3000, 9, ContentKind::different);
    const Check a = checked(scene), b = checked(scene);
    EXPECT_EQ(a.direction.index, b.direction.index);
    EXPECT_EQ(a.direction.max_difference, b.direction.max_difference);
    EXPECT_EQ(a.offset_residual, b.offset_residual);
}

}  // namespace
}  // namespace phasescope::check_test

// Which verdicts claims have, by how much, and what turns them.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/claims_reading.hpp"
#include "tests/core/reference.hpp"

namespace phasescope::claims_verdict_test {
namespace {

using test::changed, test::Judged, test::judged, test::number, test::standard, test::verdict_of;
using Verdicts = std::map<std::string, std::string>;

void expect_verdicts(std::string_view encoding, const Verdicts& expected)
{
    for (const auto& [name, result] : judged(standard(encoding))) {
        const auto found = expected.find(name);
        const std::string verdict = found == expected.end() ? "not_applicable" : found->second;
        EXPECT_EQ(name_of(result.verdict), verdict) << encoding << ": " << name << " " << result.reason;
    }
    for (const auto& [name, verdict] : expected) EXPECT_TRUE(judged(standard(encoding)).contains(name)) << name;
}

TEST(ClaimVerdicts, OfSinusoids)
{
    expect_verdicts("sinusoidal", {{"bounded_values", "true"},
                                   {"left_is_fast", "true"},
                                   {"equal_distances", "true"},
                                   {"shift_is_linear", "true"},
                                   {"base_is_length", "false"},
                                   {"base_is_period", "false"},
                                   {"blind_without_position", "true"},
                                   {"dot_is_distance", "true"},
                                   {"dot_tells_direction", "false"},
                                   {"similarity_falls", "false"},
                                   {"projection_keeps", "depends"},
                                   {"sinusoids_are_learned", "false"},
                                   {"neox_uses_alibi", "false"},
                                   {"printed_example", "false"},
                                   {"printed_sum", "false"},
                                   {"printed_theta", "false"}});
}

TEST(ClaimVerdicts, OfRope)
{
    expect_verdicts("rope", {{"bounded_values", "true"},
                             {"left_is_fast", "true"},
                             {"equal_distances", "true"},
                             {"shift_is_linear", "true"},
                             {"base_is_length", "false"},
                             {"base_is_period", "false"},
                             {"blind_without_position", "true"},
                             {"dot_is_distance", "depends"},
                             {"dot_tells_direction", "depends"},
                             {"similarity_falls", "false"},
                             {"rope_falls", "false"},
                             {"rope_is_offset_only", "true"},
                             {"rope_turns_values", "false"},
                             {"rope_is_adding", "false"},
                             {"rope_extrapolates", "false"},
                             {"larger_base_is_enough", "depends"},
                             {"neox_uses_alibi", "false"},
                             {"printed_theta", "false"}});
}

TEST(ClaimVerdicts, OfAlibi)
{
    expect_verdicts("alibi", {{"bounded_values", "false"},
                              {"blind_without_position", "true"},
                              {"dot_tells_direction", "true"},
                              {"similarity_falls", "true"},
                              {"alibi_is_inverse", "false"},
                              {"neox_uses_alibi", "false"}});
}

TEST(ClaimVerdicts, OfT5)
{
    expect_verdicts("t5", {{"bounded_values", "depends"},
                           {"blind_without_position", "true"},
                           {"dot_tells_direction", "true"},
                           {"similarity_falls", "depends"},
                           {"neox_uses_alibi", "false"}});
}

TEST(ClaimVerdicts, OfALearnedTable)
{
    expect_verdicts("learned", {{"bounded_values", "depends"},
                                {"equal_distances", "false"},
                                {"shift_is_linear", "false"},
                                {"blind_without_position", "true"},
                                {"dot_is_distance", "false"},
                                {"dot_tells_direction", "false"},
                                {"similarity_falls", "depends"},
                                {"learned_is_recomputed", "false"},
                                {"neox_uses_alibi", "false"}});
}

TEST(ClaimVerdicts, OfNoPosition)
{
    expect_verdicts("none",
                    {{"blind_without_position", "true"}, {"dot_tells_direction", "false"}, {"neox_uses_alibi", "false"}});
}

TEST(ClaimNumbers, OfSinusoidsAreThoseOfThePaper)
{
    const Judged of = judged(standard("sinusoidal"));
    EXPECT_NEAR(number(of, "left_is_fast", "first_wavelength"), 2 * 3.14159265358979324, 1e-14);
    EXPECT_NEAR(number(of, "left_is_fast", "last_wavelength"), 60611.477, 0.0005);
    EXPECT_NEAR(number(of, "base_is_period", "cosine_after_base"), -0.064, 0.0005);
    EXPECT_EQ(number(of, "similarity_falls", "first_rise"), 43);
    EXPECT_EQ(number(judged(changed(standard("sinusoidal"), "d_model", 64)), "similarity_falls", "first_rise"), 5);
    EXPECT_EQ(number(judged(changed(standard("sinusoidal"), "d_model", 128)), "similarity_falls", "first_rise"), 11);
    EXPECT_EQ(number(of, "sinusoids_are_learned", "parameters"), 0);
    EXPECT_EQ(number(of, "sinusoids_are_learned", "parameters_learned"), 512 * 512);
    EXPECT_NEAR(number(of, "printed_sum", "least_square"), 256, 1e-11);
    EXPECT_EQ(number(of, "printed_theta", "still_columns"), 102);
    EXPECT_GE(number(of, "printed_theta", "printed_still_columns"), 306);
    EXPECT_LE(number(of, "printed_theta", "printed_still_columns"), 307);
}

TEST(ClaimNumbers, OfThePrintedExampleAreTheReferenceValue)
{
    const auto table =
        reference::matrix(reference::case_of(reference::group("g01_sinusoidal"), "vaswani_5x4_base10000").at("expected"));
    EXPECT_NEAR(number(judged(standard("sinusoidal")), "printed_example", "value_of_four"), table(1, 0), 4e-16);
}

TEST(ClaimNumbers, OfRopeAreThoseOfTheReferenceCurve)
{
    const Judged of = judged(changed(standard("rope"), "head_size", 128));
    const auto curve = reference::case_of(reference::group("g10_rope_decay"), "rope_decay_d128_base10000")
                           .at("dot_of_all_ones_q_k")
                           .get<std::vector<double>>();
    std::size_t rise = 0;
    while (curve[rise + 1] <= curve[rise]) ++rise;
    EXPECT_EQ(number(of, "rope_falls", "first_rise"), static_cast<double>(rise));
    EXPECT_EQ(number(of, "rope_falls", "first_negative"), 1707);
    EXPECT_NEAR(number(of, "rope_falls", "rising_share"), 0.486, 0.0005);
    const Judged slower = judged(changed(changed(standard("rope"), "head_size", 128), "base", 5e5));
    EXPECT_EQ(number(slower, "rope_falls", "first_rise"), 11);
    EXPECT_EQ(number(slower, "rope_falls", "first_negative"), 18438);
    EXPECT_NEAR(number(of, "larger_base_is_enough", "larger_base"), 40889.94, 0.005);
    // Pairs whose wavelength 2 pi 10000^(2k/128) exceeds the trained length 4096, and all but the slowest with the larger
    // base.
    double unfinished = 0;
    for (int k = 0; k < 64; ++k) unfinished += 2 * 3.14159265358979324 * std::pow(10000, k / 64.0) > 4096;
    EXPECT_EQ(number(of, "rope_extrapolates", "unfinished_pairs"), unfinished);
    EXPECT_EQ(number(of, "larger_base_is_enough", "unseen_without"), unfinished);
    EXPECT_EQ(number(of, "larger_base_is_enough", "unseen_with_larger"), unfinished - 1);
    EXPECT_NEAR(number(of, "larger_base_is_enough", "overshoot_without"), 4, 1e-12);
    EXPECT_GT(number(of, "rope_turns_values", "outputs_moved_if_turned"), 0.01);
    EXPECT_LT(number(of, "rope_is_adding", "turned_offset_spread"), 1e-11);
    EXPECT_GT(number(of, "rope_is_adding", "added_offset_spread"), 1);
}

TEST(ClaimNumbers, OfAlibiAndItsModels)
{
    const Judged of = judged(standard("alibi"));
    EXPECT_EQ(number(of, "alibi_is_inverse", "bias_at_one"), -0.5);
    EXPECT_EQ(number(of, "alibi_is_inverse", "bias_at_two"), -1);
    EXPECT_EQ(number(of, "alibi_is_inverse", "off_line"), 0);
    EXPECT_EQ(number(of, "neox_uses_alibi", "rotated_share"), 0.25);
    EXPECT_EQ(number(of, "neox_uses_alibi", "all_with_alibi"), 2) << "BLOOM and MPT";
    EXPECT_EQ(of.at("neox_uses_alibi").show_me.encoding, "rope");
}

TEST(ClaimVerdicts, TurnWithAnOddWidth)
{
    const Judged of = judged(changed(standard("sinusoidal"), "d_model", 7));
    for (const char* claim : {"dot_is_distance", "equal_distances", "shift_is_linear"})
        EXPECT_EQ(of.at(claim).verdict, Verdict::fails) << claim;
    EXPECT_EQ(of.at("dot_tells_direction").verdict, Verdict::fails) << "an odd width is still symmetric";
}

TEST(ClaimVerdicts, TurnWithTheLayout)
{
    EXPECT_EQ(verdict_of(changed(standard("sinusoidal"), "layout", 1), "left_is_fast"), "depends");
}

TEST(ClaimVerdicts, TurnWithTheContent)
{
    Scene scene = standard("rope");
    EXPECT_LT(number(judged(scene), "dot_tells_direction", "max_difference"), 1e-9);
    scene.content.kind = ContentKind::different;
    EXPECT_GT(number(judged(scene), "dot_tells_direction", "max_difference"), 1);
    // Every position has content of its own: the score is no function of the offset, but that is not RoPE's doing.
    Matrix rows(30, 8);
    for (std::size_t i = 0; i < rows.values.size(); ++i) rows.values[i] = std::cos(static_cast<double>(i * i));
    scene.content = {ContentKind::imported, 1, Rows(rows), {}};
    EXPECT_EQ(verdict_of(repaired(scene), "rope_is_offset_only"), "depends");
}

TEST(ClaimVerdicts, TurnWithTheBias)
{
    EXPECT_EQ(verdict_of(changed(standard("alibi"), "direction", 1), "dot_tells_direction"), "false")
        << "-m abs(i-j) is the same both ways";
    const Judged causal = judged(standard("alibi"));
    EXPECT_NEAR(number(causal, "dot_tells_direction", "antisymmetric_by_formula"), 1, 1e-15) << "-m (i-j) is odd";
    EXPECT_EQ(verdict_of(changed(standard("t5"), "direction", 1), "dot_tells_direction"), "not_applicable")
        << "keys after the query share a bucket by convention";
    EXPECT_EQ(verdict_of(changed(standard("t5"), "deviation", 0), "bounded_values"), "not_applicable");
    EXPECT_EQ(verdict_of(changed(standard("t5"), "deviation", 0.01), "bounded_values"), "depends");
}

TEST(ClaimVerdicts, OnRandomNumbersSayHowManyWereDrawn)
{
    const Judged learned = judged(standard("learned"));
    for (const char* claim : {"equal_distances", "dot_is_distance", "dot_tells_direction", "shift_is_linear"}) {
        EXPECT_EQ(number(learned, claim, "draws"), 8) << claim;
        EXPECT_LE(number(learned, claim, "least_drawn"), number(learned, claim, "greatest_drawn")) << claim;
        const ClaimResult& result = learned.at(claim);
        const double judged = *result.number(result.judged);
        EXPECT_LE(number(learned, claim, "least_drawn"), judged) << claim;
        EXPECT_GE(number(learned, claim, "greatest_drawn"), judged) << claim;
    }
    const Judged sinusoidal = judged(standard("sinusoidal"));
    EXPECT_EQ(number(sinusoidal, "projection_keeps", "draws"), 8);
    EXPECT_GT(number(sinusoidal, "projection_keeps", "defect_after_least"), 0.1) << "random weights never keep it";
    EXPECT_LT(number(sinusoidal, "projection_keeps", "defect_shared_turn"), 1e-12) << "a rotation does";
    EXPECT_FALSE(sinusoidal.at("equal_distances").number("draws")) << "nothing is drawn";
}

TEST(ClaimVerdicts, TurnWithTheScalingAndTheTrainedLength)
{
    EXPECT_EQ(verdict_of(changed(standard("rope"), "trained_length", 1000000), "rope_extrapolates"), "true")
        << "every pair completes a turn";
    EXPECT_EQ(verdict_of(changed(standard("rope"), "trained_length", 1000000), "larger_base_is_enough"), "not_applicable");
    const Scene yarn = changed(changed(standard("rope"), "scaling", 5), "factor", 64);
    EXPECT_EQ(verdict_of(yarn, "bounded_values"), "false") << "an attention factor lengthens the rows";
    EXPECT_EQ(verdict_of(yarn, "rope_is_offset_only"), "true");
    EXPECT_EQ(verdict_of(changed(changed(standard("rope"), "scaling", 1), "factor", 64), "rope_extrapolates"), "depends")
        << "divided by 64 no angle is unseen at 16 times the trained length";
}

TEST(ClaimVerdicts, OfXposKnowThatItsRowsGrow)
{
    const Judged of = judged(standard("xpos"));
    EXPECT_EQ(of.at("shift_is_linear").verdict, Verdict::holds);
    EXPECT_EQ(of.at("rope_is_offset_only").verdict, Verdict::holds);
    EXPECT_EQ(of.at("bounded_values").verdict, Verdict::fails);
}

TEST(ClaimVerdicts, OfALearnedTableThatIsSinusoidalAreThoseOfSinusoids)
{
    Scene sinusoids = changed(standard("sinusoidal"), "d_model", 8);
    sinusoids.length = 64;
    Scene learned = standard("learned");
    learned.length = 64;
    learned.table = {"table.npy", "", false, Rows(dense(picture(repaired(sinusoids), Sheet::matrix).value().field))};
    const Judged of = judged(repaired(learned));
    for (const char* claim : {"dot_is_distance", "equal_distances", "shift_is_linear"})
        EXPECT_EQ(of.at(claim).verdict, Verdict::holds) << claim;
    EXPECT_EQ(of.at("projection_keeps").verdict, Verdict::depends);
    EXPECT_EQ(of.at("similarity_falls").verdict, Verdict::fails);
}

TEST(ClaimVerdicts, OfModelsComeFromTheModels)
{
    std::vector<ModelScene> models{{"Pythia-made-up", standard("alibi")}};
    const auto index =
        static_cast<std::size_t>(std::ranges::find(claims(), "neox_uses_alibi", &Claim::name) - claims().begin());
    EXPECT_EQ((*measured_claims(standard("none"), models))[index].verdict, Verdict::holds);
    models.push_back({"GPT-NeoX-made-up", standard("rope")});
    EXPECT_EQ((*measured_claims(standard("none"), models))[index].verdict, Verdict::fails) << "one of two";
    EXPECT_EQ((*measured_claims(standard("none"), {}))[index].verdict, Verdict::not_applicable);
}

}  // namespace
}  // namespace phasescope::claims_verdict_test

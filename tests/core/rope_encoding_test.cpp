// RoPE as an encoding: its knobs reach every scaling, and its formulas say what its cells hold.
#include <gtest/gtest.h>

#include <map>

#include "core/rope_scaling.hpp"
#include "core/rotation.hpp"
#include "core/scene.hpp"
#include "core/spectrum.hpp"
#include "scaling_case.hpp"

namespace phasescope::rope_encoding_test {
namespace {

using reference::Json;
using reference::ScalingCase;

std::vector<double> rope_settings(const std::map<std::string, double>& changed)
{
    const Encoding& rope = *find_encoding("rope");
    std::vector<double> settings = standard_settings(rope);
    for (const auto& [name, value] : changed) settings.at(static_cast<std::size_t>(knob_index(rope, name))) = value;
    return settings;
}

double word(RopeScaling scaling)
{
    return static_cast<double>(scaling);
}

RotatesQueryKey rotation_of(const std::vector<double>& settings, const Surroundings& around)
{
    return std::get<RotatesQueryKey>(find_encoding("rope")->mechanism(settings, around));
}

TEST(RopeEncoding, WithoutScalingItIsTheSameAsWithItsFirstFourSettingsAlone)
{
    const std::vector<double> four{128, 10000, 0, 1};
    const RotatesQueryKey rope = rotation_of(four, {});
    EXPECT_TRUE(rope == rotation_of(rope_settings({}), {}));
    EXPECT_TRUE(rope.frequencies == geometric_spectrum(10000, 2, 128, 64));
    EXPECT_EQ(rope.attention_factor, 1);
}

TEST(RopeEncoding, ReferenceCasesAreReachedByItsKnobs)
{
    int cases = 0;
    const Json group = reference::group("g05_rope_scaling");
    for (const Json& one : group.at("cases")) {
        const ScalingCase given(one);
        SCOPED_TRACE(given.name);
        const double share = one.at("params").value("partial_rotary_factor", 1.0);
        const std::vector<double> settings = rope_settings({
            {"head_size", static_cast<double>(given.dimension)},
            {"base", given.base},
            {"rotated_share", share},
            {"scaling", word(given.settings.scaling)},
            {"factor", given.settings.factor},
            {"trained_length", given.settings.trained_length},
            {"beta_fast", given.settings.beta_fast},
            {"beta_slow", given.settings.beta_slow},
            {"low_freq_factor", given.settings.low_freq_factor},
            {"high_freq_factor", given.settings.high_freq_factor},
            {"attention_factor", given.settings.attention_factor},
        });
        Scene scene;
        scene.encoding = "rope";
        scene.settings = settings;
        ASSERT_EQ(repaired(scene).settings, settings);
        Surroundings around;
        around.length = given.total_length;
        const RotatesQueryKey rope = rotation_of(settings, around);
        EXPECT_TRUE(rope.frequencies == given.rope().frequencies);
        EXPECT_EQ(rope.attention_factor, given.rope().attention_factor);
        ++cases;
    }
    EXPECT_EQ(cases, 22);
}

TEST(RopeEncoding, DynamicNtkAndLongRopeDependOnTheLastPosition)
{
    for (const RopeScaling scaling : {RopeScaling::dynamic_ntk, RopeScaling::longrope}) {
        const std::vector<double> settings = rope_settings({{"scaling", word(scaling)}});
        const auto at = [&](std::int64_t start, std::int64_t length) {
            Surroundings around;
            around.start = start;
            around.length = length;
            return rotation_of(settings, around).frequencies;
        };
        EXPECT_TRUE(at(0, 1) == at(0, 4096));
        EXPECT_FALSE(at(0, 4096) == at(0, 4097));
        EXPECT_TRUE(at(0, 8192) == at(8000, 192));
    }
}

TEST(RopeEncoding, AnImportedTableOfTwoRowsIsTheListsOfLongRope)
{
    const std::vector<double> settings = rope_settings({{"head_size", 4}, {"scaling", word(RopeScaling::longrope)}});
    Matrix lists(2, 2);
    lists.values = {1, 2, 4, 8};
    Surroundings around;
    around.table = Rows(lists);
    const auto unscaled = geometric_spectrum(10000, 2, 4, 2);
    EXPECT_TRUE((rotation_of(settings, around).frequencies == std::vector<Turns128>{unscaled[0], (unscaled[1] + 1) / 2}));
    around.length = 5000;
    EXPECT_TRUE(rotation_of(settings, around).frequencies[0] == (unscaled[0] + 2) / 4);
    // Rows that do not fit leave the built-in lists.
    around.table = Rows(Matrix(2, 3));
    const RotatesQueryKey unfit = rotation_of(settings, around);
    around.table = {};
    EXPECT_TRUE(unfit == rotation_of(settings, around));
}

TEST(RopeEncoding, ProportionalScalingHasTheExponentsOfTheWholeHead)
{
    const RotatesQueryKey rope = rotation_of(
        rope_settings({{"rotated_share", 0.25}, {"scaling", word(RopeScaling::proportional)}, {"factor", 1}}), {});
    const auto whole = geometric_spectrum(10000, 2, 128, 64);
    ASSERT_EQ(rope.frequencies.size(), 64u);
    for (std::size_t k = 0; k < 64; ++k) EXPECT_TRUE(rope.frequencies[k] == (k < 16 ? whole[k] : 0)) << k;
}

TEST(RopeEncoding, RotatedVectorsOfInterpolationAndNtkAreTheReferenceOnes)
{
    int cases = 0;
    const Json group = reference::group("g04_rope");
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "rope_interp_ntk") continue;
        const double interpolation = one.at("interpolate_factor"), rescaling = one.at("theta_rescale_factor");
        const bool linear = interpolation != 1;
        const RotatesQueryKey rope =
            rotation_of(rope_settings({{"head_size", one.at("d")},
                                       {"base", one.at("base")},
                                       {"scaling", word(linear ? RopeScaling::linear : RopeScaling::ntk)},
                                       {"factor", linear ? interpolation : rescaling}}),
                        {});
        const Matrix q = reference::matrix(one.at("q"));
        Matrix turned(q.rows, q.cols);
        for (std::int64_t p = 0; p < q.rows; ++p) wave_row(rotated(rope, q.row(p)), 2 * p, turned.row(p));
        // Amplitudes below 4 and their phases are rounded a few times, each by at most 4.5e-16.
        reference::expect_near(turned, reference::matrix(one.at("q_rot")), 4e-15, one.at("name"));
        ++cases;
    }
    EXPECT_EQ(cases, 2);
}

TEST(RopeEncoding, OnlyKnobsThatMatterAreShown)
{
    const std::vector<std::string_view> parts{"beta_fast", "beta_slow"}, llama{"low_freq_factor", "high_freq_factor"};
    const Encoding& rope = *find_encoding("rope");
    for (std::size_t i = 0; i < rope_scaling_names.size(); ++i) {
        const std::vector<double> settings = rope_settings({{"scaling", static_cast<double>(i)}, {"rotated_share", 0.5}});
        const Surroundings around{.start = 0, .length = 100000, .seed = 1, .table = {}};
        for (std::size_t k = 0; k < rope.knobs.size(); ++k) {
            const Knob& knob = rope.knobs[k];
            if (knob.name == "trained_length") continue;  // it is drawn in the Frequencies view even where nothing is scaled
            std::vector<double> other = settings;
            other[k] = knob.is_choice() || knob.name == "rotated_share" ? 1 : 2 * (other[k] == 0 ? 1 : other[k]);
            if (other == settings) continue;
            const bool changes = !(rotation_of(other, around) == rotation_of(settings, around));
            EXPECT_EQ(!knob.used || knob.used(settings), changes) << rope_scaling_names[i] << ", " << knob.name;
        }
    }
}

TEST(RopeEncoding, ListsSetTheScalingAndTheHeadThatTheyWereMadeFor)
{
    const Encoding& rope = *find_encoding("rope");
    Matrix lists(2, 48);
    lists.values.assign(96, 1.5);
    std::vector<double> settings = rope_settings({});
    EXPECT_EQ(rope.fit_table(settings, lists), "");
    EXPECT_EQ(settings, rope_settings({{"head_size", 96}, {"scaling", word(RopeScaling::longrope)}}));
    // A head of which 96 channels turn is left as it is (Phi-4-mini: 128, three quarters).
    std::vector<double> partial = rope_settings({{"rotated_share", 0.75}});
    EXPECT_EQ(rope.fit_table(partial, lists), "");
    EXPECT_EQ(partial, rope_settings({{"rotated_share", 0.75}, {"scaling", word(RopeScaling::longrope)}}));
    EXPECT_TRUE(rope.takes_table(partial));
    EXPECT_FALSE(rope.takes_table(rope_settings({})));
    for (const double wrong : {0.0, -1.0, 1e7, std::nan("")}) {
        lists.values.back() = wrong;
        EXPECT_NE(rope.fit_table(settings, lists), "") << wrong;
    }
    EXPECT_NE(rope.fit_table(settings, Matrix(3, 48)), "");
}

std::string formula(const std::map<std::string, double>& changed, std::int64_t channel)
{
    return find_encoding("rope")->cell_formula(rope_settings(changed), {}, 37, channel);
}

TEST(RopeEncoding, TheFormulaOfACellHasTheNumbersOfItsScaling)
{
    const auto of = [](RopeScaling scaling, std::int64_t channel) { return formula({{"scaling", word(scaling)}}, channel); };
    EXPECT_EQ(of(RopeScaling::none, 25), "sin(37 / 10000^{24/128})");
    EXPECT_EQ(of(RopeScaling::linear, 24), "cos(37 / 4 / 10000^{24/128})");
    EXPECT_EQ(of(RopeScaling::ntk, 24), "cos(37 / 40889.94243^{24/128})");
    EXPECT_EQ(of(RopeScaling::dynamic_ntk, 24),
              "cos(37 / (10000 s^{128/126})^{24/128}), s = 4 max(L, 4096)/4096 − 3, L = start + length");
    EXPECT_EQ(of(RopeScaling::dynamic_ntk, 0), "cos(37 / 10000^{0/128})");
    EXPECT_EQ(of(RopeScaling::llama3, 0), "cos(37 / 10000^{0/128})");
    EXPECT_EQ(of(RopeScaling::llama3, 127), "sin(37 / 4 / 10000^{126/128})");
    EXPECT_EQ(of(RopeScaling::yarn, 1), "1.1386294 sin(37 / 10000^{0/128})");
    EXPECT_EQ(of(RopeScaling::yarn, 126), "1.1386294 cos(37 / 4 / 10000^{126/128})");
    EXPECT_EQ(of(RopeScaling::longrope, 0),
              "1.0801234 cos(37 / f / 10000^{0/128}), f of the built-in list: 1.05 up to 4096 positions, 1.03 beyond");
    Matrix lists(2, 64);
    lists.values.assign(128, 2.5);
    Surroundings imported;
    imported.table = Rows(lists);
    EXPECT_EQ(
        find_encoding("rope")->cell_formula(rope_settings({{"scaling", word(RopeScaling::longrope)}}), imported, 37, 0),
        "1.0801234 cos(37 / f / 10000^{0/128}), f of the imported list: 2.5 up to 4096 positions, 2.5 beyond");
    EXPECT_EQ(formula({{"scaling", word(RopeScaling::proportional)}, {"rotated_share", 0.25}}, 24),
              "cos(37 / 4 / 10000^{24/128})");
    EXPECT_EQ(formula({{"scaling", word(RopeScaling::proportional)}, {"rotated_share", 0.25}}, 64), "cos(0)");
    // Pair 33 of the ramp from 20 to 46: 13/26 divided, so (1 + 1/4) / 2 of the frequency.
    EXPECT_EQ(of(RopeScaling::yarn, 66), "1.1386294 cos(37 · 0.625 / 10000^{66/128})");
}

}  // namespace
}  // namespace phasescope::rope_encoding_test

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/encodings/list.hpp"
#include "reference.hpp"

namespace phasescope::alibi_test {
namespace {

using reference::case_of;
using reference::Json;

enum Direction { causal, symmetric };
enum Slopes { reference_code, paper_ratio };

BiasesScore alibi(int heads, Direction direction, Slopes slopes = reference_code)
{
    const std::vector<double> settings{static_cast<double>(heads), static_cast<double>(direction),
                                       static_cast<double>(slopes)};
    return std::get<BiasesScore>(alibi_encoding().mechanism(settings, {}));
}

/// How much a head takes off for each position back.
double slope(const BiasesScore& bias, std::size_t head)
{
    return -bias.heads[head].at(-1);
}

TEST(Alibi, SlopesAreThoseOfTheReferenceCodeForEveryNumberOfHeads)
{
    const Json group = reference::group("g06_alibi"), one = case_of(group, "slopes_by_head_count");
    for (const auto& [heads, expected] : one.at("by_heads").items()) {
        const BiasesScore bias = alibi(std::stoi(heads), causal);
        const auto slopes = expected.at("slopes").get<std::vector<double>>();
        ASSERT_EQ(bias.heads.size(), slopes.size());
        for (std::size_t h = 0; h < slopes.size(); ++h)
            EXPECT_NEAR(slope(bias, h) / slopes[h], 1, 1e-14) << heads << " heads";  // the group's own tolerance
    }
    EXPECT_EQ(one.at("by_heads").size(), 22u);
}

TEST(Alibi, BiasMatricesAreTheReferenceOnes)
{
    const Json group = reference::group("g06_alibi");
    int matrices = 0;
    for (const Json& one : group.at("cases")) {
        const bool is_causal = one.at("kind") == "alibi_bias_causal";
        if (!is_causal && one.at("kind") != "alibi_bias_symmetric") continue;
        const BiasesScore bias = alibi(one.at("heads"), is_causal ? causal : symmetric);
        const std::int64_t length = one.at("length");
        for (std::size_t h = 0; h < bias.heads.size(); ++h) {
            const Matrix expected = reference::matrix(one.at("expected").at(h));
            for (std::int64_t i = 0; i < length; ++i)
                for (std::int64_t j = 0; j < length; ++j)
                    EXPECT_EQ(bias.heads[h].at(j - i), expected(i, j)) << one.at("name") << " head " << h;
        }
        ++matrices;
    }
    EXPECT_EQ(matrices, 3);
}

TEST(Alibi, ThePaperRatioFallsEvenlyWhereTheReferenceCodeDoesNot)
{
    const BiasesScore even = alibi(12, causal, paper_ratio), uneven = alibi(12, causal, reference_code);
    for (std::size_t h = 0; h < 12; ++h) {
        EXPECT_NEAR(slope(even, h) / std::pow(2.0, -8 * static_cast<double>(h + 1) / 12), 1, 1e-14);  // two roundings
        EXPECT_LT(slope(even, h), h == 0 ? 1 : slope(even, h - 1));
    }
    EXPECT_GT(slope(uneven, 8), slope(uneven, 7));
}

TEST(Alibi, BothRulesGiveAPowerOfTwoOfHeadsTheSameSlopes)
{
    for (const int heads : {1, 2, 4, 8, 16, 32, 64, 128})
        EXPECT_EQ(alibi(heads, causal, paper_ratio), alibi(heads, causal, reference_code));
}

TEST(Alibi, SlopesAreNotTheMisprintedOnes)
{
    const Json group = reference::group("g06_alibi");
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "misprint_for_contrast") continue;
        const BiasesScore bias = alibi(one.at("heads"), causal);
        const auto correct = one.at("correct").get<std::vector<double>>();
        for (std::size_t h = 0; h < correct.size(); ++h) EXPECT_NEAR(slope(bias, h) / correct[h], 1, 1e-14);
        EXPECT_NE(slope(bias, 0), one.at("misprinted").at(0).get<double>());
    }
}

TEST(Alibi, TheBiasFallsLinearlyToTheFarthestOffset)
{
    const BiasesScore bias = alibi(12, symmetric);
    for (const OffsetLines& head : bias.heads)
        for (const std::int64_t offset : {-5L, 1000003L, -2147483647L, 2147483647L})
            EXPECT_EQ(head.at(offset), -std::abs(static_cast<double>(offset)) * -head.at(1));
}

TEST(Alibi, TheFormulaNamesTheSlopeOfTheHeadAndTheDistance)
{
    const Encoding encoding = alibi_encoding();
    const std::vector<double> is_causal{8, causal, reference_code}, is_symmetric{8, symmetric, reference_code};
    EXPECT_EQ(encoding.score_formula(is_causal, 1, 3, 0), "−0.25 · 3");
    EXPECT_EQ(encoding.score_formula(is_causal, 1, 0, 3), "0");
    EXPECT_EQ(encoding.score_formula(is_symmetric, 1, 0, 3), "−0.25 · 3");
}

}  // namespace
}  // namespace phasescope::alibi_test

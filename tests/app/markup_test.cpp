#include "app/plot/markup.hpp"

#include <gtest/gtest.h>

namespace phasescope::markup_test {
namespace {

using Runs = std::vector<Run>;

TEST(Markup, RaisedAndLoweredTextBecomesItsOwnRun)
{
    EXPECT_EQ(runs_of("w_{k} = base^{−2k/d}"), (Runs{{"w", 0}, {"k", -1}, {" = base", 0}, {"−2k/d", 1}}));
    EXPECT_EQ(runs_of("q_{i} · k_{j}"), (Runs{{"q", 0}, {"i", -1}, {" · k", 0}, {"j", -1}}));
    EXPECT_EQ(runs_of("^{2}"), (Runs{{"2", 1}}));
}

TEST(Markup, TextWithoutMarksIsOneRun)
{
    EXPECT_EQ(runs_of("d_model = a^b {c}"), (Runs{{"d_model = a^b {c}", 0}}));
    EXPECT_TRUE(runs_of("").empty());
}

TEST(Markup, BracesThatDoNotMatchStandAsWritten)
{
    for (const char* text : {"x^{2", "x_{", "^", "_{{a}", "}^{"}) EXPECT_EQ(runs_of(text), (Runs{{text, 0}})) << text;
    EXPECT_EQ(runs_of("a}^{b}"), (Runs{{"a}", 0}, {"b", 1}}));
}

TEST(Markup, BracesInsideBelongToTheText)
{
    EXPECT_EQ(runs_of("e^{f{g}h}i"), (Runs{{"e", 0}, {"f{g}h", 1}, {"i", 0}}));
    EXPECT_EQ(runs_of("a^{}b"), (Runs{{"ab", 0}}));
}

}  // namespace
}  // namespace phasescope::markup_test

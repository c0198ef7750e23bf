#include "core/nearest.hpp"

#include <gtest/gtest.h>

namespace phasescope::nearest_test {
namespace {

using Words = std::vector<std::string>;

TEST(NearestWords, AMisspeltWordFindsTheOneThatWasMeant)
{
    const Words views{"overview", "matrix", "similarity", "waves", "rotation", "score", "direction"};
    EXPECT_EQ(nearest_words("matirx", views, 1), Words{"matrix"});
    EXPECT_EQ(nearest_words("wave", views, 1), Words{"waves"});
    EXPECT_EQ(nearest_words("scroe", views, 1), Words{"score"});
    EXPECT_EQ(nearest_words("rotations", views, 1), Words{"rotation"});
    EXPECT_EQ(nearest_words("sim", views, 1), Words{"similarity"});
    EXPECT_EQ(nearest_words("MATRIX", views, 1), Words{"matrix"});
    EXPECT_EQ(nearest_words("head-size", {"head size", "head_size"}, 1), Words{"head_size"});
}

TEST(NearestWords, TheValidWordItselfComesFirst)
{
    EXPECT_EQ(nearest_words("row", {"rows", "rowing", "row"}), (Words{"row", "rows", "rowing"}));
}

TEST(NearestWords, ASwapOfNeighboursIsOneStep)
{
    EXPECT_EQ(nearest_words("ab", {"xyb", "ba", "b"}), (Words{"ba", "b", "xyb"}));
}

TEST(NearestWords, TiesKeepTheirOrderAndNoMoreThanAskedForComeBack)
{
    EXPECT_EQ(nearest_words("zz", {"c", "b", "a", "d"}, 3), (Words{"c", "b", "a"}));
    EXPECT_EQ(nearest_words("zz", {"c"}, 3), Words{"c"});
    EXPECT_EQ(nearest_words("zz", {}, 3), Words{});
    EXPECT_EQ(nearest_words("", {"long", "s"}, 2), (Words{"s", "long"}));
}

TEST(NearestWords, AHugeWordTakesNoLongerThanAShortOne)
{
    EXPECT_EQ(nearest_words(std::string(100000000, 'x'), {"a", "xx"}, 1), Words{"xx"});
}

TEST(Alternatives, WordsAreJoinedAsASentenceDoes)
{
    EXPECT_EQ(alternatives({}), "");
    EXPECT_EQ(alternatives({"a"}), "a");
    EXPECT_EQ(alternatives({"a", "b"}), "a or b");
    EXPECT_EQ(alternatives({"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace phasescope::nearest_test

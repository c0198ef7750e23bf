#include "app/text/frequencies_remark.hpp"

#include <gtest/gtest.h>

namespace phasescope::frequencies_remark_test {
namespace {

std::string remark_of(std::string_view encoding)
{
    const Scene scene = with_encoding(first_scene(), encoding);
    return frequencies_remark(Language(), scene, mechanism_of(scene), pair_frequencies(scene));
}

TEST(FrequenciesRemark, CountsTurnsWithinThePositionsOrAlongTheAxesOfThePairs)
{
    // 2 pi 10000^(k/64) <= 100 for k = 0 .. 19.
    EXPECT_EQ(remark_of("rope"), "20 of 64 pairs complete a turn in 100 positions");
    // 8 rows and 14 columns: of the 16 pairs of each axis one and two turn as fast.
    EXPECT_EQ(remark_of("axial_rope"), "3 of 32 pairs complete a turn along their own axis");
}

}  // namespace
}  // namespace phasescope::frequencies_remark_test

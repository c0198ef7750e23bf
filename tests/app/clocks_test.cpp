#include <gtest/gtest.h>

#include "core/picture.hpp"
#include "tests/app/driver.hpp"

namespace phasescope::clocks_test {
namespace {

TEST(Clocks, AreThereForEveryEncodingWhosePairsTurn)
{
    int turning = 0;
    for (const Encoding& encoding : encodings()) {
        Scene scene = with_encoding(first_scene(), encoding.name);
        if (!has_sheet(scene, Sheet::angles)) continue;
        scene.view = View::rotation;
        Driver window(scene);
        window.frames(2);
        EXPECT_TRUE(window.has("clock.0")) << encoding.name;
        ++turning;
    }
    EXPECT_GE(turning, 5);
}

TEST(Clocks, AClickChoosesThePairAlsoWherePositionsHaveCoordinates)
{
    Scene scene = with_encoding(first_scene(), "mrope");
    scene.view = View::rotation;
    Driver window(scene);
    window.click("clock.0");
    EXPECT_EQ(window.scene().pairs, std::vector<std::int64_t>{0});
    EXPECT_EQ(window.scene().probe.channel, 64);  // the sine of pair 0 of 64 in halves
}

}  // namespace
}  // namespace phasescope::clocks_test

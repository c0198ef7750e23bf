// Sizes that belong together in the window: a grid's sides and the length, a table's rows and the length, a bias and its
// mask.
#include <gtest/gtest.h>

#include "tests/app/driver.hpp"
#include "tests/app/program.hpp"
#include "tests/app/table_files.hpp"

namespace phasescope::window_sizes_test {
namespace {

Scene grid_scene()
{
    Scene scene = with_encoding(first_scene(), "grid");
    scene.view = View::direction;
    return scene;
}

TEST(Window, ATypedSideOfAGridTakesTheLengthAlong)
{
    Driver window(grid_scene());
    ASSERT_EQ(window.scene().length, 112);
    window.type_into("knob.height.typed", "6");
    EXPECT_EQ(window.scene().length, 6 * 14);
    window.type_into("knob.width.typed", "3");
    EXPECT_EQ(window.scene().length, 18);
    EXPECT_FALSE(window.program().session().notice);
    window.key('Z', true);
    EXPECT_EQ(window.scene().length, 84) << "one step to undo";
}

TEST(Window, ALengthThatWasSetOtherwiseStaysAndPositionsWithoutARowAreSaid)
{
    Driver window(grid_scene());
    window.type_into("knob.length.typed", "120");
    EXPECT_EQ(window.scene().length, 120);
    ASSERT_TRUE(window.program().session().notice);
    EXPECT_NE(window.program().session().notice->text.find("112"), std::string::npos);
    window.type_into("knob.height.typed", "9");
    EXPECT_EQ(window.scene().length, 120);
}

TEST(Window, AnOpenedTableIsShownWhole)
{
    const test::ScratchFolder scratch;
    test::save_npy(scratch / "rows.npy", test::counted(12, 8));
    Driver window;
    window.program().drop((scratch / "rows.npy").string());
    window.frames(3);
    EXPECT_EQ(window.scene().encoding, "learned");
    EXPECT_EQ(window.scene().length, 12);
}

TEST(Window, ASymmetricBiasIsNotMasked)
{
    Driver window(with_encoding(first_scene(), "alibi"));
    ASSERT_TRUE(window.scene().attention.causal);
    window.click("knob.direction.1");
    EXPECT_EQ(setting(window.scene(), "direction"), 1);
    EXPECT_FALSE(window.scene().attention.causal);
    window.click("knob.direction.0");
    EXPECT_TRUE(window.scene().attention.causal);
}

}  // namespace
}  // namespace phasescope::window_sizes_test

// What goes out of the window and comes back: scenes, pictures, the clipboard, and files that are no use.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/app/driver.hpp"

namespace phasescope::window_files_test {
namespace {

std::string temporary(const std::string& name)
{
    return (std::filesystem::path(testing::TempDir()) / name).string();
}

TEST(Window, ASavedSceneComesBack)
{
    const std::string path = temporary("saved-scene.json");
    std::filesystem::remove(path);
    {
        Driver window(rope_scene());
        window.key('S', true);
        window.type_into("path", path);
    }
    ASSERT_TRUE(std::filesystem::exists(path));
    Driver other;
    other.key('O', true);
    other.type_into("path", path);
    EXPECT_EQ(other.scene(), rope_scene());
    other.key('Z', true);
    EXPECT_EQ(other.scene(), first_scene());
}

TEST(Window, AnExportedPictureDroppedOnTheWindowRestoresItsScene)
{
    const std::string path = temporary("exported.png");
    std::filesystem::remove(path);
    {
        Driver window(rope_scene());
        window.click("export");
        window.type_into("path", path);
    }
    ASSERT_TRUE(std::filesystem::exists(path));
    Driver other;
    other.program().drop(path);
    other.frames(2);
    EXPECT_EQ(other.scene(), rope_scene());
}

TEST(Window, ABadFileLeavesTheSceneAndSaysWhy)
{
    const std::string path = temporary("bad.json");
    std::ofstream(path) << "{\"type\": 7";
    Driver window;
    for (const std::string& bad : {path, temporary("missing.json"), testing::TempDir()}) {
        window.program().session().notice.reset();
        window.program().drop(bad);
        window.frames(2);
        EXPECT_EQ(window.scene(), first_scene());
        ASSERT_TRUE(window.program().session().notice) << bad;
        EXPECT_TRUE(window.program().session().notice->is_error);
    }
}

TEST(Window, AFailedExportKeepsTheDialogOpenAndSaysWhy)
{
    Driver window;
    window.key('E', true);
    window.type_into("path", temporary("no-such-folder/x.png"));
    EXPECT_EQ(window.program().session().dialog, Dialog::export_figure);
    ASSERT_TRUE(window.program().session().notice);
    EXPECT_TRUE(window.program().session().notice->is_error);
}

TEST(Window, SettingsAndValuesGoToTheClipboard)
{
    Driver window;
    window.move_to(window.centre("sheet.matrix"));
    window.key('C', true);
    EXPECT_NE(window.clipboard().find("\"sinusoidal\""), std::string::npos);
    window.key('C', true, true);
    EXPECT_EQ(std::count(window.clipboard().begin(), window.clipboard().end(), '\n'), 101);
    EXPECT_EQ(window.clipboard().substr(0, 6), "\t0\t1\t2");
}

}  // namespace
}  // namespace phasescope::window_files_test

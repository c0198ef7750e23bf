// The program as users meet it: a real window on a real (virtual) X display, with a mouse, keys and dropped files.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <thread>

#include "core/scene.hpp"
#include "core/scene_json.hpp"
#include "tests/app/real_window.hpp"

namespace phasescope::test {
namespace {

using nlohmann::json;

class RealWindowTest : public testing::Test {
protected:
    OwnDisplay display;
    ScratchFolder home;

    json kept() const { return json::parse(bytes_of(home / "state/phasescope/session.json")); }
};

/// A scene unlike the one that the program opens with.
Scene other_scene()
{
    Scene scene = with_encoding(first_scene(), "rope");
    scene.length = 3000;
    scene.view = View::rotation;
    return repaired(scene);
}

/// How bright the window's background is, 0 to 255.
int background(RealWindow& window)
{
    return static_cast<int>(window.colour_at(3, 400) >> 8 & 0xFF);
}

void drag_length_slider(RealWindow& window)
{
    const Place slider = window.place("knob.length");
    window.move_to(slider.x(0.3), slider.y(0.5));
    window.press();
    for (const double share : {0.4, 0.5, 0.6, 0.7}) window.move_to(slider.x(share), slider.y(0.5));
    window.release();
}

TEST_F(RealWindowTest, AClickOnTheMatrixPinsTheCellUnderTheCursor)
{
    RealWindow window(display, home);
    EXPECT_EQ(window.scene(), json::parse(scene_text(first_scene())));
    const Place sheet = window.place("sheet.matrix");
    const int x = sheet.x(0.3), y = sheet.y(0.6);
    window.click(x, y);
    window.wait_until("a pinned probe", [](const json& now) { return now["scene"]["probe"]["pinned"] == true; });
    const json probe = window.scene()["probe"];
    // The 100 x 512 cells fill the control.
    EXPECT_EQ(probe["query"], std::floor((y - sheet.y0) / (sheet.y1 - sheet.y0) * 100));
    EXPECT_EQ(probe["channel"], std::floor((x - sheet.x0) / (sheet.x1 - sheet.x0) * 512));
}

TEST_F(RealWindowTest, ADraggedSliderIsTakenBackByUndoAndGivenBackByRedo)
{
    RealWindow window(display, home);
    drag_length_slider(window);
    const json length = window.scene()["length"];
    EXPECT_GT(length, 10000);
    window.key("ctrl+z");
    window.wait_until("undone", [](const json& now) { return now["scene"]["length"] == 100; });
    window.key("ctrl+y");
    window.wait_until("redone", [&](const json& now) { return now["scene"]["length"] == length; });
}

TEST_F(RealWindowTest, AShortcutWorksHoweverQuicklyItsKeysAreLetGo)
{
    RealWindow window(display, home);
    drag_length_slider(window);
    const json length = window.scene()["length"];
    ASSERT_NE(length, 100);
    window.at_once({{"key", "ctrl+z"}});
    window.wait_until("undone", [](const json& now) { return now["scene"]["length"] == 100; });
    window.at_once({{"key", "ctrl+shift+z"}});
    window.wait_until("redone", [&](const json& now) { return now["scene"]["length"] == length; });
    window.at_once({{"keydown", "Control_R"}, {"key", "z"}, {"keyup", "Control_R"}});
    window.wait_until("undone again", [](const json& now) { return now["scene"]["length"] == 100; });
    window.at_once({{"key", "ctrl+y"}, {"key", "ctrl+z"}, {"key", "d"}, {"key", "ctrl+y"}});
    window.wait_until("redone at last", [&](const json& now) { return now["scene"]["length"] == length; });
}

TEST_F(RealWindowTest, ShortcutsAreTheKeysThatArePrintedWithTheirLetters)
{
    ASSERT_EQ(std::system(("DISPLAY=" + display.name() + " setxkbmap fr").c_str()), 0);
    RealWindow window(display, home);
    drag_length_slider(window);
    ASSERT_NE(window.scene()["length"], 100);
    window.key("ctrl+z");
    window.wait_until("undone", [](const json& now) { return now["scene"]["length"] == 100; });
}

TEST_F(RealWindowTest, WhatIsTypedQuicklyArrivesInTheDialogThatAKeyOpened)
{
    RealWindow window(display, home);
    window.at_once({{"key", "ctrl+g"}, {"type", "12 34 56"}, {"key", "BackSpace", "7", "Return", "d"}});
    window.wait_until("the probe that was typed", [](const json& now) {
        const json& probe = now["scene"]["probe"];
        return probe["query"] == 12 && probe["key"] == 34 && probe["channel"] == 57;
    });
    window.wait_until("a dark window", [&](const json&) { return background(window) < 80; });
}

TEST_F(RealWindowTest, WhatIsTypedQuicklyArrivesInTheFieldThatWasClicked)
{
    RealWindow window(display, home);
    const Place field = window.place("knob.length.typed");
    window.at_once({window.move_request(field.x(0.5), field.y(0.5)),
                    {"click", "1"},
                    {"key", "ctrl+a"},
                    {"type", "1234"},
                    {"key", "Left", "Left", "BackSpace", "5", "Return"}});
    window.wait_until("the length that was typed", [](const json& now) { return now["scene"]["length"] == 1534; });
}

TEST_F(RealWindowTest, AQuickDragArrivesWhereItEnded)
{
    RealWindow window(display, home);
    const Place slider = window.place("knob.length");
    window.at_once({window.move_request(slider.x(0.3), slider.y(0.5)),
                    {"mousedown", "1"},
                    window.move_request(slider.x(0.7), slider.y(0.5)),
                    {"mouseup", "1"},
                    window.move_request(slider.x(0.1), slider.y(0.5))});
    window.wait_until("a longer scene", [](const json& now) { return now["scene"]["length"] > 10000; });
}

TEST_F(RealWindowTest, QuickTurnsOfTheWheelKeepTheirModifiers)
{
    RealWindow window(display, home);
    const Place sheet = window.place("sheet.matrix");
    const auto shows_rows = [&](double count, const std::vector<std::vector<std::string>>& requests) {
        window.key("f");
        window.move_to(sheet.x(0.5), sheet.y(0.5));
        window.at_once(requests);
        window.wait_until(std::to_string(count) + " rows", [&](const json& now) {
            const json look = now["scene"]["looks"]["matrix"];
            if (!look.contains("window")) return false;
            const json& rows = look["window"]["rows"];
            return std::abs(rows[1].get<double>() - rows[0].get<double>() - count) < 0.01;
        });
    };
    shows_rows(100 / 1.2, {{"click", "4"}});
    shows_rows(100 / 1.05, {{"keydown", "ctrl"}, {"click", "4"}, {"keyup", "ctrl"}});
    shows_rows(100 / 1.6 / 1.2, {{"keydown", "shift"}, {"click", "4"}, {"keyup", "shift"}, {"click", "4"}});
}

TEST_F(RealWindowTest, TheWheelZoomsAtTheCursor)
{
    RealWindow window(display, home);
    const Place sheet = window.place("sheet.matrix");
    window.move_to(sheet.x(0.25), sheet.y(0.75));
    window.wheel_up(3);
    window.wait_until("a zoomed sheet", [](const json& now) { return now["scene"]["looks"]["matrix"].contains("window"); });
}

TEST_F(RealWindowTest, TheThemeAndTheSceneOfAClosedWindowComeBack)
{
    json left;
    {
        RealWindow window(display, home);
        const int light = background(window);
        window.key("d");
        window.wait_until("a dark window", [&](const json&) { return background(window) < light / 2; });
        drag_length_slider(window);
        left = window.scene();
        EXPECT_EQ(window.close(), 0);
    }
    EXPECT_NE(left, json::parse(scene_text(first_scene())));
    EXPECT_EQ(kept()["dark"], true);
    EXPECT_EQ(kept()["scene"], left);
    RealWindow again(display, home);
    EXPECT_EQ(again.scene(), left);
    again.wait_until("a dark window again", [&](const json&) { return background(again) < 80; });
    EXPECT_EQ(again.close(), 0);
}

TEST_F(RealWindowTest, ADroppedSceneFileIsOpened)
{
    RealWindow window(display, home);
    const auto file = home / "a scene, über 3000.json";
    write_bytes(file, scene_text(other_scene()));
    EXPECT_TRUE(window.drop({file}));
    window.wait_until("the dropped scene",
                      [](const json& now) { return now["scene"] == json::parse(scene_text(other_scene())); });
}

TEST_F(RealWindowTest, ADroppedPictureBringsBackItsScene)
{
    RealWindow window(display, home);
    const auto made =
        run_program({"render", "matrix", "--encoding", "rope", "--length", "77", "-o", "picture.png"}, home.path());
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_TRUE(window.drop({home / "picture.png"}));
    window.wait_until("the picture's scene",
                      [](const json& now) { return now["scene"]["encoding"] == "rope" && now["scene"]["length"] == 77; });
}

TEST_F(RealWindowTest, ADroppedFileOfAnotherKindLeavesTheSceneAndIsNamed)
{
    RealWindow window(display, home);
    const json before = window.scene();
    write_bytes(home / "notes.txt", "not a scene\n");
    EXPECT_TRUE(window.drop({home / "notes.txt"}));
    window.wait_until(
        "a notice", [](const json& now) { return now["notice"].get<std::string>().find("notes.txt") != std::string::npos; });
    EXPECT_EQ(window.scene(), before);
}

/// PHASESCOPE_IDLE_SECONDS, or a few.
std::chrono::seconds idle_time()
{
    const char* const asked = std::getenv("PHASESCOPE_IDLE_SECONDS");
    return std::chrono::seconds(asked ? std::atoi(asked) : 5);
}

TEST_F(RealWindowTest, AnIdleWindowDrawsNothing)
{
    RealWindow window(display, home);
    // What the start began (the direction check) may still end with a frame.
    for (long tries = 0, before = -1; before != window.frame(); ++tries) {
        ASSERT_LT(tries, 30) << "it never came to rest";
        before = window.frame();
        std::this_thread::sleep_for(std::chrono::seconds(2));
    }
    const long before = window.frame();
    const double used = window.processor_seconds();
    std::this_thread::sleep_for(idle_time());
    EXPECT_EQ(window.frame(), before);
    // A hundredth of a second is the clock's step; a loop that spins would use most of the time.
    EXPECT_LE(window.processor_seconds() - used, 0.05);
}

TEST_F(RealWindowTest, AWindowOf200x150IsDrawnAndGrowsAgain)
{
    RealWindow window(display, home);
    window.resize(200, 150);
    window.wait_until("no left column", [](const json& now) { return !now["controls"].contains("knob.length"); });
    window.key("p");
    window.key("p");
    window.resize(1600, 1000);
    window.wait_until("a left column", [](const json& now) { return now["controls"].contains("knob.length"); });
    EXPECT_EQ(window.close(), 0);
}

TEST(WithoutDisplay, TheProgramSaysSoInOneLineAndEndsWithThree)
{
    const ScratchFolder folder;
    const Outcome outcome = run_program({}, folder.path());
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("phasescope: no display was found")) << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
}

}  // namespace
}  // namespace phasescope::test

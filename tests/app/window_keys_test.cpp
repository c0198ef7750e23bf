// Every key of the list, pressed and let go of within one frame together with the next, does what it does when it is given
// time.
#include <gtest/gtest.h>

#include <set>

#include "core/scene_json.hpp"
#include "tests/app/driver.hpp"

namespace phasescope::window_keys_test {
namespace {

/// A lesson of two steps, so that its keys have something to do.
Lesson two_steps()
{
    Lesson lesson;
    lesson.steps.resize(2);
    for (Step& step : lesson.steps) step.scene = rope_scene();
    lesson.steps[1].scene.length = 77;
    return lesson;
}

/// All that a key can change.
std::string seen(Driver& window)
{
    const Session& s = window.program().session();
    std::string all = scene_text(window.scene()) + window.clipboard();
    for (const double value :
         {static_cast<double>(s.dialog), s.scale, s.dark * 1.0, s.blank * 1.0, s.projector * 1.0, s.panels_hidden * 1.0,
          s.fullscreen * 1.0, s.times_shown * 1.0, static_cast<double>(s.lesson.step_index())})
        all += " " + std::to_string(value);
    return all;
}

void close_everything(Driver& window)
{
    window.program().session().dialog = Dialog::none;
    window.program().session().blank = false;
    window.program().session().notice.reset();
    window.rest();
}

/// What is seen after each pair of neighbours in the list, all keys of a pair at once or one after the other.
std::vector<std::string> after_each_pair(bool at_once)
{
    Driver window(rope_scene());
    window.program().session().lesson.begin(two_steps(), "");
    window.click("sheet.matrix");
    std::vector<std::string> all{seen(window)};
    const auto keys = shortcuts();
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const Shortcut &first = keys[i], &second = keys[(i + 1) % keys.size()];
        std::vector<InputEvent> events = chord(first.key, first.ctrl, first.shift);
        const auto more = chord(second.key, second.ctrl, second.shift);
        if (!at_once) {
            window.at_once(events);
            window.rest();
            events.clear();
        }
        events.insert(events.end(), more.begin(), more.end());
        window.at_once(events);
        window.rest();
        all.push_back(seen(window));
        close_everything(window);
    }
    return all;
}

TEST(WindowKeys, EveryShortcutArrivesHoweverQuicklyTheNextFollows)
{
    const std::vector<std::string> slow = after_each_pair(false), quick = after_each_pair(true);
    const auto keys = shortcuts();
    ASSERT_EQ(slow.size(), keys.size() + 1);
    const std::set<std::string> different(slow.begin(), slow.end());
    for (std::size_t i = 0; i < keys.size(); ++i)
        EXPECT_EQ(slow[i + 1], quick[i + 1]) << keys[i].text << " " << keys[i].shown << " and the next";
    // Were the keys lost in both, both would be the same.
    EXPECT_GT(different.size(), keys.size() / 2) << different.size();
}

TEST(WindowKeys, WhatIsTypedAtOnceGoesWhereItIsMeantTo)
{
    Driver window;
    std::vector<InputEvent> events = chord('G', true);
    const auto type = [&](char c) {
        events.insert(events.end(), {KeyChange{c, true}, Letter{static_cast<unsigned>(c)}, KeyChange{c, false}});
    };
    const auto press = [&](int code) { events.insert(events.end(), {KeyChange{code, true}, KeyChange{code, false}}); };
    for (const char c : {'1', '2', ' ', '3', '4', '9'}) type(c);
    press(key::backspace);
    press(key::enter);
    press('D');
    window.at_once(events);
    EXPECT_EQ(window.program().session().dialog, Dialog::none);
    EXPECT_EQ(window.scene().probe.query, 12);
    EXPECT_EQ(window.scene().probe.key, 34);
    EXPECT_TRUE(window.program().session().dark);
}

TEST(WindowKeys, AClickKeepsTheModifiersThatItHad)
{
    Driver window;
    window.move_to(window.centre("sheet.matrix"));
    const auto rows = [&] {
        const auto& shown = window.scene().look(Sheet::matrix).window;
        return shown ? shown->row1 - shown->row0 : 100;
    };
    window.at_once({KeyChange{key::right_control, true}, WheelTurn{0, 1}, KeyChange{key::right_control, false},
                    WheelTurn{0, 1}, KeyChange{key::left_shift, true}});
    EXPECT_NEAR(rows(), 100 / 1.05 / 1.2, 1e-9);
}

}  // namespace
}  // namespace phasescope::window_keys_test

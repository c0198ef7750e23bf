// The whole window, driven without a display: what a person does with mouse and keys, and what must follow.
#include <gtest/gtest.h>

#include "app/imgui_compat.hpp"
#include "tests/app/driver.hpp"

namespace phasescope::window_test {
namespace {

TEST(Window, OpensWithoutADialogAndShowsEverythingOfTheFirstScreen)
{
    Driver window;
    for (const char* label :
         {"sheet.matrix", "sheet.similarity", "waves", "knob.d_model", "knob.base", "knob.length", "export"})
        EXPECT_TRUE(window.has(label)) << label;
    EXPECT_EQ(window.program().session().dialog, Dialog::none);
    EXPECT_EQ(window.scene(), first_scene());
}

TEST(Window, EverySliderOfEveryEncodingMovesItsSetting)
{
    for (const Encoding& encoding : encodings()) {
        Driver window(with_encoding(first_scene(), encoding.name), 1600, 1600);  // all of them are on screen
        window.click("more");
        for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            const std::string label = "knob." + std::string(knob.name);
            if (knob.used && !knob.used(window.scene().settings)) continue;
            const double before = window.scene().settings[i];
            if (knob.is_choice()) {
                // Many words stand in a list that opens.
                if (!window.has(label + ".1")) window.click(label);
                window.click(label + ".1");
            } else {
                const ControlPlace place = control_places().at(label);
                const float y = place.centre().y;
                window.drag({place.low.x + 0.5F * (place.high.x - place.low.x), y},
                            {place.low.x + 0.3F * (place.high.x - place.low.x), y});
            }
            EXPECT_NE(window.scene().settings[i], before) << encoding.name << " " << knob.name;
        }
    }
}

TEST(Window, ADragOfASliderIsOneStepToUndo)
{
    Driver window;
    const Scene before = window.scene();
    const ControlPlace place = control_places().at("knob.length");
    const float y = place.centre().y;
    window.drag({place.low.x + 30, y}, {place.high.x - 60, y}, 0, 20);
    const Scene after = window.scene();
    EXPECT_GT(after.length, 1000000);
    window.key('Z', true);
    EXPECT_EQ(window.scene(), before);
    window.key('Y', true);
    EXPECT_EQ(window.scene(), after);
    window.key('Z', true);
    window.key('Z', true, true);
    EXPECT_EQ(window.scene(), after);
}

TEST(Window, ATypedNumberBecomesTheSetting)
{
    Driver window;
    window.type_into("knob.length.typed", "2147483647");
    EXPECT_EQ(window.scene().length, max_length);
    window.type_into("knob.d_model.typed", "7");
    EXPECT_EQ(window.scene().settings[0], 7);
    window.type_into("knob.d_model.typed", "nan");
    EXPECT_EQ(window.scene().settings[0], 7);
    window.type_into("knob.d_model.typed", "99999");
    EXPECT_EQ(window.scene().settings[0], 8192);
}

TEST(Window, KeysInATextFieldBelongToTheField)
{
    Driver window;
    window.click("knob.base.typed");
    window.key('D');
    window.key('P');
    EXPECT_FALSE(window.program().session().dark);
    EXPECT_FALSE(window.program().session().projector);
}

TEST(Window, AClickPinsTheProbeAndArrowsMoveIt)
{
    Driver window;
    window.click("sheet.matrix");
    ASSERT_TRUE(window.scene().probe.pinned);
    const Probe pinned = window.scene().probe;
    window.key(key::right);
    window.key(key::down, false, true);
    EXPECT_EQ(window.scene().probe.channel, pinned.channel + 1);
    EXPECT_EQ(window.scene().probe.query, pinned.query + 10);
    window.key(key::escape);
    EXPECT_FALSE(window.scene().probe.pinned);
}

TEST(Window, HoveringMovesTheProbeOfAllViewsUntilItIsPinned)
{
    Driver window;
    window.move_to(window.centre("sheet.similarity"));
    window.frames(2);
    const Probe hovered = window.program().session().probe(window.scene());
    EXPECT_NEAR(static_cast<double>(hovered.query), 50, 2);
    EXPECT_NEAR(static_cast<double>(hovered.key), 50, 2);
    window.click("sheet.similarity");
    window.move_to(window.centre("waves"));
    window.frames(2);
    EXPECT_EQ(window.program().session().probe(window.scene()).query, window.scene().probe.query);
}

TEST(Window, EveryViewOfEveryEncodingDrawsAtEverySize)
{
    for (const Encoding& encoding : encodings()) {
        for (const auto& [width, height] : {std::pair{200, 150}, std::pair{1024, 640}}) {
            Driver window(with_encoding(first_scene(), encoding.name), width, height);
            constexpr std::string_view keys = "1234567890IVXQWE";
            static_assert(keys.size() == view_names.size());
            for (std::size_t view = 0; view < keys.size(); ++view) {
                window.key(keys[view]);
                EXPECT_EQ(static_cast<std::size_t>(window.scene().view), view);
                EXPECT_FALSE(window.pixels().empty());
            }
        }
    }
}

TEST(Window, TheDirectionCheckAppearsAndFollowsTheScene)
{
    Driver window;
    window.wait_for_check();
    EXPECT_FALSE(window.program().model().check()->direction.sees_direction);
    window.click("encoding");
    window.click("encoding.rope");
    EXPECT_EQ(window.scene().encoding, "rope");
    window.click("content.2");
    EXPECT_EQ(window.scene().content.kind, ContentKind::different);
    window.wait_for_check();
    EXPECT_TRUE(window.program().model().check()->direction.sees_direction);
}

TEST(Window, AClickOnAClockChoosesItsPair)
{
    Scene scene = rope_scene();
    scene.view = View::rotation;
    Driver window(scene);
    window.click("clock.0");
    EXPECT_EQ(window.scene().pairs, std::vector<std::int64_t>{0});
    window.click("clock.0");
    EXPECT_TRUE(window.scene().pairs.empty());
}

TEST(Window, TheProbeCanBeTyped)
{
    Driver window;
    window.key('G', true);
    ASSERT_EQ(window.program().session().dialog, Dialog::go_to);
    window.type_into("goto", "12, 34, 56");
    EXPECT_EQ(window.program().session().dialog, Dialog::none);
    EXPECT_EQ(window.scene().probe, (Probe{true, 12, 34, 56}));
    window.key('G', true);
    window.type_into("goto", "minus one");
    EXPECT_EQ(window.program().session().dialog, Dialog::go_to);
    ASSERT_TRUE(window.program().session().notice);
    EXPECT_TRUE(window.program().session().notice->is_error);
}

TEST(Window, ThemeProjectorScaleAndPanelsAnswerTheirKeys)
{
    Driver window;
    const Rgb light = window.pixel(2, 998);
    window.key('D');
    EXPECT_NE(window.pixel(2, 998), light);
    window.key('P');
    EXPECT_EQ(window.pixel(2, 998), light);
    window.key('P');
    window.key(key::equal, true);
    EXPECT_GT(window.program().session().scale, 1);
    window.key(key::minus, true);
    EXPECT_NEAR(window.program().session().scale, 1, 1e-12);
    window.key('B', true);
    EXPECT_FALSE(window.has("knob.base"));
    window.key(key::f1);
    EXPECT_EQ(window.program().session().dialog, Dialog::keys);
    window.key(key::escape);
    EXPECT_EQ(window.program().session().dialog, Dialog::none);
}

}  // namespace
}  // namespace phasescope::window_test

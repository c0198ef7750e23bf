// The whole window, driven without a display: what a person does with mouse and keys, and what must follow.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/imgui_compat.hpp"
#include "app/panels/plot_area.hpp"
#include "core/io/file.hpp"
#include "tests/app/driver.hpp"

namespace phasescope {
namespace {

std::string temporary(const std::string& name)
{
    return (std::filesystem::path(testing::TempDir()) / name).string();
}

Scene rope_scene()
{
    Scene scene = with_encoding(first_scene(), "rope");
    scene.content.kind = ContentKind::different;
    return repaired(scene);
}

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
        Driver window(with_encoding(first_scene(), encoding.name));
        window.click("more");
        for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            const std::string label = "knob." + std::string(knob.name);
            const double before = window.scene().settings[i];
            if (knob.is_choice()) {
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

TEST(Window, TheWheelZoomsAtTheCursorAndFFits)
{
    Driver window;
    const ImVec2 at = window.centre("sheet.matrix");
    window.wheel(at, 5);
    const auto& zoomed = window.scene().look(Sheet::matrix).window;
    ASSERT_TRUE(zoomed);
    // The middle of the sheet stays in the middle; half a cell of room for the pixel that was hit.
    EXPECT_NEAR((zoomed->row0 + zoomed->row1) / 2, 50, 0.5);
    EXPECT_NEAR((zoomed->col0 + zoomed->col1) / 2, 256, 2);
    EXPECT_LT(zoomed->row1 - zoomed->row0, 50);
    const Window before = *zoomed;
    window.drag(at, {at.x + 40, at.y + 20});
    EXPECT_LT(window.scene().look(Sheet::matrix).window->col0, before.col0);
    window.key('F');
    EXPECT_FALSE(window.scene().look(Sheet::matrix).window);
    window.key('Z', true);
    EXPECT_TRUE(window.scene().look(Sheet::matrix).window);
}

TEST(Window, TheWheelOverAnAxisZoomsThatAxisOnly)
{
    Driver window;
    window.wheel(window.centre("sheet.matrix.x"), 4);
    const auto& zoomed = window.scene().look(Sheet::matrix).window;
    ASSERT_TRUE(zoomed);
    EXPECT_EQ(zoomed->row0, 0);
    EXPECT_EQ(zoomed->row1, 100);
    EXPECT_LT(zoomed->col1 - zoomed->col0, 300);
}

TEST(Window, ARightDragZoomsToItsBox)
{
    Driver window;
    const ControlPlace place = control_places().at("sheet.similarity");
    const float w = place.high.x - place.low.x;
    window.drag({place.low.x + w * 0.25F, place.low.y + w * 0.5F}, {place.low.x + w * 0.5F, place.low.y + w * 0.75F}, 1);
    const auto& zoomed = window.scene().look(Sheet::similarity).window;
    ASSERT_TRUE(zoomed);
    EXPECT_NEAR(zoomed->col0, 25, 0.5);
    EXPECT_NEAR(zoomed->col1, 50, 0.5);
    EXPECT_NEAR(zoomed->row0, 50, 0.5);
    EXPECT_NEAR(zoomed->row1, 75, 0.5);
}

TEST(Window, KeysOfASheetActOnTheOneUnderTheMouse)
{
    Driver window;
    window.move_to(window.centre("sheet.similarity"));
    window.key('T');
    window.key('C');
    window.key('S');
    window.key('N', false, true);
    const Look& look = window.scene().look(Sheet::similarity);
    EXPECT_TRUE(look.transposed);
    EXPECT_EQ(look.colormap, "cividis");
    EXPECT_TRUE(look.symmetric);
    EXPECT_EQ(look.range, RangeMode::follow);
    EXPECT_EQ(window.scene().look(Sheet::matrix), Look{});
    window.key('R');
    EXPECT_EQ(window.scene().look(Sheet::similarity).range, RangeMode::standard);
}

TEST(Window, NSetsTheRangeFromTheNumbersOnScreen)
{
    Driver window;
    window.move_to(window.centre("sheet.similarity"));
    window.key('N');
    const Look& look = window.scene().look(Sheet::similarity);
    EXPECT_EQ(look.range, RangeMode::fixed);
    // All 100 x 100 cells are on screen and each pixel is one cell: the range is that of the numbers themselves.
    const Matrix all = dense(picture(window.scene(), Sheet::similarity)->field);
    EXPECT_FLOAT_EQ(static_cast<float>(look.hi), 256);
    EXPECT_FLOAT_EQ(static_cast<float>(look.lo), static_cast<float>(std::ranges::min(all.values)));
}

TEST(Window, CtrlZeroShowsOneCellPerPixel)
{
    Scene scene = first_scene();
    scene.length = 100000;
    scene.view = View::matrix;
    Driver window(scene);
    window.move_to(window.centre("sheet.matrix"));
    window.key('0', true);
    const auto& shown = window.scene().look(Sheet::matrix).window;
    ASSERT_TRUE(shown);
    const ControlPlace place = control_places().at("sheet.matrix");
    EXPECT_EQ(shown->row1 - shown->row0, place.high.y - place.low.y);
}

TEST(Window, ThePixelsOfAHeatmapAreTheRasterOfTheCore)
{
    for (const bool rope : {false, true}) {
        Scene scene = rope ? rope_scene() : first_scene();
        scene.view = rope ? View::score : View::similarity;
        const Sheet sheet = rope ? Sheet::score : Sheet::similarity;
        scene.look(sheet).colormap = "grey";
        scene.length = 300;
        scene.probe = {true, 0, 0, 0};
        Driver window(repaired(scene));
        window.move_to({5, 5});
        const ControlPlace place = control_places().at("sheet." + std::string(sheet_names[static_cast<std::size_t>(sheet)]));
        const auto w = static_cast<int>(place.high.x - place.low.x), h = static_cast<int>(place.high.y - place.low.y);
        const Picture shown = *picture(window.scene(), sheet);
        const FloatMatrix numbers = raster(shown.field, shown.whole(), h, w);
        int worst = 0;
        // The crosshair lies along the first row and column; grid lines need larger cells than these.
        for (int y = h / 8; y < h; ++y) {
            for (int x = w / 8; x < w; ++x) {
                const int expected = colour_index(numbers(y, x), {shown.lo, shown.hi});
                const int seen = window.pixel(static_cast<int>(place.low.x) + x, static_cast<int>(place.low.y) + y).r;
                worst = std::max(worst, std::abs(seen - expected));
            }
        }
        EXPECT_LE(worst, 1) << scene.encoding;
    }
}

TEST(Window, EveryViewOfEveryEncodingDrawsAtEverySize)
{
    for (const Encoding& encoding : encodings()) {
        for (const auto& [width, height] : {std::pair{200, 150}, std::pair{1024, 640}, std::pair{1600, 1000}}) {
            Driver window(with_encoding(first_scene(), encoding.name), width, height);
            for (int view = 0; view < static_cast<int>(view_names.size()); ++view) {
                window.key('1' + view);
                EXPECT_EQ(static_cast<int>(window.scene().view), view);
            }
        }
    }
}

TEST(Window, TheDirectionCheckAppearsAndFollowsTheScene)
{
    Driver window;
    window.wait_for_check();
    EXPECT_FALSE(window.program().check().latest->direction.sees_direction);
    window.click("encoding");
    window.click("encoding.rope");
    EXPECT_EQ(window.scene().encoding, "rope");
    window.click("content.2");
    EXPECT_EQ(window.scene().content.kind, ContentKind::different);
    window.wait_for_check();
    EXPECT_TRUE(window.program().check().latest->direction.sees_direction);
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

TEST(Window, HugeLengthsAndOddWidthsAreDrawn)
{
    Scene scene = first_scene();
    scene.length = max_length;
    scene.settings[0] = 4095;
    Driver window(scene);
    window.frames(2);
    EXPECT_EQ(window.scene().length, max_length);
    for (int i = 0; i < 20; ++i) window.wheel(window.centre("sheet.similarity"), 8);
    const auto& shown = window.scene().look(Sheet::similarity).window;
    ASSERT_TRUE(shown);
    EXPECT_NEAR(shown->row1 - shown->row0, 1, 1e-6);
}

}  // namespace
}  // namespace phasescope

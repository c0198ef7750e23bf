// A heatmap in the window: zoom, pan, ranges and colours by mouse and keys, and its pixels.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/imgui_compat.hpp"
#include "core/picture.hpp"
#include "tests/app/driver.hpp"

namespace phasescope::window_sheet_test {
namespace {

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

TEST(Window, MGoesFromTheMeanToTheSpreadToSamplesAndBack)
{
    Driver window;
    const auto pressed = [&](Sheet sheet) {
        window.move_to(window.centre("sheet." + std::string(sheet_names[static_cast<std::size_t>(sheet)])));
        window.key('M');
        return window.scene().look(sheet).showing;
    };
    EXPECT_EQ(pressed(Sheet::matrix), Showing::spread);
    EXPECT_EQ(pressed(Sheet::matrix), Showing::samples);
    EXPECT_EQ(pressed(Sheet::matrix), Showing::mean);
    EXPECT_EQ(pressed(Sheet::similarity), Showing::spread);
    EXPECT_EQ(pressed(Sheet::similarity), Showing::samples);
    EXPECT_EQ(pressed(Sheet::similarity), Showing::mean);
}

TEST(Window, F3ShowsHowLongFramesTook)
{
    Driver window;
    window.program().note_drawing(0.25);
    const FrameTimes& times = window.program().session().frame_times;
    EXPECT_EQ(times.count(), 1u);
    EXPECT_EQ(times.last().drawing, 0.25);
    EXPECT_GT(times.last().pictures, 0);
    EXPECT_GT(times.last().panels, 0);
    EXPECT_EQ(times.median(), times.last().total());
    EXPECT_EQ(times.longest(), times.last().total());
    window.key(key::f3);
    EXPECT_TRUE(window.program().session().times_shown);
    window.frames(2);
    window.key(key::f3);
    EXPECT_FALSE(window.program().session().times_shown);
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
}  // namespace phasescope::window_sheet_test

// Where a picture lies on screen, and what zooming and moving make of its window.
#include "app/panels/plot_area.hpp"

#include <gtest/gtest.h>

namespace phasescope::plot_area_test {
namespace {

constexpr Window whole{0, 100, 0, 512};

TEST(PlotArea, ZoomingKeepsThePointUnderTheCursorInPlace)
{
    const Window now{10, 60, 100, 300};
    const Window closer = zoomed(now, whole, 2, 20, 150, true, true);
    // Shares of the window before and after: 20 lies at 1/5 of the rows, 150 at 1/4 of the columns.
    EXPECT_NEAR((20 - closer.row0) / (closer.row1 - closer.row0), 0.2, 1e-12);
    EXPECT_NEAR((150 - closer.col0) / (closer.col1 - closer.col0), 0.25, 1e-12);
    EXPECT_NEAR(closer.row1 - closer.row0, 25, 1e-12);
}

TEST(PlotArea, ZoomingStopsAtOneCellAndAtTheWholeSheet)
{
    const Window closest = zoomed(whole, whole, 1e9, 50.5, 7.5, true, true);
    EXPECT_NEAR(closest.row1 - closest.row0, 1, 1e-12);
    EXPECT_NEAR(closest.col1 - closest.col0, 1, 1e-12);
    EXPECT_EQ(zoomed(closest, whole, 1e-9, 50.5, 7.5, true, true), whole);
}

TEST(PlotArea, MovingStopsAtTheEdges)
{
    const Window moved_far = moved({10, 20, 30, 40}, whole, 1000, -1000);
    EXPECT_EQ(moved_far, (Window{90, 100, 0, 10}));
}

TEST(PlotArea, PicturesOfTwoPositionsAreSquare)
{
    const Picture shown = *picture(first_scene(), Sheet::similarity);
    const PlotArea area = plot_area({0, 0, 730, 412}, shown, {});
    EXPECT_EQ(area.image.w, area.image.h);
    EXPECT_EQ(area.image.w, 400);  // 100 cells of 4 pixels each
}

TEST(PlotArea, ScreenAndCellsAreInverse)
{
    const Picture shown = *picture(first_scene(), Sheet::matrix);
    for (const bool transposed : {false, true}) {
        Look look;
        look.transposed = transposed;
        look.window = Window{10, 20, 30, 70};
        const PlotArea area = plot_area({5, 6, 400, 300}, shown, look);
        // Half a thousandth of a cell: float screen coordinates of some hundreds of pixels.
        EXPECT_NEAR(area.cell_x(area.screen_x(15.25)), 15.25, 5e-4);
        EXPECT_NEAR(area.cell_y(area.screen_y(42.5)), 42.5, 5e-4);
        EXPECT_EQ(area.across().begin, transposed ? 10 : 30);
    }
}

}  // namespace
}  // namespace phasescope::plot_area_test

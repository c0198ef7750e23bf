// Labels along the axes of figures.
#include "app/figure/axes.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace phasescope::axes_test {
namespace {

class Axes : public ::testing::Test {
protected:
    Axes()
        : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 100, 100), cairo_surface_destroy),
          cairo_(cairo_create(surface_.get()), cairo_destroy),
          canvas(cairo_.get(), ink_of(FigureBackground::white), 12, true)
    {
    }

private:
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface_;
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo_;

protected:
    Canvas canvas;
};

CellAxis named(std::vector<std::string> names)
{
    CellAxis axis;
    axis.end = static_cast<double>(names.size());
    axis.names = std::move(names);
    return axis;
}

std::vector<std::string> texts(const std::vector<PlacedTick>& ticks)
{
    std::vector<std::string> list;
    for (const PlacedTick& tick : ticks) list.push_back(tick.text);
    return list;
}

TEST_F(Axes, NamesStandAtTheCentresOfTheirCells)
{
    const auto ticks = ticks_down(canvas, named({"The", "dog", "bites", "."}), 400);
    EXPECT_EQ(texts(ticks), (std::vector<std::string>{"The", "dog", "bites", "."}));
    EXPECT_DOUBLE_EQ(ticks.front().share, 0.125);
    EXPECT_DOUBLE_EQ(ticks.back().share, 0.875);
}

TEST_F(Axes, AWindowHasTheNamesOfItsOwnCells)
{
    CellAxis axis = named({"a", "b", "c", "d", "e"});
    axis.begin = 0.75;
    axis.end = 3.25;
    const auto ticks = ticks_across(canvas, axis, 400);
    EXPECT_EQ(texts(ticks), (std::vector<std::string>{"b", "c"}));
    EXPECT_DOUBLE_EQ(ticks.front().share, 0.75 / 2.5);
}

TEST_F(Axes, WhereNamesWouldTouchOnlySomeOfThemStand)
{
    const std::vector<std::string> many(50, "word");
    const auto ticks = ticks_down(canvas, named(many), 200);
    ASSERT_GT(ticks.size(), 2u);
    ASSERT_LT(ticks.size(), 50u);
    const double distance = (ticks[1].share - ticks[0].share) * 200;
    EXPECT_GE(distance, line_height(canvas, canvas.ordinary()));
    EXPECT_EQ(ticks_down(canvas, named(many), 4).size(), 1u);
}

TEST_F(Axes, LongNamesAreCut)
{
    const auto ticks = ticks_down(canvas, named({"Donaudampfschifffahrtsgesellschaft"}), 100);
    ASSERT_EQ(ticks.size(), 1u);
    EXPECT_TRUE(ticks.front().text.starts_with("Donaudampf")) << ticks.front().text;
    EXPECT_TRUE(ticks.front().text.ends_with("…")) << ticks.front().text;
}

TEST_F(Axes, PowersOfTenStandAtTheirExponents)
{
    const auto ticks = power_ticks_up(canvas, -1, 3, 400);
    EXPECT_EQ(texts(ticks), (std::vector<std::string>{"10^{−1}", "10^{0}", "10^{1}", "10^{2}", "10^{3}"}));
    EXPECT_DOUBLE_EQ(ticks[2].share, 0.5);
}

}  // namespace
}  // namespace phasescope::axes_test

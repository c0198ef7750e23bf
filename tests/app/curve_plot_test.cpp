// Curves of plots: what is left of their lines, what stands where there is none, and the room that labels have.
#include "app/panels/curve_plot.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <thread>

#include "app/panels/paint_log.hpp"
#include "tests/app/driver.hpp"

namespace phasescope::curve_plot_test {
namespace {

constexpr int pixels = 1000;

template <class Curve>
std::vector<ImVec2> line_of(const Curve& curve)
{
    std::vector<ImVec2> line;
    for (int x = 0; x < pixels; ++x) line.push_back({static_cast<float>(x), static_cast<float>(curve(x))});
    return line;
}

/// The greatest distance in y between a line and its thinned twin.
float moved_by(const std::vector<ImVec2>& line, const std::vector<ImVec2>& thinned)
{
    float most = 0;
    std::size_t right = 1;
    for (const ImVec2& at : line) {
        while (thinned[right].x < at.x) ++right;
        const ImVec2 &a = thinned[right - 1], &b = thinned[right];
        most = std::max(most, std::abs(a.y + (b.y - a.y) * (at.x - a.x) / (b.x - a.x) - at.y));
    }
    return most;
}

TEST(Straighten, LeavesTheEndsAndCornersOfStraightLines)
{
    auto slope = line_of([](int x) { return 100 + 0.25 * x; });
    straighten(slope);
    EXPECT_EQ(slope.size(), 2u);
    EXPECT_EQ(slope.back().x, pixels - 1);
    auto stairs = line_of([](int x) { return x < 400 ? 10 : 90; });
    straighten(stairs);
    EXPECT_EQ(stairs.size(), 4u);
    for (const std::size_t few : {0u, 1u, 2u}) {
        std::vector<ImVec2> line(few, ImVec2{1, 2});
        straighten(line);
        EXPECT_EQ(line.size(), few);
    }
}

TEST(Straighten, MovesNoCurveThatAnEyeCouldSee)
{
    const float bound = static_cast<float>(pixels) / 8192;
    const auto expect_kept = [&](const auto& curve) {
        const auto line = line_of(curve);
        auto thinned = line;
        straighten(thinned);
        EXPECT_LE(moved_by(line, thinned), bound);
        EXPECT_EQ(thinned.front().y, line.front().y);
        EXPECT_EQ(thinned.back().y, line.back().y);
    };
    for (const double bend : {1e-7, 1e-6, 1e-5, 1e-4, 1e-3}) expect_kept([&](int x) { return bend * x * x; });
    for (const double turns : {0.1, 1.0, 30.0, 499.0})
        expect_kept([&](int x) { return 300 + 200 * std::sin(turns * x / pixels * 6.283185); });
}

/// Whether the card of offsets tells it in the present frame.
bool card_says(const std::string& words)
{
    const ControlPlace& card = control_places().at("panel.offset");
    return std::ranges::any_of(paint_log().painted, [&](const PaintedText& text) {
        return text.text.find(words) != std::string::npos && text.box.x > card.low.x && text.box.y > card.low.y;
    });
}

TEST(OffsetCard, SaysWhyThereIsNoCurve)
{
    Scene scene = with_encoding(first_scene(), "mrope");
    scene.length = 1'000'000;
    Driver window(repaired(scene));
    paint_log().kept = true;
    // The reason is found aside, as the picture would be.
    for (int tries = 0; tries < 1000 && !card_says("too many"); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        window.frames(1);
    }
    EXPECT_TRUE(card_says("too many"));
    paint_log().kept = false;
}

TEST(ColourBar, HasRoomForItsLongestLabels)
{
    Scene scene = with_encoding(first_scene(), "alibi");
    scene.length = max_length;
    scene.view = View::overview;
    Driver window(repaired(scene));
    paint_log().kept = true;
    window.frames(2);
    // The card of offsets is as wide as the two cards above it.
    const ControlPlace& below = control_places().at("panel.offset");
    const float middle = below.centre().x;
    int labels = 0;
    for (const PaintedText& text : paint_log().painted) {
        if (text.text.find("·10⁹") == std::string::npos || text.box.bottom() > below.low.y || text.box.x > middle) continue;
        EXPECT_LT(text.box.right(), middle - 5) << text.text;
        ++labels;
    }
    paint_log().kept = false;
    EXPECT_GE(labels, 8);
}

}  // namespace
}  // namespace phasescope::curve_plot_test

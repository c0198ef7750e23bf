// Sums of unit arrows, against those that are added one by one.
#include "core/kernels/arrows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "targets.hpp"

namespace phasescope::arrows_test {
namespace {

/// Angles from -pi to pi, both ends and every fifth of a place included; each seventh is no number.
std::vector<double> angles(std::size_t count)
{
    std::vector<double> result;
    for (std::size_t i = 0; i < count; ++i) {
        const double share = count == 1 ? 0.3 : static_cast<double>(i) / static_cast<double>(count - 1);
        result.push_back(i % 7 == 3 ? NAN : (2 * share - 1) * std::numbers::pi);
    }
    return result;
}

TEST(Arrows, AreAddedOnEveryInstructionSetAsOneByOne)
{
    for_each_target([] {
        for (const std::size_t count : {1, 4, 7, 64, 1001}) {
            std::vector<double> along(count, 0.5), across(count, -0.25), cells(count, 2);
            std::vector<double> twin_along = along, twin_across = across, twin_cells = cells;
            add_arrows(angles(count), along, across, cells);
            plain::add_arrows(angles(count), twin_along, twin_across, twin_cells);
            for (std::size_t i = 0; i < count; ++i) {
                ASSERT_NEAR(along[i], twin_along[i], 3e-7)
                    << i;  // half of pi's last place in float, and that of the functions
                ASSERT_NEAR(across[i], twin_across[i], 3e-7) << i;
                ASSERT_EQ(cells[i], twin_cells[i]) << i;
                ASSERT_EQ(cells[i], i % 7 == 3 ? 2 : 3) << i;
            }
        }
    });
}

TEST(Arrows, DoNotDependOnWhereTheyStand)
{
    for_each_target([] {
        const std::vector<double> all = angles(37);
        std::vector<double> along(37), across(37), count(37);
        add_arrows(all, along, across, count);
        for (std::size_t begin = 0; begin < 37; ++begin) {
            std::vector<double> x(37 - begin), y(x), cells(x);
            add_arrows(std::span(all).subspan(begin), x, y, cells);
            for (std::size_t i = 0; i < x.size(); ++i) {
                ASSERT_EQ(x[i], along[begin + i]);
                ASSERT_EQ(y[i], across[begin + i]);
            }
        }
    });
}

}  // namespace
}  // namespace phasescope::arrows_test

// Pictures that are nearly empty, told before they are drawn.
#include "core/field/vanishing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/picture.hpp"

namespace phasescope::vanishing_test {
namespace {

/// The greatest magnitude in a picture of a whole sheet, 90 x 80 pixels, and whether it is told to vanish.
struct Seen {
    double greatest = 0;
    bool vanishes = false;
};

Seen seen(std::int64_t length, Sheet sheet)
{
    Scene scene = first_scene();
    scene.length = length;
    const Picture shown = *picture(repaired(scene), sheet);
    const auto [rows, cols] = pixels_of(shown.field, shown.whole(), 90, 80);
    Seen result{0, means_vanish(shown.field, rows.count, cols.count)};
    for (const float number : raster(shown.field, rows, cols).values)
        result.greatest = std::max(result.greatest, std::abs(static_cast<double>(number)));
    return result;
}

TEST(Vanishing, IsToldOfPicturesThatAreNearlyZeroAndOfNoOthers)
{
    for (const Sheet sheet : {Sheet::matrix, Sheet::similarity}) {
        const double reach = sheet == Sheet::matrix ? 1 : 256;
        for (const std::int64_t length : {100L, 10'000L, 1'000'000L}) {
            const Seen near = seen(length, sheet);
            EXPECT_FALSE(near.vanishes) << length;
            EXPECT_GT(near.greatest, 0.01 * reach) << length;
        }
        const Seen far = seen(max_length, sheet);
        EXPECT_TRUE(far.vanishes);
        EXPECT_LT(far.greatest, 0.01 * reach);
    }
}

TEST(Vanishing, IsToldOfWavesOnly)
{
    EXPECT_FALSE(means_vanish(StoredField{Matrix(40, 40)}, 20, 20));
    EXPECT_FALSE(means_vanish(WaveField{1000, 0, {}}, 500, 1));
}

}  // namespace
}  // namespace phasescope::vanishing_test

#include "app/slow_spreads.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/field/spread.hpp"

namespace phasescope::slow_spreads_test {
namespace {

Field similarity(double d_model)
{
    Scene scene = first_scene();
    scene.settings.front() = d_model;
    scene.length = max_length;
    return picture(repaired(scene), Sheet::similarity)->field;
}

/// The whole of a field, 300 rows of 200 pixels as it lies.
HeatmapSpec spec_of(const Field& field)
{
    HeatmapSpec spec;
    spec.field_version = 5;
    spec.field = &field;
    spec.window = {0, static_cast<double>(row_count(field)), 0, static_cast<double>(col_count(field))};
    spec.transposed = true;
    spec.width = 300;
    spec.height = 200;
    spec.showing = Showing::spread;
    return spec;
}

/// The picture once its spreads are there.
HeatmapSpec waited_for(SlowSpreads& spreads, const HeatmapSpec& wanted)
{
    for (int tries = 0; tries < 6000; ++tries) {
        HeatmapSpec spec = wanted;
        if (spreads.stand_in(Sheet::similarity, spec)) return spec;
        EXPECT_LE(spreads.progress().size(), 1u);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "the spreads never came";
    return wanted;
}

TEST(SlowSpreads, StandInForTheFieldOnceTheyAreMade)
{
    const Field field = similarity(2048);
    SlowSpreads spreads([] {});
    const HeatmapSpec wanted = spec_of(field);
    HeatmapSpec first = wanted;
    EXPECT_FALSE(spreads.stand_in(Sheet::similarity, first));
    EXPECT_EQ(first, wanted);
    const HeatmapSpec made = waited_for(spreads, wanted);
    EXPECT_TRUE(spreads.progress().empty());
    EXPECT_EQ(made.showing, Showing::mean);
    EXPECT_EQ(made.window, (Window{0, 300, 0, 200}));
    const PicturePixels pixels = pixels_of(field, wanted.window, 300, 200);
    EXPECT_EQ(raster(*made.field, made.window, 300, 200), spread_raster(field, pixels.rows, pixels.cols));

    HeatmapSpec other = wanted;
    other.window.row1 /= 2;
    other.window.col1 /= 2;
    EXPECT_NE(waited_for(spreads, other).field_version, made.field_version);
}

TEST(SlowSpreads, LeaveOtherPicturesAsTheyAre)
{
    const Field large = similarity(2048), small = similarity(64);
    SlowSpreads spreads([] {});
    HeatmapSpec quick = spec_of(small), mean = spec_of(large);
    mean.showing = Showing::mean;
    for (const HeatmapSpec& wanted : {quick, mean}) {
        HeatmapSpec spec = wanted;
        EXPECT_TRUE(spreads.stand_in(Sheet::similarity, spec));
        EXPECT_EQ(spec, wanted);
    }
    EXPECT_TRUE(spreads.progress().empty());
}

}  // namespace
}  // namespace phasescope::slow_spreads_test

// The scene on screen and its past.
#include "app/store.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace phasescope::store_test {
namespace {

Scene of_length(std::int64_t length)
{
    Scene scene = first_scene();
    scene.length = length;
    return scene;
}

TEST(Store, KeepsOneStepForADrag)
{
    Store store(of_length(10));
    for (std::int64_t length = 11; length < 50; ++length) store.propose(of_length(length), true);
    store.propose(of_length(50), false);
    store.undo();
    EXPECT_EQ(store.scene().length, 10);
    EXPECT_FALSE(store.can_undo());
    store.redo();
    EXPECT_EQ(store.scene().length, 50);
}

TEST(Store, KeepsNoStepForNothing)
{
    Store store(of_length(10));
    store.propose(of_length(11), true);
    store.propose(of_length(10), false);
    EXPECT_FALSE(store.can_undo());
    const std::uint64_t version = store.version();
    store.propose(of_length(10), false);
    EXPECT_EQ(store.version(), version);
}

TEST(Store, ForgetsTheFutureWhenSomethingNewIsDone)
{
    Store store(of_length(10));
    store.propose(of_length(20), false);
    store.undo();
    store.propose(of_length(30), false);
    EXPECT_FALSE(store.can_redo());
    store.undo();
    EXPECT_EQ(store.scene().length, 10);
}

TEST(Store, RepairsWhatIsProposedAndNeverLoopsOnANumberThatIsNone)
{
    Store store(of_length(10));
    Scene bad = of_length(10);
    bad.settings[1] = std::numeric_limits<double>::quiet_NaN();
    store.propose(bad, false);
    EXPECT_EQ(store.scene(), repaired(bad));
    const std::uint64_t version = store.version();
    store.propose(store.scene(), false);
    EXPECT_EQ(store.version(), version);
}

}  // namespace
}  // namespace phasescope::store_test

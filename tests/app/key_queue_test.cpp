#include "app/key_queue.hpp"

#include <gtest/gtest.h>

#include <string>

namespace phasescope::key_queue_test {
namespace {

constexpr KeyEvent down(char key)
{
    return {key, 0, true, 1, 0};
}
constexpr KeyEvent up(char key)
{
    return {key, 0, false, 0, 0};
}

/// The keys that go down, and "-" with those that come up, frame by frame.
std::string frames(KeyQueue& queue)
{
    std::string all;
    while (!queue.empty()) {
        queue.next_frame([&](const KeyEvent& e) { all += (e.down ? "" : "-") + std::string(1, static_cast<char>(e.key)); });
        all += ' ';
    }
    return all;
}

TEST(KeyQueue, HoldsAReleaseBackToTheFrameAfterItsPress)
{
    KeyQueue queue;
    for (const KeyEvent& e : {down('c'), down('z'), up('z'), up('c')}) queue.push(e);
    EXPECT_EQ(frames(queue), "cz -z-c ");
}

TEST(KeyQueue, GivesEveryOneOfQuickRepeatedPressesAFrame)
{
    KeyQueue queue;
    for (int i = 0; i < 3; ++i) {
        queue.push(down('b'));
        queue.push(up('b'));
    }
    EXPECT_EQ(frames(queue), "b -b b -b b -b ");
}

TEST(KeyQueue, HandsNothingOverWhereNothingCame)
{
    KeyQueue queue;
    queue.next_frame([](const KeyEvent&) { FAIL(); });
    EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace phasescope::key_queue_test

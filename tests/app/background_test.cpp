#include "app/background.hpp"

#include <gtest/gtest.h>

namespace phasescope::background_test {
namespace {

using namespace std::chrono_literals;

Scene of_length(std::int64_t length)
{
    Scene scene = first_scene();
    scene.length = length;
    return scene;
}

/// Asks until there is an answer.
template <class T>
const T* awaited(Background<T>& work, const Scene& scene)
{
    for (int tries = 0; tries < 2000; ++tries) {
        if (const T* found = work.of(scene)) return found;
        std::this_thread::sleep_for(5ms);
    }
    return nullptr;
}

TEST(Background, FindsWhatTheSceneHasAndWakesOnce)
{
    std::atomic<int> wakes = 0;
    Background<std::int64_t> work([](const Scene& scene, const Progress&) { return std::optional(2 * scene.length); },
                                  [&] { ++wakes; });
    EXPECT_FALSE(work.progress());
    const std::int64_t* found = awaited(work, of_length(21));
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, 42);
    EXPECT_EQ(wakes, 1);
    EXPECT_FALSE(work.progress());
    EXPECT_EQ(work.of(of_length(21)), found);  // kept
}

TEST(Background, WhatIsForgottenIsCancelledAndNeverShown)
{
    std::atomic<bool> cancelled = false;
    Background<std::int64_t> work(
        [&](const Scene& scene, const Progress& progress) -> std::optional<std::int64_t> {
            if (scene.length > 1) return scene.length;
            while (progress(0.5)) std::this_thread::sleep_for(1ms);
            cancelled = true;
            return std::nullopt;
        },
        [] {});
    EXPECT_EQ(work.of(of_length(1)), nullptr);
    while (work.progress() != 0.5) std::this_thread::sleep_for(1ms);
    work.forget();
    EXPECT_FALSE(work.progress());
    const std::int64_t* found = awaited(work, of_length(7));
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, 7);
    EXPECT_TRUE(cancelled);
}

TEST(Background, WhatIsTakenIsMadeAgainWhenAskedFor)
{
    std::atomic<int> made = 0;
    Background<std::int64_t> work([&](const Scene& scene, const Progress&) { return std::optional(scene.length + made++); },
                                  [] {});
    const Scene scene = of_length(10);
    EXPECT_FALSE(work.take(scene));
    for (const std::int64_t expected : {10, 11}) {
        ASSERT_TRUE(awaited(work, scene));
        EXPECT_EQ(work.take(scene), expected);
    }
    EXPECT_EQ(made, 2);
    EXPECT_FALSE(work.progress());
}

TEST(Background, CanEndWhileItWorks)
{
    std::atomic<bool> began = false, ended = false;
    {
        Background<int> work(
            [&](const Scene&, const Progress& progress) -> std::optional<int> {
                began = true;
                while (progress(0)) std::this_thread::sleep_for(1ms);
                ended = true;
                return std::nullopt;
            },
            [] {});
        work.of(of_length(3));
        while (!began) std::this_thread::sleep_for(1ms);
    }
    EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace phasescope::background_test

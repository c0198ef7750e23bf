// Measures the scene on a thread of its own, so that a drag never waits for it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "core/analysis/check.hpp"

namespace phasescope {

class Checker {
public:
    /// `wake` is called from the other thread when there is something new to show.
    explicit Checker(std::function<void()> wake);
    ~Checker();

    /// Asks for the check of a scene; one under way for another scene is cancelled.
    void request(const Scene& scene);

    struct State {
        std::optional<Check> latest;  ///< the last finished check
        bool current = false;         ///< it belongs to the scene asked for last
        double progress = 0;          ///< of the one under way, 0 to 1
    };
    State state() const;

private:
    using Duration = std::chrono::steady_clock::duration;

    void run(const std::stop_token& stop);

    /// Returns when nothing was asked for during `pause`. A check that takes long would be cancelled again and again while
    /// a slider is dragged, and keep a core from drawing: it waits for the hand to rest as long as it will take itself.
    void wait_for_rest(std::unique_lock<std::mutex>& lock, const std::stop_token& stop, Duration pause);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::optional<Scene> waiting_;
    std::uint64_t requests_ = 0;
    State state_;
    std::atomic<bool> cancel_ = false;
    std::jthread thread_;
};

}  // namespace phasescope

// Measures the scene on a thread of its own, so that a drag never waits for it.
#pragma once

#include <atomic>
#include <condition_variable>
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
    void run(const std::stop_token& stop);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::optional<Scene> waiting_;
    State state_;
    std::atomic<bool> cancel_ = false;
    std::jthread thread_;
};

}  // namespace phasescope

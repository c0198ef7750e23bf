// Computes something of the scene, or of something else, on a thread of its own, so that a drag never waits for it.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "core/analysis/progress.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// A T of what is asked for.
template <class T, class Asked = Scene>
class Background {
public:
    /// Empty where it was cancelled.
    using Work = std::function<std::optional<T>(const Asked& asked, const Progress& progress)>;

    /// `wake` is called from the other thread when there is something new to show.
    Background(Work work, std::function<void()> wake)
        : work_(std::move(work)), wake_(std::move(wake)), thread_([this](const std::stop_token& stop) { run(stop); })
    {
    }

    ~Background()
    {
        cancel_ = true;
        thread_.request_stop();
    }

    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// What was found of what is asked for, which must be the same until forget(): asked for here where it was not yet. Null
    /// until it is there.
    const T* of(const Asked& asked)
    {
        if (found_) return &*found_;
        const std::scoped_lock lock(mutex_);
        if (!asked_) request(asked);
        found_ = std::exchange(finished_, std::nullopt);
        return found_ ? &*found_ : nullptr;
    }

    /// The same, which is then the caller's alone: who asks again has it made again.
    std::optional<T> take(const Asked& asked)
    {
        if (!of(asked)) return std::nullopt;
        const std::scoped_lock lock(mutex_);
        asked_ = false;
        return std::exchange(found_, std::nullopt);
    }

    /// Something else will be asked for: what was found belongs to it no more, and what is under way is cancelled.
    void forget()
    {
        found_.reset();
        const std::scoped_lock lock(mutex_);
        waiting_.reset();
        finished_.reset();
        asked_ = false;
        cancel_ = true;
    }

    /// How much is done of what was asked for, 0 to 1; empty where nothing is under way.
    std::optional<double> progress() const
    {
        const std::scoped_lock lock(mutex_);
        if (found_ || finished_ || !asked_) return std::nullopt;
        return progress_;
    }

private:
    using Duration = std::chrono::steady_clock::duration;
    static constexpr std::chrono::milliseconds longest_pause{200};

    void request(const Asked& asked)
    {
        waiting_ = asked;
        asked_ = true;
        ++requests_;
        progress_ = 0;
        cancel_ = true;
        arrived_.notify_one();
    }

    /// Returns when nothing was asked for during `pause`. Work that takes long would be cancelled again and again while
    /// a slider is dragged, and keep a core from drawing: it waits for the hand to rest as long as it will take itself.
    void wait_for_rest(std::unique_lock<std::mutex>& lock, const std::stop_token& stop, Duration pause)
    {
        std::uint64_t seen = 0;
        do seen = requests_;
        while (arrived_.wait_for(lock, stop, pause, [&] { return requests_ != seen; }));
    }

    /// The next that was asked for; empty where there is none when the wait is over.
    std::optional<Asked> next_asked(const std::stop_token& stop, Duration pause)
    {
        std::unique_lock lock(mutex_);
        if (!arrived_.wait(lock, stop, [this] { return waiting_.has_value(); })) return std::nullopt;
        wait_for_rest(lock, stop, pause);
        cancel_ = false;
        return std::exchange(waiting_, std::nullopt);
    }

    void run(const std::stop_token& stop)
    {
        const Progress progress = [&](double part) {
            const std::scoped_lock lock(mutex_);
            progress_ = part;
            return !cancel_ && !stop.stop_requested();
        };
        Duration pause{};
        while (!stop.stop_requested()) {
            const std::optional<Asked> asked = next_asked(stop, pause);
            if (!asked) continue;
            const auto begin = std::chrono::steady_clock::now();
            std::optional<T> result = work_(*asked, progress);
            const Duration took = std::chrono::steady_clock::now() - begin;
            pause = std::min(result ? took : std::max(pause, took), Duration(longest_pause));
            {
                const std::scoped_lock lock(mutex_);
                if (!result || cancel_) continue;
                finished_ = std::move(result);
            }
            wake_();
        }
    }

    Work work_;
    std::function<void()> wake_;
    std::optional<T> found_;  ///< of the thread that asks alone
    mutable std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::optional<Asked> waiting_;
    std::optional<T> finished_;
    bool asked_ = false;
    std::uint64_t requests_ = 0;
    double progress_ = 0;
    std::atomic<bool> cancel_ = false;
    std::jthread thread_;
};

}  // namespace phasescope

#include "app/checker.hpp"

#include <algorithm>
#include <utility>

namespace phasescope {
namespace {

constexpr std::chrono::milliseconds longest_pause{200};

}  // namespace

Checker::Checker(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this](const std::stop_token& stop) { run(stop); })
{
}

Checker::~Checker()
{
    cancel_ = true;
    thread_.request_stop();
}

void Checker::request(const Scene& scene)
{
    {
        const std::scoped_lock lock(mutex_);
        waiting_ = scene;
        ++requests_;
        state_.current = false;
        state_.progress = 0;
        cancel_ = true;
    }
    arrived_.notify_one();
}

Checker::State Checker::state() const
{
    const std::scoped_lock lock(mutex_);
    return state_;
}

void Checker::wait_for_rest(std::unique_lock<std::mutex>& lock, const std::stop_token& stop, Duration pause)
{
    std::uint64_t seen = 0;
    do seen = requests_;
    while (arrived_.wait_for(lock, stop, pause, [&] { return requests_ != seen; }));
}

void Checker::run(const std::stop_token& stop)
{
    Duration pause{};
    while (!stop.stop_requested()) {
        Scene scene;
        {
            std::unique_lock lock(mutex_);
            if (!arrived_.wait(lock, stop, [this] { return waiting_.has_value(); })) return;
            wait_for_rest(lock, stop, pause);
            scene = std::move(*waiting_);
            waiting_.reset();
            cancel_ = false;
        }
        const auto progress = [&](double part) {
            const std::scoped_lock lock(mutex_);
            state_.progress = part;
            return !cancel_ && !stop.stop_requested();
        };
        const auto begin = std::chrono::steady_clock::now();
        std::optional<Check> result = check(scene, progress);
        const Duration took = std::chrono::steady_clock::now() - begin;
        pause = std::min(result ? took : std::max(pause, took), Duration(longest_pause));
        {
            const std::scoped_lock lock(mutex_);
            if (!result || waiting_) continue;
            state_.latest = std::move(result);
            state_.current = true;
        }
        wake_();
    }
}

}  // namespace phasescope

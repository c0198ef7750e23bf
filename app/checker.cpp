#include "app/checker.hpp"

#include <utility>

namespace phasescope {

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

void Checker::run(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        Scene scene;
        {
            std::unique_lock lock(mutex_);
            if (!arrived_.wait(lock, stop, [this] { return waiting_.has_value(); })) return;
            scene = std::move(*waiting_);
            waiting_.reset();
            cancel_ = false;
        }
        const auto progress = [&](double part) {
            const std::scoped_lock lock(mutex_);
            state_.progress = part;
            return !cancel_ && !stop.stop_requested();
        };
        std::optional<Check> result = check(scene, progress);
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

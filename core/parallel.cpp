#include "core/parallel.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace phasescope {
namespace {

/// Threads that wait for parts of a loop. To start one takes longer than many a loop.
class Crew {
public:
    explicit Crew(std::int64_t size)
    {
        for (std::int64_t i = 0; i < size; ++i) threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
    }

    /// Parts 1 .. parts - 1 go to the threads, part 0 is done here. False, and nothing done, where the crew is at work.
    bool run(std::int64_t parts, const std::function<void(std::int64_t)>& work)
    {
        if (at_work_.exchange(true)) return false;
        {
            const std::scoped_lock lock(mutex_);
            work_ = &work;
            next_ = 1;
            parts_ = parts;
            left_ = parts - 1;
        }
        given_.notify_all();
        work(0);
        std::unique_lock lock(mutex_);
        done_.wait(lock, [this] { return left_ == 0; });
        at_work_ = false;
        return true;
    }

private:
    void serve(const std::stop_token& stop)
    {
        std::unique_lock lock(mutex_);
        for (;;) {
            if (!given_.wait(lock, stop, [&] { return next_ < parts_; })) return;
            const std::int64_t part = next_++;
            const auto& work = *work_;
            lock.unlock();
            work(part);
            lock.lock();
            if (--left_ == 0) done_.notify_one();
        }
    }

    std::atomic<bool> at_work_ = false;
    std::mutex mutex_;
    std::condition_variable_any given_;
    std::condition_variable done_;
    const std::function<void(std::int64_t)>* work_ = nullptr;
    std::int64_t next_ = 0, parts_ = 0, left_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace

std::int64_t core_count()
{
    static const std::int64_t cores = std::max<std::int64_t>(1, std::thread::hardware_concurrency());
    return cores;
}

void run_parts(std::int64_t parts, const std::function<void(std::int64_t)>& work)
{
    static Crew crew(core_count() - 1);
    if (crew.run(parts, work)) return;
    for (std::int64_t part = 0; part < parts; ++part) work(part);
}

}  // namespace phasescope

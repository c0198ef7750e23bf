#include "app/session_keeper.hpp"

#include <chrono>
#include <utility>

namespace phasescope {

SessionKeeper::SessionKeeper(std::string path, std::optional<KeptSession> on_disk, std::function<void()> wake)
    : path_(std::move(path)), wake_(std::move(wake)), on_disk_(std::move(on_disk)), thread_([this] { serve(); })
{
}

SessionKeeper::~SessionKeeper()
{
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
    (void)write();
}

void SessionKeeper::note(std::uint64_t version, const Scene& scene, const Session& session)
{
    KeptLooks looks = kept_looks(session);
    if (version == version_ && looks == looks_) return;
    version_ = version;
    looks_ = std::move(looks);
    {
        const std::scoped_lock lock(mutex_);
        unwritten_ = KeptSession{scene, looks_};
        waits_ = unwritten_ != on_disk_;
    }
    changed_.notify_all();
}

Result<Done> SessionKeeper::write()
{
    const std::scoped_lock one_at_a_time(writing_);
    std::optional<KeptSession> kept;
    {
        const std::scoped_lock lock(mutex_);
        waits_ = false;
        if (!unwritten_ || unwritten_ == on_disk_ || path_.empty()) return Done{};
        kept = unwritten_;
    }
    Result<Done> done = keep_session(path_, *kept);
    const std::scoped_lock lock(mutex_);
    if (done) on_disk_ = std::move(kept);
    if (!done && !told_) failure_ = done.error();
    told_ = !done;
    return done;
}

std::optional<Error> SessionKeeper::taken_failure()
{
    const std::scoped_lock lock(mutex_);
    return std::exchange(failure_, std::nullopt);
}

/// A change that cannot be written is tried again with the next one, and at the end.
void SessionKeeper::serve()
{
    constexpr std::chrono::seconds pause(1);
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || waits_; });
        if (changed_.wait_for(lock, pause, [this] { return ending_; })) return;
        lock.unlock();
        if (!write()) wake_();
        lock.lock();
    }
}

}  // namespace phasescope

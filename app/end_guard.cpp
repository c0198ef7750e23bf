#include "app/end_guard.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace phasescope {
namespace {

std::atomic<EndGuard*> guard = nullptr;
volatile std::sig_atomic_t writing_end = -1;

/// What may be done inside a signal's handler: the number is handed to the guard's thread.
void hand_over(int signal)
{
    const int kept = errno;
    const auto number = static_cast<unsigned char>(signal);
    [[maybe_unused]] const ssize_t put = ::write(writing_end, &number, 1);
    errno = kept;
}

/// Ends the program by the signal, as if nobody had waited for it.
void end_by(int signal)
{
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, signal);
    std::signal(signal, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
    std::raise(signal);
}

}  // namespace

EndGuard::EndGuard(int lost_code) : lost_code_(lost_code)
{
    static const int registered = std::atexit(at_exit);
    int ends[2] = {-1, -1};
    if (registered != 0 || ::pipe2(ends, O_CLOEXEC) != 0) return;
    reading_end_ = ends[0];
    writing_end = ends[1];
    thread_ = std::thread([this] { serve(); });
    guard = this;
    struct sigaction handed {};
    handed.sa_handler = hand_over;
    handed.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < signals.size(); ++i) {
        ::sigaction(signals[i], nullptr, &before_[i]);
        if (signals[i] == SIGPIPE)
            std::signal(SIGPIPE, SIG_IGN);
        else if (before_[i].sa_handler != SIG_IGN)
            ::sigaction(signals[i], &handed, nullptr);
    }
}

EndGuard::~EndGuard()
{
    if (!thread_.joinable()) return;
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
    guard = nullptr;
    hand_over(0);
    thread_.join();
    ::close(writing_end);
    ::close(reading_end_);
}

EndGuard::LastAct::LastAct(EndGuard& guarded, std::function<Result<Done>()> act) : guard_(guarded)
{
    guard_.set(std::move(act));
}

EndGuard::LastAct::~LastAct()
{
    guard_.set({});
}

void EndGuard::set(std::function<Result<Done>()> act)
{
    const std::scoped_lock lock(mutex_);
    act_ = std::move(act);
}

void EndGuard::act()
{
    const std::scoped_lock lock(mutex_);
    if (!act_) return;
    const Result<Done> done = act_();
    if (!done) std::fprintf(stderr, "phasescope: %s\n", done.error().line().c_str());
}

void EndGuard::serve()
{
    for (;;) {
        unsigned char signal = 0;
        const ssize_t got = ::read(reading_end_, &signal, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got != 1 || signal == 0) return;
        act();
        end_by(signal);
    }
}

/// The window's thread is inside a library that gave up: nothing of it can be tidied.
void EndGuard::at_exit()
{
    EndGuard* const there = guard;
    if (!there) return;
    there->act();
    std::fputs("phasescope: the display was lost; the next window begins where this one ended\n", stderr);
    ::_exit(there->lost_code_);
}

}  // namespace phasescope

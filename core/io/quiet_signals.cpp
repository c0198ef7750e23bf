#include "core/io/quiet_signals.hpp"

#include <cerrno>
#include <initializer_list>

namespace phasescope {

QuietSignals::QuietSignals()
{
    sigset_t waiting;
    sigpending(&waiting);
    sigemptyset(&held_);
    for (const int signal : {SIGPIPE, SIGXFSZ})
        if (sigismember(&waiting, signal) == 0) sigaddset(&held_, signal);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
}

QuietSignals::~QuietSignals()
{
    const int kept = errno;
    sigset_t waiting;
    sigpending(&waiting);
    for (const int signal : {SIGPIPE, SIGXFSZ}) {
        if (sigismember(&held_, signal) != 1 || sigismember(&waiting, signal) != 1) continue;
        sigset_t one;
        sigemptyset(&one);
        sigaddset(&one, signal);
        int taken = 0;
        sigwait(&one, &taken);
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = kept;
}

}  // namespace phasescope

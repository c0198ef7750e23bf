// What is done before the program ends, however it ends.
#pragma once

#include <array>
#include <csignal>
#include <functional>
#include <mutex>
#include <thread>

#include "core/result.hpp"

namespace phasescope {

/// While it lives, SIGHUP, SIGINT, SIGQUIT and SIGTERM end the program after the last act, as they would have ended it; so
/// does a library that calls exit(), as Xlib does when the display dies. Only kill -9 and a crash of our own give no time.
/// Signals that were ignored before stay ignored; SIGPIPE is, for messages that nobody reads are no reason to end. One at a
/// time.
class EndGuard {
public:
    /// `lost_code`: the exit code where a library ends the program.
    explicit EndGuard(int lost_code);
    ~EndGuard();
    EndGuard(const EndGuard&) = delete;
    EndGuard& operator=(const EndGuard&) = delete;

    /// What is to be done while this lives, from whatever thread. A failure is told on standard error.
    class LastAct {
    public:
        LastAct(EndGuard& guard, std::function<Result<Done>()> act);
        ~LastAct();
        LastAct(const LastAct&) = delete;
        LastAct& operator=(const LastAct&) = delete;

    private:
        EndGuard& guard_;
    };

private:
    static void at_exit();
    void serve();
    void act();
    void set(std::function<Result<Done>()> act);

    static constexpr std::array signals{SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTERM};

    int lost_code_;
    int reading_end_ = -1;  ///< of the pipe that the signals' numbers go through; 0 is the end of the guard
    std::array<struct sigaction, signals.size()> before_{};
    std::mutex mutex_;
    std::function<Result<Done>()> act_;
    std::thread thread_;
};

}  // namespace phasescope

// Writing where the system may answer with a signal.
#pragma once

#include <csignal>

namespace phasescope {

/// While it lives, a write of this thread to a closed pipe or past the size limit fails with EPIPE or EFBIG; the SIGPIPE
/// or SIGXFSZ that would end the program is held back and forgotten. One that was waiting before is left waiting.
class QuietSignals {
public:
    QuietSignals();
    ~QuietSignals();
    QuietSignals(const QuietSignals&) = delete;
    QuietSignals& operator=(const QuietSignals&) = delete;

private:
    sigset_t held_{};
    sigset_t before_{};
};

}  // namespace phasescope

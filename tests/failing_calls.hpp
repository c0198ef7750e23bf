// A disk that fails at a chosen moment: the linker leads the calls that write files here first (--wrap).
#pragma once

#include <string>
#include <vector>

namespace phasescope::test {

enum class Call { open, write, fsync, close, rename, fchmod, flock };

/// What is to go wrong in the n-th of these calls, counted from 1, and in all of its kind that follow.
struct Failure {
    Call call = Call::write;
    int nth = 1;
    int code = 0;          ///< errno; 0: only half of the bytes are written
    bool lasting = false;  ///< the calls that follow fail as well
};

/// While it lives, calls of this process fail so. One at a time.
class FailingDisk {
public:
    explicit FailingDisk(const Failure& failure);
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    /// Whether so many calls were made.
    bool has_failed() const;
};

/// What a disk may do at the n-th call: it is full, damaged, its quota is used up, a signal comes between, or it takes only
/// half of the bytes.
std::vector<Failure> failures_at(int nth);

std::string words_for(const Failure& failure);

}  // namespace phasescope::test

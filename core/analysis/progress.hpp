// How a long measurement tells how far it is, and learns that nobody waits for it any more.
#pragma once

#include <functional>
#include <utility>

namespace phasescope {

/// Told from time to time how much is done (0 to 1); an answer of false cancels.
using Progress = std::function<bool(double)>;

/// The progress of one step that takes a task from `from` to `to`. Never empty, whatever `whole` is.
inline Progress step_of(Progress whole, double from, double to)
{
    return [whole = std::move(whole), from, to](double done) { return !whole || whole(from + done * (to - from)); };
}

}  // namespace phasescope

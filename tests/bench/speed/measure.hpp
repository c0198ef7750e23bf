// Times of tasks: ours, the machine's limit and the peers', by turns.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "tests/bench/speed/peers.hpp"
#include "tests/bench/speed/task.hpp"

namespace phasescope {

/// Seconds that it takes.
double seconds(const std::function<void()>& work);

double median(std::vector<double> numbers);

/// The median of `rounds` runs after one that does not count.
double median_seconds(const std::function<void()>& work, int rounds);

/// One object of report.hpp's "tasks". In each round everyone runs once; the first round does not count. `peers` may be
/// null.
nlohmann::ordered_json measured(const Task& task, int cores, int rounds, Peers* peers);

/// What the machine does at best on so many cores, as in report.hpp's "limits".
nlohmann::ordered_json measured_limits(int cores, int rounds);

}  // namespace phasescope

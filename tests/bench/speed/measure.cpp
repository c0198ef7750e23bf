#include "tests/bench/speed/measure.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/bench/limits.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// Threads of the libraries go on looking for work for some time: whoever runs next would be slowed.
void let_threads_rest()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
}

/// Seconds of a run that directly follows another, as the peers are measured too.
double warm_seconds(const std::function<void()>& work)
{
    work();
    return seconds(work);
}

/// What was seen of one peer.
struct Seen {
    std::vector<double> times;
    Json last;
};

void run_peer(Peers& peers, const Peer& peer, Seen& seen)
{
    if (seen.last.contains("error")) return;
    seen.last = peers.run(peer.request);
    if (seen.last.contains("seconds")) seen.times.push_back(seen.last["seconds"]);
    let_threads_rest();
}

Json limit_report(const Task& task, const Work& work, double ours, double limit)
{
    Json report{{"limit", work.limit}, {"limit_ms", 1000 * limit}, {"limits", ours / limit}};
    if (task.most_limits > 0) report["most_limits"] = task.most_limits;
    return report;
}

Json peer_report(const Peer& peer, const Seen& seen, double ours)
{
    Json report{{"peer", peer.name}};
    if (seen.last.contains("error")) {
        report["error"] = seen.last["error"];
        return report;
    }
    const double theirs = median(seen.times);
    report["ms"] = 1000 * theirs;
    report["ratio"] = theirs / ours;
    if (peer.least_ratio > 0) report["least_ratio"] = peer.least_ratio;
    if (peer.larger_file) report["larger_file"] = true;
    if (seen.last.contains("bytes")) report["bytes"] = seen.last["bytes"];
    return report;
}

}  // namespace

double seconds(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> numbers)
{
    std::ranges::sort(numbers);
    const std::size_t middle = numbers.size() / 2;
    return numbers.size() % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
}

double median_seconds(const std::function<void()>& work, int rounds)
{
    work();
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) times.push_back(seconds(work));
    return median(std::move(times));
}

Json measured(const Task& task, int cores, int rounds, Peers* peers)
{
    const Work work = task.prepare();
    std::vector<double> ours, limits;
    std::vector<Seen> seen(peers ? task.peers.size() : 0);
    for (int round = 0; round < rounds; ++round) {
        ours.push_back(warm_seconds(work.run));
        if (work.at_the_limit) limits.push_back(warm_seconds(work.at_the_limit));
        for (std::size_t i = 0; i < seen.size(); ++i) run_peer(*peers, task.peers[i], seen[i]);
    }
    if (peers) peers->forget();

    const double our = median(ours);
    Json report{{"task", task.name}, {"number", task.number}, {"cores", cores}, {"ms", 1000 * our}};
    if (task.most_ms > 0) report["most_ms"] = task.most_ms;
    if (work.file_bytes) report["bytes"] = work.file_bytes();
    if (work.at_the_limit) report.update(limit_report(task, work, our, median(limits)));
    report["peers"] = Json::array();
    for (std::size_t i = 0; i < seen.size(); ++i) report["peers"].push_back(peer_report(task.peers[i], seen[i], our));
    return report;
}

Json measured_limits(int cores, int rounds)
{
    constexpr std::size_t bytes = std::size_t{1} << 28;
    constexpr std::int64_t count = std::int64_t{1} << 33;
    std::vector<std::byte> from(bytes, std::byte{1}), out(bytes, std::byte{2});
    const double fill = median_seconds([&] { streaming_fill(out); }, rounds);
    const double copy = median_seconds([&] { streaming_copy(from, out); }, rounds);
    const double in_float = median_seconds([] { multiply_adds_in_float(count); }, rounds);
    const double in_double = median_seconds([] { multiply_adds_in_double(count); }, rounds);
    return {{"cores", cores},
            {"fill_gb_per_s", bytes / fill / 1e9},
            {"copy_gb_per_s", bytes / copy / 1e9},
            {"float_multiply_adds_per_ns", count / in_float / 1e9},
            {"double_multiply_adds_per_ns", count / in_double / 1e9}};
}

}  // namespace phasescope

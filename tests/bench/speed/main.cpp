// Measures Phasescope beside the machine's limits and, where asked, beside numpy, torch and matplotlib.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <optional>

#include "tests/bench/on_cores.hpp"
#include "tests/bench/speed/growth.hpp"
#include "tests/bench/speed/measure.hpp"
#include "tests/bench/speed/report.hpp"

namespace {

using namespace phasescope;
using Json = nlohmann::ordered_json;

struct Options {
    bool peers = false;
    std::string python = "/usr/bin/python3";
    int rounds = 5;
    int cores = 0;
    std::string only;
    std::string json = PHASESCOPE_SPEED;
    std::string growth;
    bool markdown = false;
};

/// One core, then all; or as many as were asked for.
std::vector<int> core_counts(const Options& options)
{
    const int all = usable_cores();
    if (options.cores > 0) return {std::min(options.cores, all)};
    return all > 1 ? std::vector<int>{1, all} : std::vector<int>{1};
}

/// Limits and tasks on the cores of this process.
Json measured_tasks(const Options& options, int cores)
{
    Json report{{"limits", measured_limits(cores, options.rounds)}, {"versions", Json::object()}, {"tasks", Json::array()}};
    std::optional<Peers> peers;
    if (options.peers) report["versions"] = peers.emplace(options.python).versions();
    for (const Task& task : all_tasks()) {
        if ((task.name + ", " + task.number).find(options.only) == std::string::npos) continue;
        std::fprintf(stderr, "%s %s on %d ...\n", task.name.c_str(), task.number.c_str(), cores);
        report["tasks"].push_back(measured(task, cores, options.rounds, peers ? &*peers : nullptr));
    }
    return report;
}

Json measured_report(const Options& options)
{
    Json report = report_head(options.rounds);
    report["limits"] = report["tasks"] = Json::array();
    for (const int cores : core_counts(options)) {
        const auto work = [&, cores] { return measured_tasks(options, cores).dump(); };
        const Json part = Json::parse(on_cores(cores, work));
        report["limits"].push_back(part["limits"]);
        report["versions"].update(part["versions"]);
        for (const Json& task : part["tasks"]) report["tasks"].push_back(task);
    }
    return report;
}

void run(const Options& options)
{
    if (!options.growth.empty()) return draw_growth(options.growth, options.rounds);
    if (options.markdown) {
        std::ifstream file(options.json);
        if (!file) throw std::runtime_error("there is no " + options.json + "; measure first");
        std::fputs(markdown_table(Json::parse(file)).c_str(), stdout);
        return;
    }
    const Json report = measured_report(options);
    std::ofstream file(options.json);
    file << report.dump(2) << "\n";
    if (!file.flush()) throw std::runtime_error("could not be written: " + options.json);
    std::fputs(text_table(report).c_str(), stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("The speed of Phasescope beside the machine's limits.");
    app.add_flag("--peers", options.peers, "also numpy, torch and matplotlib, by turns with ours");
    app.add_option("--python", options.python, "the Python that has them")->capture_default_str();
    app.add_option("--rounds", options.rounds, "runs of which the median is taken")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--cores", options.cores, "use so many cores; 0: one, then all")->check(CLI::Range(0, 4096));
    app.add_option("--only", options.only, "only tasks that have this in their name or number");
    app.add_option("--json", options.json, "where what was measured is written")->capture_default_str();
    app.add_option("--growth", options.growth, "draw how the cost grows with n and d into this file instead");
    app.add_flag("--markdown", options.markdown, "print what was measured before as Markdown instead");
    CLI11_PARSE(app, argc, argv);
    try {
        run(options);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
    return 0;
}

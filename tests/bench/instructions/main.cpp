// Counts the instructions of the core's most used functions under valgrind and compares them with those stored beside this
// program's source. Unlike times, they are the same in every run.
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/bench/instructions/functions.hpp"
#include "tests/bench/limits.hpp"
#include "tests/bench/on_cores.hpp"

/// What callgrind counts: everything in here.
extern "C" [[gnu::noinline]] void phasescope_counted(const std::function<void()>& work)
{
    work();
}

namespace {

using namespace phasescope;
using Json = nlohmann::ordered_json;

/// The most by which a count may grow.
constexpr double most_growth = 0.1;

/// In the process that is counted. The first run sets up what is set up once.
void run_counted(const std::string& name)
{
    const auto functions = counted_functions();
    const auto found = std::ranges::find(functions, name, &CountedFunction::name);
    if (found == functions.end()) throw std::runtime_error("no function is called " + name);
    const auto work = found->prepare();
    work();
    phasescope_counted(work);
    std::puts(vector_target().c_str());
}

/// What a command prints on standard output. Throws where it fails.
std::string printed_by(const std::string& command)
{
    std::FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) throw std::runtime_error("could not be started: " + command);
    std::string text;
    std::array<char, 4096> part{};
    for (std::size_t count = 0; (count = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
        text.append(part.data(), count);
    if (pclose(pipe) != 0) throw std::runtime_error("failed (is valgrind installed?): " + command);
    return text;
}

std::string quoted(const std::string& word)
{
    return "'" + word + "'";
}

/// A folder that is removed in the end.
class Scratch {
public:
    Scratch()
    {
        std::string name = (std::filesystem::temp_directory_path() / "phasescope-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no folder for the counts");
        folder_ = name;
    }
    ~Scratch() { std::filesystem::remove_all(folder_); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::string file(const std::string& name) const { return (folder_ / name).string(); }

private:
    std::filesystem::path folder_;
};

/// The number behind "totals:" in a file of callgrind's.
std::int64_t total_in(const std::string& path)
{
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("totals: ")) return std::stoll(line.substr(8));
    throw std::runtime_error("callgrind wrote no total");
}

/// All counts and what they were counted with: {"target", "compiler", "instructions": {name: count}}. One core works, so
/// that there is one thread.
Json counted(const std::string& program)
{
    const Scratch scratch;
    Json counts{{"target", ""}, {"compiler", __VERSION__}, {"instructions", Json::object()}};
    for (const CountedFunction& function : counted_functions()) {
        std::fprintf(stderr, "%s ...\n", function.name.c_str());
        const std::string out = scratch.file("callgrind.out");
        const std::string command = "valgrind -q --tool=callgrind --toggle-collect=phasescope_counted --callgrind-out-file="
                                    + quoted(out) + " " + quoted(program) + " --run " + quoted(function.name);
        const std::string target = on_cores(1, [&] { return printed_by(command); });
        counts["target"] = target.substr(0, target.find('\n'));
        counts["instructions"][function.name] = total_in(out);
    }
    return counts;
}

/// Prints both; whether none grew too much.
bool compared(const Json& stored, const Json& now)
{
    if (stored["target"] != now["target"]) {
        std::printf("Not compared: the stored counts are for %s, this processor runs %s.\n",
                    stored["target"].get<std::string>().c_str(), now["target"].get<std::string>().c_str());
        return true;
    }
    if (stored["compiler"] != now["compiler"])
        std::printf("The stored counts are from compiler %s, these from %s.\n",
                    stored["compiler"].get<std::string>().c_str(), now["compiler"].get<std::string>().c_str());
    bool fine = true;
    std::printf("%-30s %14s %14s %9s\n", "function", "stored", "now", "change");
    for (const auto& [name, count] : now["instructions"].items()) {
        const auto here = count.get<double>();
        if (!stored["instructions"].contains(name)) {
            std::printf("%-30s %14s %14.0f %9s\n", name.c_str(), "", here, "new");
            continue;
        }
        const auto there = stored["instructions"][name].get<double>();
        const bool slower = here > (1 + most_growth) * there;
        std::printf("%-30s %14.0f %14.0f %+8.1f%%%s\n", name.c_str(), there, here, 100 * (here / there - 1),
                    slower ? "  slower" : "");
        fine = fine && !slower;
    }
    return fine;
}

bool run(const std::string& program, const std::string& stored, bool store)
{
    std::ifstream file(stored);
    if (!file && !store) throw std::runtime_error("there is no " + stored + "; --store writes it");
    const Json now = counted(program);
    const bool fine = !file || compared(Json::parse(file), now);
    if (!store) return fine;
    std::ofstream out(stored);
    out << now.dump(2) << "\n";
    if (!out.flush()) throw std::runtime_error("could not be written: " + stored);
    return true;
}

}  // namespace

int main(int argc, char** argv)
{
    std::string name, stored = PHASESCOPE_INSTRUCTIONS;
    bool store = false;
    CLI::App app("The instructions of the core's most used functions, compared with those stored.");
    app.add_option("--run", name, "run one function once, to be counted from outside");
    app.add_option("--counts", stored, "the stored counts")->capture_default_str();
    app.add_flag("--store", store, "store what is counted now");
    CLI11_PARSE(app, argc, argv);
    try {
        if (name.empty()) return run(std::filesystem::read_symlink("/proc/self/exe").string(), stored, store) ? 0 : 1;
        run_counted(name);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 2;
    }
    return 0;
}

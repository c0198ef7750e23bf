#include "tests/bench/speed/peers.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <stdexcept>

namespace phasescope {
namespace {

std::array<int, 2> pipe_ends()
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe to the peers");
    return ends;
}

/// In the new process.
[[noreturn]] void become(const std::string& python, int in, int out)
{
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    execlp(python.c_str(), python.c_str(), PHASESCOPE_PEERS, nullptr);
    std::perror(python.c_str());
    _exit(127);
}

}  // namespace

Peers::Peers(const std::string& python)
{
    std::signal(SIGPIPE, SIG_IGN);
    const auto [in, to] = pipe_ends();
    const auto [from, out] = pipe_ends();
    process_ = fork();
    if (process_ < 0) throw std::runtime_error("no process for the peers");
    if (process_ == 0) {
        close(to);
        close(from);
        become(python, in, out);
    }
    close(in);
    close(out);
    to_ = fdopen(to, "w");
    from_ = fdopen(from, "r");
    versions_ = heard();
}

Peers::~Peers()
{
    std::fclose(to_);
    std::fclose(from_);
    waitpid(process_, nullptr, 0);
}

nlohmann::ordered_json Peers::run(const std::string& request)
{
    say(request);
    return heard();
}

void Peers::forget()
{
    say("forget");
}

void Peers::say(const std::string& line)
{
    std::fprintf(to_, "%s\n", line.c_str());
    std::fflush(to_);
}

nlohmann::ordered_json Peers::heard()
{
    std::string line;
    for (int byte = 0; (byte = std::fgetc(from_)) != EOF && byte != '\n';) line += static_cast<char>(byte);
    if (line.empty()) throw std::runtime_error("the peers ended (why is said above)");
    return nlohmann::ordered_json::parse(line);
}

}  // namespace phasescope

// Phasescope: the window, or one of the commands that need none.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include "app/cli/options.hpp"
#include "app/cli/run_command.hpp"
#include "app/window.hpp"
#include "core/io/file.hpp"
#include "core/utf8.hpp"

namespace {

using namespace phasescope;

/// Standard streams that were closed are opened on nothing, so that no file of ours gets their number; what is written
/// to standard output then still fails, as it must.
void keep_standard_streams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
}

/// One line on standard error, whatever is in the text.
void complain(std::string_view text)
{
    constexpr std::size_t most_letters = 400;
    std::fprintf(stderr, "%s\n", shortened_line("phasescope: " + std::string(text), most_letters).c_str());
}

/// Ends as other programs do whose reader has gone: `phasescope export ... -o - | head`.
void end_where_nobody_reads()
{
    pollfd out{STDOUT_FILENO, POLLOUT, 0};
    if (poll(&out, 1, 0) <= 0 || !(out.revents & POLLERR)) return;
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
}

int finished(const Result<int>& result)
{
    if (result) return *result;
    end_where_nobody_reads();
    complain(result.error().line());
    return 1;
}

int open_window(Command command)
{
    WindowOptions options;
    options.scene = std::move(command.scene);
    options.scene_given = command.scene_given;
    options.scene_path = std::move(command.scene_path);
    options.to_open = std::move(command.to_open);
    options.notices = std::move(command.warnings);
    options.language = std::move(command.language);
    options.theme = std::move(command.theme);
    options.lesson = std::move(command.lesson);
    return run_window(options);
}

int run(int argc, char** argv)
{
    auto parsed = parsed_command(argc, argv);
    if (const auto* answer = std::get_if<Answer>(&parsed)) {
        const Result<Done> printed = write_file("-", answer->text);
        return finished(printed ? Result<int>(0) : printed.error());
    }
    if (const auto* refusal = std::get_if<Refusal>(&parsed)) {
        complain(refusal->error.line());
        return refusal->exit_code;
    }
    auto& command = std::get<Command>(parsed);
    if (command.action == Action::window) return open_window(std::move(command));
    for (const std::string& warning : command.warnings) complain("warning: " + warning);
    std::vector<std::string> warnings;
    const Result<int> done = run_command(command, warnings);
    for (const std::string& warning : warnings) complain("warning: " + warning);
    return finished(done);
}

}  // namespace

int main(int argc, char** argv)
{
    keep_standard_streams();
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        complain("not enough memory for this");
        return 1;
    }
}

#include "tests/app/real_window.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace phasescope::test {
namespace {

// Only how long a broken program is waited for.
constexpr auto patience = std::chrono::seconds(60);
constexpr auto pause_between_looks = std::chrono::milliseconds(4);

using Environment = std::map<std::string, std::string>;

/// Starts a program that ends with us: its process id.
pid_t start(const std::vector<std::string>& words, const Environment& environment = {})
{
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0) return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    unsetenv("WAYLAND_DISPLAY");
    execvp(argv.front(), argv.data());
    _exit(127);
}

int exit_code_of(pid_t process)
{
    int status = 0;
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void end_process(pid_t process)
{
    if (process <= 0) return;
    kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
}

}  // namespace

OwnDisplay::OwnDisplay()
{
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    // -noreset: else it starts anew, out of reach for a moment, whenever its last client leaves.
    server_ = start(
        {"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"});
    ::close(ends[1]);
    std::string number;
    for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
    ::close(ends[0]);
    if (number.empty()) {
        end_process(server_);
        throw std::runtime_error("Xvfb did not start");
    }
    name_ = ":" + number;
}

OwnDisplay::~OwnDisplay()
{
    end();
}

void OwnDisplay::end()
{
    end_process(std::exchange(server_, -1));
}

RealWindow::RealWindow(const OwnDisplay& display, const ScratchFolder& home, const std::vector<std::string>& arguments)
    : display_(display.name()), log_(home / "frame.json"), other_(display_)
{
    std::filesystem::remove(log_);
    std::vector<std::string> words{PHASESCOPE_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    program_ = start(
        words,
        {{"DISPLAY", display_}, {"HOME", home.path()}, {"XDG_STATE_HOME", home / "state"}, {"PHASESCOPE_FRAME_LOG", log_}});
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!std::filesystem::exists(log_) && running() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(pause_between_looks);
    window_ = other_.window_with_title("Phasescope");
    if (window_ == 0 || !std::filesystem::exists(log_)) {
        end_process(program_);
        throw std::runtime_error("the program drew no frame");
    }
    xdotool({"windowfocus", std::to_string(window_)});
}

RealWindow::~RealWindow()
{
    end_process(program_);
}

bool RealWindow::running()
{
    int status = 0;
    if (program_ <= 0 || waitpid(program_, &status, WNOHANG) == 0) return program_ > 0;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    program_ = -1;
    return false;
}

nlohmann::json RealWindow::state() const
{
    return nlohmann::json::parse(bytes_of(log_));
}

Place RealWindow::place(const std::string& label) const
{
    const nlohmann::json controls = state()["controls"];
    if (!controls.contains(label)) throw std::runtime_error("no control " + label);
    const auto& p = controls[label];
    return {p[0], p[1], p[2], p[3]};
}

void RealWindow::wait_until(const std::string& what, const std::function<bool(const nlohmann::json&)>& wanted)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!wanted(state())) {
        if (!running()) throw std::runtime_error("the program ended while waiting: " + what);
        if (std::chrono::steady_clock::now() > until)
            throw std::runtime_error("this never was: " + what + "\n" + state().dump());
        std::this_thread::sleep_for(pause_between_looks);
    }
}

void RealWindow::xdotool(const std::vector<std::string>& words)
{
    std::vector<std::string> all{"xdotool"};
    all.insert(all.end(), words.begin(), words.end());
    const long before = frame();
    if (exit_code_of(start(all, {{"DISPLAY", display_}})) != 0) throw std::runtime_error("xdotool failed: " + words.front());
    wait_for_frames_after(before, words.front());
}

void RealWindow::wait_for_frames_after(long before, const std::string& what)
{
    // The frame after `before` may have begun before the event; the one after that has seen it.
    wait_until("two frames after " + what, [&](const auto& now) { return now["frame"] >= before + 2; });
}

std::vector<std::string> RealWindow::move_request(int x, int y) const
{
    return {"mousemove", "--window", std::to_string(window_), std::to_string(x), std::to_string(y)};
}

void RealWindow::move_to(int x, int y)
{
    xdotool(move_request(x, y));
}

void RealWindow::press()
{
    xdotool({"mousedown", "1"});
}

void RealWindow::release()
{
    xdotool({"mouseup", "1"});
}

void RealWindow::click(int x, int y)
{
    move_to(x, y);
    press();
    release();
}

void RealWindow::wheel_up(int steps)
{
    for (int i = 0; i < steps; ++i) xdotool({"click", "4"});
}

void RealWindow::key(const std::string& name)
{
    xdotool({"key", name});
}

void RealWindow::at_once(const std::vector<std::vector<std::string>>& requests)
{
    kill(program_, SIGSTOP);
    const long before = frame();
    bool failed = false;
    for (const std::vector<std::string>& request : requests) {
        std::vector<std::string> words{"xdotool"};
        words.insert(words.end(), request.begin(), request.end());
        failed = exit_code_of(start(words, {{"DISPLAY", display_}})) != 0 || failed;
    }
    kill(program_, SIGCONT);
    if (failed) throw std::runtime_error("xdotool failed");
    wait_for_frames_after(before, "many events");
}

void RealWindow::resize(int width, int height)
{
    xdotool({"windowsize", std::to_string(window_), std::to_string(width), std::to_string(height)});
}

double RealWindow::processor_seconds() const
{
    // proc(5): the fields after the name in brackets; user and system time are the 12th and 13th of them.
    std::ifstream file("/proc/" + std::to_string(program_) + "/stat");
    std::string skipped;
    std::getline(file, skipped, ')');
    for (int i = 0; i < 11; ++i) file >> skipped;
    double user = 0, system = 0;
    file >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

int RealWindow::close()
{
    other_.ask_to_close(window_);
    const auto until = std::chrono::steady_clock::now() + patience;
    while (running() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(pause_between_looks);
    return program_ > 0 ? -1 : exit_code_;
}

}  // namespace phasescope::test

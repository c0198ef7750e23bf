// However the real window ends, the next one begins where it ended.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/scene.hpp"
#include "core/scene_json.hpp"
#include "tests/app/real_window.hpp"

namespace phasescope::test {
namespace {

using nlohmann::json;

/// A window that only time and signals act on.
class LonelyWindow {
public:
    LonelyWindow(const OwnDisplay& display, const ScratchFolder& home, const std::string& log) : log_(home / log)
    {
        program_ = fork();
        if (program_ == 0) become_program(display, home);
        wait_for_frame();
    }
    ~LonelyWindow()
    {
        if (program_ <= 0) return;
        kill(program_, SIGKILL);
        waitpid(program_, nullptr, 0);
    }
    LonelyWindow(const LonelyWindow&) = delete;
    LonelyWindow& operator=(const LonelyWindow&) = delete;

    json state() const { return json::parse(bytes_of(log_)); }
    void signal(int number) const { kill(program_, number); }

    /// As waitpid() tells it.
    int status_at_end()
    {
        int status = 0;
        waitpid(program_, &status, 0);
        program_ = -1;
        return status;
    }

private:
    [[noreturn]] void become_program(const OwnDisplay& display, const ScratchFolder& home) const
    {
        // A shell that runs the tests in the background ignores some of them.
        for (const int number : {SIGTERM, SIGHUP, SIGINT}) ::signal(number, SIG_DFL);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        setenv("DISPLAY", display.name().c_str(), 1);
        setenv("XDG_STATE_HOME", (home / "state").c_str(), 1);
        setenv("PHASESCOPE_FRAME_LOG", log_.c_str(), 1);
        unsetenv("WAYLAND_DISPLAY");
        execl(PHASESCOPE_BINARY, "phasescope", nullptr);
        _exit(127);
    }

    void wait_for_frame() const
    {
        while (!std::filesystem::exists(log_)) {
            ASSERT_EQ(waitpid(program_, nullptr, WNOHANG), 0) << "the program ended before its first frame";
            usleep(10000);
        }
    }

    std::filesystem::path log_;
    pid_t program_ = -1;
};

class WindowEnd : public testing::Test {
protected:
    OwnDisplay display;
    ScratchFolder home;
    std::filesystem::path sessions = home / "state/phasescope";

    json kept(const std::string& name = "session.json") const { return json::parse(bytes_of(sessions / name))["scene"]; }
};

TEST_F(WindowEnd, BySignalsLeavesTheSessionAndTheirExitCode)
{
    for (const int number : {SIGTERM, SIGHUP, SIGINT}) {
        std::filesystem::remove_all(sessions);
        LonelyWindow window(display, home, "frame-" + std::to_string(number));
        window.signal(number);
        const int status = window.status_at_end();
        EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == number) << status;
        EXPECT_EQ(kept(), json::parse(scene_text(first_scene())));
    }
}

TEST_F(WindowEnd, OfTheDisplayLeavesTheSession)
{
    LonelyWindow window(display, home, "frame");
    display.end();
    const int status = window.status_at_end();
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 3) << status;
    EXPECT_EQ(kept(), json::parse(scene_text(first_scene())));
}

TEST_F(WindowEnd, ByForceLosesNothingThatIsOlderThanASecond)
{
    LonelyWindow window(display, home, "frame");
    while (!std::filesystem::exists(sessions / "session.json")) usleep(10000);
    window.signal(SIGKILL);
    window.status_at_end();
    EXPECT_EQ(kept(), json::parse(scene_text(first_scene())));
}

TEST_F(WindowEnd, WasNoReasonForADamagedSessionToStopTheNextStart)
{
    std::filesystem::create_directories(sessions);
    write_bytes(sessions / "session.json", "{\"scene\": " + std::string(100000, '['));
    const LonelyWindow window(display, home, "frame");
    const std::string notice = window.state()["notice"];
    EXPECT_NE(notice.find("session.json.damaged"), std::string::npos) << notice;
    EXPECT_TRUE(std::filesystem::exists(sessions / "session.json.damaged"));
}

TEST_F(WindowEnd, OfTwoWindowsAtOnceLeavesASessionOfEach)
{
    LonelyWindow first(display, home, "frame-1"), second(display, home, "frame-2");
    const std::string notice = second.state()["notice"];
    EXPECT_NE(notice.find("session-2.json"), std::string::npos) << notice;
    for (LonelyWindow* window : {&first, &second}) {
        window->signal(SIGTERM);
        window->status_at_end();
    }
    EXPECT_EQ(kept("session.json"), json::parse(scene_text(first_scene())));
    EXPECT_EQ(kept("session-2.json"), json::parse(scene_text(first_scene())));
}

}  // namespace
}  // namespace phasescope::test

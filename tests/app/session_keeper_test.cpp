// The session while the window is open: written when something changed, whatever the disk does and whoever ends the program.
#include "app/session_keeper.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <random>

#include "app/end_guard.hpp"
#include "tests/app/program.hpp"
#include "tests/failing_calls.hpp"

namespace phasescope::session_keeper_test {
namespace {

using test::FailingDisk;
using test::Failure;
using test::ScratchFolder;

Scene scene_of_length(std::int64_t length)
{
    Scene scene = first_scene();
    scene.length = length;
    return repaired(scene);
}

KeptSession session_of_length(std::int64_t length)
{
    return {scene_of_length(length), {}};
}

class SessionKeeperTest : public testing::Test {
protected:
    ScratchFolder folder;
    std::string path = folder / "session.json";

    std::int64_t kept_length() const
    {
        const LastSession last = last_session(path);
        EXPECT_EQ(last.notices, std::vector<std::string>{});
        return last.scene ? last.scene->length : -1;
    }
};

TEST_F(SessionKeeperTest, WritesAChangeByItselfAndTheLastOneAtTheEnd)
{
    {
        SessionKeeper keeper(path, std::nullopt, [] {});
        keeper.note(1, scene_of_length(7), {});
        while (kept_length() != 7) ::usleep(10000);
        keeper.note(2, scene_of_length(8), {});
    }
    EXPECT_EQ(kept_length(), 8);
}

TEST_F(SessionKeeperTest, WritesNothingWhereNothingChanged)
{
    SessionKeeper keeper(path, session_of_length(7), [] {});
    keeper.note(1, scene_of_length(7), {});
    ASSERT_TRUE(keeper.write());
    EXPECT_FALSE(std::filesystem::exists(path)) << "it was said to be there already";
    keeper.note(2, scene_of_length(8), {});
    keeper.note(3, scene_of_length(7), {});
    ASSERT_TRUE(keeper.write());
    EXPECT_FALSE(std::filesystem::exists(path)) << "changed, and changed back";
    Session dark;
    dark.dark = true;
    keeper.note(3, scene_of_length(7), dark);
    ASSERT_TRUE(keeper.write());
    EXPECT_TRUE(last_session(path).looks.dark);
}

TEST_F(SessionKeeperTest, ADiskThatFailsKeepsTheOldSessionAndIsTold)
{
    ASSERT_TRUE(keep_session(path, session_of_length(5)));
    for (int nth = 1;; ++nth) {
        bool reached = false;
        for (const Failure& failure : test::failures_at(nth)) {
            SCOPED_TRACE(words_for(failure));
            SessionKeeper keeper(path, session_of_length(5), [] {});
            keeper.note(1, scene_of_length(6), {});
            bool written = false;
            {
                const FailingDisk disk(failure);
                written = static_cast<bool>(keeper.write());
                reached = disk.has_failed() || reached;
            }
            EXPECT_EQ(kept_length(), written ? 6 : 5);
            EXPECT_EQ(folder.names(), std::vector<std::string>{"session.json"});
            EXPECT_TRUE(written || keeper.taken_failure());
            EXPECT_TRUE(keeper.write()) << "tried again when the disk is well";
            EXPECT_EQ(kept_length(), 6);
            ASSERT_TRUE(keep_session(path, session_of_length(5)));
        }
        if (!reached) break;
        ASSERT_LT(nth, 100);
    }
}

TEST_F(SessionKeeperTest, AFailureIsToldOnceAndAgainAfterASuccess)
{
    std::atomic<int> woken = 0;
    SessionKeeper keeper(path, std::nullopt, [&] { ++woken; });
    {
        const FailingDisk disk({test::Call::write, 1, ENOSPC, true});
        keeper.note(1, scene_of_length(6), {});
        while (woken == 0) ::usleep(10000);
        EXPECT_TRUE(keeper.taken_failure());
        EXPECT_FALSE(keeper.write());
        EXPECT_FALSE(keeper.taken_failure());
    }
    EXPECT_TRUE(keeper.write());
    const FailingDisk disk({test::Call::write, 1, ENOSPC, true});
    keeper.note(2, scene_of_length(7), {});
    EXPECT_FALSE(keeper.write());
    const auto failure = keeper.taken_failure();
    ASSERT_TRUE(failure);
    EXPECT_NE(failure->line().find("disk is full"), std::string::npos);
}

TEST_F(SessionKeeperTest, KilledAHundredTimesLeavesAWholeSession)
{
    ASSERT_TRUE(keep_session(path, session_of_length(1)));
    std::mt19937 random(2);
    for (int i = 0; i < 100; ++i) {
        const pid_t child = ::fork();
        if (child == 0)
            for (std::int64_t length = 1;; ++length)
                if (!keep_session(path, session_of_length(length % 1000 + 1))) ::_exit(1);
        ::usleep(static_cast<useconds_t>(random() % 8000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        ASSERT_GT(kept_length(), 0);
        ASSERT_LE(folder.names().size(), 2u);
    }
    ASSERT_TRUE(keep_session(path, session_of_length(2)));
    EXPECT_EQ(folder.names(), std::vector<std::string>{"session.json"});
}

/// What becomes of a process that does this.
int status_of(const std::function<void()>& act)
{
    const pid_t child = ::fork();
    if (child == 0) {
        act();
        std::exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

TEST_F(SessionKeeperTest, TheGuardWritesBeforeASignalEndsTheProgram)
{
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) {
        const int status = status_of([&] {
            ::signal(signal, SIG_DFL);
            EndGuard guard(3);
            const EndGuard::LastAct act(guard, [&] { return keep_session(path, session_of_length(signal)); });
            ::raise(signal);
            ::pause();
        });
        EXPECT_TRUE(WIFSIGNALED(status));
        EXPECT_EQ(WTERMSIG(status), signal);
        EXPECT_EQ(kept_length(), signal);
    }
}

TEST_F(SessionKeeperTest, TheGuardWritesWhereALibraryEndsTheProgram)
{
    const int status = status_of([&] {
        EndGuard guard(3);
        const EndGuard::LastAct act(guard, [&] { return keep_session(path, session_of_length(9)); });
        std::exit(1);
    });
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 3);
    EXPECT_EQ(kept_length(), 9);
}

TEST_F(SessionKeeperTest, ASignalThatWasIgnoredStaysIgnoredAndNobodyReadingIsNoEnd)
{
    const int status = status_of([&] {
        ::signal(SIGHUP, SIG_IGN);
        {
            EndGuard guard(3);
            ::raise(SIGHUP);
            ::raise(SIGPIPE);
        }
        struct sigaction now {};
        ::sigaction(SIGTERM, nullptr, &now);
        ::_exit(now.sa_handler == SIG_DFL ? 5 : 6);
    });
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 5);
}

}  // namespace
}  // namespace phasescope::session_keeper_test

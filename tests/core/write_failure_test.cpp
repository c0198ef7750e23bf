// Files on a disk that fails, and of a program that is killed while it writes: whole or not at all.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <random>

#include "core/io/file.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/failing_calls.hpp"

namespace phasescope::write_failure_test {
namespace {

using test::Call;
using test::FailingDisk;
using test::Failure;

/// Bytes for more than one write.
std::string long_text(char letter)
{
    return std::string(150000, letter);
}

Result<Done> write_in_pieces(const std::string& path, const std::string& bytes)
{
    return write_file(path, [&](const Sink& sink) -> Result<Done> {
        for (std::size_t at = 0; at < bytes.size(); at += 1000)
            if (!sink(std::string_view(bytes).substr(at, 1000))) return Error{"not written", "", ""};
        return Done{};
    });
}

/// Whether the file can be written in spite of it.
bool is_harmless(const Failure& failure)
{
    const bool recovers = failure.code == 0 || failure.code == EINTR || failure.code == EINVAL;
    return recovers || failure.call == Call::fchmod || failure.call == Call::flock;
}

/// One of the calls fails while the file is replaced; false where none was reached.
bool try_failure(const Failure& failure)
{
    SCOPED_TRACE(words_for(failure));
    const TemporaryFolder folder;
    put_bytes(folder / "file", "old");
    Result<Done> done = Done{};
    bool failed = false;
    {
        const FailingDisk disk(failure);
        done = write_in_pieces(folder / "file", long_text('n'));
        failed = disk.has_failed();
    }
    const std::string bytes = bytes_of(folder / "file");
    EXPECT_EQ(folder.names(), std::vector<std::string>{"file"});
    EXPECT_TRUE(bytes == (done ? long_text('n') : "old"));
    // Of the files that are closed only the new one can have lost something.
    const bool may_be_written = !failed || is_harmless(failure) || failure.call == Call::close;
    const bool must_be_written = !failed || is_harmless(failure);
    EXPECT_TRUE(done ? may_be_written : !must_be_written);
    if (done) return failed;
    EXPECT_NE(done.error().line().find(folder / "file"), std::string::npos) << done.error().line();
    EXPECT_NE(done.error().line().find(std::strerror(failure.code)), std::string::npos) << done.error().line();
    return failed;
}

TEST(WriteFailure, LeavesTheOldFileAndNothingElseWhicheverCallFails)
{
    for (int nth = 1;; ++nth) {
        bool reached = false;
        for (const Failure& failure : test::failures_at(nth)) reached = try_failure(failure) || reached;
        if (!reached) break;
        ASSERT_LT(nth, 100);
    }
}

TEST(WriteFailure, OfANewFileLeavesNothing)
{
    for (const Call call : {Call::open, Call::write, Call::fsync, Call::rename}) {
        const TemporaryFolder folder;
        Result<Done> done = Done{};
        {
            const FailingDisk disk({call, 1, ENOSPC, true});
            done = write_in_pieces(folder / "file", long_text('n'));
        }
        ASSERT_FALSE(done);
        EXPECT_NE(done.error().hint.find("disk is full"), std::string::npos) << done.error().line();
        EXPECT_EQ(folder.names(), std::vector<std::string>{});
    }
}

/// Replaces the file with one of other letters, again and again.
[[noreturn]] void write_for_ever(const std::string& path)
{
    for (char letter = 'a';; letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1))
        if (!write_in_pieces(path, long_text(letter))) ::_exit(1);
}

TEST(WriteFailure, AProgramThatIsKilledLeavesAWholeFileAndTheNextWriteCleansUp)
{
    const TemporaryFolder folder;
    const std::string path = folder / "file";
    ASSERT_TRUE(write_in_pieces(path, long_text('a')));
    std::mt19937 random(1);
    std::size_t most_left = 0;
    for (int i = 0; i < 100; ++i) {
        const pid_t child = ::fork();
        if (child == 0) write_for_ever(path);
        ::usleep(static_cast<useconds_t>(random() % 10000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        const std::string bytes = bytes_of(path);
        ASSERT_FALSE(bytes.empty());
        ASSERT_TRUE(bytes == long_text(bytes.front()));
        most_left = std::max(most_left, folder.names().size() - 1);
    }
    EXPECT_LE(most_left, 1u) << "each write removes what the killed one before it left";
    ASSERT_TRUE(write_in_pieces(path, long_text('z')));
    EXPECT_EQ(folder.names(), std::vector<std::string>{"file"});
}

TEST(WriteFailure, WhatAnotherWriterIsWritingIsNoLeftover)
{
    const TemporaryFolder folder;
    const Result<Done> done = write_file(folder / "slow", [&](const Sink& sink) -> Result<Done> {
        EXPECT_TRUE(sink("first"));
        EXPECT_TRUE(write_file(folder / "quick", "in between"));
        EXPECT_TRUE(sink(" and last"));
        return Done{};
    });
    ASSERT_TRUE(done) << done.error().line();
    EXPECT_EQ(bytes_of(folder / "slow"), "first and last");
    EXPECT_EQ(bytes_of(folder / "quick"), "in between");
}

TEST(WriteFailure, OnlyLeftoversOfTheProgramAreRemoved)
{
    const TemporaryFolder folder;
    for (const char* name : {".phasescope-4000000-0.part", ".phasescope-notes", "phasescope-1.part", ".other-1.part"})
        put_bytes(folder / name, "x");
    std::filesystem::create_directory(folder / ".phasescope-2.part");
    std::filesystem::create_symlink("phasescope-1.part", folder / ".phasescope-3.part");
    ASSERT_TRUE(write_file(folder / "file", "new"));
    EXPECT_EQ(folder.names(), (std::vector<std::string>{".other-1.part", ".phasescope-2.part", ".phasescope-3.part",
                                                        ".phasescope-notes", "file", "phasescope-1.part"}));
}

}  // namespace
}  // namespace phasescope::write_failure_test

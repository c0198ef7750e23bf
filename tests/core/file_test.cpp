#include "core/io/file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/temporary_folder.hpp"

namespace phasescope::file_test {
namespace {

/// Runs `check` in a process of its own, so that what it does to the process stays there; its value is the exit code.
int exit_code_of(const std::function<int()>& check)
{
    const pid_t child = ::fork();
    if (child == 0) ::_exit(check());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

mode_t mode_of(const std::string& path)
{
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 07777;
}

bool mentions(const Error& error, const std::string& words)
{
    return error.line().find(words) != std::string::npos;
}

TEST(WriteFile, BytesComeBackAsTheyWere)
{
    const TemporaryFolder folder;
    std::string bytes;
    for (int i = 0; i < 300000; ++i) bytes += static_cast<char>(i * 7 % 256);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65535}, std::size_t{65536}, bytes.size()}) {
        const std::string path = folder / "bytes";
        ASSERT_TRUE(write_file(path, std::string_view(bytes).substr(0, size)));
        const Result<std::string> read = read_file(path);
        ASSERT_TRUE(read) << read.error().line();
        EXPECT_TRUE(*read == bytes.substr(0, size)) << size << " bytes";
        EXPECT_EQ(folder.names(), std::vector<std::string>{"bytes"});
    }
}

TEST(WriteFile, PiecesOfAnySizeStayInOrder)
{
    const TemporaryFolder folder;
    std::string expected;
    const Result<Done> done = write_file(folder / "pieces", [&](const Sink& sink) -> Result<Done> {
        for (std::size_t size : {1u, 40000u, 40000u, 3u, 70000u, 0u, 65536u, 2u}) {
            const std::string piece(size, static_cast<char>('a' + expected.size() % 26));
            EXPECT_TRUE(sink(piece));
            expected += piece;
        }
        return Done{};
    });
    ASSERT_TRUE(done) << done.error().line();
    EXPECT_TRUE(bytes_of(folder / "pieces") == expected);
}

TEST(WriteFile, AFillThatGivesUpLeavesTheOldFileAndNothingElse)
{
    const TemporaryFolder folder;
    put_bytes(folder / "old", "old");
    for (const std::string name : {"old", "new"}) {
        const Error reason{"changed my mind", "here", "later"};
        const Result<Done> done = write_file(folder / name, [&](const Sink& sink) -> Result<Done> {
            EXPECT_TRUE(sink(std::string(100000, 'x')));
            return reason;
        });
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error(), reason);
    }
    EXPECT_EQ(folder.names(), std::vector<std::string>{"old"});
    EXPECT_EQ(bytes_of(folder / "old"), "old");
}

TEST(WriteFile, AFillThatThrowsLeavesTheOldFileAndNothingElse)
{
    const TemporaryFolder folder;
    put_bytes(folder / "old", "old");
    const auto fill = [](const Sink& sink) -> Result<Done> {
        sink("new");
        throw std::runtime_error("no memory");
    };
    EXPECT_THROW((void)write_file(folder / "old", fill), std::runtime_error);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"old"});
    EXPECT_EQ(bytes_of(folder / "old"), "old");
}

TEST(WriteFile, TheOldFileIsThereUntilTheNewOneIsWhole)
{
    const TemporaryFolder folder;
    put_bytes(folder / "file", "old");
    const Result<Done> done = write_file(folder / "file", [&](const Sink& sink) -> Result<Done> {
        EXPECT_TRUE(sink(std::string(200000, 'x')));
        EXPECT_EQ(bytes_of(folder / "file"), "old");
        return Done{};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(bytes_of(folder / "file").size(), 200000u);
}

TEST(WriteFile, AnExistingFileKeepsItsModeAndANewOneHasTheUsualOne)
{
    const TemporaryFolder folder;
    const mode_t before = ::umask(022);
    put_bytes(folder / "old", "old");
    for (const mode_t mode : {0600u, 0640u, 0755u, 0666u}) {
        ASSERT_EQ(::chmod((folder / "old").c_str(), mode), 0);
        ASSERT_TRUE(write_file(folder / "old", "new"));
        EXPECT_EQ(mode_of(folder / "old"), mode);
    }
    ASSERT_TRUE(write_file(folder / "fresh", "new"));
    ::umask(before);
    EXPECT_EQ(mode_of(folder / "fresh"), 0644u);
}

TEST(WriteFile, ALinkStillPointsToItsFile)
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "there");
    put_bytes(folder / "there/file", "old");
    std::filesystem::create_symlink("there/file", folder / "link");
    std::filesystem::create_symlink("link", folder / "second");
    std::filesystem::create_symlink("there/not_yet", folder / "dangling");
    ASSERT_TRUE(write_file(folder / "second", "new"));
    ASSERT_TRUE(write_file(folder / "dangling", "made"));
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "second"));
    EXPECT_EQ(bytes_of(folder / "there/file"), "new");
    EXPECT_EQ(bytes_of(folder / "there/not_yet"), "made");

    std::filesystem::create_symlink("circle", folder / "circle");
    const Result<Done> done = write_file(folder / "circle", "new");
    ASSERT_FALSE(done);
    EXPECT_TRUE(mentions(done.error(), "circle")) << done.error().line();
}

TEST(WriteFile, TargetsThatCannotBeAreNamedWithAReasonAndAHint)
{
    const TemporaryFolder folder;
    put_bytes(folder / "file", "old");
    struct Case {
        std::string path, reason;
    };
    const Case cases[]{
        {folder.path(), "this is a folder"},
        {folder / "new/", "this is a folder"},
        {folder / "missing/deeper/file", "there is no folder " + folder / "missing"},
        {folder / "file/below", "is a file, not a folder"},
        {folder / std::string(300, 'n'), "shorter name"},
        {"", "name a file"},
        {folder / std::string("a\0b", 3), "zero byte"},
    };
    for (const Case& c : cases) {
        const Result<Done> done = write_file(c.path, "new");
        ASSERT_FALSE(done) << c.path;
        EXPECT_TRUE(mentions(done.error(), c.reason)) << done.error().line();
        EXPECT_FALSE(done.error().hint.empty()) << done.error().line();
    }
    EXPECT_EQ(folder.names(), std::vector<std::string>{"file"});
    EXPECT_EQ(bytes_of(folder / "file"), "old");
}

TEST(WriteFile, AProtectedFileOrFolderIsLeftAlone)
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "closed");
    put_bytes(folder / "closed/file", "old");
    put_bytes(folder / "read_only", "old");
    ASSERT_EQ(::chmod((folder / "read_only").c_str(), 0444), 0);
    ASSERT_EQ(::chmod((folder / "closed").c_str(), 0555), 0);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
    // Root may write anywhere, so the check is made as a user without rights.
    const int code = exit_code_of([&] {
        if (::geteuid() == 0 && ::seteuid(65534) != 0) return 10;
        for (const std::string name : {"read_only", "closed/file", "closed/new"}) {
            const Result<Done> done = write_file(folder / name, "new");
            if (done || !mentions(done.error(), "not allowed") || !mentions(done.error(), folder / name)) return 11;
        }
        return 0;
    });
    EXPECT_EQ(code, 0);
    ASSERT_EQ(::chmod((folder / "closed").c_str(), 0755), 0);
    EXPECT_EQ(bytes_of(folder / "read_only"), "old");
    EXPECT_EQ(bytes_of(folder / "closed/file"), "old");
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"closed", "read_only"}));
}

TEST(WriteFile, AFullDiskIsToldOnADevice)
{
    for (const std::size_t size : {std::size_t{1}, std::size_t{1} << 20}) {
        const Result<Done> done = write_file("/dev/full", std::string(size, 'x'));
        ASSERT_FALSE(done);
        EXPECT_TRUE(mentions(done.error(), "/dev/full") && mentions(done.error(), "disk is full")) << done.error().line();
    }
    struct stat status {};
    ASSERT_EQ(::stat("/dev/full", &status), 0);
    EXPECT_TRUE(S_ISCHR(status.st_mode)) << "a device was replaced by a file";
}

/// The space runs out in the middle: the size limit of the process stands for a full disk.
TEST(WriteFile, ADiskThatFillsUpLeavesTheOldFileAndNothingElse)
{
    const TemporaryFolder folder;
    put_bytes(folder / "old", "old");
    const int code = exit_code_of([&] {
        const rlimit limit{100000, 100000};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 10;
        for (const std::string name : {"old", "new"}) {
            const Result<Done> done = write_file(folder / name, std::string(1000000, 'x'));
            if (done || !mentions(done.error(), "larger than this system allows")) return 11;
        }
        // The limit holds within the buffer as well: the last bytes are written at the end.
        const Result<Done> done = write_file(folder / "old", std::string(100001, 'x'));
        return done ? 12 : 0;
    });
    EXPECT_EQ(code, 0) << "a negative code is the signal that ended the program";
    EXPECT_EQ(folder.names(), std::vector<std::string>{"old"});
    EXPECT_EQ(bytes_of(folder / "old"), "old");
}

TEST(WriteFile, AReaderThatWentAwayIsAnErrorAndNotASignal)
{
    const TemporaryFolder folder;
    const std::string pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int code = exit_code_of([&] {
        const Result<Done> unread = write_file(pipe, "x");
        if (unread || !mentions(unread.error(), "nothing reads")) return 10;

        const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
        if (!write_file(pipe, "hello")) return 11;
        char got[8] = {};
        if (::read(reader, got, 8) != 5 || std::string(got) != "hello") return 12;
        const Result<Done> left = write_file(pipe, [&](const Sink& sink) -> Result<Done> {
            ::close(reader);
            sink(std::string(200000, 'x'));
            return Done{};
        });
        if (left || !mentions(left.error(), "has ended")) return 13;

        // The signal was not kept for later either.
        sigset_t waiting;
        ::sigpending(&waiting);
        return ::sigismember(&waiting, SIGPIPE) == 0 ? 0 : 14;
    });
    EXPECT_EQ(code, 0) << "a negative code is the signal that ended the program";
}

TEST(WriteFile, AHyphenIsStandardOutput)
{
    for (const std::string name : {"-", "/dev/stdout"}) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const int code = exit_code_of([&] {
            ::dup2(ends[1], STDOUT_FILENO);
            std::fputs("before ", stdout);
            return write_file(name, "bytes") ? 0 : 1;
        });
        ::close(ends[1]);
        char got[32] = {};
        EXPECT_EQ(::read(ends[0], got, 32), 12);
        ::close(ends[0]);
        EXPECT_EQ(std::string(got), "before bytes");
        EXPECT_EQ(code, 0);
    }
    const auto into = [](const char* device, const char* words) {
        return exit_code_of([&] {
            ::dup2(::open(device, O_WRONLY), STDOUT_FILENO);
            const Result<Done> done = write_file("-", "bytes");
            return !done && mentions(done.error(), words) && mentions(done.error(), "standard output") ? 0 : 1;
        });
    };
    EXPECT_EQ(into("/dev/full", "disk is full"), 0);
    const int closed = exit_code_of([] {
        int ends[2];
        if (::pipe(ends) != 0) return 10;
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        const Result<Done> done = write_file("-", "bytes");
        return !done && mentions(done.error(), "has ended") ? 0 : 1;
    });
    EXPECT_EQ(closed, 0);
}

TEST(WriteFile, TwoWritersAtOnceGiveOneOfTheTwoFiles)
{
    const TemporaryFolder folder;
    const std::string path = folder / "file";
    const auto write_often = [&](char letter) {
        return exit_code_of([&path, letter] {
            for (int i = 0; i < 20; ++i)
                if (!write_file(path, std::string(100000, letter))) return 1;
            return 0;
        });
    };
    const pid_t other = ::fork();
    if (other == 0) ::_exit(write_often('b'));
    EXPECT_EQ(write_often('a'), 0);
    int status = 0;
    ::waitpid(other, &status, 0);
    EXPECT_EQ(status, 0);
    const std::string bytes = bytes_of(path);
    EXPECT_TRUE(bytes == std::string(100000, 'a') || bytes == std::string(100000, 'b'));
    EXPECT_EQ(folder.names(), std::vector<std::string>{"file"});
}

TEST(ReadFile, TheBoundIsTheLastSizeAccepted)
{
    const TemporaryFolder folder;
    put_bytes(folder / "ten", "0123456789");
    EXPECT_TRUE(read_file(folder / "ten", 10));
    const Result<std::string> read = read_file(folder / "ten", 9);
    ASSERT_FALSE(read);
    EXPECT_TRUE(mentions(read.error(), "9 bytes") && mentions(read.error(), folder / "ten")) << read.error().line();
}

TEST(ReadFile, AHugeFileIsRefusedBeforeItIsRead)
{
    const TemporaryFolder folder;
    put_bytes(folder / "huge", "x");
    std::filesystem::resize_file(folder / "huge", std::uintmax_t{1} << 40);  // a hole; it takes no space
    EXPECT_FALSE(read_file(folder / "huge"));
}

TEST(ReadFile, AFileWhoseSizeTheSystemDoesNotTellIsReadToItsEnd)
{
    const Result<std::string> read = read_file("/proc/self/status");
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_GT(read->size(), 100u);
    EXPECT_FALSE(read_file("/proc/self/status", 100));
}

TEST(ReadFile, WhatIsNoFileIsNamedWithAReasonAndAHint)
{
    const TemporaryFolder folder;
    put_bytes(folder / "file", "x");
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder / "socket").copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    struct Case {
        std::string path, reason;
    };
    const Case cases[]{
        {folder / "missing", "check the name"},
        {folder / "no_folder/file", "there is no folder"},
        {folder / "file/below", "not a folder"},
        {folder.path(), "this is a folder"},
        {folder / "pipe", "pipe or a device"},
        {folder / "socket", "pipe or a device"},
        {"/dev/zero", "pipe or a device"},
        {"", "name a file"},
        {folder / std::string("a\0b", 3), "zero byte"},
    };
    for (const Case& c : cases) {
        const Result<std::string> read = read_file(c.path);
        ASSERT_FALSE(read) << c.path;
        EXPECT_TRUE(mentions(read.error(), c.reason)) << read.error().line();
        EXPECT_FALSE(read.error().hint.empty()) << read.error().line();
    }
    ::close(socket);
}

TEST(ReadFile, AFileThatMayNotBeReadIsSaidToBeSo)
{
    const TemporaryFolder folder;
    put_bytes(folder / "secret", "x");
    ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
    ASSERT_EQ(::chmod((folder / "secret").c_str(), 0000), 0);
    const int code = exit_code_of([&] {
        if (::geteuid() == 0 && ::seteuid(65534) != 0) return 10;
        const Result<std::string> read = read_file(folder / "secret");
        return !read && mentions(read.error(), "not allowed") ? 0 : 11;
    });
    EXPECT_EQ(code, 0);
}

}  // namespace
}  // namespace phasescope::file_test

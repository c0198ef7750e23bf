#include "tests/app/program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace phasescope::test {
namespace {

/// A file without a name to catch what the program says.
class Catcher {
public:
    Catcher() : file_(std::tmpfile()) {}
    ~Catcher() { std::fclose(file_); }
    Catcher(const Catcher&) = delete;
    Catcher& operator=(const Catcher&) = delete;
    int descriptor() const { return fileno(file_); }
    std::string text() const
    {
        std::string all;
        std::rewind(file_);
        for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) all += static_cast<char>(c);
        return all;
    }

private:
    std::FILE* file_;
};

/// The child's side: streams, folder, no display, then the program itself.
[[noreturn]] void become_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder, int out,
                                 int err)
{
    std::vector<char*> argv{const_cast<char*>("phasescope")};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    const int in = open("/dev/null", O_RDONLY);
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir(folder.c_str()) != 0) _exit(126);
    execv(PHASESCOPE_BINARY, argv.data());
    _exit(127);
}

}  // namespace

Outcome run_program_into(int output, const std::vector<std::string>& arguments, const std::filesystem::path& folder)
{
    const Catcher err;
    const pid_t child = fork();
    if (child == 0) become_program(arguments, folder, output, err.descriptor());
    int status = 0;
    rusage usage{};
    EXPECT_EQ(wait4(child, &status, 0, &usage), child);
    Outcome outcome;
    if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
    outcome.peak_kilobytes = usage.ru_maxrss;
    outcome.err = err.text();
    return outcome;
}

Outcome run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder)
{
    const Catcher out;
    Outcome outcome = run_program_into(out.descriptor(), arguments, folder);
    outcome.out = out.text();
    return outcome;
}

int start_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder)
{
    const pid_t child = fork();
    if (child == 0) {
        const int nothing = open("/dev/null", O_WRONLY);
        become_program(arguments, folder, nothing, nothing);
    }
    return child;
}

ScratchFolder::ScratchFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "phasescope-test-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr) << name;
    path_ = name;
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> ScratchFolder::names() const
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::string bytes_of(const std::filesystem::path& file)
{
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
}

void write_bytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace phasescope::test

// Runs the built program as a user does, and tells what came of it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace phasescope::test {

struct Outcome {
    int exit_code = -1;  ///< -1 where a signal ended it
    int signal = 0;
    long peak_kilobytes = 0;  ///< most memory that it held
    std::string out;
    std::string err;
};

/// Runs the program in `folder` without a display and with nothing to read.
Outcome run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder);

/// The same with standard output going where `output` leads: a descriptor of ours.
Outcome run_program_into(int output, const std::vector<std::string>& arguments, const std::filesystem::path& folder);

/// Starts it and does not wait: its process id.
int start_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder);

/// A folder of its own that goes away with the object.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    /// The names of all files in it, sorted.
    std::vector<std::string> names() const;

private:
    std::filesystem::path path_;
};

std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

}  // namespace phasescope::test

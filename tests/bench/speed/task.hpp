// What is measured: our work, what the machine needs for the same bytes at least, and who else does it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace phasescope {

/// One piece of work, ready to run again and again into memory that is there already.
struct Work {
    std::function<void()> run;
    /// What bounds it: "fill" and "copy" take the same buffers, "multiply-add" the same number of them. "" and null:
    /// nothing.
    std::string_view limit = "";
    std::function<void()> at_the_limit = {};
    /// The size of the file that the last run made; null where it makes none.
    std::function<std::int64_t()> file_bytes = {};
};

/// A way of doing the same with other software.
struct Peer {
    std::string name;          ///< as the table calls it
    std::string request;       ///< a line for peers.py
    double least_ratio = 0;    ///< how many times faster we shall be; 0: nothing is asked
    bool larger_file = false;  ///< our file shall be smaller, too
};

struct Task {
    std::string name;
    std::string number;  ///< "float", "double", or "" where there is no choice
    std::function<Work()> prepare;
    std::vector<Peer> peers = {};
    double most_limits = 0;  ///< how many times the limit it may take; 0: nothing is asked
    double most_ms = 0;      ///< how many milliseconds it may take; 0: nothing is asked
};

/// In the order of the table.
std::vector<Task> all_tasks();

/// Its parts.
std::vector<Task> sheet_tasks();
std::vector<Task> rotation_tasks();
std::vector<Task> picture_tasks();

}  // namespace phasescope

// Files that appear whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace phasescope {

/// The path from the root on, without "." and ".."; as it is where the present folder is not known.
std::string absolute_path(const std::string& path);

/// The whole file as bytes; at most `most` bytes are accepted. Folders, pipes and devices are refused, not waited for.
Result<std::string> read_file(const std::string& path, std::uint64_t most = std::uint64_t{1} << 30);

/// Writes bytes piece by piece into the file that the sink stands for; false when the disk refuses.
using Sink = std::function<bool(std::string_view)>;

/// Lets `fill` write beside `path`, flushes, then renames: afterwards the file is there whole, or the old one is as it
/// was. `fill` returns an Error of its own to give up. "-" as path is standard output.
///
/// The mode of an existing file is kept, and a link still points to its file afterwards. Where `path` is a device or a
/// pipe, and for standard output, the bytes go straight there. A write that the system refuses is an Error, also where it
/// comes with a signal (SIGPIPE, SIGXFSZ).
Result<Done> write_file(const std::string& path, const std::function<Result<Done>(const Sink&)>& fill);

/// The same for bytes in memory.
Result<Done> write_file(const std::string& path, std::string_view bytes);

}  // namespace phasescope

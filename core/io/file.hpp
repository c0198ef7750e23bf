// Files that appear whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace phasescope {

/// The whole file as bytes; at most `most` bytes are accepted.
Result<std::string> read_file(const std::string& path, std::uint64_t most = std::uint64_t{1} << 30);

/// Writes bytes piece by piece into the file that the sink stands for; false when the disk refuses.
using Sink = std::function<bool(std::string_view)>;

/// Lets `fill` write beside `path`, flushes, then renames: afterwards the file is there whole, or the old one is as it
/// was. `fill` returns an Error of its own to give up. "-" as path is standard output.
Result<Done> write_file(const std::string& path, const std::function<Result<Done>(const Sink&)>& fill);

/// The same for bytes in memory.
Result<Done> write_file(const std::string& path, std::string_view bytes);

}  // namespace phasescope

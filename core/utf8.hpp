// Text from outside: whether it is UTF-8, and what of it can stand in one line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace phasescope {

/// Where the first byte lies that no UTF-8 text holds there (RFC 3629); npos where all is well.
std::size_t first_invalid_utf8(std::string_view text);

/// The text as one line of valid UTF-8 of at most `most` bytes: control characters become spaces, bytes that are no
/// UTF-8 become U+FFFD, and what is cut off ends in "…". Text that is so already stays as it is.
std::string one_line(std::string_view text, std::size_t most);

/// The text as one line of valid UTF-8 of at most `most` letters. A longer one loses its middle, for which "…" stands: its
/// end often says what to do.
std::string shortened_line(std::string_view text, std::size_t most);

}  // namespace phasescope

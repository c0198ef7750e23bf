// What must hold of everything that a reader says, whatever the bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope::fuzz {

/// What the bytes are called in messages.
inline constexpr std::string_view source = "fuzzed";

/// Throws std::logic_error unless it holds; `rule` says what should.
void require(bool holds, std::string_view rule);

/// A line that a person can read: not empty, valid UTF-8, without control characters, at most 400 letters.
void require_line(std::string_view line);
void require_lines(const std::vector<std::string>& lines);

/// Whether there is a value; the Error that stands for it is a line.
template <class T>
bool is_read(const Result<T>& result)
{
    if (!result) require_line(result.error().line());
    return static_cast<bool>(result);
}

/// Whether the tables hold the same numbers; NaN is the same as NaN.
bool same_numbers(const Matrix& one, const Matrix& other);

}  // namespace phasescope::fuzz

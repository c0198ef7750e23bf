// Large results go to memory past the caches: what is not read again soon need not push out what is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace phasescope {

/// A line of the cache: what is streamed is streamed in whole ones. No register here is longer.
inline constexpr std::size_t line_bytes = 64;

/// Whether a result of so many bytes is too large to stay in a cache.
constexpr bool is_worth_streaming(std::size_t bytes)
{
    return bytes > std::size_t{4} << 20;
}

/// How many numbers lie between `at` and the next line.
template <class Number>
std::size_t numbers_to_line(const Number* at)
{
    const std::size_t over = reinterpret_cast<std::uintptr_t>(at) % line_bytes;
    return over == 0 ? 0 : (line_bytes - over) / sizeof(Number);
}

/// After the last register of a thread: other threads see all of them from then on.
void end_streaming();

/// Copies numbers, streamed. The spans have the same length and do not overlap.
void copy_streamed(std::span<const float> from, std::span<float> to);
void copy_streamed(std::span<const double> from, std::span<double> to);

}  // namespace phasescope

// What the machine can do at best: fill memory, copy it, multiply and add. All cores that the process may use work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace phasescope {

/// Fills with stores that pass by the caches.
void streaming_fill(std::span<std::byte> out);

/// Copies with such stores. Both have the same size.
void streaming_copy(std::span<const std::byte> from, std::span<std::byte> out);

/// At least `count` multiply-adds in registers, independent of each other as far as the processor needs it.
void multiply_adds_in_float(std::int64_t count);
void multiply_adds_in_double(std::int64_t count);

/// The instruction set that Highway chooses here: "AVX2".
std::string vector_target();

}  // namespace phasescope

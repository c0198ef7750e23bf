// How one number is stored in a file.
#pragma once

#include <span>

namespace phasescope {

enum class NumberFormat { f2, bf16, f4, f8, truth, i1, i2, i4, i8, u1, u2, u4, u8 };

/// Bytes of one number.
int bytes_each(NumberFormat format);

/// Whether it holds whole numbers only.
bool is_whole(NumberFormat format);

/// The numbers of so many bytes. A whole number beyond 2^53, which no double holds for sure, becomes NaN.
void decode(NumberFormat format, bool big_endian, const char* bytes, std::span<double> numbers);

}  // namespace phasescope

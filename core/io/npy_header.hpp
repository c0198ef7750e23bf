// The header of an NPY file: what is stored, in which shape and order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

struct NpyHeader {
    std::string descr;                ///< "<f8": byte order, kind, bytes of one number
    bool fortran_order = false;       ///< columns one after another rather than rows
    std::vector<std::int64_t> shape;  ///< as written, each at least 0
    std::size_t data_begin = 0;       ///< byte at which the numbers begin
};

/// No header that we read ends behind this byte.
constexpr std::size_t npy_most_header = (std::size_t{1} << 16) + 12;

/// The header at the begin of `bytes`, format 1.0 to 3.0. Nothing is said yet about whether we can read such numbers.
Result<NpyHeader> npy_header(std::string_view bytes, std::string_view source);

/// The header of format 1.0 for `rows` x `cols` numbers in C order, as numpy writes it.
std::string npy_header_text(std::string_view descr, std::int64_t rows, std::int64_t cols);

}  // namespace phasescope

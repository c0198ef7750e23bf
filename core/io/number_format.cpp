#include "core/io/number_format.hpp"

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

#include "core/io/half.hpp"
#include "core/matrix.hpp"

namespace phasescope {
namespace {

std::uint8_t swapped(std::uint8_t bits)
{
    return bits;
}
std::uint16_t swapped(std::uint16_t bits)
{
    return __builtin_bswap16(bits);
}
std::uint32_t swapped(std::uint32_t bits)
{
    return __builtin_bswap32(bits);
}
std::uint64_t swapped(std::uint64_t bits)
{
    return __builtin_bswap64(bits);
}

template <class Bits, class Value>
void decode(const char* bytes, bool swap, std::span<double> numbers, const Value& value)
{
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        Bits bits = 0;
        std::memcpy(&bits, bytes + i * sizeof bits, sizeof bits);
        numbers[i] = value(swap ? swapped(bits) : bits);
    }
}

/// Each whole number as a double, where that is exact whatever the number.
template <std::integral Whole>
double whole_value(std::make_unsigned_t<Whole> bits)
{
    constexpr std::int64_t most = std::int64_t{1} << 53;
    const auto number = static_cast<Whole>(bits);
    if constexpr (sizeof number == 8) {
        if (std::cmp_greater(number, most) || std::cmp_less(number, -most)) return nothing;
    }
    return static_cast<double>(number);
}

template <std::integral Whole>
void decode_whole(const char* bytes, bool swap, std::span<double> numbers)
{
    decode<std::make_unsigned_t<Whole>>(bytes, swap, numbers, whole_value<Whole>);
}

}  // namespace

int bytes_each(NumberFormat format)
{
    switch (format) {
        case NumberFormat::truth:
        case NumberFormat::i1:
        case NumberFormat::u1: return 1;
        case NumberFormat::f2:
        case NumberFormat::bf16:
        case NumberFormat::i2:
        case NumberFormat::u2: return 2;
        case NumberFormat::f4:
        case NumberFormat::i4:
        case NumberFormat::u4: return 4;
        case NumberFormat::f8:
        case NumberFormat::i8:
        case NumberFormat::u8: return 8;
    }
    return 0;
}

bool is_whole(NumberFormat format)
{
    return format != NumberFormat::f2 && format != NumberFormat::bf16 && format != NumberFormat::f4
           && format != NumberFormat::f8;
}

void decode(NumberFormat format, bool big_endian, const char* bytes, std::span<double> numbers)
{
    const bool swap = big_endian != (std::endian::native == std::endian::big);
    const auto truth = [](std::uint8_t byte) { return byte != 0 ? 1.0 : 0.0; };
    switch (format) {
        case NumberFormat::f2: return decode<std::uint16_t>(bytes, swap, numbers, half_value);
        case NumberFormat::bf16: return decode<std::uint16_t>(bytes, swap, numbers, bfloat16_value);
        case NumberFormat::f4: return decode<std::uint32_t>(bytes, swap, numbers, std::bit_cast<float, std::uint32_t>);
        case NumberFormat::f8: return decode<std::uint64_t>(bytes, swap, numbers, std::bit_cast<double, std::uint64_t>);
        case NumberFormat::truth: return decode<std::uint8_t>(bytes, swap, numbers, truth);
        case NumberFormat::i1: return decode_whole<std::int8_t>(bytes, swap, numbers);
        case NumberFormat::i2: return decode_whole<std::int16_t>(bytes, swap, numbers);
        case NumberFormat::i4: return decode_whole<std::int32_t>(bytes, swap, numbers);
        case NumberFormat::i8: return decode_whole<std::int64_t>(bytes, swap, numbers);
        case NumberFormat::u1: return decode_whole<std::uint8_t>(bytes, swap, numbers);
        case NumberFormat::u2: return decode_whole<std::uint16_t>(bytes, swap, numbers);
        case NumberFormat::u4: return decode_whole<std::uint32_t>(bytes, swap, numbers);
        case NumberFormat::u8: return decode_whole<std::uint64_t>(bytes, swap, numbers);
    }
}

}  // namespace phasescope

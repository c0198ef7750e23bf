#include "core/match/simplest_number.hpp"

#include <cmath>

#include "core/number_text.hpp"

namespace phasescope {
namespace {

constexpr int most_digits = 17;

double with_digits(double number, int digits)
{
    return *parsed_number(rounded_text(number, digits));
}

}  // namespace

double simplest_number(double lo, double hi)
{
    const double middle = lo + (hi - lo) / 2;
    for (int digits = 1; digits < most_digits; ++digits) {
        const double number = with_digits(middle, digits);
        if (number >= lo && number <= hi) return number;
    }
    return middle;
}

int digits_of(double number)
{
    for (int digits = 1; digits < most_digits; ++digits)
        if (with_digits(number, digits) == number) return digits;
    return most_digits;
}

}  // namespace phasescope

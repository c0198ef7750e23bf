#include "app/plot/ticks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace phasescope {
namespace {

constexpr std::string_view minus = "−";
constexpr std::string_view thin_space = "\u2009";
constexpr std::array<std::string_view, 10> raised_digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

/// From here on numbers are written with a power of ten, if few digits then suffice.
constexpr double large = 1e7;
constexpr double small = 1e-4;

/// "−1234567.5" -> "−1 234 567.5" with thin spaces; numbers below 10 000 stay as they are.
std::string grouped(std::string_view plain)
{
    const bool negative = plain.starts_with('-');
    if (negative) plain.remove_prefix(1);
    const std::size_t whole = std::min(plain.find('.'), plain.size());
    std::string text(negative ? minus : "");
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (whole > 4 && i > 0 && i < whole && (whole - i) % 3 == 0) text += thin_space;
        text += plain[i];
    }
    return text;
}

/// With a fixed number of decimals; a zero has no sign.
std::string fixed(double number, int decimals)
{
    std::array<char, 400> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, decimals);
    const std::string_view plain(text.data(), static_cast<std::size_t>(end.ptr - text.data()));
    const bool zero = plain.find_first_of("123456789") == plain.npos;
    return grouped(zero && plain.starts_with('-') ? plain.substr(1) : plain);
}

/// "·10⁻¹³"
std::string power_of_ten(int exponent)
{
    std::string text = "·10";
    for (const char c : std::to_string(exponent)) text += c == '-' ? "⁻" : raised_digits[static_cast<std::size_t>(c - '0')];
    return text;
}

std::string without_trailing_zeros(std::string text)
{
    if (text.find('.') == text.npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

/// The exponent of the leading digit of a number other than zero.
int leading_exponent(double number)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), std::abs(number), std::chars_format::scientific, 14);
    const std::string_view all(text.data(), static_cast<std::size_t>(end.ptr - text.data()));
    int exponent = 0;
    const std::size_t at = all.find('e') + (all[all.find('e') + 1] == '+' ? 2 : 1);
    std::from_chars(all.data() + at, all.data() + all.size(), exponent);
    return exponent;
}

/// A step of 1, 2 or 5 times a power of ten.
struct TickStep {
    int digit = 1;
    int exponent = 0;

    /// index x step, rounded once where the step is a decimal fraction that binary numbers cannot hold.
    double times(double index) const
    {
        const double scale = std::pow(10.0, std::abs(exponent));
        return exponent < 0 ? index * digit / scale : index * digit * scale;
    }
    TickStep next() const
    {
        return digit == 1 ? TickStep{2, exponent} : digit == 2 ? TickStep{5, exponent} : TickStep{1, exponent + 1};
    }
};

/// The whole multiples of a step inside a range.
struct Multiples {
    double first = 0, last = -1;
};

Multiples multiples(const TickStep& step, double lo, double hi)
{
    // A billionth of a step outside counts as inside: the ends of a range are often round numbers, rounded.
    const double slack = 1e-9;
    return {std::ceil(lo / step.times(1) - slack), std::floor(hi / step.times(1) + slack)};
}

/// The finest step with at most `most` multiples in the range.
TickStep chosen_step(double lo, double hi, int most, bool whole)
{
    const double reach = std::max(std::abs(lo), std::abs(hi));
    // Below that, neighbouring multiples are no longer different numbers.
    const double finest = std::max({(hi - lo) / most, reach * 1e-14, whole ? 1.0 : 0.0});
    TickStep step{1, leading_exponent(finest)};
    while (step.times(1) < finest * (1 - 1e-9)) step = step.next();
    for (Multiples m = multiples(step, lo, hi); m.last - m.first + 1 > most; m = multiples(step, lo, hi)) step = step.next();
    return step;
}

std::string tick_text(double at, double reach, const TickStep& step)
{
    if (at == 0) return "0";
    const int top = leading_exponent(reach);
    const bool far = (reach >= large || reach < small) && top - step.exponent <= 2;
    if (!far) return fixed(at, std::max(0, -step.exponent));
    return fixed(at / std::pow(10.0, top), std::max(0, top - step.exponent)) + power_of_ten(top);
}

}  // namespace

std::vector<Tick> round_ticks(double lo, double hi, int most, bool whole)
{
    // Beyond these bounds neither the range nor its parts are ordinary numbers.
    const double reach = std::max(std::abs(lo), std::abs(hi));
    if (!(lo < hi) || !(reach < 1e300) || hi - lo < 1e-290) return {};
    most = std::max(most, 2);
    const TickStep step = chosen_step(lo, hi, most, whole);
    const Multiples inside = multiples(step, lo, hi);
    const double longest = step.times(std::max(std::abs(inside.first), std::abs(inside.last)));
    std::vector<Tick> ticks;
    for (double i = inside.first; i <= inside.last; ++i) {
        const double at = step.times(i) + 0.0;  // no negative zero
        ticks.push_back({std::clamp(at, lo, hi), tick_text(at, longest, step)});
    }
    return ticks;
}

std::string readable(double number, int digits)
{
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return std::string(number < 0 ? minus : "") + "∞";
    if (number == 0) return "0";
    std::array<char, 64> text{};
    const int significant = std::clamp(digits, 1, 17);
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific, significant - 1);
    double rounded = number;
    std::from_chars(text.data(), end.ptr, rounded);
    const int exponent = leading_exponent(rounded);
    const bool far = exponent < -4 || (std::abs(rounded) >= large && exponent >= significant);
    if (!far) return without_trailing_zeros(fixed(rounded, std::max(0, significant - 1 - exponent)));
    const std::string_view mantissa(text.data(),
                                    static_cast<std::size_t>(std::find(text.data(), end.ptr, 'e') - text.data()));
    return without_trailing_zeros(grouped(mantissa)) + power_of_ten(exponent);
}

std::string readable(std::int64_t number)
{
    return grouped(std::to_string(number));
}

}  // namespace phasescope

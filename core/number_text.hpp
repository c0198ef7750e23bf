// Numbers as text, the same on every system and in every locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace phasescope {

/// The shortest text that reads back as the same double: "10000", "0.1", "6.02e+23"; "nan", "inf". Zero has no sign.
std::string shortest_text(double number);

/// `digits` significant digits (1 to 40), without trailing zeros: "0.8415", "1.1e-13".
std::string rounded_text(double number, int digits);

/// An amount of storage in the largest unit of which there is at least one: "1 byte", "12 bytes", "1.2 kB", "640 MB", "3.1
/// TB".
std::string bytes_text(double bytes);

/// A number that is the whole text, with nothing before or after it; "nan" and "inf" are numbers, what no double can
/// hold ("1e400") is none.
std::optional<double> parsed_number(std::string_view text);

}  // namespace phasescope

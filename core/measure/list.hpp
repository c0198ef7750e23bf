// All measures. One table for each kind, in a file of its own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/measure/measure.hpp"

namespace phasescope {

/// What stands after the name of a measure: a number, a word, or the value of what stood in brackets.
struct MeasureValue {
    std::string text;
    std::optional<double> number;
};
using MeasureValues = std::span<const MeasureValue>;

struct Measure {
    MeasureUse use;
    std::size_t count = 0;  ///< arguments
    Result<Measured> (*of)(const Scene& scene, MeasureValues values);
};

std::span<const Measure> setting_measures();
std::span<const Measure> cell_measures();
std::span<const Measure> wave_measures();
std::span<const Measure> score_measures();
std::span<const Measure> study_measures();
std::span<const Measure> format_measures();

inline Measured real_number(double number)
{
    return {Measured::Kind::real, number, {}};
}
inline Measured whole_number(std::int64_t number)
{
    return {Measured::Kind::whole, static_cast<double>(number), {}};
}

/// As a whole number where it is one.
Measured plain_number(double number);

/// The whole number of an argument; an Error where it is none.
Result<std::int64_t> whole_of(const MeasureValue& value);

}  // namespace phasescope

// Measurements of a scene by name: what lesson texts have in the place of numbers.
//
//     cell matrix 37 24            a cell, by its labels
//     first_rise d_model=64        of the scene with another setting
//     div (wavelength 3) length    of two measures
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

struct Measured {
    enum class Kind {
        real,
        whole,
        encoding,  ///< `word` is the name of an encoding
        choice     ///< `word` is one of the words of a knob
    };
    Kind kind = Kind::real;
    double number = 0;  ///< NaN for words
    std::string word;

    bool is_number() const { return kind == Kind::real || kind == Kind::whole; }
    bool operator==(const Measured&) const = default;
};

/// What the expression is for a repaired scene:
///     NAME ARGUMENT ... SETTING=VALUE ...
/// or a plain number. An argument is a number, a word, or a measure in round brackets. A setting changes the scene first:
/// a knob by its name, or encoding, length, start, content, seed, head, causal (yes, no). An Error where it is no such
/// expression, where a value is not allowed, and where the scene has nothing to measure.
Result<Measured> measured(const Scene& scene, std::string_view expression);

/// Whether "A op B" holds, op one of < <= > >= = !=, A and B as above or plain numbers.
Result<bool> holds(const Scene& scene, std::string_view condition);

/// How a measure is written, for errors and for people who write lessons.
struct MeasureUse {
    std::string_view name;
    std::string_view arguments;  ///< "SHEET ROW COL"
    std::string_view meaning;
};
std::span<const MeasureUse> measure_uses();

}  // namespace phasescope

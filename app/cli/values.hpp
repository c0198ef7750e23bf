// Reading the words that stand behind options. Every Error names the option, the word and what is allowed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/encoding.hpp"
#include "core/result.hpp"

namespace phasescope {

/// A finite number from lo to hi.
Result<double> number_value(std::string_view option, std::string_view word, double lo, double hi);

/// A whole number from lo to hi; 1e6 is one.
Result<std::int64_t> whole_value(std::string_view option, std::string_view word, std::int64_t lo, std::int64_t hi);

/// A whole number of 64 bits without sign.
Result<std::uint64_t> seed_value(std::string_view option, std::string_view word);

/// The index of the word among the valid ones.
Result<std::size_t> choice_value(std::string_view option, std::string_view word, const std::vector<std::string>& valid);

/// What the knob allows: a word of its own, or a number in its range.
Result<double> knob_value(std::string_view option, const Knob& knob, std::string_view word);

/// LO:HI with LO < HI.
struct NumberRange {
    double lo, hi;
};
Result<NumberRange> range_value(std::string_view option, std::string_view word);

/// A:B, both from lo to hi, A < B. A side that is left out is the end: "100:" and ":50".
struct WholeRange {
    std::int64_t begin, end;
};
Result<WholeRange> whole_range_value(std::string_view option, std::string_view word, std::int64_t lo, std::int64_t hi);

/// WxH, both from least to most.
struct PixelSize {
    int width, height;
};
Result<PixelSize> size_value(std::string_view option, std::string_view word, int least, int most);

/// "unknown view: matrx (nearest: matrix, rotated or waves)".
Error unknown_word(std::string_view what, std::string_view word, const std::vector<std::string>& valid);

}  // namespace phasescope

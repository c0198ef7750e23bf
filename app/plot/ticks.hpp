// Round numbers along an axis.
#pragma once

#include <cstdint>

#include <string>
#include <vector>

namespace phasescope {

struct Tick {
    double at = 0;
    std::string text;  ///< the true minus sign; thin spaces between thousands from 10 000 on
};

/// At most `most` (>= 2) ticks on round numbers (1, 2, 5 times a power of ten) in [lo, hi], lo < hi. With `whole` only
/// whole numbers. Texts have as many decimals as the step needs, or a power of ten where numbers are far from 1.
std::vector<Tick> round_ticks(double lo, double hi, int most, bool whole = false);

/// A number as people read it: the true minus sign, thin spaces between thousands from 10 000 on, `digits` significant.
std::string readable(double number, int digits);
std::string readable(std::int64_t number);

}  // namespace phasescope

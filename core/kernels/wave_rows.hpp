// Rows of waves at successive positions.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "core/waves.hpp"

namespace phasescope {

/// What many runs of rows of the same waves share, computed once: wave_rows() of the terms, for up to `most` rows at a time.
class WaveRows {
public:
    WaveRows(WaveTerms terms, std::int64_t most);

    /// Row r is the row at x = first + r, as of wave_rows(). Number: float or double.
    template <class Number>
    void fill(std::int64_t first, std::int64_t count, std::span<Number> out) const;

private:
    class Blocks;
    WaveTerms terms_;
    std::shared_ptr<const Blocks> blocks_;  ///< none: so few rows are made one by one
};

}  // namespace phasescope

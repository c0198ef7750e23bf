// Whether pictures get along with a palette.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "app/colour/colormap.hpp"

namespace phasescope {

/// Numbers colours in the order in which they are met, as long as there are at most 256.
class FewColours {
public:
    FewColours() { places_.fill(-1); }

    /// Empty for the 257th colour and for those that are met after it.
    std::optional<std::uint8_t> number(Rgb colour)
    {
        // Open addressing: at most 256 of 1024 places are taken.
        std::size_t place = (colour.r * 7919u + colour.g * 104729u + colour.b * 1299709u) >> 4 & 1023u;
        while (places_[place] >= 0 && met_[static_cast<std::size_t>(places_[place])] != colour) place = (place + 1) & 1023u;
        if (places_[place] < 0) {
            if (met_.size() == 256) return {};
            places_[place] = static_cast<std::int16_t>(met_.size());
            met_.push_back(colour);
        }
        return static_cast<std::uint8_t>(places_[place]);
    }

    const std::vector<Rgb>& met() const { return met_; }

private:
    std::array<std::int16_t, 1024> places_;
    std::vector<Rgb> met_;
};

}  // namespace phasescope

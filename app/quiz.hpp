// A question about a matrix: which published mistake is it, if any?
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace phasescope {

/// Choices are names of mistakes; "" stands for an encoding as it should be. What was chosen is shown beside the answer and
/// counted nowhere.
struct Quiz {
    bool on = false;
    std::string answer;
    std::array<std::string, 4> choices;
    int chosen = -1;          ///< -1 while the question is open
    std::uint64_t state = 0;  ///< of the generator; 0: not started

    bool is_open() const { return on && chosen < 0; }
};

}  // namespace phasescope

// Every mistake there is, each made in the file of its encoding, and what they share.
#pragma once

#include "core/mistakes.hpp"

namespace phasescope {

Mistake doubled_exponent_pairwise();
Mistake doubled_exponent_per_column();
Mistake integer_division();
Mistake base_1000();
Mistake fast_slow_swapped();
Mistake sum_instead_of_pair();

Mistake mixed_rope_pairing();
Mistake bf16_frequencies();
Mistake bf16_positions();
Mistake ntk_without_exponent();

Mistake height_width_swapped();

Mistake alibi_off_by_one();
Mistake alibi_printed_slopes();

/// Numbers that a mistake makes one by one: at most so many.
inline constexpr std::int64_t most_mistaken_numbers = std::int64_t{1} << 24;

/// The setting of this name of an encoding that has it.
inline double& setting_of(const Encoding& encoding, std::span<double> settings, std::string_view knob)
{
    return settings[static_cast<std::size_t>(knob_index(encoding, knob))];
}

/// The mechanism of an encoding with other settings than these: (settings) changes a copy.
template <class Change>
Mechanism changed_mechanism(std::string_view name, std::span<const double> settings, const Surroundings& around,
                            Change&& change)
{
    const Encoding& encoding = *find_encoding(name);
    std::vector<double> others(settings.begin(), settings.end());
    change(encoding, std::span<double>(others));
    return encoding.mechanism(others, around);
}

}  // namespace phasescope

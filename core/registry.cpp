// The list of encodings. Adding one is one file in core/encodings/ and one line here.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/encoding.hpp"
#include "core/encodings/list.hpp"
#include "core/number_text.hpp"

namespace phasescope {

std::span<const Encoding> encodings()
{
    static const std::array list{
        sinusoidal_encoding(), learned_encoding(),        grid_encoding(),    rope_encoding(), xpos_encoding(),
        mrope_encoding(),      axial_rope_encoding(),     alibi_encoding(),   t5_encoding(),   patch_bias_encoding(),
        shaw_encoding(),       transformer_xl_encoding(), deberta_encoding(), none_encoding(),
    };
    return list;
}

const Encoding* find_encoding(std::string_view name)
{
    const auto found = std::ranges::find(encodings(), name, &Encoding::name);
    return found == encodings().end() ? nullptr : &*found;
}

std::vector<double> standard_settings(const Encoding& encoding)
{
    std::vector<double> settings;
    for (const Knob& knob : encoding.knobs) settings.push_back(knob.standard);
    return settings;
}

int knob_index(const Encoding& encoding, std::string_view name)
{
    const auto found = std::ranges::find(encoding.knobs, name, &Knob::name);
    return found == encoding.knobs.end() ? -1 : static_cast<int>(found - encoding.knobs.begin());
}

double repaired(const Knob& knob, double setting)
{
    if (!std::isfinite(setting)) return knob.standard;
    const double inside = std::clamp(setting, knob.min, knob.max);
    return knob.whole || knob.is_choice() ? std::round(inside) : inside;
}

std::string setting_text(const Knob& knob, double setting)
{
    if (knob.is_choice()) return std::string(knob.choices[static_cast<std::size_t>(setting)]);
    return shortest_text(setting);
}

}  // namespace phasescope

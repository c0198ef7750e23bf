#include "core/match/ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/match/simplest_number.hpp"
#include "core/match/spectrum_fit.hpp"
#include "core/mistakes.hpp"

namespace phasescope {
namespace {

/// What the table itself determines, whatever the settings are.
constexpr std::array<std::string_view, 7> told_by_shape{"d_model",  "head_size", "heads",    "layout",
                                                        "exponent", "pairing",   "direction"};

/// Numbers that make another kind of grid.
constexpr std::array<std::string_view, 3> sides{"height", "width", "time"};

bool is_told_by_shape(const Knob& knob)
{
    return std::ranges::find(told_by_shape, knob.name) != told_by_shape.end();
}

bool is_used(const Knob& knob, std::span<const double> settings)
{
    return !knob.used || knob.used(settings);
}

/// Whether these are the scene's settings, but for those that the table's shape tells.
bool is_own(const MatchReading& reading, const Scene& scene)
{
    if (reading.encoding != scene.encoding || reading.cosine_first) return false;
    const Encoding& encoding = *find_encoding(reading.encoding);
    std::vector<double> own = scene.settings;
    const Mistake* mistake = reading.mistake.empty() ? nullptr : find_mistake(reading.mistake);
    if (mistake && mistake->prepare) mistake->prepare(encoding, own);
    for (std::size_t i = 0; i < own.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        if (!is_told_by_shape(knob) && is_used(knob, own) && own[i] != reading.settings[i]) return false;
    }
    return true;
}

bool has_usual_base(const MatchReading& reading)
{
    const Encoding& encoding = *find_encoding(reading.encoding);
    const int index = knob_index(encoding, "base");
    if (index < 0) return true;
    return std::ranges::find(usual_bases(), reading.settings[static_cast<std::size_t>(index)]) != usual_bases().end();
}

/// Digits of what is not standard: how much has to be said.
double length_of_words(const MatchReading& reading)
{
    if (reading.encoding.empty()) return 0;
    const Encoding& encoding = *find_encoding(reading.encoding);
    double length = has_usual_base(reading) ? 0 : 2;
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        const double setting = reading.settings[i];
        if (is_told_by_shape(knob) || !is_used(knob, reading.settings) || setting == knob.standard) continue;
        length += knob.is_choice() ? 2 : setting > 0 ? digits_of(setting) : 1;
    }
    return length;
}

/// 0 own, 1 own with a mistake, 2 correct, 3 mistaken, 4 correct with a base that nobody uses.
int group_of(const MatchReading& reading, const Scene& scene)
{
    if (reading.encoding.empty()) return 2;
    const bool mistaken = !reading.mistake.empty();
    if (is_own(reading, scene)) return mistaken ? 1 : 0;
    if (mistaken) return 3;
    return has_usual_base(reading) || length_of_words(reading) <= 0 ? 2 : 4;
}

double order_of_encoding(std::string_view name)
{
    if (name.empty()) return 0;
    return static_cast<double>(find_encoding(name) - encodings().data() + 1);
}

}  // namespace

double rank_of(const MatchReading& reading, const Scene& scene)
{
    double rank = 1e6 * group_of(reading, scene) + 100 * length_of_words(reading);
    rank += order_of_encoding(reading.encoding);
    // RoPE's table is what the sinusoidal one is with its cosines first.
    if (reading.cosine_first) rank += 50;
    if (reading.axes_exchanged) rank += 50;
    if (reading.scale != 1) rank += 1e5;
    if (reading.first_row > 0) rank += 1e4;
    // The earlier the position, the plainer.
    rank += std::log2(1 + static_cast<double>(std::abs(reading.first_position)))
            + (reading.form == Form::wrapped_angles ? 1 : 0);
    return rank + (reading.transposed ? 5e4 : 0);
}

bool is_far_fetched(const MatchReading& reading, const Scene& scene)
{
    return group_of(reading, scene) == 4;
}

bool says_the_same(const MatchReading& one, const MatchReading& other)
{
    // Angles that have not turned once are wrapped already.
    const auto kind = [](Form form) { return form == Form::wrapped_angles ? Form::angles : form; };
    if (one.encoding != other.encoding || one.mistake != other.mistake || kind(one.form) != kind(other.form)
        || one.cosine_first != other.cosine_first || one.axes_exchanged != other.axes_exchanged)
        return false;
    if (one.encoding.empty()) return true;
    const Encoding& encoding = *find_encoding(one.encoding);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        const bool tells = knob.is_choice() || std::ranges::find(sides, knob.name) != sides.end();
        if (tells && is_used(knob, one.settings) && one.settings[i] != other.settings[i]) return false;
    }
    return true;
}

}  // namespace phasescope

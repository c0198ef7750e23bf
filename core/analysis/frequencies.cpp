#include "core/analysis/frequencies.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <map>

#include "core/spectrum.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

/// A ratio of two rounded frequencies times a rounded divisor: at most 6 roundings from 1.
constexpr double ratio_tolerance = 6 * 0x1p-53;

Treatment treatment_of(Turns128 unscaled, Turns128 scaled, double division)
{
    if (scaled == unscaled) return Treatment::kept;
    const double ratio = turns_per_position(scaled) / turns_per_position(unscaled);
    return ratio * division <= 1 + ratio_tolerance ? Treatment::divided : Treatment::blended;
}

/// The index of the knob that chooses the scaling, "none" first; empty where there is none.
std::optional<std::size_t> scaling_knob(const Scene& scene)
{
    const Encoding& encoding = encoding_of(scene);
    const int index = knob_index(encoding, "scaling");
    if (index < 0) return std::nullopt;
    const auto knob = static_cast<std::size_t>(index);
    const auto& choices = encoding.knobs[knob].choices;
    return !choices.empty() && choices.front() == "none" ? std::optional(knob) : std::nullopt;
}

std::string scaling_name(const Scene& scene)
{
    const auto knob = scaling_knob(scene);
    return knob ? setting_text(encoding_of(scene).knobs[*knob], scene.settings[*knob]) : "none";
}

void set(Scene& scene, std::string_view knob, double value)
{
    const int index = knob_index(encoding_of(scene), knob);
    if (index >= 0) scene.settings[static_cast<std::size_t>(index)] = value;
}

/// The same pairs without scaling. Proportional scaling has pairs of its own, so there it is a factor of 1.
Scene unscaled(Scene scene)
{
    if (scaling_name(scene) == "proportional")
        set(scene, "factor", 1);
    else
        set(scene, "scaling", 0);
    return scene;
}

/// What the scaling divides the slowest pairs by (rope_scaling.hpp).
double division(const Scene& scene)
{
    const double factor = setting(scene, "factor", 1);
    const double trained = trained_length(scene).value_or(1);
    const double read = static_cast<double>(scene.start + scene.length);
    if (scaling_name(scene) != "dynamic_ntk" || read <= trained) return factor;
    return factor * read / trained - (factor - 1);
}

/// How many values the coordinates of an axis span among the scene's positions; 0 where none has any. Beyond the last row
/// they only grow.
double axis_length(const RotatesQueryKey& rotation, std::int64_t pair, const Scene& scene)
{
    const std::int64_t rows = rotation.coordinates.matrix().rows, end = scene.start + scene.length;
    std::optional<std::int64_t> least, greatest;
    const auto meet = [&](std::int64_t position) {
        const auto at = coordinate(rotation, pair, position);
        if (!at) return;
        least = std::min(least.value_or(*at), *at);
        greatest = std::max(greatest.value_or(*at), *at);
    };
    meet(scene.start);
    for (std::int64_t position = scene.start; position < std::min(rows, end); ++position) meet(position);
    meet(end - 1);
    return least ? static_cast<double>(*greatest - *least + 1) : 0;
}

/// Puts the turns within the length of their own axis in the place of those within all positions.
void count_along_axes(std::vector<PairFrequency>& pairs, const RotatesQueryKey& rotation, const Scene& scene)
{
    std::map<std::int64_t, double> lengths;  // by axis
    for (PairFrequency& pair : pairs) {
        const auto k = static_cast<std::size_t>(pair.pair);
        const auto [found, is_new] = lengths.try_emplace(rotation.axis[k]);
        if (is_new) found->second = axis_length(rotation, pair.pair, scene);
        pair.turns_in_length = found->second * turns_per_position(rotation.frequencies[k]);
    }
}

std::vector<Turns128> in_order(const std::map<std::int64_t, Turns128>& by_pair)
{
    std::vector<Turns128> result;
    for (const auto& [pair, frequency] : by_pair) result.push_back(frequency);
    return result;
}

}  // namespace

std::vector<Turns128> pair_turns(const Mechanism& mechanism)
{
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) return rotation->frequencies;
    std::map<std::int64_t, Turns128> by_pair;
    if (const auto* table = std::get_if<AddedToInput>(&mechanism)) {
        for (std::size_t c = 0; c < table->channels.size(); ++c)
            if (table->channels[c].pair >= 0) by_pair.emplace(table->channels[c].pair, table->waves.frequency[c]);
    }
    if (const auto* vectors = std::get_if<MeetsVectors>(&mechanism)) {
        std::vector<Turns128> once = vectors->waves.frequency;
        std::ranges::sort(once, std::greater{});
        once.erase(std::unique(once.begin(), once.end()), once.end());
        return once;
    }
    return in_order(by_pair);
}

std::vector<PairFrequency> pair_frequencies(std::span<const Turns128> unscaled, std::span<const Turns128> scaled,
                                            double division, double length, std::optional<double> trained)
{
    assert(unscaled.size() == scaled.size());
    std::vector<PairFrequency> pairs;
    for (std::size_t k = 0; k < scaled.size(); ++k) {
        pairs.push_back({
            .pair = static_cast<std::int64_t>(k),
            .wavelength = wavelength(scaled[k]),
            .unscaled_wavelength = wavelength(unscaled[k]),
            .treatment = treatment_of(unscaled[k], scaled[k], division),
            .turns_in_length = length * turns_per_position(scaled[k]),
            .turns_in_trained = {},
        });
        if (trained) pairs.back().turns_in_trained = *trained * turns_per_position(unscaled[k]);
    }
    return pairs;
}

std::vector<PairFrequency> pair_frequencies(const Scene& scene)
{
    const Mechanism mechanism = mechanism_of(scene);
    const std::vector<Turns128> after = pair_turns(mechanism);
    const std::vector<Turns128> before = scaling_knob(scene) ? pair_turns(mechanism_of(unscaled(scene))) : after;
    auto pairs = pair_frequencies(before, after, division(scene), static_cast<double>(scene.length), trained_length(scene));
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    if (rotation && !rotation->coordinates.empty()) count_along_axes(pairs, *rotation, scene);
    return pairs;
}

std::optional<bool> slows_down(std::span<const Turns128> channels)
{
    const bool falls = std::ranges::is_sorted(channels, std::greater()), grows = std::ranges::is_sorted(channels);
    if (falls == grows || channels.front() == 0 || channels.back() == 0) return std::nullopt;
    return falls;
}

bool turns_along_axes(const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation && !rotation->coordinates.empty();
}

std::optional<double> trained_length(const Scene& scene)
{
    const double length = setting(scene, "trained_length", 0);
    return length > 0 ? std::optional(length) : std::nullopt;
}

std::vector<ScalingCurve> all_scalings(const Scene& scene)
{
    const auto knob = scaling_knob(scene);
    if (!knob) return {};
    std::vector<ScalingCurve> curves;
    const double own = scene.settings[*knob];
    Scene one = scene;
    for (std::size_t i = 0; i < encoding_of(scene).knobs[*knob].choices.size(); ++i) {
        one.settings[*knob] = static_cast<double>(i);
        ScalingCurve curve{scaling_name(one), {}, one.settings[*knob] == own};
        for (const Turns128 frequency : pair_turns(mechanism_of(one))) curve.wavelengths.push_back(wavelength(frequency));
        curves.push_back(std::move(curve));
    }
    return curves;
}

}  // namespace phasescope

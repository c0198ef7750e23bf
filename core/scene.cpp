#include "core/scene.hpp"

#include <algorithm>
#include <cassert>

#include "core/own_length.hpp"

namespace phasescope {
namespace {

/// The setting of the same name: the same word where it is a choice, the same number where it is none.
double carried_over(const Scene& scene, const Knob& next)
{
    const Encoding& encoding = encoding_of(scene);
    const int index = knob_index(encoding, next.name);
    if (index < 0) return next.standard;
    const auto i = static_cast<std::size_t>(index);
    const Knob& former = encoding.knobs[i];
    if (!next.is_choice()) return former.is_choice() ? next.standard : scene.settings[i];
    if (!former.is_choice()) return next.standard;
    const auto word = std::ranges::find(next.choices, setting_text(former, scene.settings[i]));
    return word == next.choices.end() ? next.standard : static_cast<double>(word - next.choices.begin());
}

}  // namespace

Scene first_scene()
{
    return repaired({});
}

Scene with_encoding(const Scene& scene, std::string_view name)
{
    const Encoding* next = find_encoding(name);
    assert(next);
    Scene result = scene;
    if (scene.encoding != next->name) result.table = {};
    result.encoding = next->name;
    result.settings.clear();
    for (const Knob& knob : next->knobs) result.settings.push_back(carried_over(scene, knob));
    if (next->standard_length > 0) result.length = next->standard_length;
    result.attention.causal = next->causal;
    for (Look& look : result.looks) look.window.reset();
    result = repaired(std::move(result));
    // A grid is shown whole; of what merely ends somewhere no more is shown than there is.
    const bool whole = next->standard_length > 0 || undefined_positions(result).count > 0;
    return whole ? at_own_length(std::move(result)) : result;
}

Scene with_other(const Scene& scene)
{
    Scene result = scene;
    std::swap(result.encoding, result.other.encoding);
    std::swap(result.settings, result.other.settings);
    if (result.encoding != scene.encoding) result.table = {};
    for (Look& look : result.looks) look.window.reset();
    return with_length_following(repaired(std::move(result)), scene);
}

const Encoding& encoding_of(const Scene& scene)
{
    const Encoding* encoding = find_encoding(scene.encoding);
    assert(encoding);
    return *encoding;
}

Surroundings surroundings(const Scene& scene)
{
    return {scene.start, scene.length, scene.content.seed, scene.table.rows};
}

Mechanism mechanism_of(const Scene& scene)
{
    return encoding_of(scene).mechanism(scene.settings, surroundings(scene));
}

std::optional<std::int64_t> defined_positions(const Scene& scene)
{
    const Encoding& encoding = encoding_of(scene);
    if (!encoding.defined_positions) return std::nullopt;
    return encoding.defined_positions(scene.settings, surroundings(scene));
}

double setting(const Scene& scene, std::string_view knob, double otherwise)
{
    const int index = knob_index(encoding_of(scene), knob);
    return index < 0 ? otherwise : scene.settings[static_cast<std::size_t>(index)];
}

}  // namespace phasescope

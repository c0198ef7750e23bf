#include "core/own_length.hpp"

#include <algorithm>

namespace phasescope {

std::optional<std::int64_t> own_length(const Scene& scene)
{
    const auto defined = defined_positions(scene);
    if (!defined || *defined <= scene.start) return std::nullopt;
    return *defined - scene.start;
}

UndefinedPositions undefined_positions(const Scene& scene)
{
    const auto defined = defined_positions(scene);
    const std::int64_t end = scene.start + scene.length;
    if (!defined || *defined >= end) return {};
    const std::int64_t first = std::max(scene.start, *defined);
    return {first, end - first};
}

std::string undefined_sentence(const Scene& scene)
{
    const auto [first, count] = undefined_positions(scene);
    if (count == 0) return "";
    const auto own = own_length(scene);
    return "no row for " + std::to_string(count) + " of " + std::to_string(scene.length) + " positions, from "
           + std::to_string(first) + " on: their numbers are NaN, for " + scene.encoding + " has "
           + std::to_string(*defined_positions(scene)) + " positions with these settings; "
           + (own ? "a length of " + std::to_string(*own) + " leaves them out" : "a start of 0 has rows");
}

Scene at_own_length(Scene scene)
{
    if (defined_positions(scene) && !own_length(scene)) scene.start = 0;
    if (const auto own = own_length(scene)) scene.length = *own;
    return repaired(std::move(scene));
}

Scene with_length_following(Scene edited, const Scene& before)
{
    const bool same = edited.settings == before.settings && edited.start == before.start && edited.table == before.table
                      && edited.encoding == before.encoding;
    if (same || edited.length != before.length || own_length(before) != before.length) return edited;
    if (const auto own = own_length(repaired(edited))) edited.length = *own;
    return edited;
}

}  // namespace phasescope

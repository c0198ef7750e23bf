#include "core/analysis/keys_ahead.hpp"

#include <algorithm>

namespace phasescope {
namespace {

/// Whether a piece holds the number of the query itself for all its offsets.
bool is_as_here(const OffsetLines& bias, const OffsetPiece& piece)
{
    return piece.slope == 0 && piece.at_zero == bias.at(0);
}

/// Whether every key after the query has the number of the query itself.
bool is_flat_ahead(const OffsetLines& bias)
{
    const auto& pieces = bias.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool ahead = i + 1 == pieces.size() || pieces[i + 1].first > 1;
        if (ahead && !is_as_here(bias, pieces[i])) return false;
    }
    return true;
}

/// Whether keys before the query differ from it at all.
bool varies(const OffsetLines& bias)
{
    return !std::ranges::all_of(bias.pieces(), [&](const OffsetPiece& piece) { return is_as_here(bias, piece); });
}

/// Whether one line through the query's own number serves all keys before it.
bool is_straight_behind(const OffsetLines& bias)
{
    const auto& pieces = bias.pieces();
    return pieces.size() == 2 && pieces[1].first == 0 && pieces[0].at_zero == bias.at(0);
}

/// Whether a choice among words is another one.
bool chose_otherwise(const Scene& edited, const Scene& before)
{
    if (edited.encoding != before.encoding || edited.settings.size() != before.settings.size()) return false;
    const Encoding& encoding = encoding_of(edited);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i)
        if (encoding.knobs[i].is_choice() && edited.settings[i] != before.settings[i]) return true;
    return false;
}

bool asks_for_mask(const Scene& scene)
{
    return keys_ahead(mechanism_of(scene)) != KeysAhead::scored;
}

}  // namespace

KeysAhead keys_ahead(const Mechanism& mechanism)
{
    const auto* bias = std::get_if<BiasesScore>(&mechanism);
    if (!bias || !std::ranges::all_of(bias->heads, is_flat_ahead) || !std::ranges::any_of(bias->heads, varies))
        return KeysAhead::scored;
    return std::ranges::all_of(bias->heads, is_straight_behind) ? KeysAhead::by_formula : KeysAhead::left_out;
}

Mechanism continued(Mechanism mechanism)
{
    if (keys_ahead(mechanism) != KeysAhead::by_formula) return mechanism;
    for (OffsetLines& head : std::get<BiasesScore>(mechanism).heads) head = OffsetLines({head.pieces().front()});
    return mechanism;
}

Scene with_mask_following(Scene edited, const Scene& before)
{
    if (!chose_otherwise(edited, before) || edited.attention.causal != before.attention.causal) return edited;
    const Scene shown = repaired(edited);
    const bool was = asks_for_mask(before), is = asks_for_mask(shown);
    if (was != is && before.attention.causal == was) edited.attention.causal = is;
    return edited;
}

}  // namespace phasescope

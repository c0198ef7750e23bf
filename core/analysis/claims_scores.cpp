// Claims about scores: what depends on the distance, what tells before from after, what projections leave.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/claim_study.hpp"
#include "core/analysis/projection.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

/// The pair where the score differs most between looking forward and looking back.
Scene at_greatest_difference(const Scene& scene, View view, const Direction& direction)
{
    return shown_pair(scene, view, direction.position, direction.position + direction.offset);
}

bool content_decides_direction(const Properties& p)
{
    return p.sees_direction_if_equal != p.sees_direction_if_different;
}

ClaimResult dot_is_distance(const ClaimStudy& study)
{
    if (!study.has_rows()) return not_applicable("no_rows", sinusoids_in(study.scene, View::similarity));
    const Check& check = study.check();
    if (!check.offset_residual || check.measured_length < 3)
        return not_applicable("too_short", sinusoids_in(study.scene, View::similarity));
    const Direction& direction = check.direction;
    ClaimResult result;
    result.numbers = {{"offset_residual", *check.offset_residual},
                      {"max_difference", direction.max_difference},
                      {"toeplitz_defect", check.toeplitz_defect}};
    result.tolerance = direction.tolerance;
    result.reason = "score";
    result.measured_positions = check.measured_length;
    const bool offset_only = *check.offset_residual <= *result.tolerance;
    if (offset_only && content_decides_direction(study.properties))
        result.verdict = Verdict::depends;
    else
        result.verdict = holds_if(offset_only && direction.max_difference <= *result.tolerance);
    const View view = study.rotation() ? View::score : View::similarity;
    result.show_me = at_greatest_difference(study.scene, view, direction);
    return result;
}

ClaimResult dot_tells_direction(const ClaimStudy& study)
{
    const Check& check = study.check();
    if (!study.has_scores()) return not_applicable("undefined", sinusoids_in(study.scene, View::direction));
    if (check.measured_length < 3) return not_applicable("too_short", sinusoids_in(study.scene, View::direction));
    const Direction& direction = check.direction;
    ClaimResult result;
    result.numbers = {{"max_difference", direction.max_difference}, {"antisymmetric", direction.index}};
    result.tolerance = direction.tolerance;
    result.reason = "score";
    result.measured_positions = check.measured_length;
    result.verdict = content_decides_direction(study.properties) ? Verdict::depends : holds_if(direction.sees_direction);
    Scene shown = study.scene;
    // Where content decides, that which makes it the other way round.
    if (result.verdict == Verdict::depends && shown.content.kind != ContentKind::imported)
        shown.content.kind = direction.sees_direction ? ContentKind::equal : ContentKind::different;
    result.show_me = at_greatest_difference(shown, View::direction, direction);
    return result;
}

ClaimResult projection_keeps(const ClaimStudy& study)
{
    constexpr std::int64_t most_positions = 256;
    if (!study.has_rows() || added_width(study.mechanism) == 0)
        return not_applicable("not_added", sinusoids_in(study.scene, View::projection));
    Scene part = study.part;
    part.length = std::min(part.length, most_positions);
    part.attention.causal = part.attention.scaled = false;
    if (part.length < 3) return not_applicable("too_short", sinusoids_in(study.scene, View::projection));
    const Result<Projection> made = projection(part);
    if (!made) return not_applicable("too_wide", sinusoids_in(with_setting(study.scene, "d_model", 64), View::projection));
    const auto left_by_rounding = [](const ScoreStructure& score) {
        return defect_rounding(score.by_distance, score.direction.tolerance);
    };
    if (made->before.toeplitz_defect > left_by_rounding(made->before))
        return not_applicable("nothing_to_survive", sinusoids_in(study.scene, View::projection));
    ClaimResult result;
    result.numbers = {{"defect_before", made->before.toeplitz_defect},
                      {"defect_after", made->after.toeplitz_defect},
                      {"antisymmetric_after", made->after.direction.index}};
    result.tolerance = left_by_rounding(made->after);
    result.reason = "defect";
    result.measured_positions = made->measured_length;
    result.verdict = holds_if(made->after.toeplitz_defect <= *result.tolerance);
    result.show_me = at_greatest_difference(study.scene, View::projection, made->after.direction);
    return result;
}

/// Two different tokens of the scene's line, its own where these are such.
std::optional<std::pair<std::int64_t, std::int64_t>> two_tokens(const Text& text, const std::vector<std::string>& tokens)
{
    const auto last = std::ssize(tokens) - 1;
    const std::int64_t first = std::min(text.first, last), second = std::min(text.second, last);
    if (last < 0 || tokens[static_cast<std::size_t>(first)] != tokens[static_cast<std::size_t>(second)])
        return std::pair{first, second};
    for (std::int64_t other = 0; other <= last; ++other)
        if (tokens[static_cast<std::size_t>(other)] != tokens[static_cast<std::size_t>(first)])
            return std::pair{first, other};
    return std::nullopt;
}

std::optional<TokenSwap> swap_of(const Scene& scene)
{
    const Result<TokenInput> input = token_input(scene, scene.text.line, scene.text.scaled);
    if (!input) return std::nullopt;
    const auto chosen = two_tokens(scene.text, input->tokens);
    if (!chosen) return std::nullopt;
    const Result<TokenSwap> swap = swapped_tokens(scene, *input, chosen->first, chosen->second);
    return swap ? std::optional(*swap) : std::nullopt;
}

ClaimResult blind_without_position(const ClaimStudy& study)
{
    const std::optional<TokenSwap> own = swap_of(study.scene);
    const std::optional<TokenSwap> swap = own ? own : swap_of(with_encoding(study.scene, "none"));
    Scene example = study.scene;
    example.text = Text{};
    if (!swap) return not_applicable("no_tokens", shown_in(std::move(example), View::input));
    ClaimResult result;
    result.numbers = {{"change_without", swap->without.largest_difference}};
    if (own) result.numbers.push_back({"change_with", own->with.largest_difference});
    if (own && own->mask_alone) result.numbers.push_back({"change_mask_alone", own->mask_alone->largest_difference});
    result.tolerance = swap->without.tolerance;
    result.reason = "layer";
    result.verdict = holds_if(swap->without.order_blind);
    result.show_me = shown_in(study.scene, View::input);
    return result;
}

constexpr std::array list{
    MeasuredClaim{{"blind_without_position", ClaimTheme::score}, blind_without_position},
    MeasuredClaim{{"dot_is_distance", ClaimTheme::score}, dot_is_distance},
    MeasuredClaim{{"dot_tells_direction", ClaimTheme::score}, dot_tells_direction},
    MeasuredClaim{{"projection_keeps", ClaimTheme::score}, projection_keeps},
};

}  // namespace

std::span<const MeasuredClaim> claims_on_scores()
{
    return list;
}

}  // namespace phasescope

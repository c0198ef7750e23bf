// Claims about ALiBi, and about which models use it.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/claim_study.hpp"

namespace phasescope {
namespace {

/// A bias that is a formula over the distance, not a number for each bucket.
const OffsetLines* formula_of_bias(const ClaimStudy& study)
{
    const auto* bias = std::get_if<BiasesScore>(&study.mechanism);
    if (!bias || !bias->index.pieces().empty()) return nullptr;
    return &bias->heads[static_cast<std::size_t>(study.scene.attention.head)];
}

ClaimResult alibi_is_inverse(const ClaimStudy& study)
{
    const OffsetLines* bias = formula_of_bias(study);
    Scene example = with_encoding(study.scene, "alibi");
    if (!bias) return not_applicable("not_alibi", shown_in(std::move(example), View::score));
    const std::int64_t farthest = std::min(study.scene.length, most_claim_rows) - 1;
    if (farthest < 2) return not_applicable("too_short", shown_in(at_positions(std::move(example), 0, 128), View::score));
    const double at_one = bias->at(-1);
    double from_line = 0, from_inverse = 0;
    for (std::int64_t d = 1; d <= farthest; ++d) {
        const auto distance = static_cast<double>(d);
        from_line = std::max(from_line, std::abs(bias->at(-d) - at_one * distance));
        from_inverse = std::max(from_inverse, std::abs(bias->at(-d) - at_one / distance));
    }
    ClaimResult result;
    result.numbers = {{"bias_at_one", at_one},
                      {"bias_at_two", bias->at(-2)},
                      {"bias_at_farthest", bias->at(-farthest)},
                      {"off_inverse", from_inverse},
                      {"off_line", from_line}};
    // One product of two numbers of this size.
    result.tolerance = std::abs(bias->at(-farthest)) * 0x1p-52;
    result.reason = "product";
    result.measured_positions = farthest + 1;
    judge_at_most(result, "off_inverse");
    result.show_me = shown_pair(study.scene, View::score, study.scene.start + farthest, study.scene.start);
    return result;
}

/// Judged by the settings of the models' own configurations.
ClaimResult neox_uses_alibi(const ClaimStudy& study)
{
    const ModelScene* shown = nullptr;
    double named = 0, with_alibi = 0, all_with_alibi = 0;
    for (const ModelScene& model : study.models) {
        const bool alibi = model.scene.encoding == "alibi";
        all_with_alibi += alibi;
        if (!model.name.starts_with("GPT-NeoX") && !model.name.starts_with("Pythia")) continue;
        if (!shown) shown = &model;
        ++named;
        with_alibi += alibi;
    }
    if (!shown) return not_applicable("no_models", shown_in(study.scene, View::overview));
    ClaimResult result;
    result.numbers = {{"models_named", named},
                      {"models_without_alibi", named - with_alibi},
                      {"models_with_alibi", with_alibi},
                      {"all_with_alibi", all_with_alibi}};
    if (knob_index(encoding_of(shown->scene), "rotated_share") >= 0)
        result.numbers.push_back({"rotated_share", setting(shown->scene, "rotated_share")});
    result.reason = "configurations";
    judge_at_most(result, "models_without_alibi");
    Scene scene = study.scene;
    if (scene.content.kind == ContentKind::imported) scene.content.kind = ContentKind::ones;
    scene.encoding = shown->scene.encoding;
    scene.settings = shown->scene.settings;
    scene.length = shown->scene.length;
    scene.start = shown->scene.start;
    scene.attention = shown->scene.attention;
    scene.table = {};
    result.show_me = shown_in(repaired(std::move(scene)), View::rotation);
    return result;
}

constexpr std::array list{
    MeasuredClaim{{"alibi_is_inverse", ClaimTheme::bias}, alibi_is_inverse},
    MeasuredClaim{{"neox_uses_alibi", ClaimTheme::bias}, neox_uses_alibi},
};

}  // namespace

std::span<const MeasuredClaim> claims_on_biases()
{
    return list;
}

}  // namespace phasescope

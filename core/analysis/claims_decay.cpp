// Claims that something falls steadily with distance: similarity, and RoPE's score.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "core/analysis/claim_study.hpp"
#include "core/analysis/decay.hpp"
#include "core/analysis/whole_rows.hpp"
#include "core/curves.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

/// A score over the distance of a key from a later query, at 0 and on.
struct Decay {
    std::vector<double> score;
    double tolerance = 0;
    std::optional<std::int64_t> rise() const { return first_rise(score, tolerance); }
    std::optional<std::int64_t> negative() const { return first_negative(score, tolerance); }
    bool flat() const
    {
        return std::ranges::all_of(score, [&](double s) { return std::abs(s - score[0]) <= tolerance; });
    }
    /// The greatest step up among the first `most` steps.
    double greatest_rise(std::size_t most) const
    {
        double greatest = 0;
        for (std::size_t d = 0; d < std::min(most, score.size() - 1); ++d)
            greatest = std::max(greatest, score[d + 1] - score[d]);
        return greatest;
    }
    /// The same scores in falling order: what training could make of drawn ones.
    Decay sorted() const
    {
        Decay other = *this;
        std::ranges::sort(other.score, std::greater{});
        return other;
    }
    /// Of the steps below `most`, the share that goes up.
    double rising_share(std::size_t most) const
    {
        const std::size_t steps = std::min(most, score.size() - 1);
        std::size_t up = 0;
        for (std::size_t d = 0; d < steps; ++d) up += score[d + 1] > score[d] + tolerance;
        return steps > 0 ? static_cast<double>(up) / static_cast<double>(steps) : 0;
    }
};

/// Waves go on beyond the scene's positions: their scores are looked at up to 4096 to 32768 distances, by their number.
Scene far_enough(const Scene& scene, const Mechanism& mechanism)
{
    const double width = setting(scene, "d_model", setting(scene, "head_size", 64));
    const auto most = std::clamp(static_cast<std::int64_t>(16777216 / width), std::int64_t{4096}, std::int64_t{32768});
    Scene far = scene;
    far.length = std::min(most, max_length + 1 - scene.start);
    const std::int64_t length = with_whole_rows(far, mechanism_of(far)).length;
    far.attention.causal = far.attention.scaled = false;
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    const bool uniform = scene.content.kind != ContentKind::imported;
    const bool goes_on = uniform && (rotation ? rotation->is_plain() : !std::holds_alternative<BiasesPatches>(mechanism));
    far.length = goes_on ? length : std::min(scene.length, length);
    return far;
}

std::optional<Decay> decay_of(const ClaimStudy& study, Sheet sheet)
{
    Scene far = far_enough(study.scene, study.mechanism);
    // A table has as many rows as the scene reads; scalings stay as they are at the scene's length.
    const Mechanism mechanism = std::holds_alternative<AddedRows>(study.mechanism) ? mechanism_of(far) : study.mechanism;
    Result<Picture> made = picture(far, mechanism, sheet);
    if (!made) {
        far.length = study.part.length;
        made = picture(far, mechanism, sheet);
    }
    if (!made) return std::nullopt;
    const OffsetCurve curve = score_over_offset(made->field, 1 - far.length, 1, far.length);
    Decay decay;
    decay.tolerance = study.check().direction.tolerance;
    for (auto band = curve.band.rbegin(); band != curve.band.rend(); ++band) decay.score.push_back(band->hi);
    if (decay.score.size() < 3 || std::ranges::any_of(decay.score, [](double s) { return std::isnan(s); }))
        return std::nullopt;
    return decay;
}

std::optional<double> as_number(std::optional<std::int64_t> whole)
{
    return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

ClaimResult falls_steadily(const ClaimStudy& study, Sheet sheet, View view)
{
    constexpr std::size_t most_steps = 4096;
    const auto decay = decay_of(study, sheet);
    if (!decay) return not_applicable("too_short", sinusoids_in(study.scene, View::similarity));
    if (decay->flat()) return not_applicable("flat", sinusoids_in(study.scene, View::similarity));
    const auto rise = decay->rise();
    ClaimResult result;
    const auto own_steps = static_cast<std::size_t>(study.scene.length - 1);
    result.numbers = {{"greatest_rise", decay->greatest_rise(decay->score.size())},
                      {"greatest_rise_here", decay->greatest_rise(own_steps)},
                      {"first_rise", as_number(rise)},
                      {"first_negative", as_number(decay->negative())},
                      {"rising_share", decay->rising_share(most_steps)},
                      {"distances", static_cast<double>(decay->score.size() - 1)}};
    result.tolerance = decay->tolerance;
    result.reason = "score";
    // A score that turns up beyond the scene's own distances falls steadily only because there are so few.
    const bool inside = rise && *rise + 1 < study.scene.length;
    judge_at_most(result, "greatest_rise");
    if (rise && !inside) leave_open(result, "greatest_rise", "greatest_rise_here");
    if (result.verdict == Verdict::fails && study.has_drawn_numbers()) {
        result.numbers.push_back({"rise_if_sorted", decay->sorted().greatest_rise(decay->score.size())});
        leave_open(result, "greatest_rise", "rise_if_sorted");
    }
    const std::int64_t start = study.scene.start;
    const std::int64_t farther = inside ? *rise + 1 : rise ? *rise + 1 : std::min(study.scene.length, most_claim_rows) - 1;
    Scene shown = study.scene;
    if (rise && !inside) shown = at_positions(std::move(shown), start, 2 * farther + 1);
    result.show_me = shown_pair(shown, view, start + farther, start);
    return result;
}

ClaimResult similarity_falls(const ClaimStudy& study)
{
    if (study.rotation()) return falls_steadily(study, Sheet::similarity, View::similarity);
    const bool has_similarity = has_sheet(study.mechanism, Sheet::similarity);
    return falls_steadily(study, has_similarity ? Sheet::similarity : Sheet::score,
                          has_similarity ? View::similarity : View::score);
}

ClaimResult rope_falls(const ClaimStudy& study)
{
    if (!study.rotation()) return not_applicable("not_rotary", rotation_in(study.scene, View::score));
    return falls_steadily(study, Sheet::score, View::score);
}

constexpr std::array list{
    MeasuredClaim{{"similarity_falls", ClaimTheme::score}, similarity_falls},
    MeasuredClaim{{"rope_falls", ClaimTheme::rotary}, rope_falls},
};

}  // namespace

std::span<const MeasuredClaim> claims_on_decay()
{
    return list;
}

}  // namespace phasescope

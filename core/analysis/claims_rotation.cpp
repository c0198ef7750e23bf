// Claims about RoPE: what its scores depend on, what it turns, how far it reaches.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/claim_study.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/analysis/weights.hpp"
#include "core/dot.hpp"
#include "core/rope_scaling.hpp"
#include "core/rotation.hpp"
#include "core/spectrum.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

bool uniform(const Content& content)
{
    const auto one_row = [](const Rows& rows) { return rows.matrix().rows <= 1; };
    return content.kind != ContentKind::imported || (one_row(content.query) && one_row(content.key));
}

ClaimResult rope_is_offset_only(const ClaimStudy& study)
{
    if (!study.rotation()) return not_applicable("not_rotary", rotation_in(study.scene, View::score));
    if (!study.has_scores()) return not_applicable("undefined", rotation_in(study.scene, View::score));
    std::optional<Check> found = study.check();
    const bool by_position = !uniform(study.scene.content);
    if (by_position) {  // what each position holds is no matter of RoPE: it is judged with the same vectors everywhere
        Scene same = study.part;
        same.content.kind = ContentKind::different;
        found = check(same);
    }
    if (!found || !found->offset_residual) return not_applicable("too_short", rotation_in(study.scene, View::score));
    ClaimResult result;
    result.numbers = {{"offset_residual", *found->offset_residual}, {"toeplitz_defect", found->toeplitz_defect}};
    result.tolerance = found->direction.tolerance;
    result.reason = "score";
    result.measured_positions = found->measured_length;
    judge_at_most(result, "offset_residual");
    if (const auto here = study.check().offset_residual; by_position && here) {
        result.numbers.push_back({"offset_residual_here", *here});
        if (result.verdict == Verdict::holds && *here > result.limit())
            leave_open(result, "offset_residual", "offset_residual_here");
    }
    const std::int64_t last = study.scene.start + std::min(study.scene.length, most_claim_rows) - 1;
    result.show_me = shown_pair(study.scene, View::score, last, std::max(study.scene.start, last - 10));
    return result;
}

/// One head's outputs for the scene's line of text from `start` on, and what they were if the values were turned as well.
struct Outputs {
    Matrix plain, turned;
    double tolerance = 0;
};
std::optional<Outputs> outputs_from(Scene scene, std::int64_t start)
{
    scene.start = start;
    scene.attention.causal = false;
    const Result<TokenInput> input = token_input(scene, scene.text.line, scene.text.scaled);
    if (!input || input->tokens.size() < 2) return std::nullopt;
    const Result<TokenSwap> swap = swapped_tokens(scene, *input, 0, 1);
    if (!swap) return std::nullopt;
    const Attended& head = swap->with.before;
    const Mechanism mechanism = mechanism_of(scene_of_tokens(scene, head.weights.rows));
    const Matrix values =
        times_weights(input->content, drawn_weights(scene.content.seed, WeightsOf::value, input->d, swap->head_size));
    const Matrix turned = turned_content(std::get<RotatesQueryKey>(mechanism), Side::query, values, start, values.rows);
    Outputs result{head.outputs, Matrix(values.rows, values.cols), swap->with.tolerance};
    for (std::int64_t i = 0; i < values.rows; ++i)
        for (std::int64_t j = 0; j < values.rows; ++j)
            for (std::int64_t c = 0; c < values.cols; ++c) result.turned(i, c) += head.weights(i, j) * turned(j, c);
    return result;
}

double greatest_change(const Matrix& a, const Matrix& b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) largest = std::max(largest, std::abs(a.values[i] - b.values[i]));
    return largest;
}

/// All tokens move on together. Scores of rotated queries and keys stay, so outputs move only if values turn too.
ClaimResult rope_turns_values(const ClaimStudy& study)
{
    constexpr std::int64_t moved = 16;
    if (!study.rotation()) return not_applicable("not_rotary", rotation_in(study.scene, View::score));
    if (!study.rotation()->coordinates.empty()) return not_applicable("coordinates", rotation_in(study.scene, View::score));
    const Scene plain = with_setting(study.scene, "scaling", 0);  // some scalings change with the last position
    const auto here = outputs_from(plain, 0), there = outputs_from(plain, moved);
    Scene example = study.scene;
    example.text = Text{};
    if (!here || !there) return not_applicable("no_tokens", shown_in(std::move(example), View::score));
    ClaimResult result;
    result.numbers = {{"outputs_moved", greatest_change(here->plain, there->plain)},
                      {"outputs_moved_if_turned", greatest_change(here->turned, there->turned)}};
    result.tolerance = here->tolerance + there->tolerance;
    result.reason = "layer";
    judge_above(result, "outputs_moved");
    result.show_me = shown_in(study.scene, View::score);
    return result;
}

/// The cosine and sine of each pair at a position, where the pair's channels are; 0 where nothing turns.
std::vector<double> sinusoids_at(const RotatesQueryKey& rotation, std::int64_t position)
{
    std::vector<double> row(static_cast<std::size_t>(rotation.head_size));
    for (std::size_t pair = 0; pair < rotation.frequencies.size(); ++pair) {
        const auto [first, second] = channels_of(rotation, static_cast<std::int64_t>(pair));
        const Turns64 turn = phase_at(position, rotation.frequencies[pair]);
        row[static_cast<std::size_t>(first)] = sin_turns(turn);
        row[static_cast<std::size_t>(second)] = cos_turns(turn);
    }
    return row;
}

/// (q_i + PE_i) . (k_j + PE_j) with PE of the same frequencies: what adding gives where RoPE turns.
Matrix added_scores(const RotatesQueryKey& rotation, const QueryKey& content, std::int64_t start, std::int64_t count)
{
    const auto with_position = [&](const Matrix& rows) {
        Matrix sum(count, rotation.head_size);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::vector<double> position = sinusoids_at(rotation, start + i);
            const auto row = rows.row(rows.rows == 1 ? 0 : i);
            std::ranges::transform(row, position, sum.row(i).begin(), std::plus{});
        }
        return sum;
    };
    const Matrix query = with_position(content.query), key = with_position(content.key);
    Matrix scores(count, count);
    for (std::int64_t i = 0; i < count; ++i)
        for (std::int64_t j = 0; j < count; ++j) scores(i, j) = dot(query.row(i), key.row(j));
    return scores;
}

/// The greatest difference of two scores of the same offset.
double offset_spread(const Matrix& scores)
{
    double largest = 0;
    for (std::int64_t offset = 1 - scores.rows; offset < scores.cols; ++offset) {
        const std::int64_t first = std::max<std::int64_t>(0, -offset);
        double least = scores(first, first + offset), greatest = least;
        for (std::int64_t i = first; i < scores.rows && i + offset < scores.cols; ++i) {
            least = std::min(least, scores(i, i + offset));
            greatest = std::max(greatest, scores(i, i + offset));
        }
        largest = std::max(largest, greatest - least);
    }
    return largest;
}

ClaimResult rope_is_adding(const ClaimStudy& study)
{
    constexpr std::int64_t most_positions = 64;
    const RotatesQueryKey* rotation = study.rotation();
    if (!rotation) return not_applicable("not_rotary", rotation_in(study.scene, View::compare));
    if (!rotation->is_plain()) return not_applicable("coordinates", rotation_in(study.scene, View::compare));
    Scene part = study.part;
    part.length = std::min(part.length, most_positions);
    part.attention.causal = part.attention.scaled = false;
    if (part.length < 2) return not_applicable("too_short", rotation_in(study.scene, View::compare));
    const Matrix turned = dense(score_field(part, study.mechanism).value());
    const Matrix added = added_scores(*rotation, vectors(part.content, rotation->head_size), part.start, part.length);
    ClaimResult result;
    result.numbers = {{"added_difference", greatest_change(turned, added)},
                      {"added_offset_spread", offset_spread(added)},
                      {"turned_offset_spread", offset_spread(turned)}};
    // Both sums have as many terms; those of the added rows are longer by at most one sinusoid each.
    result.tolerance = study.check().direction.tolerance
                       + 4 * static_cast<double>(rotation->head_size) * static_cast<double>(rotation->head_size) * 0x1p-53;
    result.reason = "score";
    result.measured_positions = part.length;
    judge_at_most(result, "added_difference");
    Scene beside = compared_with(study.scene, "sinusoidal", Sheet::score);
    // All ones turned are a multiple of the sinusoids' own product; any other content shows the difference.
    if (beside.content.kind == ContentKind::ones) beside.content.kind = ContentKind::different;
    const Encoding& sinusoidal = *find_encoding("sinusoidal");
    beside.other.settings[static_cast<std::size_t>(knob_index(sinusoidal, "d_model"))] =
        static_cast<double>(rotation->head_size);
    result.show_me = shown_in(std::move(beside), View::compare);
    return result;
}

/// Pairs that had not completed a turn in training, and how many of them turn farther within `length` positions than they
/// did in training: they meet angles never seen.
struct Unseen {
    std::int64_t unfinished = 0, beyond = 0;
    double overshoot = 0;  ///< the greatest angle met over the greatest seen, of the worst pair
};
Unseen unseen_angles(const std::vector<PairFrequency>& pairs, double trained, double length)
{
    Unseen result;
    for (const PairFrequency& pair : pairs) {
        if (pair.turned_in_training() || std::isinf(pair.unscaled_wavelength)) continue;
        ++result.unfinished;
        const double overshoot = length / pair.wavelength / (trained / pair.unscaled_wavelength);
        result.beyond += overshoot > 1 + 1e-12;  // some roundings of ratios of doubles
        result.overshoot = std::max(result.overshoot, overshoot);
    }
    return result;
}

/// As many positions as `times` the trained length, or as there can be.
Scene times_trained(Scene scene, double trained, double times)
{
    const auto length = static_cast<std::int64_t>(std::min(trained * times, static_cast<double>(max_length)));
    return at_positions(std::move(scene), 0, length);
}

ClaimResult rope_extrapolates(const ClaimStudy& study)
{
    constexpr double far = 16;
    const auto trained = trained_length(study.scene);
    if (!study.rotation() || !trained)
        return not_applicable("no_trained_length", rotation_in(study.scene, View::frequencies));
    const double last = static_cast<double>(study.scene.start) + static_cast<double>(study.scene.length);
    const Unseen here = unseen_angles(pair_frequencies(study.scene), *trained, last);
    const Scene beyond = times_trained(study.scene, *trained, far);
    const Unseen there = unseen_angles(pair_frequencies(beyond), *trained, static_cast<double>(beyond.length));
    ClaimResult result;
    result.numbers = {{"trained_length", *trained},
                      {"unfinished_pairs", static_cast<double>(here.unfinished)},
                      {"unseen_here", static_cast<double>(here.beyond)},
                      {"unseen_far", static_cast<double>(there.beyond)}};
    result.reason = "counted";
    judge_at_most(result, "unfinished_pairs");
    if (here.unfinished > 0 && there.beyond == 0) leave_open(result, "unfinished_pairs", "unseen_far");
    result.show_me = shown_in(times_trained(study.scene, *trained, 4), View::frequencies);
    return result;
}

/// The base with which every pair that had not completed a turn turns at least `times` more slowly; 0 where there is none,
/// for the fastest pair turns alike with all.
double enough_base(const std::vector<PairFrequency>& pairs, double base, double times)
{
    const auto first = std::ranges::find_if(pairs, [](const PairFrequency& pair) {
        return !pair.turned_in_training() && !std::isinf(pair.unscaled_wavelength);
    });
    const auto index = static_cast<double>(first - pairs.begin());
    if (index == 0 || first == pairs.end()) return 0;
    return base * std::pow(times, static_cast<double>(pairs.size()) / index) * (1 + 1e-9);
}

/// Weights trained with the scene's base read four times as far with the base that NTK-aware scaling would take.
ClaimResult larger_base_is_enough(const ClaimStudy& study)
{
    constexpr double times = 4;
    const auto trained = trained_length(study.scene);
    const RotatesQueryKey* rotation = study.rotation();
    if (!rotation || !trained) return not_applicable("no_trained_length", rotation_in(study.scene, View::frequencies));
    const Scene plain = with_setting(study.scene, "scaling", 0);
    const double base = setting(plain, "base");
    const auto pairs = std::ssize(pair_turns(mechanism_of(plain)));
    const double larger = ntk_base(base, 2 * pairs, times);
    const Scene longer = with_setting(times_trained(plain, *trained, times), "base", larger);
    const std::vector<PairFrequency> kept = pair_frequencies(plain);
    const auto length = static_cast<double>(longer.length);
    const Unseen without = unseen_angles(kept, *trained, length);
    if (without.beyond == 0)
        return not_applicable("nothing_unseen", rotation_in(with_encoding(first_scene(), "rope"), View::frequencies));
    const auto unseen_with = [&](double other_base) {
        std::vector<PairFrequency> changed = pair_frequencies(with_setting(longer, "base", other_base));
        for (std::size_t k = 0; k < changed.size(); ++k) {  // training saw the pairs as they were with the scene's base
            changed[k].unscaled_wavelength = kept[k].unscaled_wavelength;
            changed[k].turns_in_trained = kept[k].turns_in_trained;
        }
        return unseen_angles(changed, *trained, length);
    };
    const Unseen with = unseen_with(larger);
    ClaimResult result;
    result.numbers = {{"base", base},
                      {"larger_base", setting(longer, "base")},
                      {"unseen_without", static_cast<double>(without.beyond)},
                      {"unseen_with_larger", static_cast<double>(with.beyond)},
                      {"overshoot_without", without.overshoot},
                      {"overshoot_with_larger", with.overshoot}};
    result.reason = "counted";
    judge_at_most(result, "unseen_with_larger");
    if (const double enough = enough_base(kept, base, times); with.beyond > 0 && enough > 0) {
        result.numbers.push_back({"enough_base", setting(with_setting(longer, "base", enough), "base")});
        result.numbers.push_back({"unseen_with_enough", static_cast<double>(unseen_with(enough).beyond)});
        if (*result.number("unseen_with_enough") == 0) leave_open(result, "unseen_with_larger", "unseen_with_enough");
    }
    result.show_me = shown_in(with_setting(longer, "base", std::round(larger)), View::frequencies);
    return result;
}

constexpr std::array list{
    MeasuredClaim{{"rope_is_offset_only", ClaimTheme::rotary}, rope_is_offset_only},
    MeasuredClaim{{"rope_turns_values", ClaimTheme::rotary}, rope_turns_values},
    MeasuredClaim{{"rope_is_adding", ClaimTheme::rotary}, rope_is_adding},
    MeasuredClaim{{"rope_extrapolates", ClaimTheme::rotary}, rope_extrapolates},
    MeasuredClaim{{"larger_base_is_enough", ClaimTheme::rotary}, larger_base_is_enough},
};

}  // namespace

std::span<const MeasuredClaim> claims_on_rotation()
{
    return list;
}

}  // namespace phasescope

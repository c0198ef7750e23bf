// Claims about scores: what depends on the distance, what tells before from after, what projections leave.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/claim_study.hpp"
#include "core/analysis/projection.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/dot.hpp"
#include "core/picture.hpp"
#include "core/random.hpp"

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

/// Exchanging query and key changes the score with one content and not with the other.
void leave_to_content(ClaimResult& result, const Properties& p)
{
    result.numbers.push_back({"exchange_if_equal", p.exchange_if_equal});
    result.numbers.push_back({"exchange_if_different", p.exchange_if_different});
    result.tolerance = p.exchange_tolerance;
    leave_open(result, "exchange_if_equal", "exchange_if_different");
}

ClaimResult dot_is_distance(const ClaimStudy& study)
{
    if (!study.has_rows()) return not_applicable("no_rows", sinusoids_in(study.scene, View::similarity));
    const Check& check = study.check();
    if (!check.offset_residual || check.measured_length < 3)
        return not_applicable("too_short", sinusoids_in(study.scene, View::similarity));
    const Direction& direction = check.direction;
    ClaimResult result;
    result.numbers = {{"same_distance_difference", std::max(*check.offset_residual, direction.max_difference)},
                      {"offset_residual", *check.offset_residual},
                      {"max_difference", direction.max_difference},
                      {"toeplitz_defect", check.toeplitz_defect}};
    result.tolerance = direction.tolerance;
    result.reason = "score";
    result.measured_positions = check.measured_length;
    judge_at_most(result, "same_distance_difference");
    if (*check.offset_residual <= *result.tolerance && content_decides_direction(study.properties))
        leave_to_content(result, study.properties);
    const View view = study.rotation() ? View::score : View::similarity;
    result.show_me = at_greatest_difference(study.scene, view, direction);
    return result;
}

ClaimResult dot_tells_direction(const ClaimStudy& study)
{
    const Check& check = study.check();
    if (!study.has_scores()) return not_applicable("undefined", sinusoids_in(study.scene, View::direction));
    if (check.measured_length < 3) return not_applicable("too_short", sinusoids_in(study.scene, View::direction));
    if (check.keys_ahead == KeysAhead::left_out) return not_applicable("masked", sinusoids_in(study.scene, View::direction));
    const bool by_formula = check.keys_ahead == KeysAhead::by_formula;
    const Direction& direction = check.direction;
    ClaimResult result;
    result.numbers = {{"max_exchange", direction.max_exchange},
                      {by_formula ? "antisymmetric_by_formula" : "antisymmetric", direction.index},
                      {"max_difference", direction.max_difference}};
    result.tolerance = direction.tolerance;
    result.reason = "score";
    result.measured_positions = check.measured_length;
    judge_above(result, "max_exchange");
    if (content_decides_direction(study.properties)) leave_to_content(result, study.properties);
    Scene shown = study.scene;
    // Where content decides, that which makes it the other way round.
    if (result.verdict == Verdict::depends && shown.content.kind != ContentKind::imported)
        shown.content.kind = direction.sees_direction ? ContentKind::equal : ContentKind::different;
    result.show_me = at_greatest_difference(shown, View::direction, direction);
    return result;
}

/// The Toeplitz defect where the same reflection turns the rows of queries and of keys: W_q W_k^T is then the identity.
double defect_of_shared_turn(const Matrix& rows, std::uint64_t seed)
{
    const std::vector<double> normal = normals(seed, 0, rows.cols);
    const double square = dot(normal, normal);
    Matrix turned = rows;
    for (std::int64_t r = 0; r < rows.rows; ++r) {
        const double twice = 2 * dot(rows.row(r), normal) / square;
        for (std::int64_t c = 0; c < rows.cols; ++c) turned(r, c) -= twice * normal[static_cast<std::size_t>(c)];
    }
    const Field field = StoredField{std::move(turned)};
    return measured(ScoreTables{field, field}, 0)->toeplitz_defect;
}

double left_by_rounding(const ScoreStructure& score)
{
    return defect_rounding(score.by_distance, score.direction.tolerance);
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
    Result<Projection> made = projection(part);
    if (!made) return not_applicable("too_wide", sinusoids_in(with_setting(study.scene, "d_model", 64), View::projection));
    if (made->before.toeplitz_defect > left_by_rounding(made->before))
        return not_applicable("nothing_to_survive", sinusoids_in(study.scene, View::projection));
    ClaimResult result;
    const Direction shown = made->after.direction;
    const double before = made->before.toeplitz_defect;
    double least = made->after.toeplitz_defect, greatest = least, tolerance = left_by_rounding(made->after);
    for (std::int64_t draw = 1; draw < claim_draws; ++draw) {
        ++part.content.seed;
        made = projection(part);
        if (!made) break;
        least = std::min(least, made->after.toeplitz_defect);
        greatest = std::max(greatest, made->after.toeplitz_defect);
        tolerance = std::max(tolerance, left_by_rounding(made->after));
    }
    Matrix rows(part.length, study.rows.cols);
    std::copy_n(study.rows.values.begin(), rows.values.size(), rows.values.begin());
    result.numbers = {{"defect_after", greatest},
                      {"defect_after_least", least},
                      {"draws", static_cast<double>(claim_draws)},
                      {"defect_shared_turn", defect_of_shared_turn(rows, study.scene.content.seed)},
                      {"defect_before", before},
                      {"antisymmetric_after", shown.index}};
    result.tolerance = tolerance;
    result.reason = "defect";
    result.measured_positions = part.length;
    judge_at_most(result, "defect_after");
    if (result.verdict == Verdict::fails && *result.number("defect_shared_turn") <= tolerance)
        leave_open(result, "defect_after", "defect_shared_turn");
    result.show_me = at_greatest_difference(study.scene, View::projection, shown);
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
    judge_at_most(result, "change_without");
    result.show_me = shown_in(study.scene, View::input);
    return result;
}

constexpr std::array list{
    MeasuredClaim{{"blind_without_position", ClaimTheme::score}, blind_without_position},
    MeasuredClaim{{"dot_is_distance", ClaimTheme::score}, dot_is_distance, true},
    MeasuredClaim{{"dot_tells_direction", ClaimTheme::score}, dot_tells_direction, true},
    MeasuredClaim{{"projection_keeps", ClaimTheme::score}, projection_keeps},
};

}  // namespace

std::span<const MeasuredClaim> claims_on_scores()
{
    return list;
}

}  // namespace phasescope

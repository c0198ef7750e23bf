#include "core/analysis/check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/decay.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/analysis/shift.hpp"
#include "core/analysis/whole_rows.hpp"
#include "core/picture.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

Scene shortened(Scene scene, std::int64_t most)
{
    scene.length = std::min(scene.length, most);
    return scene;
}

/// What is measured: the score as it is, neither scaled nor masked, of positions that have a row and can be computed.
Scene measured_part(Scene scene, const Mechanism& mechanism)
{
    scene.attention.causal = scene.attention.scaled = false;
    scene = shortened(std::move(scene), std::min(most_checked_positions, most_positions(scene, mechanism)));
    return with_whole_rows(std::move(scene), mechanism);
}

/// Of the comparison, where the index of all positions follows.
constexpr double share_of_explicit = 0.1;

/// What the cells of the score tell, by the way that suits it, and how many positions were compared.
struct Structure {
    ScoreStructure score;
    std::int64_t compared_length = 0;
};
std::optional<Structure> structure_of_product(const Scene& scene, const Mechanism& mechanism, const ScoreRows& tables,
                                              const Progress& progress)
{
    // Only products of waves can be a function of the offset; of others the picture would hold all rows.
    if (scene.length > most_explicit_positions && tables.waves()) {
        const Field field = picture(scene, mechanism, score_sheet(mechanism)).value().field;
        const auto* offsets = std::get_if<OffsetField>(&field);
        if (offsets && has_closed_form(*offsets)) {
            auto score = measured(*offsets, progress);
            if (!score) return std::nullopt;
            return Structure{std::move(*score), scene.length};
        }
    }
    const Scene start = shortened(scene, most_explicit_positions);
    const double share = start.length == scene.length ? 1 : share_of_explicit;
    auto score = measured(*score_tables(start, mechanism), scene.start, step_of(progress, 0, share));
    if (!score) return std::nullopt;
    return Structure{std::move(*score), start.length};
}

/// Scores that are no product of rows.
std::optional<Structure> structure_of_score(const Scene& scene, const Mechanism& mechanism, const Progress& progress)
{
    Result<Field> field = score_field(scene, mechanism);
    const Scene start = field ? scene : shortened(scene, most_explicit_positions);
    if (!field) field = score_field(start, mechanism);
    std::optional<ScoreStructure> score;
    if (const auto* offsets = std::get_if<OffsetField>(&*field)) {
        score = measured(*offsets, progress);
    } else if (const auto* pieces = std::get_if<PieceField>(&*field)) {
        score = measured(*pieces, scene.start, progress);
    } else {
        const Matrix numbers = dense(*field);
        const double largest = std::abs(*std::ranges::max_element(numbers.values, {}, [](double x) { return std::abs(x); }));
        // Sums of some hundred products: at most as many roundings.
        score = measured(numbers, scene.start, 1024 * 0x1p-53 * largest);
    }
    if (!score) return std::nullopt;
    return Structure{std::move(*score), start.length};
}

std::optional<WavelengthRange> wavelength_range(const Mechanism& mechanism)
{
    WavelengthRange range{std::numeric_limits<double>::infinity(), 0};
    const auto meet = [&](Turns128 frequency) {
        if (frequency == 0) return;
        range = {std::min(range.shortest, wavelength(frequency)), std::max(range.longest, wavelength(frequency))};
    };
    for (const Turns128 frequency : pair_turns(mechanism)) meet(frequency);
    if (range.longest == 0) return std::nullopt;
    return range;
}

/// What is measured on a sample of rows.
void sample_rows(Check& result, const Mechanism& mechanism, const ScoreRows& tables)
{
    result.norm = norm_range(tables);
    result.offset_residual = offset_residual(tables);
    result.wavelength = wavelength_range(mechanism);
    // Rows that hold content of their own are no function of the position alone: no M_s is meant for them.
    if (const WaveField* waves = tables.waves()) result.shift_residual = shift_residual(mechanism, *waves);
}

}  // namespace

std::optional<Check> check(const Scene& whole_scene, const Progress& progress)
{
    const Progress compare = step_of(progress, 0, 0.8), sample = step_of(progress, 0.8, 1);
    if (!compare(0)) return std::nullopt;
    const Mechanism mechanism = mechanism_of(whole_scene);  // some scalings depend on the whole length
    if (whole_rows(whole_scene, mechanism) == 0) return Check{};
    const Scene scene = measured_part(whole_scene, mechanism);
    const std::optional<ScoreRows> tables = ScoreRows::of(scene, mechanism);
    auto compared = tables ? structure_of_product(scene, mechanism, *tables, compare)
                           : structure_of_score(scene, continued(mechanism), compare);
    if (!compared) return std::nullopt;
    Check result;
    result.measured_length = scene.length;
    result.compared_length = compared->compared_length;
    result.direction = compared->score.direction;
    result.keys_ahead = keys_ahead(mechanism);
    result.toeplitz_defect = compared->score.toeplitz_defect;
    result.first_rise = first_rise(compared->score.by_distance, result.direction.tolerance);
    result.first_negative = first_negative(compared->score.by_distance, result.direction.tolerance);
    if (tables && result.compared_length < result.measured_length) {
        const auto index = direction_index(*tables, step_of(compare, share_of_explicit, 1));
        if (!index) return std::nullopt;
        result.direction.index = *index;
    }

    if (!sample(0)) return std::nullopt;
    if (tables) sample_rows(result, mechanism, *tables);
    if (!sample(1)) return std::nullopt;
    return result;
}

}  // namespace phasescope

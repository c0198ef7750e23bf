// Claims about what is learned.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/claim_study.hpp"
#include "core/analysis/parameters.hpp"
#include "core/analysis/table_rows.hpp"

namespace phasescope {
namespace {

bool has_sinusoids(const Mechanism& mechanism)
{
    const auto* table = std::get_if<AddedToInput>(&mechanism);
    return table && std::ranges::any_of(table->channels, [](const Channel& channel) { return channel.pair >= 0; });
}

/// A learned table of the same width beside it.
Scene beside_learned(const Scene& scene)
{
    return shown_in(compared_with(scene, "learned", Sheet::matrix), View::compare);
}

ClaimResult sinusoids_are_learned(const ClaimStudy& study)
{
    if (!has_sinusoids(study.mechanism))
        return not_applicable("not_sinusoidal", beside_learned(sinusoids_in(study.scene, View::compare)));
    const Scene beside = beside_learned(study.scene);
    Scene learned = with_encoding(study.scene, "learned");
    ClaimResult result;
    result.numbers = {{"parameters", static_cast<double>(study.properties.parameters)},
                      {"parameters_learned", static_cast<double>(parameter_count(learned))}};
    result.reason = "counted";
    judge_above(result, "parameters");
    result.show_me = beside;
    return result;
}

/// max |row of a long sequence - the same row looked up alone|.
double change_of_rows(const Scene& scene, const Matrix& rows)
{
    double largest = 0;
    for (const std::int64_t r : evenly_spaced(rows.rows, 8)) {
        const Mechanism alone =
            encoding_of(scene).mechanism(scene.settings, {scene.start + r, 1, scene.content.seed, scene.table.rows});
        const Matrix& looked_up = std::get<AddedRows>(alone).rows.matrix();
        for (std::int64_t c = 0; c < rows.cols; ++c)
            largest = std::max(largest, std::abs(looked_up(scene.start + r, c) - rows(r, c)));
    }
    return largest;
}

/// The last rows of the table, and positions that have none.
Scene at_end_of_table(const Scene& scene)
{
    const std::int64_t rows = defined_positions(scene).value_or(scene.length);
    const std::int64_t start = std::max<std::int64_t>(0, rows - 80);
    return shown_cell(at_positions(scene, start, std::min<std::int64_t>(100, 2 * rows)), View::matrix, rows - 1, 0);
}

ClaimResult learned_is_recomputed(const ClaimStudy& study)
{
    const bool looks_up = std::holds_alternative<AddedRows>(study.mechanism) && study.properties.parameters > 0;
    if (!looks_up || study.rows.rows == 0)
        return not_applicable("no_learned_rows", at_end_of_table(with_encoding(study.scene, "learned")));
    const double change = change_of_rows(study.part, study.rows);
    ClaimResult result;
    result.numbers = {{"row_change", change},
                      {"defined", static_cast<double>(study.properties.defined.value_or(study.scene.length))},
                      {"parameters", static_cast<double>(study.properties.parameters)}};
    result.reason = "same_bits";
    result.measured_positions = study.rows.rows;
    judge_above(result, "row_change");
    result.show_me = at_end_of_table(study.scene);
    return result;
}

constexpr std::array list{
    MeasuredClaim{{"sinusoids_are_learned", ClaimTheme::learned}, sinusoids_are_learned},
    MeasuredClaim{{"learned_is_recomputed", ClaimTheme::learned}, learned_is_recomputed},
};

}  // namespace

std::span<const MeasuredClaim> claims_on_learning()
{
    return list;
}

}  // namespace phasescope

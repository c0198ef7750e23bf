#include "core/analysis/fingerprint.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/nearest_rows.hpp"
#include "core/mistakes.hpp"
#include "core/rotation.hpp"
#include "core/score.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

using Traits = std::array<std::optional<double>, trait_names.size()>;

std::optional<double>& at(Traits& traits, Trait trait)
{
    return traits[static_cast<std::size_t>(trait)];
}

/// Rows that hold numbers: of a table that ends, those before its end.
Matrix defined_rows(Matrix rows)
{
    std::int64_t held = 0;
    const auto is_finite = [](double number) { return std::isfinite(number); };
    while (held < rows.rows && rows.cols > 0 && std::ranges::all_of(rows.row(held), is_finite)) ++held;
    rows.rows = held;
    rows.values.resize(static_cast<std::size_t>(held * rows.cols));
    return rows;
}

double still_columns(const Matrix& rows)
{
    std::vector<double> least(rows.row(0).begin(), rows.row(0).end()), greatest = least;
    for (std::int64_t r = 1; r < rows.rows; ++r)
        for (std::size_t c = 0; c < least.size(); ++c) {
            const double number = rows.row(r)[c];
            least[c] = std::min(least[c], number);
            greatest[c] = std::max(greatest[c], number);
        }
    double count = 0;
    for (std::size_t c = 0; c < least.size(); ++c) count += greatest[c] - least[c] < most_still ? 1 : 0;
    return count;
}

void measure_rows(Traits& traits, const Matrix& rows)
{
    if (rows.rows == 0) return;
    for (std::int64_t r = 0; r < rows.rows; ++r) {
        const auto row = rows.row(r);
        const double norm = std::inner_product(row.begin(), row.end(), row.begin(), 0.0);
        at(traits, Trait::least_norm) = std::min(at(traits, Trait::least_norm).value_or(norm), norm);
        at(traits, Trait::greatest_norm) = std::max(at(traits, Trait::greatest_norm).value_or(norm), norm);
    }
    at(traits, Trait::still_columns) = still_columns(rows);
    if (const auto nearest = nearest_rows(rows, 0)) at(traits, Trait::smallest_distance) = nearest->distance;
}

/// Cells that hold no number are left out.
std::optional<double> toeplitz_defect(const Matrix& scores)
{
    const std::int64_t n = scores.rows;
    std::vector<double> sums(static_cast<std::size_t>(2 * n), 0), counts = sums;
    const auto each = [&](auto&& take) {
        for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t j = 0; j < n; ++j)
                if (!std::isnan(scores(i, j))) take(static_cast<std::size_t>(j - i + n), scores(i, j));
    };
    each([&](std::size_t diagonal, double number) {
        sums[diagonal] += number;
        ++counts[diagonal];
    });
    double off = 0, all = 0;
    each([&](std::size_t diagonal, double number) {
        const double apart = number - sums[diagonal] / counts[diagonal];
        off += apart * apart;
        all += number * number;
    });
    return all > 0 ? std::optional(std::sqrt(off / all)) : std::nullopt;
}

void measure_waves(Traits& traits, const Mechanism& mechanism)
{
    const auto* added = std::get_if<AddedToInput>(&mechanism);
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    if (!added && !rotation) return;
    const WaveTerms waves = added ? added->waves : pair_angles(*rotation);
    double longest = 0;
    for (std::size_t c = 0; c < waves.amplitude.size(); ++c)
        if (waves.amplitude[c] != 0) longest = std::max(longest, wavelength(waves.frequency[c]));
    at(traits, Trait::longest_wavelength) = longest;
}

void measure_slopes(Traits& traits, const Mechanism& mechanism)
{
    const auto* bias = std::get_if<BiasesScore>(&mechanism);
    if (!bias) return;
    for (const OffsetLines& head : bias->heads) {
        const double slope = std::abs(head.at(-1) - head.at(0));
        auto &steepest = at(traits, Trait::steepest_slope), &flattest = at(traits, Trait::flattest_slope);
        steepest = std::max(steepest.value_or(slope), slope);
        flattest = std::min(flattest.value_or(slope), slope);
    }
}

Result<Traits> traits_of(const Scene& study, const Mechanism& mechanism, const Result<Field>& score)
{
    if (!score) return score.error();
    Traits traits;
    if (const auto table = table_field(study, mechanism)) measure_rows(traits, defined_rows(dense(*table)));
    at(traits, Trait::toeplitz_defect) = toeplitz_defect(dense(*score));
    measure_waves(traits, mechanism);
    measure_slopes(traits, mechanism);
    return traits;
}

}  // namespace

bool MeasuredTrait::gives_away() const
{
    if (!correct || !mistaken) return false;
    if (std::isinf(*correct) || std::isinf(*mistaken)) return *correct != *mistaken;
    const double scale = std::max({std::abs(*correct), std::abs(*mistaken), 1.0});
    return std::abs(*correct - *mistaken) > trait_tolerance * scale;
}

const MeasuredTrait* Fingerprint::find(Trait trait) const
{
    const auto found = std::ranges::find(traits, trait, &MeasuredTrait::trait);
    return found == traits.end() ? nullptr : &*found;
}

Result<Fingerprint> fingerprint(const Scene& scene)
{
    Scene study = study_of(scene);
    study.length = std::min(study.length, most_fingerprint_positions);
    study.attention.causal = false;
    const Mistake& mistake = mistake_of(scene);
    const Mechanism meant = mechanism_of(study);
    const Result<Mechanism> made = mistake.mechanism(study.settings, surroundings(study));
    if (!made) return made.error();
    const Result<Traits> correct = traits_of(study, meant, score_field(study, meant));
    const Result<Traits> mistaken =
        traits_of(study, *made, mistake.score ? mistake.score(study) : score_field(study, *made));
    if (!correct) return correct.error();
    if (!mistaken) return mistaken.error();
    Fingerprint result{study.length, {}};
    for (std::size_t t = 0; t < trait_names.size(); ++t)
        if ((*correct)[t] || (*mistaken)[t]) result.traits.push_back({static_cast<Trait>(t), (*correct)[t], (*mistaken)[t]});
    return result;
}

}  // namespace phasescope

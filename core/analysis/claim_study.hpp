// What claims are measured from, and how their results are made.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/analysis/claims.hpp"
#include "core/analysis/properties.hpp"
#include "core/matrix.hpp"
#include "core/mechanism.hpp"

namespace phasescope {

/// Made once for a scene, for all claims.
struct ClaimStudy {
    const Scene& scene;
    std::span<const ModelScene> models;
    Mechanism mechanism;
    Properties properties;
    Scene part;   ///< the first positions that have a row: at most most_claim_rows
    Matrix rows;  ///< (part.length, width): what is added, or the cosines and sines that turn; no rows where there are none

    const Check& check() const { return properties.check; }
    const RotatesQueryKey* rotation() const { return std::get_if<RotatesQueryKey>(&mechanism); }
    /// Position brings in some number other than 0.
    bool tells_position() const { return properties.largest > 0; }
    /// Some position has a row, so there are scores.
    bool has_scores() const { return std::isfinite(check().direction.tolerance); }
    /// Numbers that a model would learn stand here as drawn from the seed.
    bool has_drawn_numbers() const { return properties.parameters > 0 && scene.table.rows.empty(); }
    /// The scores of positions are products of rows that differ by position.
    bool has_rows() const { return rows.rows > 0 && rows.cols > 0 && tells_position(); }
};

/// Empty where it was cancelled.
std::optional<ClaimStudy> claim_study(const Scene& scene, std::span<const ModelScene> models, const Progress& progress);

/// A claim and how it is judged.
struct MeasuredClaim {
    Claim claim;
    ClaimResult (*measure)(const ClaimStudy& study);
    bool by_draws = false;  ///< what is drawn in place of learned numbers could decide it: it is drawn several times
};

/// Draws other numbers for the claims that these could decide: the results say how often and from where to where what was
/// judged lies; where draws differ it depends. False where it was cancelled.
bool judge_by_draws(const ClaimStudy& study, std::span<const MeasuredClaim> claims, std::vector<ClaimResult>& results,
                    const Progress& progress);

/// How often random numbers are drawn for a sentence that speaks of all.
inline constexpr std::int64_t claim_draws = 8;

std::span<const MeasuredClaim> claims_on_values();
std::span<const MeasuredClaim> claims_on_scores();
std::span<const MeasuredClaim> claims_on_decay();
std::span<const MeasuredClaim> claims_on_learning();
std::span<const MeasuredClaim> claims_on_rotation();
std::span<const MeasuredClaim> claims_on_biases();
std::span<const MeasuredClaim> claims_in_print();

/// A claim that does not apply, and a scene in which it does.
ClaimResult not_applicable(std::string_view why, Scene show_me);

inline Verdict holds_if(bool holds)
{
    return holds ? Verdict::holds : Verdict::fails;
}

/// The claim holds where the number of this name is at most the tolerance, which is set before.
void judge_at_most(ClaimResult& result, std::string_view number);

/// The claim holds where it is above.
void judge_above(ClaimResult& result, std::string_view number);

/// It depends: one number decides it so, the other one otherwise.
void leave_open(ClaimResult& result, std::string_view number, std::string_view otherwise);

/// The greatest error of a computed sine or cosine (phase.hpp).
inline constexpr double value_rounding = 4e-16;

/// What rounding may put between two distances of rows: each entry is off by value_rounding of the longest row, and a sum of
/// d squares by d 2^-53 of itself.
double distance_rounding(double longest_row, std::int64_t width);

/// The Toeplitz defect that rounding alone may leave of n x n scores, each off by `tolerance`: ||A - T(A)|| is at most
/// n tolerance, and ||A||^2 at least the sum over the diagonals of their length times their squared mean.
double defect_rounding(std::span<const double> by_distance, double tolerance);

double distance(std::span<const double> a, std::span<const double> b);
double cosine(std::span<const double> a, std::span<const double> b);

/// The scene in this view, every sheet shown whole, with the probe let go.
Scene shown_in(Scene scene, View view);

/// The standard example: sinusoids of the scene's width, at no fewer than 3 positions.
Scene sinusoids_in(const Scene& scene, View view);

/// A view with these two positions pinned. They must be among the scene's.
Scene shown_pair(const Scene& scene, View view, std::int64_t query, std::int64_t key);

/// A view with a cell of the table pinned.
Scene shown_cell(const Scene& scene, View view, std::int64_t position, std::int64_t channel);

/// The positions start .. start + length - 1, with content that there is at all of them.
Scene at_positions(Scene scene, std::int64_t start, std::int64_t length);

/// The scene with RoPE, at no fewer than 3 positions.
Scene rotation_in(const Scene& scene, View view);

/// The scene with a setting of this name, where its encoding has one.
Scene with_setting(Scene scene, std::string_view knob, double value);

/// The scene compared with another encoding in its standard settings, but for those of the same name as the scene's.
Scene compared_with(Scene scene, std::string_view encoding, Sheet sheet);

}  // namespace phasescope

#include "core/analysis/claims.hpp"

#include <algorithm>

#include "core/analysis/claim_study.hpp"

namespace phasescope {
namespace {

const std::vector<MeasuredClaim>& list()
{
    static const std::vector<MeasuredClaim> all = [] {
        std::vector<MeasuredClaim> claims;
        for (const auto theme : {claims_on_values(), claims_on_scores(), claims_on_decay(), claims_on_learning(),
                                 claims_on_rotation(), claims_on_biases(), claims_in_print()})
            claims.insert(claims.end(), theme.begin(), theme.end());
        std::ranges::stable_sort(claims, {}, [](const MeasuredClaim& one) { return one.claim.theme; });
        return claims;
    }();
    return all;
}

}  // namespace

std::span<const Claim> claims()
{
    static const std::vector<Claim> all = [] {
        std::vector<Claim> claims;
        for (const MeasuredClaim& one : list()) claims.push_back(one.claim);
        return claims;
    }();
    return all;
}

std::optional<double> ClaimResult::number(std::string_view name) const
{
    const auto found = std::ranges::find(numbers, name, &ClaimNumber::name);
    return found == numbers.end() ? std::nullopt : found->value;
}

std::optional<std::vector<ClaimResult>> measured_claims(const Scene& scene, std::span<const ModelScene> models,
                                                        const Progress& progress)
{
    const auto study = claim_study(scene, models, step_of(progress, 0, 0.5));
    if (!study) return std::nullopt;
    const Progress measuring = step_of(progress, 0.5, 0.8);
    std::vector<ClaimResult> results;
    for (const MeasuredClaim& one : list()) {
        if (!measuring(static_cast<double>(results.size()) / static_cast<double>(list().size()))) return std::nullopt;
        results.push_back(one.measure(*study));
    }
    if (study->has_drawn_numbers() && !judge_by_draws(*study, list(), results, step_of(progress, 0.8, 1)))
        return std::nullopt;
    if (!step_of(progress, 0, 1)(1)) return std::nullopt;
    return results;
}

}  // namespace phasescope

// What is drawn in place of learned numbers is drawn several times before a sentence that speaks of all is judged.
#include <algorithm>

#include "core/analysis/claim_study.hpp"

namespace phasescope {
namespace {

/// What was judged with one seed.
struct Draw {
    double judged = 0;
    Verdict verdict = Verdict::not_applicable;
};

/// The scene with other numbers, no longer than what is compared.
Scene drawn_again(Scene scene, std::int64_t draw)
{
    constexpr std::int64_t most_positions = 128;
    scene.content.seed += static_cast<std::uint64_t>(draw);
    scene.length = std::min(scene.length, most_positions);
    return repaired(std::move(scene));
}

void take_in(ClaimResult& result, const std::vector<Draw>& draws)
{
    double least = *result.number(result.judged), greatest = least;
    bool all_alike = true;
    for (const Draw& draw : draws) {
        least = std::min(least, draw.judged);
        greatest = std::max(greatest, draw.judged);
        all_alike = all_alike && draw.verdict == result.verdict;
    }
    result.numbers.push_back({"draws", static_cast<double>(draws.size() + 1)});
    result.numbers.push_back({"least_drawn", least});
    result.numbers.push_back({"greatest_drawn", greatest});
    if (!all_alike) leave_open(result, "least_drawn", "greatest_drawn");
}

}  // namespace

bool judge_by_draws(const ClaimStudy& study, std::span<const MeasuredClaim> claims, std::vector<ClaimResult>& results,
                    const Progress& progress)
{
    std::vector<std::vector<Draw>> draws(results.size());
    for (std::int64_t draw = 1; draw < claim_draws; ++draw) {
        if (!progress(static_cast<double>(draw) / static_cast<double>(claim_draws))) return false;
        const Scene scene = drawn_again(study.scene, draw);
        const auto other = claim_study(scene, study.models, {});
        if (!other) return false;
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (!claims[i].by_draws || !results[i].applies() || results[i].verdict == Verdict::depends) continue;
            const ClaimResult drawn = claims[i].measure(*other);
            if (drawn.applies() && drawn.verdict != Verdict::depends)
                draws[i].push_back({*drawn.number(drawn.judged), drawn.verdict});
        }
    }
    for (std::size_t i = 0; i < results.size(); ++i)
        if (!draws[i].empty()) take_in(results[i], draws[i]);
    return true;
}

}  // namespace phasescope

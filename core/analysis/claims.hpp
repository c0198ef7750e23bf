// What is said about position in transformers, measured: each claim with a verdict, its numbers, and where to see it.
//
// A claim is judged from the scene alone. Sentences, reasons and names of numbers are in the language files.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/progress.hpp"
#include "core/scene.hpp"

namespace phasescope {

enum class Verdict {
    holds,
    fails,
    depends,         ///< on the content, the length, the layout, or on what training makes of numbers
    not_applicable,  ///< the encoding has nothing that the claim speaks of
};
inline constexpr std::array<std::string_view, 4> verdict_names{"true", "false", "depends", "not_applicable"};

inline std::string_view name_of(Verdict verdict)
{
    return verdict_names[static_cast<std::size_t>(verdict)];
}

/// What claims are about; in this order they are shown.
enum class ClaimTheme { values, score, learned, rotary, bias, printed };
inline constexpr std::array<std::string_view, 6> claim_theme_names{"values", "score", "learned",
                                                                   "rotary", "bias",  "printed"};

/// One measured number.
struct ClaimNumber {
    std::string_view name;        ///< the rest of its key: "claim.number.NAME"
    std::optional<double> value;  ///< finite; empty where there is none, such as a first rise

    bool operator==(const ClaimNumber&) const = default;
};

struct ClaimResult {
    Verdict verdict = Verdict::not_applicable;
    std::vector<ClaimNumber> numbers;
    std::optional<double> tolerance;  ///< what the verdict was judged by; empty: exactly
    std::string_view judged;     ///< the name of the number that decided: at most the tolerance (0 where that is empty), and
                                 ///< the claim holds
    bool holds_above = false;    ///< the other way round: it holds where that number is above the tolerance
    std::string_view otherwise;  ///< where it depends: the number of the same kind that decides the other way
    std::string_view reason;  ///< why this tolerance, or why none: "claim.reason.NAME"; where the claim does not apply, why
                              ///< not: "claim.not_applicable.NAME"
    std::int64_t measured_positions = 0;  ///< how many of the scene's positions were looked at; 0: it is not about them
    Scene show_me;                        ///< repaired: the evidence or the counter-example is on screen, its cell pinned

    bool applies() const { return verdict != Verdict::not_applicable; }
    double limit() const { return tolerance.value_or(0); }
    std::optional<double> number(std::string_view name) const;
};

/// A well-known model, as the scene that shows how it tells position.
struct ModelScene {
    std::string name;
    Scene scene;
};

struct Claim {
    std::string_view name;  ///< of its texts: "claim.NAME.sentence" and "claim.NAME.truth"
    ClaimTheme theme = ClaimTheme::values;
};

/// Every claim, in the order of its theme.
std::span<const Claim> claims();

/// The results for a repaired scene, in the order of claims(); empty where it was cancelled. Claims about models are judged
/// by those given. Single rows, and scores of rotations that are made row by row, are looked at for the first
/// most_claim_rows positions; other scores as check() does.
std::optional<std::vector<ClaimResult>> measured_claims(const Scene& scene, std::span<const ModelScene> models,
                                                        const Progress& progress = {});

/// The most positions whose rows are looked at one by one.
inline constexpr std::int64_t most_claim_rows = 512;

}  // namespace phasescope

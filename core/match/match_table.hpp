// What a table of numbers is: an encoding as it should be, one of the published mistakes, or nothing that is known.
//
// Three steps, each a file or more: guesses from what the columns do (question.hpp), the numbers of each guess compared with
// the table (comparison.hpp), and what is said of those that fit (here).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/match/comparison.hpp"
#include "core/match/reading.hpp"
#include "core/matrix.hpp"
#include "core/scene.hpp"

namespace phasescope {

enum class MatchVerdict {
    correct,   ///< as it should be
    mistaken,  ///< with a published mistake
    unknown,   ///< none that is known
    too_few    ///< too few numbers to tell
};
inline constexpr std::array<std::string_view, 4> match_verdict_names{"correct", "mistaken", "unknown", "too_few"};

/// Below this share of the variance that a reading explains, nothing is named.
inline constexpr double least_named_fit = 0.9;

/// Numbers that are none.
struct NotFinite {
    std::int64_t count = 0;
    std::int64_t row = 0, col = 0;  ///< the first of them
};

/// Places are rows and columns of the table as it was given.
struct TableMatch {
    MatchVerdict verdict = MatchVerdict::unknown;
    std::optional<MatchReading> reading;  ///< what it is; of a table that is unknown the nearest, where one explains enough
    std::vector<MatchReading> equally;    ///< other readings that fit as well, the plain ones first
    double fit = 0;                       ///< the share of the variance that the reading explains
    double largest_difference = 0;
    std::int64_t row = 0, col = 0;         ///< where it is
    double tolerance = 0;                  ///< there
    std::vector<std::int64_t> padding;     ///< rows (columns where transposed) of zeros that were left out
    std::vector<std::int64_t> zero_rows;   ///< of zeros where the reading has none: a difference
    std::vector<std::int64_t> empty_rows;  ///< without numbers, as the reading's
    NotFinite not_finite;
    WrittenPrecision precision;

    bool matches() const { return verdict == MatchVerdict::correct || verdict == MatchVerdict::mistaken; }
};

/// Compares a table, or its transpose, with everything that is known. Readings that agree with every number within its
/// tolerance (MeantTable) are equal; among them those of the scene's own settings come first, then correct ones, then plain
/// ones. A published mistake comes before a correct reading whose base nobody uses: 10^8 is the doubled exponent of 10^4.
TableMatch match_table(const Matrix& table, const Scene& scene);

/// The scene in which mistakes are looked at as this table has it: with the encoding, the settings and the mistake that it
/// is most like, at its positions. The scene itself where nothing is named, or where it has no such rows.
Scene scene_of_match(Scene scene, const TableMatch& match, const Matrix& table);

}  // namespace phasescope

// What `check`, `compare`, `claims`, `match` and `encodings` print.
#pragma once

#include <string>
#include <vector>

#include "app/text/language.hpp"
#include "core/analysis/check.hpp"
#include "core/analysis/claims.hpp"
#include "core/analysis/properties.hpp"
#include "core/match/match_table.hpp"

namespace phasescope {

/// Digits of a measured number.
inline constexpr int report_digits = 6;
/// The widest line of running text.
inline constexpr std::size_t report_columns = 100;

/// An aligned table with units, headed by the verdict.
std::string check_table(const Scene& scene, const Check& check, const Language& text);

/// One JSON object; null for what does not apply.
std::string check_json(const Scene& scene, const Check& check);

/// One line for each encoding, aligned.
std::string comparison_table(const std::vector<Properties>& all, const Language& text);

/// A list of JSON objects; null for what does not apply.
std::string comparison_json(const std::vector<Properties>& all);

std::string encodings_table(const Language& text);
std::string encodings_json();

/// What a table is, in sentences; and where the mistake was found.
std::string match_report(const TableMatch& match, const Language& text);

/// 0 as it should be, 4 a published mistake, 5 none that is known or too few numbers to tell.
int exit_code(const TableMatch& match);

/// One JSON object; null for what there is not.
std::string match_json(const TableMatch& match);

/// Each claim with its verdict, numbers and tolerance, by theme, at most `report_columns` wide.
std::string claims_table(const Scene& scene, const std::vector<ClaimResult>& results, const Language& language);

/// A list of JSON objects, each with the scene that shows it; null for what is not there.
std::string claims_json(const Scene& scene, const std::vector<ClaimResult>& results, const Language& language);

/// The encoding with the settings that count, and the positions that were measured; two lines.
std::string report_heading(const Scene& scene, std::int64_t measured_length, const Language& text);

/// The verdict on direction in one sentence, with the number that decided it and the tolerance it was judged by; a second
/// one says where keys after the query were counted by the formula.
std::string verdict(const Check& check, const Language& text);

}  // namespace phasescope

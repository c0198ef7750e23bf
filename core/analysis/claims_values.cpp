// Claims about the table: its values, its wavelengths, and what the base is.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/claim_study.hpp"
#include "core/analysis/row_fit.hpp"
#include "core/analysis/shift.hpp"
#include "core/dot.hpp"
#include "core/picture.hpp"
#include "core/rotation.hpp"
#include "core/spectrum.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

/// The greatest number on the table or, where there is none by position, the score of the first positions.
Scene at_greatest_number(const ClaimStudy& study)
{
    const bool has_table = study.has_rows();
    const Sheet sheet = has_table ? Sheet::matrix : Sheet::score;
    Scene part = study.part;
    part.attention.scaled = false;
    const Result<Picture> made = picture(part, study.mechanism, sheet);
    if (!made) return shown_in(study.scene, View::overview);
    const Matrix numbers = dense(made->field);
    std::int64_t best = 0;
    for (std::int64_t i = 1; i < std::ssize(numbers.values); ++i)
        if (!(std::abs(numbers.values[static_cast<std::size_t>(i)])
              <= std::abs(numbers.values[static_cast<std::size_t>(best)])))
            best = std::isnan(numbers.values[static_cast<std::size_t>(i)]) ? best : i;
    const std::int64_t row = made->first_row + best / numbers.cols, col = made->first_col + best % numbers.cols;
    return has_table ? shown_cell(study.scene, View::matrix, row, col) : shown_pair(study.scene, View::score, row, col);
}

double excess(double largest)
{
    return std::max(0.0, largest - 1);
}

/// The scene with numbers drawn so much wider, or so much narrower, that by proportion they lie on the other side of 1.
Scene drawn_otherwise(const Scene& part, double largest)
{
    const double step = largest > 1 ? 0.1 : 10;
    double scale = step;
    while ((largest * scale > 1) == (largest > 1)) scale *= step;
    return with_setting(part, "deviation", setting(part, "deviation") * scale);
}

ClaimResult bounded_values(const ClaimStudy& study)
{
    if (!study.tells_position()) return not_applicable("no_position", sinusoids_in(study.scene, View::matrix));
    const Properties& p = study.properties;
    ClaimResult result;
    result.numbers = {{"largest", p.largest}, {"excess", excess(p.largest)}, {"excess_beyond", excess(p.largest_beyond)}};
    result.tolerance = value_rounding;
    result.reason = "value";
    result.measured_positions = p.check.measured_length;
    judge_at_most(result, "excess");
    if (study.has_drawn_numbers() && setting(study.scene, "deviation") > 0) {
        const Scene other = drawn_otherwise(study.part, p.largest);
        const double otherwise = excess(largest_number(other, mechanism_of(other)));
        result.numbers.push_back({"other_deviation", setting(other, "deviation")});
        result.numbers.push_back({"excess_otherwise", otherwise});
        if ((otherwise <= result.limit()) != (result.verdict == Verdict::holds))
            leave_open(result, "excess", "excess_otherwise");
    }
    if (result.verdict == Verdict::holds && excess(p.largest_beyond) > result.limit())
        leave_open(result, "excess", "excess_beyond");
    result.show_me = at_greatest_number(study);
    return result;
}

/// The wavelength of every column that has one, in the order of the columns.
struct ColumnWave {
    std::int64_t column = 0, pair = 0;
    Turns128 frequency = 0;
};
std::vector<ColumnWave> column_waves(const AddedToInput& table)
{
    std::vector<ColumnWave> columns;
    for (std::size_t c = 0; c < table.channels.size(); ++c)
        if (table.channels[c].pair >= 0)
            columns.push_back({static_cast<std::int64_t>(c), table.channels[c].pair, table.waves.frequency[c]});
    return columns;
}

ClaimResult left_is_fast(const ClaimStudy& study)
{
    const std::vector<ColumnWave> columns = column_waves(table_of(study.mechanism));
    if (columns.empty()) return not_applicable("no_waves", sinusoids_in(study.scene, View::matrix));
    const auto slower = [](const ColumnWave& a, const ColumnWave& b) { return a.frequency > b.frequency; };
    const ColumnWave fastest = *std::ranges::min_element(columns, slower),
                     slowest = *std::ranges::max_element(columns, slower);
    if (fastest.frequency == slowest.frequency) return not_applicable("one_wave", sinusoids_in(study.scene, View::matrix));
    std::vector<ColumnWave> by_pair = columns;
    std::ranges::stable_sort(by_pair, {}, &ColumnWave::pair);
    std::optional<std::int64_t> first_turn;
    std::int64_t turns = 0;
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
        if (columns[i + 1].frequency <= columns[i].frequency) continue;
        if (!first_turn) first_turn = columns[i + 1].column;
        ++turns;
    }
    ClaimResult result;
    result.numbers = {{"first_wavelength", wavelength(columns.front().frequency)},
                      {"last_wavelength", wavelength(columns.back().frequency)},
                      {"faster_again", static_cast<double>(turns)}};
    if (columns.back().frequency == 0) result.numbers[1].value.reset();  // it stands still
    result.reason = "exact_frequencies";
    std::int64_t turns_by_pair = 0;
    for (std::size_t i = 1; i < by_pair.size(); ++i) turns_by_pair += by_pair[i].frequency > by_pair[i - 1].frequency;
    result.numbers.push_back({"faster_again_by_pair", static_cast<double>(turns_by_pair)});
    judge_at_most(result, "faster_again");
    if (turns > 0 && turns_by_pair == 0) leave_open(result, "faster_again", "faster_again_by_pair");
    result.show_me = shown_cell(study.scene, View::matrix, study.scene.start, first_turn.value_or(columns.front().column));
    return result;
}

/// How far apart positions are at one distance: least and greatest, and where the greatest is.
struct Spacing {
    std::int64_t apart = 0;
    double least = 0, greatest = 0;
    std::int64_t at = 0;  ///< the first row of the pair with the greatest
    double spread() const { return greatest - least; }
};
Spacing spacing(const Matrix& rows, std::int64_t apart)
{
    Spacing result{apart, distance(rows.row(0), rows.row(apart)), 0, 0};
    for (std::int64_t p = 0; p + apart < rows.rows; ++p) {
        const double here = distance(rows.row(p), rows.row(p + apart));
        result.least = std::min(result.least, here);
        if (here > result.greatest) result.at = p;
        result.greatest = std::max(result.greatest, here);
    }
    return result;
}

ClaimResult equal_distances(const ClaimStudy& study)
{
    if (!study.has_rows()) return not_applicable("no_rows", sinusoids_in(study.scene, View::similarity));
    const Matrix& rows = study.rows;
    if (rows.rows < 3) return not_applicable("too_short", sinusoids_in(study.scene, View::similarity));
    Spacing widest;
    for (const std::int64_t apart : {std::int64_t{1}, rows.rows / 4, rows.rows / 2}) {
        if (apart < 1) continue;
        const Spacing here = spacing(rows, apart);
        if (widest.apart == 0 || here.spread() > widest.spread()) widest = here;
    }
    ClaimResult result;
    result.numbers = {{"apart", static_cast<double>(widest.apart)},
                      {"least_distance", widest.least},
                      {"greatest_distance", widest.greatest},
                      {"spread", widest.spread()}};
    result.tolerance = distance_rounding(longest_row(rows), rows.cols);
    result.reason = "distance";
    result.measured_positions = rows.rows;
    judge_at_most(result, "spread");
    const std::int64_t at = study.part.start + widest.at;
    result.show_me = shown_pair(study.scene, View::similarity, at, at + widest.apart);
    return result;
}

/// Where no M_s is known in advance, one is fitted to some positions and tried on the others.
ClaimResult fitted_shift(const ClaimStudy& study)
{
    const RowFit fit = fitted_step(study.rows);
    ClaimResult result;
    result.numbers = {{"fit_residual", fit.residual}};
    result.tolerance = row_fit_tolerance;
    result.reason = "fit";
    result.measured_positions = study.rows.rows;
    judge_at_most(result, "fit_residual");  // 1 is what a matrix of zeros leaves
    result.show_me = shown_cell(study.scene, View::matrix, study.part.start + fit.worst, 0);
    return result;
}

/// Rows of pairs that turn and grow: M_s also multiplies each pair by what it grows in s positions. Relative to the longer
/// of the two rows.
double growing_shift_residual(const RotatesQueryKey& rotation, const Matrix& rows)
{
    const AddedToInput table = rotation_table(rotation);
    std::vector<double> moved(static_cast<std::size_t>(rows.cols));
    const std::vector<double> origin(moved.size());
    double largest = 0;
    for (const std::int64_t s : {std::int64_t{1}, rows.rows / 4, rows.rows / 2}) {
        const Shift turned = shift(table, s);
        for (std::int64_t p = 0; p + s < rows.rows; ++p) {
            turned.apply(rows.row(p), moved);
            for (std::size_t c = 0; c < moved.size(); ++c)
                moved[c] *= grown(rotation.growth[static_cast<std::size_t>(table.channels[c].pair)], static_cast<double>(s));
            const double longer = std::max(distance(rows.row(p), origin), distance(rows.row(p + s), origin));
            for (std::size_t c = 0; c < moved.size(); ++c)
                largest = std::max(largest, std::abs(rows(p + s, static_cast<std::int64_t>(c)) - moved[c]) / longer);
        }
    }
    return largest;
}

ClaimResult shift_is_linear(const ClaimStudy& study)
{
    if (!study.has_rows()) return not_applicable("no_rows", sinusoids_in(study.scene, View::rotation));
    const Check& check = study.check();
    if (!check.shift_residual && study.rows.rows < 4)
        return not_applicable("too_short", sinusoids_in(study.scene, View::rotation));
    const RotatesQueryKey* rotation = study.rotation();
    const bool grows = rotation && rotation->coordinates.empty() && !rotation->growth.empty();
    if (!check.shift_residual && !grows) return fitted_shift(study);
    const double residual = grows ? growing_shift_residual(*rotation, study.rows) : *check.shift_residual;
    ClaimResult result;
    result.numbers = {{grows ? "shift_residual_relative" : "shift_residual", residual}};
    // Two sines, two entries of M_s, and the entry that is compared: none longer than the longest row. What grows is rounded
    // as often again.
    result.tolerance = grows ? 16 * value_rounding : 8 * value_rounding * check.norm->greatest;
    result.reason = "shift";
    result.measured_positions = grows ? study.rows.rows : check.measured_length;
    judge_at_most(result, result.numbers.front().name);
    result.show_me = shown_in(study.scene, has_sheet(study.mechanism, Sheet::angles) ? View::rotation : View::matrix);
    return result;
}

/// The base as a number of positions; empty where the encoding has no waves over the position.
std::optional<std::int64_t> base_positions(const ClaimStudy& study)
{
    const double base = setting(study.scene, "base", 0);
    if (base <= 0 || column_waves(table_of(study.mechanism)).empty()) return std::nullopt;
    return std::llround(base);
}

/// The distance of the nearest two among rows `first` .. `first` + count - 1.
double nearest(const WaveTerms& waves, std::int64_t first, std::int64_t count)
{
    Matrix rows(count, waves.size());
    wave_rows(waves, first, count, rows.values);
    double least = std::numeric_limits<double>::infinity();
    for (std::int64_t i = 0; i < count; ++i)
        for (std::int64_t j = i + 1; j < count; ++j) least = std::min(least, distance(rows.row(i), rows.row(j)));
    return least;
}

ClaimResult base_is_length(const ClaimStudy& study)
{
    const auto base = base_positions(study);
    if (!base) return not_applicable("no_base", sinusoids_in(study.scene, View::matrix));
    constexpr std::int64_t count = 64;
    const AddedToInput table = table_of(study.mechanism);
    const double before = nearest(table.waves, 0, count), beyond = nearest(table.waves, *base, count);
    ClaimResult result;
    result.numbers = {{"base", setting(study.scene, "base")}, {"nearest_before", before}, {"nearest_beyond", beyond}};
    result.tolerance = distance_rounding(std::sqrt(static_cast<double>(table.waves.size())), table.waves.size());
    result.reason = "distance";
    judge_at_most(result, "nearest_beyond");
    // Half of the positions shown lie below the base and half beyond.
    const std::int64_t half = std::min<std::int64_t>(50, *base);
    result.show_me = shown_cell(at_positions(study.scene, *base - half, 2 * half), View::matrix, *base, 0);
    return result;
}

ClaimResult base_is_period(const ClaimStudy& study)
{
    const auto base = base_positions(study);
    if (!base) return not_applicable("no_base", sinusoids_in(study.scene, View::similarity));
    const AddedToInput table = table_of(study.mechanism);
    const auto width = static_cast<std::size_t>(table.waves.size());
    std::vector<double> here(width), later(width);
    wave_row(table.waves, 2, here);
    wave_row(table.waves, 2 * (1 + *base), later);
    double longest = 0;
    for (const ColumnWave& column : column_waves(table))
        if (column.frequency != 0) longest = std::max(longest, wavelength(column.frequency));
    ClaimResult result;
    result.numbers = {{"base", setting(study.scene, "base")},
                      {"cosine_after_base", cosine(here, later)},
                      {"distance_after_base", distance(here, later)},
                      {"longest_wavelength", longest}};
    result.tolerance = distance_rounding(std::sqrt(static_cast<double>(width)), table.waves.size());
    result.reason = "distance";
    judge_at_most(result, "distance_after_base");
    result.show_me = shown_pair(at_positions(study.scene, 0, *base + 2), View::similarity, 1, *base + 1);
    // The rows about position 1, and the columns about the position one base later.
    const double end = static_cast<double>(*base + 2), side = std::min(40.0, end);
    result.show_me.look(Sheet::similarity).window = Window{0, side, end - side, end};
    return result;
}

constexpr std::array list{
    MeasuredClaim{{"bounded_values", ClaimTheme::values}, bounded_values},
    MeasuredClaim{{"left_is_fast", ClaimTheme::values}, left_is_fast},
    MeasuredClaim{{"equal_distances", ClaimTheme::values}, equal_distances, true},
    MeasuredClaim{{"shift_is_linear", ClaimTheme::values}, shift_is_linear, true},
    MeasuredClaim{{"base_is_length", ClaimTheme::values}, base_is_length},
    MeasuredClaim{{"base_is_period", ClaimTheme::values}, base_is_period},
};

}  // namespace

std::span<const MeasuredClaim> claims_on_values()
{
    return list;
}

}  // namespace phasescope

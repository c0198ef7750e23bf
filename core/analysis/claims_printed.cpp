// Claims that were printed as examples or formulas: each is computed as it stands beside the encoding of the scene.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/analysis/claim_study.hpp"
#include "core/picture.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

bool has_sinusoids(const ClaimStudy& study)
{
    const auto* table = std::get_if<AddedToInput>(&study.mechanism);
    return table && std::ranges::any_of(table->channels, [](const Channel& channel) { return channel.pair >= 0; });
}

/// The value at position 1, channel 0.
double first_value(const Mechanism& mechanism)
{
    const AddedToInput table = table_of(mechanism);
    std::vector<double> row(table.channels.size());
    wave_row(table.waves, 2, row);
    return row.front();
}

ClaimResult printed_example(const ClaimStudy& study)
{
    constexpr double printed = 0.0001, half_a_digit = 0.00005;
    if (!has_sinusoids(study)) return not_applicable("not_sinusoidal", sinusoids_in(study.scene, View::matrix));
    const Scene four = with_setting(at_positions(study.scene, 0, 16), "d_model", 4);
    const double value = first_value(mechanism_of(four));
    ClaimResult result;
    result.numbers = {{"off_printed_value", std::abs(value - printed)},
                      {"value_of_four", value},
                      {"value_here", first_value(study.mechanism)}};
    result.tolerance = half_a_digit;
    result.reason = "printed_digits";
    judge_at_most(result, "off_printed_value");
    result.show_me = shown_cell(four, View::matrix, 1, 0);
    return result;
}

struct Extremes {
    double least = std::numeric_limits<double>::infinity(), greatest = 0;
    void meet(double x)
    {
        least = std::min(least, x);
        greatest = std::max(greatest, x);
    }
};

/// The printed sum of a sine and a cosine at a position, for l = 1 .. d/2.
std::vector<double> printed_sums(const std::vector<Turns128>& frequencies, std::int64_t position)
{
    std::vector<double> row;
    for (std::size_t l = 1; l < frequencies.size(); ++l)
        row.push_back(sin_turns(phase_at(position, frequencies[l])) + cos_turns(phase_at(position, frequencies[l - 1])));
    return row;
}

ClaimResult printed_sum(const ClaimStudy& study)
{
    const double base = setting(study.scene, "base");
    if (!has_sinusoids(study) || base <= 0) return not_applicable("not_sinusoidal", sinusoids_in(study.scene, View::matrix));
    const std::int64_t d = study.rows.cols, printed_width = d / 2;
    const auto frequencies = geometric_spectrum(base, 2, static_cast<double>(d), printed_width + 1);
    Extremes own, sums;
    double off = 0;
    std::vector<double> origin(static_cast<std::size_t>(d));
    for (std::int64_t r = 0; r < study.rows.rows; ++r) {
        const std::vector<double> row = printed_sums(frequencies, study.part.start + r);
        double square = 0;
        for (std::size_t l = 0; l < row.size(); ++l) {
            square += row[l] * row[l];
            off = std::max(off, std::abs(row[l] - study.rows(r, static_cast<std::int64_t>(l))));
        }
        sums.meet(square);
        own.meet(std::pow(distance(study.rows.row(r), origin), 2));
    }
    ClaimResult result;
    result.numbers = {{"missing_columns", static_cast<double>(d - printed_width)},
                      {"columns", static_cast<double>(d)},
                      {"printed_columns", static_cast<double>(printed_width)},
                      {"off_printed", off},
                      {"least_square", own.least},
                      {"greatest_square", own.greatest},
                      {"printed_least_square", sums.least},
                      {"printed_greatest_square", sums.greatest}};
    result.reason = "counted";
    result.measured_positions = study.rows.rows;
    judge_at_most(result, "missing_columns");
    result.show_me = shown_in(study.scene, View::mistakes);
    result.show_me.mistake.name = "sum_instead_of_pair";
    return result;
}

/// Columns whose numbers move by less than 0.02 over the positions.
double still_columns(const WaveTerms& waves, std::int64_t start, std::int64_t count)
{
    constexpr double still = 0.02;
    const auto width = static_cast<std::size_t>(waves.size());
    std::vector<double> row(width), least(width, 2), greatest(width, -2);
    for (std::int64_t p = start; p < start + count; ++p) {
        wave_row(waves, 2 * p, row);
        for (std::size_t c = 0; c < width; ++c) {
            least[c] = std::min(least[c], row[c]);
            greatest[c] = std::max(greatest[c], row[c]);
        }
    }
    double columns = 0;
    for (std::size_t c = 0; c < width; ++c) columns += greatest[c] - least[c] < still;
    return columns;
}

/// base^(-2c/D) for column c = 0 .. D - 1, sines and cosines by turns.
WaveTerms printed_waves(double base, std::int64_t width)
{
    WaveTerms waves;
    const auto frequencies = geometric_spectrum(base, 2, static_cast<double>(width), width);
    for (std::size_t c = 0; c < frequencies.size(); ++c)
        waves.add(1, frequencies[c], c % 2 == 0 ? -quarter_turn : Turns64{0});
    return waves;
}

/// The same columns in the order sine, cosine of pair 0, of pair 1 ...
WaveTerms by_pairs(const AddedToInput& table)
{
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < table.channels.size(); ++c)
        if (table.channels[c].pair >= 0) order.push_back(c);
    std::ranges::stable_sort(order, {}, [&](std::size_t c) { return table.channels[c].pair; });
    WaveTerms waves;
    for (const std::size_t c : order) waves.add(table.waves.amplitude[c], table.waves.frequency[c], table.waves.phase[c]);
    return waves;
}

ClaimResult printed_theta(const ClaimStudy& study)
{
    const double base = setting(study.scene, "base");
    const WaveTerms own = by_pairs(table_of(study.mechanism));
    if (own.size() == 0 || base <= 0) return not_applicable("no_base", sinusoids_in(study.scene, View::matrix));
    const WaveTerms printed = printed_waves(base, own.size());
    const std::int64_t count = std::min(study.scene.length, most_claim_rows);
    ClaimResult result;
    double columns_off = 0;
    for (std::size_t c = 0; c < own.frequency.size(); ++c) columns_off += own.frequency[c] != printed.frequency[c];
    result.numbers = {{"longest_wavelength", wavelength(own.frequency.back())},
                      {"printed_longest", wavelength(printed.frequency.back())},
                      {"still_columns", still_columns(own, study.scene.start, count)},
                      {"printed_still_columns", still_columns(printed, study.scene.start, count)}};
    if (own.frequency.back() == 0) result.numbers[0].value.reset();
    result.numbers.push_back({"columns_off", columns_off});
    result.reason = "exact_frequencies";
    result.measured_positions = count;
    judge_at_most(result, "columns_off");
    result.show_me = shown_in(has_sinusoids(study) ? study.scene : with_encoding(study.scene, "sinusoidal"), View::mistakes);
    result.show_me.mistake.name = "doubled_exponent_per_column";
    return result;
}

constexpr std::array list{
    MeasuredClaim{{"printed_example", ClaimTheme::printed}, printed_example},
    MeasuredClaim{{"printed_sum", ClaimTheme::printed}, printed_sum},
    MeasuredClaim{{"printed_theta", ClaimTheme::printed}, printed_theta},
};

}  // namespace

std::span<const MeasuredClaim> claims_in_print()
{
    return list;
}

}  // namespace phasescope

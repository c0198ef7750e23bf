// Measures of how fast the pairs turn.
#include <algorithm>
#include <cmath>

#include "core/analysis/frequencies.hpp"
#include "core/measure/list.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

/// The most cells that are looked through.
constexpr std::int64_t most_cells = std::int64_t{1} << 24;

Result<std::vector<PairFrequency>> frequencies(const Scene& scene)
{
    std::vector<PairFrequency> pairs = pair_frequencies(scene);
    if (pairs.empty()) return Error{"the encoding has no waves", scene.encoding, ""};
    return pairs;
}

template <class Of>
Result<Measured> of_pair(const Scene& scene, const MeasureValue& value, Of of)
{
    const auto pairs = frequencies(scene);
    if (!pairs) return pairs.error();
    const Result<std::int64_t> pair = whole_of(value);
    if (!pair) return pair.error();
    if (*pair < 0 || *pair >= std::ssize(*pairs)) return Error{"there is no such pair", value.text, ""};
    return real_number(of((*pairs)[static_cast<std::size_t>(*pair)]));
}

template <class Matches>
Result<Measured> count(const Scene& scene, Matches matches)
{
    const auto pairs = frequencies(scene);
    if (!pairs) return pairs.error();
    return whole_number(std::ranges::count_if(*pairs, matches));
}

template <Treatment treatment>
Result<Measured> treated(const Scene& scene, MeasureValues)
{
    return count(scene, [](const PairFrequency& pair) { return pair.treatment == treatment; });
}

/// The longest or the shortest wavelength; a pair that stands still has none.
Result<Measured> extreme(const Scene& scene, bool longest)
{
    const auto pairs = frequencies(scene);
    if (!pairs) return pairs.error();
    double found = NAN;
    for (const PairFrequency& pair : *pairs)
        if (std::isfinite(pair.wavelength) && !(longest ? found >= pair.wavelength : found <= pair.wavelength))
            found = pair.wavelength;
    return real_number(found);
}

Result<Measured> angle(const Scene& scene, MeasureValues values)
{
    const Result<std::int64_t> position = whole_of(values[0]);
    if (!position) return position.error();
    return of_pair(scene, values[1],
                   [&](const PairFrequency& pair) { return 2 * pi * static_cast<double>(*position) / pair.wavelength; });
}

Result<Measured> still_columns(const Scene& scene, MeasureValues values)
{
    if (!values[0].number || *values[0].number < 0) return Error{"a number from 0 on is needed", values[0].text, ""};
    const Result<Picture> table = picture(scene, Sheet::matrix);
    if (!table) return table.error();
    if (table->row_count() * table->col_count() > most_cells) return Error{"the table is too large for this", "", ""};
    const Matrix numbers = dense(table->field);
    std::int64_t still = 0;
    for (std::int64_t c = 0; c < numbers.cols; ++c) {
        double lo = INFINITY, hi = -INFINITY;
        for (std::int64_t r = 0; r < numbers.rows; ++r) {
            lo = std::min(lo, numbers(r, c));
            hi = std::max(hi, numbers(r, c));
        }
        if (hi - lo <= *values[0].number) ++still;
    }
    return whole_number(still);
}

constexpr std::array<Measure, 11> list{{
    {{"wavelength", "K", "positions per turn of a pair"},
     1,
     [](const Scene& scene, MeasureValues values) {
         return of_pair(scene, values[0], [](const PairFrequency& pair) { return pair.wavelength; });
     }},
    {{"unscaled_wavelength", "K", "the same without scaling"},
     1,
     [](const Scene& scene, MeasureValues values) {
         return of_pair(scene, values[0], [](const PairFrequency& pair) { return pair.unscaled_wavelength; });
     }},
    {{"longest_wavelength", "", "of all pairs that turn"},
     0,
     [](const Scene& scene, MeasureValues) { return extreme(scene, true); }},
    {{"shortest_wavelength", "", "of all pairs that turn"},
     0,
     [](const Scene& scene, MeasureValues) { return extreme(scene, false); }},
    {{"turns", "K", "turns of a pair within the length"},
     1,
     [](const Scene& scene, MeasureValues values) {
         return of_pair(scene, values[0], [](const PairFrequency& pair) { return pair.turns_in_length; });
     }},
    {{"angle", "P K", "by how much a pair has turned at a position, in radians"}, 2, angle},
    {{"still_columns", "EPS", "columns whose numbers lie within EPS of each other"}, 1, still_columns},
    {{"unfinished_pairs", "", "pairs that complete no turn in the trained length, or in the length where there is none"},
     0,
     [](const Scene& scene, MeasureValues) {
         return count(scene, [](const PairFrequency& pair) {
             return pair.turns_in_trained ? !pair.turned_in_training() : !pair.turns_within_length();
         });
     }},
    {{"kept_pairs", "", "pairs that scaling leaves as they were"}, 0, treated<Treatment::kept>},
    {{"blended_pairs", "", "pairs that scaling slows in part"}, 0, treated<Treatment::blended>},
    {{"divided_pairs", "", "pairs that scaling slows by the whole factor"}, 0, treated<Treatment::divided>},
}};

}  // namespace

std::span<const Measure> wave_measures()
{
    return list;
}

}  // namespace phasescope

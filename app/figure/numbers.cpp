#include "app/figure/numbers.hpp"

#include <array>

#include "core/analysis/frequencies.hpp"
#include "core/field/part.hpp"

namespace phasescope {
namespace {

Result<Numbers> sheet_numbers(const Scene& scene, Sheet sheet)
{
    Result<Picture> made = picture(scene, sheet);
    if (!made) return made.error();
    Picture shown = std::move(made).value();
    const std::string rows(shown.rows == Axis::entry ? "row" : name_of(shown.rows));
    return Numbers{std::move(shown.field), {rows, shown.first_row, shown.first_col, shown.row_names}};
}

/// (pairs, 4)
Numbers frequency_numbers(const Scene& scene)
{
    const std::vector<PairFrequency> pairs = pair_frequencies(scene);
    const std::vector<Turns128> turns = pair_turns(mechanism_of(scene));
    Matrix table(static_cast<std::int64_t>(pairs.size()), 4);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const auto row = static_cast<std::int64_t>(k);
        table(row, 0) = 2 * pi * turns_per_position(turns[k]);
        table(row, 1) = pairs[k].wavelength;
        table(row, 2) = pairs[k].turns_in_length;
        table(row, 3) = pairs[k].unscaled_wavelength;
    }
    CsvLabels labels{"pair"};
    labels.cols = {"radians_per_position", "wavelength", "turns_in_length", "unscaled_wavelength"};
    return {StoredField{std::move(table)}, std::move(labels)};
}

std::vector<std::string> part_of(const std::vector<std::string>& names, std::int64_t begin, std::int64_t end)
{
    if (names.empty()) return {};
    return {names.begin() + begin, names.begin() + end};
}

}  // namespace

Result<Numbers> numbers_of(const FigureSpec& spec)
{
    if (spec.sheet) return sheet_numbers(spec.scene, *spec.sheet);
    if (spec.curves == Curves::waves)
        return Error{"the waves have no table of numbers", "waves", "export the matrix instead"};
    if (const auto error = why_no_frequencies(spec.scene)) return *error;
    return frequency_numbers(spec.scene);
}

Numbers part_of(const Numbers& numbers, const CellRect& cells)
{
    const CsvLabels& labels = numbers.labels;
    return {part_of(numbers.field, cells),
            {labels.corner, labels.first_row + cells.row0, labels.first_col + cells.col0,
             part_of(labels.rows, cells.row0, cells.row1), part_of(labels.cols, cells.col0, cells.col1)}};
}

std::optional<Error> why_no_frequencies(const Scene& scene)
{
    if (!pair_turns(mechanism_of(scene)).empty()) return std::nullopt;
    return Error{"the encoding " + scene.encoding + " has no pairs that turn", "frequencies",
                 "phasescope encodings lists the views that each encoding has"};
}

}  // namespace phasescope

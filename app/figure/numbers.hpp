// The numbers behind a figure, with the labels that they have in files.
#pragma once

#include "app/figure/figure.hpp"
#include "core/io/csv.hpp"

namespace phasescope {

struct Numbers {
    Field field;
    CsvLabels labels;

    std::int64_t row_count() const { return phasescope::row_count(field); }
    std::int64_t col_count() const { return phasescope::col_count(field); }
};

/// Those of the spec's first sheet; of the frequencies one row a pair: angular frequency in radians per position,
/// wavelength in positions, turns within the length, wavelength without scaling. An Error where there is no such sheet,
/// where no pair turns, and for the waves.
Result<Numbers> numbers_of(const FigureSpec& spec);

/// A rectangle of them. It must be inside and not empty.
Numbers part_of(const Numbers& numbers, const CellRect& cells);

/// Why no frequencies can be shown; empty where they can.
std::optional<Error> why_no_frequencies(const Scene& scene);

}  // namespace phasescope

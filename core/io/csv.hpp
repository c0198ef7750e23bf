// Comma-separated values with a header row.
#pragma once

#include <string>
#include <vector>

#include "core/field/field.hpp"
#include "core/io/file.hpp"
#include "core/io/npy.hpp"
#include "core/result.hpp"

namespace phasescope {

/// A header row (the corner word, then the column names), then one line a row: its label, then numbers that read back
/// the same. Rows are labelled first_row, first_row + 1, ..., columns first_col, ..., or by names of their own.
struct CsvLabels {
    std::string corner;
    std::int64_t first_row = 0;
    std::int64_t first_col = 0;
    std::vector<std::string> rows = {};  ///< one a row; empty for numbers
    std::vector<std::string> cols = {};
};
Result<Done> write_csv(const Field& field, NumberType type, const CsvLabels& labels, const Sink& sink);

}  // namespace phasescope

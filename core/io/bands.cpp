#include "core/io/bands.hpp"

#include <algorithm>
#include <vector>

namespace phasescope {

Result<Done> each_band(const Field& field, const std::function<bool(std::int64_t, std::span<const double>)>& take)
{
    constexpr std::int64_t band_cells = std::int64_t{1} << 16;  // 512 KiB: within the second cache
    const std::int64_t rows = row_count(field), cols = col_count(field);
    const std::int64_t band_rows = std::clamp(band_cells / cols, std::int64_t{1}, rows);
    std::vector<double> numbers(static_cast<std::size_t>(band_rows * cols));
    for (std::int64_t first = 0; first < rows; first += band_rows) {
        const std::int64_t count = std::min(band_rows, rows - first);
        const auto band = std::span(numbers).first(static_cast<std::size_t>(count * cols));
        rows_of(field, first, count, band);
        if (!take(first, band)) return write_refused();
    }
    return Done{};
}

Result<Done> fits_a_file(const Field& field, int bytes_per_cell)
{
    constexpr std::int64_t most = std::int64_t{1} << 44;
    std::int64_t bytes = 0;
    const bool overflow = __builtin_mul_overflow(row_count(field), col_count(field), &bytes)
                          || __builtin_mul_overflow(bytes, bytes_per_cell, &bytes);
    if (!overflow && bytes <= most) return Done{};
    return Error{"the file would be larger than any disk",
                 std::to_string(row_count(field)) + " x " + std::to_string(col_count(field)) + " cells",
                 "export fewer positions"};
}

Error write_refused()
{
    return {"the bytes could not be written", "", ""};
}

}  // namespace phasescope

#include "core/field/raster_parts.hpp"

#include <algorithm>
#include <cassert>
#include <functional>

#include "core/field/mask.hpp"
#include "core/field/part.hpp"
#include "core/field/parts.hpp"

namespace phasescope {
namespace {

/// Numbers of mean rows that are kept for all parts of a picture (160 MB), and of those that are made for one part.
constexpr std::int64_t most_kept = 20 << 20, most_at_once = 2 << 20;

AxisPixels between(const AxisPixels& axis, std::int64_t begin, std::int64_t end)
{
    return {{axis.first.begin() + begin, axis.first.begin() + end}, axis.count};
}

/// Columns of waves are independent: only those that some pixel covers are computed.
FloatMatrix wave_part(const Field& field, PicturePixels pixels)
{
    const auto [least, greatest] = std::ranges::minmax(pixels.cols.first);
    const CellRect covered{0, row_count(field), least, greatest + pixels.cols.count};
    if (covered.cols() == col_count(field)) return parts::raster(std::get<WaveField>(field), pixels.rows, pixels.cols);
    for (std::int64_t& first : pixels.cols.first) first -= covered.col0;
    return parts::raster(std::get<WaveField>(part_of(field, covered)), pixels.rows, pixels.cols);
}

/// Tile by tile, so that few mean rows of wide tables are held at a time.
FloatMatrix product_part(const ProductField& field, const PicturePixels& pixels)
{
    const std::int64_t side = std::max<std::int64_t>(64, most_at_once / std::max<std::int64_t>(field.u.cols(), 1));
    FloatMatrix picture(std::ssize(pixels.rows.first), std::ssize(pixels.cols.first));
    for (std::int64_t row = 0; row < picture.rows; row += side) {
        for (std::int64_t col = 0; col < picture.cols; col += side) {
            const std::int64_t row1 = std::min(row + side, picture.rows), col1 = std::min(col + side, picture.cols);
            const FloatMatrix tile = parts::raster(field, between(pixels.rows, row, row1), between(pixels.cols, col, col1));
            for (std::int64_t y = 0; y < tile.rows; ++y) std::ranges::copy(tile.row(y), picture.row(row + y).begin() + col);
        }
    }
    return picture;
}

}  // namespace

PicturePixels pixels_in(const PicturePixels& pixels, const PixelRect& rect)
{
    assert(rect.row0 >= 0 && rect.row0 < rect.row1 && rect.row1 <= std::ssize(pixels.rows.first));
    assert(rect.col0 >= 0 && rect.col0 < rect.col1 && rect.col1 <= std::ssize(pixels.cols.first));
    return {between(pixels.rows, rect.row0, rect.row1), between(pixels.cols, rect.col0, rect.col1)};
}

RasterParts::RasterParts(const Field& field, PicturePixels pixels) : field_(&field), pixels_(std::move(pixels))
{
    assert(height() > 0 && width() > 0);
    table_ = offset_table(field, pixels_.rows, pixels_.cols);
    if (const auto* both = std::get_if<DifferenceField>(&field))
        for (const FieldTerm& term : both->terms) terms_.emplace_back(term.field, pixels_);
    if (const auto* product = std::get_if<ProductField>(&field))
        if ((height() + width()) * product->u.cols() <= most_kept)
            mean_rows_ = thin_tables(*product, pixels_.rows, pixels_.cols);
}

FloatMatrix RasterParts::unmasked(const PixelRect& rect) const
{
    if (mean_rows_) return products(*mean_rows_, {rect.row0, rect.row1, rect.col0, rect.col1});
    const PicturePixels pixels = pixels_in(pixels_, rect);
    if (std::holds_alternative<WaveField>(*field_)) return wave_part(*field_, pixels);
    if (const auto* product = std::get_if<ProductField>(field_)) return product_part(*product, pixels);
    return std::visit([&](const auto& f) { return parts::raster(f, pixels.rows, pixels.cols); }, *field_);
}

FloatMatrix RasterParts::part(const PixelRect& rect) const
{
    if (!terms_.empty()) {
        FloatMatrix result = terms_.front().part(rect);
        const FloatMatrix second = terms_.back().part(rect);
        std::ranges::transform(result.values, second.values, result.values.begin(), std::minus{});
        return result;
    }
    const PicturePixels pixels = pixels_in(pixels_, rect);
    if (table_) return looked_up(*table_, pixels.rows, pixels.cols);
    FloatMatrix picture = unmasked(rect);
    if (const auto mask = mask_of(*field_)) apply(*mask, *field_, pixels.rows, pixels.cols, picture);
    return picture;
}

}  // namespace phasescope

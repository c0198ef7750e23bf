#include "app/figure/cells_image.hpp"

#include <algorithm>
#include <cmath>

#include "core/field/spread.hpp"
#include "core/parallel.hpp"
#include "core/precision_pictures.hpp"

namespace phasescope {
namespace {

/// Two numbers with the least and the greatest of those that are finite; not finite where none is.
void take_extremes(const FloatMatrix& numbers, FloatMatrix& ends)
{
    for (const float number : numbers.values) {
        if (!std::isfinite(number)) continue;
        ends.values[0] = std::fmin(ends.values[0], number);
        ends.values[1] = std::fmax(ends.values[1], number);
    }
}

/// Calls use(first row, rows) for one band of an image after another, until it returns false.
template <class Use>
void for_each_band(const CellBands& image, const Use& use)
{
    const std::int64_t step = CellBands::rows_at_once(image.width());
    for (std::int64_t first = 0; first < image.height(); first += step)
        if (!use(first, std::min(step, image.height() - first))) return;
}

/// Sums of waves are numbers everywhere, but where they are masked.
bool is_finite_everywhere(const Field& field)
{
    if (const auto* offsets = std::get_if<OffsetField>(&field)) return !offsets->causal;
    return std::holds_alternative<WaveField>(field);
}

/// Number (row, col) of a band as it lies on the page.
float number_at(const FloatMatrix& numbers, bool transposed, std::int64_t row, std::int64_t col)
{
    return transposed ? numbers(col, row) : numbers(row, col);
}

}  // namespace

CellBands::CellBands(const Picture& picture, const Look& look, PicturePixels pixels, const Colormap& colormap)
    : picture_(&picture),
      colormap_(&colormap),
      transposed_(look.transposed),
      spread_(shown_by(picture, look) == Showing::spread),
      pixels_(pixels),
      parts_(picture.field, std::move(pixels))
{
    FloatMatrix ends(1, 2);
    if (look.range == RangeMode::follow) {
        ends.values = {NAN, NAN};
        for_each_band(*this, [&](std::int64_t first, std::int64_t count) {
            take_extremes(numbers(first, count), ends);
            return true;
        });
    }
    range_ = shown_range(picture, look, ends);
}

std::int64_t CellBands::rows_at_once(std::int64_t width)
{
    return std::max<std::int64_t>(1, (std::int64_t{1} << 21) / width);
}

PixelRect CellBands::rows_of_image(std::int64_t first, std::int64_t count) const
{
    if (transposed_) return {0, parts_.height(), first, first + count};
    return {first, first + count, 0, parts_.width()};
}

FloatMatrix CellBands::numbers(std::int64_t first, std::int64_t count) const
{
    const PixelRect rect = rows_of_image(first, count);
    if (!spread_) return parts_.part(rect);
    const PicturePixels pixels = pixels_in(pixels_, rect);
    return spread_raster(picture_->field, pixels.rows, pixels.cols);
}

CellsImage CellBands::band(std::int64_t first, std::int64_t count) const
{
    const FloatMatrix shown = numbers(first, count);
    CellsImage image{.width = width(),
                     .height = count,
                     .index = std::vector<std::uint8_t>(shown.values.size()),
                     .non_finite = {},
                     .range = range_,
                     .colormap = colormap_};
    const auto number = [&](std::size_t at) {
        const auto row = static_cast<std::int64_t>(at) / image.width, col = static_cast<std::int64_t>(at) % image.width;
        return number_at(shown, transposed_, row, col);
    };
    parallel_for(count, 1 + 100'000 / image.width, [&](std::int64_t begin, std::int64_t end) {
        auto at = image.index.begin() + begin * image.width;
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t col = 0; col < image.width; ++col) {
                const float n = number_at(shown, transposed_, row, col);
                *at++ = std::isfinite(n) ? colour_index(n, range_) : std::uint8_t{0};
            }
    });
    if (std::ranges::all_of(shown.values, [](float n) { return std::isfinite(n); })) return image;
    image.non_finite.resize(image.index.size());
    for (std::size_t at = 0; at < image.index.size(); ++at) image.non_finite[at] = !std::isfinite(number(at));
    return image;
}

bool CellBands::has_non_finite() const
{
    if (!spread_ && is_finite_everywhere(picture_->field)) return false;
    bool found = false;
    for_each_band(*this, [&](std::int64_t first, std::int64_t count) {
        const FloatMatrix some = numbers(first, count);
        found = !std::ranges::all_of(some.values, [](float n) { return std::isfinite(n); });
        return !found;
    });
    return found;
}

const Colormap& shown_colormap(const Picture& picture, const Look& look, bool dark)
{
    const Colormap* chosen = look.colormap.empty() ? nullptr : find_colormap(look.colormap);
    if (chosen) return *chosen;
    if (shows_errors(picture.sheet)) return *find_colormap("magma");
    return standard_colormap(shown_palette(picture, look), dark);
}

}  // namespace phasescope

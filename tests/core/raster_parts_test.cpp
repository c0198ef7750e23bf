// Pictures in parts: the pixels of every part, however it is cut, are those of the whole.
#include "core/field/raster_parts.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/picture.hpp"

namespace phasescope::raster_parts_test {
namespace {

/// Not numbers are alike.
bool same(float a, float b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// All pixels at once, and then `rows` x `cols` of them at a time.
void expect_same_in_parts(const Field& field, const PicturePixels& pixels, std::int64_t rows, std::int64_t cols,
                          const std::string& name)
{
    const FloatMatrix whole = raster(field, pixels.rows, pixels.cols);
    const RasterParts parts(field, pixels);
    for (std::int64_t row = 0; row < whole.rows; row += rows) {
        for (std::int64_t col = 0; col < whole.cols; col += cols) {
            const PixelRect rect{row, std::min(row + rows, whole.rows), col, std::min(col + cols, whole.cols)};
            const FloatMatrix part = parts.part(rect);
            ASSERT_EQ(part.rows, rect.rows());
            ASSERT_EQ(part.cols, rect.cols());
            for (std::int64_t y = 0; y < part.rows; ++y)
                for (std::int64_t x = 0; x < part.cols; ++x)
                    ASSERT_TRUE(same(part(y, x), whole(row + y, col + x)))
                        << name << " " << row + y << ", " << col + x << ": " << part(y, x) << ", "
                        << whole(row + y, col + x);
        }
    }
}

/// Every encoding, without and with the causal mask.
std::vector<Scene> scenes(std::int64_t length)
{
    std::vector<Scene> all;
    for (const Encoding& encoding : encodings()) {
        Scene scene = with_encoding(first_scene(), encoding.name);
        scene.length = length;
        all.push_back(repaired(scene));
        scene.content.kind = ContentKind::different;
        scene.attention.causal = true;
        all.push_back(repaired(scene));
    }
    return all;
}

TEST(RasterParts, EveryPartOfEverySheetHasThePixelsOfTheWhole)
{
    for (const std::int64_t length : {40, 130}) {
        for (const Scene& scene : scenes(length)) {
            for (std::size_t s = 0; s < sheet_names.size(); ++s) {
                const auto sheet = static_cast<Sheet>(s);
                if (!has_sheet(scene, sheet)) continue;
                const auto shown = picture(scene, sheet);
                if (!shown) continue;
                const std::string name = scene.encoding + " " + std::string(sheet_names[s]);
                const Window whole = shown->whole();
                const Window some{whole.row1 * 0.13, whole.row1 * 0.91, whole.col1 * 0.07, whole.col1 * 0.97};
                for (const Window& window : {whole, some}) {
                    const PicturePixels pixels = pixels_of(shown->field, window, 37, 43);
                    expect_same_in_parts(shown->field, pixels, 7, 43, name);
                    expect_same_in_parts(shown->field, pixels, 37, 11, name);
                    if (HasFatalFailure()) return;
                }
            }
        }
    }
}

TEST(RasterParts, FunctionsOfTheOffsetOfAMillionPositionsDoNotChangeAtTheEdges)
{
    for (const char* encoding : {"sinusoidal", "rope", "alibi", "t5"}) {
        Scene scene = with_encoding(first_scene(), encoding);
        scene.length = 1'000'000;
        scene = repaired(scene);
        const Sheet sheet = score_sheet(scene);
        const auto shown = picture(scene, sheet);
        ASSERT_TRUE(shown) << encoding;
        for (const Window& window : {Window{0, 1e6, 0, 1e6}, Window{12'345.6, 777'777.7, 999, 543'210.9}}) {
            const PicturePixels pixels = pixels_of(shown->field, window, 150, 211);
            expect_same_in_parts(shown->field, pixels, 13, 211, encoding);
            expect_same_in_parts(shown->field, pixels, 1, 100, encoding);
        }
    }
}

TEST(RasterParts, ProductsTooWideToKeepTheirMeanRowsHaveTheSamePixels)
{
    // 2 x 3000 mean rows of 4000 numbers are more than are kept; as many pixels of a narrow part are looked at.
    constexpr std::int64_t positions = 3000, width = 4000;
    Matrix table(positions, width);
    for (std::size_t i = 0; i < table.values.size(); ++i) table.values[i] = std::sin(static_cast<double>(i % 10'007));
    const SharedRows rows(std::move(table));
    const Field field = ProductField{rows, rows, 0, true};
    const PicturePixels pixels = pixels_of(field, {0, positions, 0, positions}, positions, positions);
    const PixelRect corner{5, 700, 2, 601};
    const FloatMatrix part = RasterParts(field, pixels).part(corner);
    const PicturePixels few = pixels_in(pixels, corner);
    const FloatMatrix alone = raster(field, few.rows, few.cols);
    for (std::size_t i = 0; i < part.values.size(); ++i) ASSERT_TRUE(same(part.values[i], alone.values[i])) << i;
}

}  // namespace
}  // namespace phasescope::raster_parts_test

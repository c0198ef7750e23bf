// Pictures of functions of the offset as short lists, and as products of thin tables, against raster().
#include "core/field/offset_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/field/thin_tables.hpp"
#include "core/spectrum.hpp"

namespace phasescope::offset_table_test {
namespace {

constexpr std::int64_t all_positions = 2147483647;

WaveTerms some_waves(std::size_t count = 8)
{
    WaveTerms waves;
    for (const Turns128 frequency : geometric_spectrum(10000, 2, 16, 8))
        if (waves.amplitude.size() < count) waves.add(1, frequency, Turns64{3} << 61);
    return waves;
}

OffsetLines jagged_lines()
{
    return OffsetLines({{least_offset, 3, 0}, {-4000, -2, 0.005}, {-3, 1, -4}, {0, 7, 0}, {1, -1, 0.25}, {30'000, 2, 0}});
}

/// Of `length` positions: waves of the offset, with and without those of j + i, and straight pieces; the first two causally
/// masked too.
std::vector<Field> fields(std::int64_t length)
{
    std::vector<Field> all;
    all.emplace_back(OffsetField{length, length, 0, some_waves(), {}});
    all.emplace_back(OffsetField{length, length, 0, some_waves(), some_waves(1)});
    all.emplace_back(OffsetField{length, length, 0, some_waves(), {}, 0, true});
    all.emplace_back(PieceField{length, length, 0, jagged_lines()});
    all.emplace_back(PieceField{length, length, 0, jagged_lines(), true});
    return all;
}

/// Every pixel against its mean, which is a float: half a unit of its last place, and the last places of a sum of doubles.
void expect_picture(const OffsetTable& table, const Field& field, const PicturePixels& pixels)
{
    const FloatMatrix expected = plain::raster(field, pixels.rows, pixels.cols);
    for (std::int64_t y = 0; y < expected.rows; ++y) {
        for (std::int64_t x = 0; x < expected.cols; ++x) {
            const std::int64_t query = pixels.rows.first[static_cast<std::size_t>(y)],
                               key = pixels.cols.first[static_cast<std::size_t>(x)];
            const double sum = table.sums ? table.sums->at(key + query) : 0, found = table.differences.at(key - query) + sum;
            ASSERT_EQ(std::isnan(found), std::isnan(expected(y, x)))
                << "kind " << field.index() << ", " << query << ", " << key;
            if (std::isnan(found)) continue;
            ASSERT_NEAR(found, expected(y, x), 1e-12 + 0x1p-24 * std::abs(expected(y, x)))
                << "kind " << field.index() << ", " << query << ", " << key;
        }
    }
}

TEST(OffsetTable, OneZoomGivesAShortListOfTheNumbersOfEveryPixel)
{
    std::mt19937_64 random(1);
    for (const std::int64_t length : {std::int64_t{30}, std::int64_t{1000}, std::int64_t{1'000'000}, all_positions}) {
        for (const Field& field : fields(length)) {
            for (int window = 0; window < 12; ++window) {
                // Pixels of a share of a cell to thousands of cells; a window of up to the whole field.
                const auto whole = static_cast<double>(length);
                const double share = std::pow(1e-3, static_cast<double>(window) / 11);
                const std::int64_t height = 20 + window, width = 60 - 3 * window;
                const double scale = share * whole / 60;
                const double row0 = std::uniform_real_distribution(0.0, whole - scale * static_cast<double>(height))(random),
                             col0 = std::uniform_real_distribution(0.0, whole - scale * static_cast<double>(width))(random);
                const PicturePixels pixels = pixels_of(
                    field,
                    {row0, row0 + scale * static_cast<double>(height), col0, col0 + scale * static_cast<double>(width)},
                    height, width);
                const auto table = offset_table(field, pixels.rows, pixels.cols);
                ASSERT_TRUE(table) << length << " positions, window " << window;
                EXPECT_LE(table->differences.numbers.size(), static_cast<std::size_t>(4 * (height + width)));
                expect_picture(*table, field, pixels);
                if (testing::Test::HasFatalFailure()) return;
            }
        }
    }
}

TEST(OffsetTable, OtherZoomsGiveTheNumbersOrNoList)
{
    std::mt19937_64 random(2);
    int lists = 0, none = 0;
    for (const Field& field : fields(1'000'000)) {
        for (int window = 0; window < 40; ++window) {
            const auto stretch = [&] {
                const double length = 1e6 * std::pow(1e-5, std::uniform_real_distribution(0.0, 1.0)(random));
                const double begin = std::uniform_real_distribution(0.0, 1e6 - length)(random);
                return std::pair(begin, begin + length);
            };
            const auto [row0, row1] = stretch();
            const auto [col0, col1] = stretch();
            const PicturePixels pixels = pixels_of(field, {row0, row1, col0, col1}, 37, 53);
            const auto table = offset_table(field, pixels.rows, pixels.cols);
            ++(table ? lists : none);
            if (table) expect_picture(*table, field, pixels);
            if (testing::Test::HasFatalFailure()) return;
        }
    }
    EXPECT_GT(lists, 20);
    EXPECT_GT(none, 20);
}

TEST(OffsetTable, MaskedTermsOfSumsHaveNoList)
{
    const OffsetField field{50, 50, 0, some_waves(), some_waves(1), 0, true};
    EXPECT_FALSE(offset_table(field, cells_under_pixels(0, 50, 50, 50), cells_under_pixels(0, 50, 50, 50)));
}

TEST(ThinTables, DotProductsOfTheirRowsAreThePicture)
{
    const AxisPixels rows = cells_under_pixels(100, 901'000, 40, 1'000'000),
                     cols = cells_under_pixels(7, 5000, 33, 1'000'000);
    for (const WaveTerms& sum : {WaveTerms{}, some_waves(1)}) {
        const OffsetField field{1'000'000, 1'000'000, 5, some_waves(), sum};
        const auto [u, v] = thin_tables(field, rows, cols);
        const FloatMatrix expected = plain::raster(field, rows, cols);
        ASSERT_EQ(u.cols, v.cols);
        for (std::int64_t y = 0; y < expected.rows; ++y) {
            for (std::int64_t x = 0; x < expected.cols; ++x) {
                double found = 0;
                for (std::int64_t c = 0; c < u.cols; ++c) found += u(y, c) * v(x, c);
                // Half a unit of the last place of a float below 16.
                ASSERT_NEAR(found, expected(y, x), 0x1p-21);
            }
        }
    }
}

}  // namespace
}  // namespace phasescope::offset_table_test

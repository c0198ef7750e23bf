// Pictures of many cells a pixel hold no pattern that the numbers do not have: they are compared with pictures of many more
// pixels that are then filtered as a text on signals would do it.
#include <gtest/gtest.h>

#include <cmath>

#include "core/picture.hpp"

namespace phasescope::pattern_test {
namespace {

constexpr std::int64_t finer = 8;  // rows of the finer picture to a row of the picture
constexpr std::int64_t reach = 3;  // of the filter, in pixels
constexpr std::int64_t block = 6;  // what is longer than this many pixels is seen as a pattern

Scene table_of(double channels, std::int64_t length)
{
    Scene scene = first_scene();
    scene.settings[0] = channels;
    scene.length = length;
    return repaired(scene);
}

double sinc(double x)
{
    return x == 0 ? 1 : std::sin(pi * x) / (pi * x);
}

/// The rows of a picture that is `finer` times as high, brought to height by Lanczos' windowed sinc.
Matrix filtered_rows(const FloatMatrix& fine, std::int64_t height)
{
    Matrix result(height, fine.cols);
    for (std::int64_t y = 0; y < height; ++y) {
        double weights = 0;
        const double middle = (static_cast<double>(y) + 0.5) * finer;
        for (std::int64_t f = (y - reach) * finer; f < (y + reach + 1) * finer; ++f) {
            const double apart = (static_cast<double>(f) + 0.5 - middle) / finer;
            if (f < 0 || f >= fine.rows || std::abs(apart) >= reach) continue;
            const double weight = sinc(apart) * sinc(apart / reach);
            weights += weight;
            for (std::int64_t c = 0; c < fine.cols; ++c) result(y, c) += weight * fine(f, c);
        }
        for (double& number : result.row(y)) number /= weights;
    }
    return result;
}

/// Column x: the mean over channels about the middle of those that the pixel shows, broken ones in part, of the least number
/// of whole pairs that is no narrower than a pixel.
Matrix filtered_cols(const Matrix& all, const AxisPixels& pixels)
{
    const auto width = static_cast<std::int64_t>(pixels.first.size());
    Matrix result(all.rows, width);
    const double half = std::ceil(static_cast<double>(all.cols) / static_cast<double>(width) / 2);
    for (std::int64_t x = 0; x < width; ++x) {
        const double middle =
            static_cast<double>(pixels.first[static_cast<std::size_t>(x)]) + static_cast<double>(pixels.count) / 2;
        const double begin = std::max(0.0, middle - half), end = std::min(static_cast<double>(all.cols), middle + half);
        for (auto c = static_cast<std::int64_t>(begin); c < all.cols && static_cast<double>(c) < end; ++c) {
            const double share = std::min(end, static_cast<double>(c) + 1) - std::max(begin, static_cast<double>(c));
            for (std::int64_t y = 0; y < all.rows; ++y) result(y, x) += share / (end - begin) * all(y, c);
        }
    }
    return result;
}

/// The greatest difference of two pictures, as it is left when blocks of pixels are averaged: a pattern that is seen.
double pattern(const FloatMatrix& shown, const Matrix& reference)
{
    double worst = 0;
    for (std::int64_t y = 2 * reach; y + block + 2 * reach <= shown.rows; ++y) {
        for (std::int64_t x = 0; x + block <= shown.cols; ++x) {
            double sum = 0;
            for (std::int64_t i = 0; i < block; ++i)
                for (std::int64_t j = 0; j < block; ++j) sum += double{shown(y + i, x + j)} - reference(y + i, x + j);
            worst = std::max(worst, std::abs(sum) / (block * block));
        }
    }
    return worst;
}

struct Patterns {
    double shown, samples;
};

Patterns patterns_of(std::int64_t length, double channels, std::int64_t height, std::int64_t width)
{
    const Field field = picture(table_of(channels, length), Sheet::matrix)->field;
    const auto rows = static_cast<double>(length), cols = static_cast<double>(col_count(field));
    const Window whole{0, rows, 0, cols};
    const FloatMatrix fine = raster(field, cells_under_pixels(0, rows, height * finer, length),
                                    cells_under_pixels(0, cols, col_count(field), col_count(field)));
    const Matrix rows_filtered = filtered_rows(fine, height);
    const auto pattern_of = [&](Showing showing) {
        const PicturePixels pixels = pixels_of(field, whole, height, width, showing);
        return pattern(raster(field, pixels.rows, pixels.cols), filtered_cols(rows_filtered, pixels.cols));
    };
    return {pattern_of(Showing::mean), pattern_of(Showing::samples)};
}

TEST(Pattern, PicturesHoldNoneThatTheNumbersDoNotHaveAtAnyWidth)
{
    for (const std::int64_t width : {97, 127, 150, 200, 250, 252, 255, 256, 257, 300, 341, 350, 400, 437, 500, 511}) {
        for (const std::int64_t length : {3'000, 50'000, 1'000'000}) {
            const Patterns found = patterns_of(length, 512, 120, width);
            EXPECT_LT(found.shown, 0.07) << width << " pixels for 512 channels, " << length << " positions";
            EXPECT_GT(found.samples, 0.4) << "the reference must tell what is a pattern";
        }
    }
}

/// The largest number left of the waves that are shorter than `pixels` pixels.
double left_of_short_waves(std::int64_t length, std::int64_t height, double pixels)
{
    const Field field = picture(table_of(256, length), Sheet::matrix)->field;
    const WaveTerms& waves = std::get<WaveField>(field).channels;
    const double pixel = static_cast<double>(length) / static_cast<double>(height);
    const FloatMatrix shown = raster(field, cells_under_pixels(0, static_cast<double>(length), height, length),
                                     cells_under_pixels(0, 256, 256, 256));
    double largest = 0;
    for (std::int64_t c = 0; c < shown.cols; ++c) {
        if (1 / turns_per_position(waves.frequency[static_cast<std::size_t>(c)]) >= pixels * pixel) continue;
        for (std::int64_t y = 0; y < shown.rows; ++y) largest = std::max<double>(largest, std::abs(shown(y, c)));
    }
    return largest;
}

TEST(Pattern, WavesThatAreTooShortToBeShownAreAllButGone)
{
    // What is left turns up as longer waves: of one and a half pixel as waves of three, of 1.2 as waves of six. Under a
    // plain mean it would be up to 0.41 and 0.19.
    for (const std::int64_t height : {60, 77, 100, 133, 150, 199, 240}) {
        for (const std::int64_t length : {3'000, 70'000, 2147483647}) {
            EXPECT_LT(left_of_short_waves(length, height, 1.5), 0.18) << height << " pixels for " << length;
            EXPECT_LT(left_of_short_waves(length, height, 1.2), 0.05) << height << " pixels for " << length;
        }
    }
}

}  // namespace
}  // namespace phasescope::pattern_test

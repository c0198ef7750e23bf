// Bare pixels of any size: made in bands, the same as if they were made at one go.
#include "app/figure/bare_figure.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "app/figure/cells_image.hpp"
#include "core/io/file.hpp"
#include "tests/app/open_png.hpp"
#include "tests/app/program.hpp"

namespace phasescope::bare_figure_test {
namespace {

FigureSpec spec_of(const Scene& scene, Sheet sheet)
{
    FigureSpec spec;
    spec.scene = scene;
    spec.sheet = sheet;
    spec.bare = spec.bare_sized = true;
    spec.width = 83;
    spec.height = 61;
    return spec;
}

Scene scene_of(std::string_view encoding, std::int64_t length)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    return repaired(scene);
}

std::string written(const FigureSpec& spec)
{
    const Result<std::string> bytes = figure(spec, FigureFormat::png, Language());
    EXPECT_TRUE(bytes) << bytes.error().line();
    return bytes ? *bytes : "";
}

/// Bands of `rows` rows against the image made as one band.
void expect_same_in_bands(const CellBands& image, std::int64_t rows, const std::string& name)
{
    const CellsImage whole = image.band(0, image.height());
    for (std::int64_t first = 0; first < image.height(); first += rows) {
        const CellsImage band = image.band(first, std::min(rows, image.height() - first));
        ASSERT_EQ(band.width, whole.width);
        for (std::size_t i = 0; i < band.index.size(); ++i)
            ASSERT_EQ(band.colour(i), whole.colour(static_cast<std::size_t>(first * whole.width) + i))
                << name << " band " << first << " pixel " << i;
    }
    EXPECT_EQ(image.has_non_finite(), !whole.non_finite.empty()) << name;
}

TEST(BareFigure, BandsOfEverySheetAreTheRowsOfTheWholeImage)
{
    for (const Encoding& encoding : encodings()) {
        const Scene scene = scene_of(encoding.name, 300);
        for (std::size_t s = 0; s < sheet_names.size(); ++s) {
            const auto sheet = static_cast<Sheet>(s);
            if (!has_sheet(scene, sheet)) continue;
            const auto shown = picture(scene, sheet);
            ASSERT_TRUE(shown) << encoding.name << " " << sheet_names[s];
            for (const Showing showing : {Showing::mean, Showing::spread, Showing::samples}) {
                for (const bool transposed : {false, true}) {
                    Look look = scene.look(sheet);
                    look.showing = showing;
                    look.transposed = transposed;
                    look.range = RangeMode::follow;
                    const PicturePixels pixels = pixels_of(shown->field, shown->whole(), 61, 83, shown_by(*shown, look));
                    const CellBands image(*shown, look, pixels, shown_colormap(*shown, look, false));
                    EXPECT_EQ(image.width(), transposed ? 61 : 83);
                    expect_same_in_bands(image, 7, std::string(encoding.name) + " " + std::string(sheet_names[s]));
                    if (HasFatalFailure()) return;
                }
            }
        }
    }
}

TEST(BareFigure, ASizeGivesSoManyPixelsEachTheMeanOfTheCellsUnderIt)
{
    for (const auto& [encoding, sheet] : {std::pair{"sinusoidal", Sheet::matrix},
                                          {"sinusoidal", Sheet::similarity},
                                          {"learned", Sheet::similarity},
                                          {"alibi", Sheet::score}}) {
        for (const bool transposed : {false, true}) {
            FigureSpec spec = spec_of(scene_of(encoding, 5000), sheet);
            spec.scene.look(sheet).window = Window{100.5, 4000.25, 3, 200};
            spec.scene.look(sheet).transposed = transposed;
            const OpenedPng png = opened_png(written(spec));
            ASSERT_EQ(png.width, 83);
            ASSERT_EQ(png.height, 61);
            const Picture shown = *picture(spec.scene, sheet);
            const Look& look = spec.scene.look(sheet);
            const FloatMatrix means =
                raster(shown.field, shown_window(shown, look), transposed ? 83 : 61, transposed ? 61 : 83);
            const Colormap& map = shown_colormap(shown, look, false);
            for (std::int64_t y = 0; y < 61; ++y)
                for (std::int64_t x = 0; x < 83; ++x) {
                    const float mean = transposed ? means(x, y) : means(y, x);
                    const Rgb colour =
                        std::isfinite(mean) ? map.colours[colour_index(mean, {shown.lo, shown.hi})] : non_finite_colour;
                    ASSERT_EQ(png.at(x, y), colour) << encoding << " " << x << " " << y;
                }
        }
    }
}

TEST(BareFigure, PixelsOfManyBandsAreThoseOfTheBandsAlone)
{
    // 20000 wide: 104 rows a band, so two of them and a bit.
    FigureSpec spec = spec_of(scene_of("sinusoidal", 1'000'000), Sheet::similarity);
    spec.width = 20000;
    spec.height = 211;
    ASSERT_LT(2 * CellBands::rows_at_once(spec.width), spec.height);
    const std::string bytes = written(spec);
    const OpenedPng png = opened_png(bytes);
    const Picture shown = *picture(spec.scene, Sheet::similarity);
    const FloatMatrix means = raster(shown.field, shown.whole(), spec.height, spec.width);
    const Colormap& map = standard_colormap(shown.palette, false);
    for (std::int64_t y = 0; y < spec.height; ++y)
        for (std::int64_t x = 0; x < spec.width; ++x)
            ASSERT_EQ(png.at(x, y), map.colours[colour_index(means(y, x), {shown.lo, shown.hi})]) << x << " " << y;
    EXPECT_TRUE(scene_text_in_png(bytes, "bare.png"));
}

TEST(BareFigure, ABandHasAtMostTwoMillionPixelsOrIsOneRow)
{
    for (const std::int64_t width : {1, 16, 1000, 1024, 19'999, 20'000, 1 << 21, 3'000'000}) {
        const std::int64_t rows = CellBands::rows_at_once(width);
        EXPECT_GE(rows, 1);
        EXPECT_TRUE(rows == 1 || rows * width <= 1 << 21) << width;
        EXPECT_GT((rows + 1) * width, 1 << 21) << width;  // and is not smaller than it may be
    }
}

TEST(BareFigure, SizesOutOfRangeAreRefused)
{
    FigureSpec spec = spec_of(scene_of("sinusoidal", 50), Sheet::matrix);
    spec.width = 20001;
    EXPECT_FALSE(figure(spec, FigureFormat::png, Language()));
    spec.width = 15;
    EXPECT_FALSE(figure(spec, FigureFormat::png, Language()));
    spec.width = 16;
    EXPECT_TRUE(figure(spec, FigureFormat::png, Language()));
}

TEST(BareFigure, TooManyCellsForOneEachAreRefusedButNotForASize)
{
    FigureSpec spec = spec_of(scene_of("sinusoidal", 100'000), Sheet::similarity);
    EXPECT_TRUE(figure(spec, FigureFormat::png, Language()));
    spec.bare_sized = false;
    const Result<std::string> refused = figure(spec, FigureFormat::png, Language());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().hint.find("--size"), std::string::npos);
}

TEST(BareFigure, ASinkThatTakesNoMoreLeavesNoFile)
{
    const test::ScratchFolder scratch;
    FigureSpec spec = spec_of(scene_of("sinusoidal", 5000), Sheet::matrix);
    spec.width = spec.height = 500;
    const std::size_t size = written(spec).size();
    for (const std::size_t room : {std::size_t{0}, std::size_t{100}, size / 2, size - 1}) {
        const Result<FigureWriter> writer = figure_writer(spec, FigureFormat::png, Language());
        ASSERT_TRUE(writer);
        const Result<Done> done = write_file((scratch / "x.png").string(), [&](const Sink& sink) {
            std::size_t taken = 0;
            return (*writer)([&](std::string_view bytes) {
                taken += bytes.size();
                return taken <= room && sink(bytes);
            });
        });
        EXPECT_FALSE(done) << room;
        EXPECT_EQ(scratch.names(), std::vector<std::string>()) << room;
    }
}

}  // namespace
}  // namespace phasescope::bare_figure_test

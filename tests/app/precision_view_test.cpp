// Errors of number formats in figures and in the window.
#include <gtest/gtest.h>

#include <thread>

#include "app/figure/cells_image.hpp"
#include "app/figure/description.hpp"
#include "app/figure/view_sheets.hpp"
#include "core/precision_pictures.hpp"
#include "tests/app/driver.hpp"
#include "tests/app/figure_boxes.hpp"

namespace phasescope::precision_view_test {
namespace {

Scene precision_scene(std::string_view encoding, const Formats& formats)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.view = View::precision;
    scene.formats = formats;
    return repaired(scene);
}

FigureSpec spec_of(const Scene& scene)
{
    FigureSpec spec;
    spec.scene = scene;
    show_view(spec, View::precision);
    const FigureSize size = standard_size(spec);
    spec.width = size.width;
    spec.height = size.height;
    return spec;
}

TEST(PrecisionFigure, ErrorsOfValuesAndScoresStandBesideEachOtherInMagma)
{
    for (const char* name : {"sinusoidal", "rope"}) {
        Scene scene = precision_scene(name, {.positions = FloatFormat::bf16, .results = FloatFormat::fp16});
        scene.start = 15900;
        const FigureSpec spec = spec_of(scene);
        const Result<std::string> bytes = figure(spec, FigureFormat::png, Language());
        ASSERT_TRUE(bytes);
        const OpenedPng png = opened_png(*bytes);
        const std::vector<FramedBox> boxes = framed_boxes(png, light_frame);
        const std::vector<Sheet> sheets = sheets_of(spec);
        ASSERT_EQ(boxes.size(), 2u);
        ASSERT_EQ(sheets, (std::vector{Sheet::value_error, Sheet::score_error}));
        EXPECT_GT(boxes[1].x, boxes[0].x + boxes[0].width);
        for (std::size_t i = 0; i < 2; ++i) {
            const Picture shown = *picture(scene, sheets[i]);
            EXPECT_EQ(shown_colormap(shown, {}, false).name, "magma");
            const FramedBox& box = boxes[i];
            const FloatMatrix numbers = raster(shown.field, shown.whole(), box.height, box.width);
            for (std::int64_t y = 0; y < box.height; ++y)
                for (std::int64_t x = 0; x < box.width; ++x)
                    ASSERT_EQ(png.at(box.x + x, box.y + y),
                              find_colormap("magma")->colours[colour_index(numbers(y, x), {shown.lo, shown.hi})])
                        << i << " " << x << " " << y;
        }
    }
}

TEST(PrecisionFigure, TheFormatsAreTold)
{
    const Language language;
    const Formats formats{FloatFormat::bf16, FloatFormat::fp32, FloatFormat::tf32, FloatFormat::fp16};
    const std::string line = settings_line(spec_of(precision_scene("sinusoidal", formats)), language);
    EXPECT_NE(line.find("positions bf16, frequencies fp32, products tf32, results fp16"), std::string::npos) << line;
    FigureSpec matrix = spec_of(precision_scene("sinusoidal", formats));
    matrix.sheet = Sheet::matrix;
    matrix.beside.clear();
    EXPECT_EQ(settings_line(matrix, language).find("bf16"), std::string::npos);
}

double largest_error(Driver& window)
{
    window.frames(2);
    const Picture* picture = window.program().model().picture(Sheet::value_error);
    return picture ? std::ranges::max(std::get<StoredField>(picture->field).values.values) : NAN;
}

TEST(PrecisionWindow, AFormatThatIsChosenChangesTheErrorsAndIsUndone)
{
    Driver window(precision_scene("sinusoidal", {}));
    const double exact = largest_error(window);
    EXPECT_LT(exact, -13);
    window.click("format.results.3");
    EXPECT_EQ(window.scene().formats, (Formats{.results = FloatFormat::bf16}));
    EXPECT_NEAR(largest_error(window), std::log10(0x1p-9), 0.01) << "half a step of bf16 below 1";
    window.click("format.positions.4");
    window.click("format.frequencies.1");
    window.click("format.products.2");
    EXPECT_EQ(window.scene().formats, (Formats{FloatFormat::fp16, FloatFormat::fp32, FloatFormat::tf32, FloatFormat::bf16}));
    window.click("format.all.1");
    EXPECT_EQ(window.scene().formats, (Formats{FloatFormat::fp32, FloatFormat::fp32, FloatFormat::fp32, FloatFormat::fp32}));
    EXPECT_GT(largest_error(window), exact);
    for (int step = 0; step < 5; ++step) window.key('Z', true);
    EXPECT_EQ(window.scene().formats, Formats{});
    EXPECT_EQ(largest_error(window), exact);
}

TEST(PrecisionWindow, CurvesAreMeasuredBesideTheFrames)
{
    Driver window(precision_scene("rope", {.positions = FloatFormat::bf16}));
    const ErrorCurves* found = nullptr;
    for (int tries = 0; tries < 3000 && !found; ++tries) {
        window.frames(1);
        found = window.program().model().error_curves();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_TRUE(found);
    EXPECT_EQ(found->curves.front().formats.positions, FloatFormat::bf16);
    window.frames(1);
    EXPECT_TRUE(window.has("precision.curve.values"));
    EXPECT_TRUE(window.has("precision.curve.scores"));
}

TEST(PrecisionWindow, EncodingsWithoutWavesHaveNoFormatsToChoose)
{
    for (const Encoding& encoding : encodings()) {
        Driver window(precision_scene(encoding.name, {}), 1024, 640);
        window.frames(2);
        EXPECT_EQ(window.has("format.positions.0"), has_sheet(window.scene(), Sheet::value_error)) << encoding.name;
    }
}

}  // namespace
}  // namespace phasescope::precision_view_test

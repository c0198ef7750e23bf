// Figures of several sheets, and of the frequencies.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/figure/description.hpp"
#include "app/figure/view_sheets.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/tokens.hpp"
#include "tests/app/figure_boxes.hpp"

namespace phasescope::figure_views_test {
namespace {

constexpr std::array views_of_sheets{View::score, View::projection, View::input, View::compare};

Scene scene_of(std::string_view encoding, std::int64_t length)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    return repaired(std::move(scene));
}

FigureSpec spec_of(const Scene& scene, View view)
{
    FigureSpec spec;
    spec.scene = scene;
    show_view(spec, view);
    spec.width = 900;
    spec.height = 560;
    return spec;
}

FigureSpec frequencies_of(const Scene& scene)
{
    FigureSpec spec;
    spec.scene = scene;
    spec.curves = Curves::frequencies;
    spec.width = 900;
    spec.height = 560;
    return spec;
}

std::string drawn(const FigureSpec& spec, FigureFormat format = FigureFormat::png)
{
    const Result<std::string> bytes = figure(spec, format, Language());
    EXPECT_TRUE(bytes) << bytes.error().line();
    return bytes ? *bytes : "";
}

void set_knob(Scene& scene, std::string_view name, double setting)
{
    const int index = knob_index(encoding_of(scene), name);
    ASSERT_GE(index, 0) << name;
    scene.settings[static_cast<std::size_t>(index)] = setting;
}

double choice_of(const Scene& scene, std::string_view name, std::string_view word)
{
    const auto& choices = encoding_of(scene).knobs[static_cast<std::size_t>(knob_index(encoding_of(scene), name))].choices;
    return static_cast<double>(std::ranges::find(choices, word) - choices.begin());
}

/// The colour that a number of a picture has on a light page.
Rgb expected_colour(const Picture& picture, float number)
{
    if (!std::isfinite(number)) return non_finite_colour;
    return standard_colormap(picture.palette, false).colours[colour_index(number, {picture.lo, picture.hi})];
}

TEST(FigureViews, EveryViewOfEveryEncodingIsDrawnOrRefused)
{
    constexpr std::array formats{FigureFormat::png, FigureFormat::svg, FigureFormat::pdf};
    std::size_t turn = 0;
    for (const Encoding& encoding : encodings()) {
        const Scene scene = scene_of(encoding.name, 24);
        for (const View view : views_of_sheets) {
            FigureSpec spec = spec_of(scene, view);
            spec.width = 420, spec.height = 300;
            const FigureFormat format = formats[turn++ % formats.size()];
            const bool there = std::ranges::all_of(sheets_of(spec), [&](Sheet sheet) { return has_sheet(scene, sheet); });
            const Result<std::string> bytes = figure(spec, format, Language());
            EXPECT_EQ(static_cast<bool>(bytes), there) << encoding.name << " " << static_cast<int>(view);
            EXPECT_TRUE(!bytes || bytes->size() > 1000) << encoding.name;
        }
        const bool waves = !pair_turns(mechanism_of(scene)).empty();
        EXPECT_EQ(static_cast<bool>(figure(frequencies_of(scene), formats[turn % formats.size()], Language())), waves)
            << encoding.name;
    }
}

TEST(FigureViews, PanelsShowTheCellsOfTheirSheets)
{
    Scene scene = scene_of("sinusoidal", 20);
    set_knob(scene, "d_model", 33);
    scene.attention.causal = true;
    for (const View view : views_of_sheets) {
        const FigureSpec spec = spec_of(scene, view);
        const OpenedPng png = opened_png(drawn(spec));
        const std::vector<Sheet> sheets = sheets_of(spec);
        const std::vector<FramedBox> boxes = framed_boxes(png, light_frame);
        ASSERT_EQ(boxes.size(), sheets.size()) << static_cast<int>(view);
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const Picture shown = *picture(scene, sheets[i]);
            const FramedBox& box = boxes[i];
            const FloatMatrix numbers = raster(shown.field, shown.whole(), box.height, box.width);
            for (std::int64_t y = 0; y < box.height; ++y)
                for (std::int64_t x = 0; x < box.width; ++x)
                    ASSERT_EQ(png.at(box.x + x, box.y + y), expected_colour(shown, numbers(y, x)))
                        << static_cast<int>(view) << " sheet " << i << " pixel " << x << " " << y;
        }
    }
}

TEST(FigureViews, PanelsAreEquallyLargeAndTheDarkPageIsDark)
{
    FigureSpec spec = spec_of(scene_of("alibi", 30), View::compare);
    spec.background = FigureBackground::dark;
    const OpenedPng png = opened_png(drawn(spec));
    EXPECT_EQ(png.at(0, 0), (Rgb{0x1b, 0x1d, 0x23}));
    const std::vector<FramedBox> boxes = framed_boxes(png, dark_frame);
    ASSERT_EQ(boxes.size(), 3u);
    for (const FramedBox& box : boxes) {
        EXPECT_EQ(box.width, boxes.front().width);
        EXPECT_EQ(box.height, boxes.front().width);
        EXPECT_EQ(box.y, boxes.front().y);
    }
}

TEST(FigureViews, AVectorFigureHasOneImageForEachSheet)
{
    const std::string svg = drawn(spec_of(scene_of("sinusoidal", 10), View::input), FigureFormat::svg);
    std::size_t images = 0;
    for (auto at = svg.find("<image "); at != svg.npos; at = svg.find("<image ", at + 1)) ++images;
    EXPECT_EQ(images, 3u);
}

TEST(FigureViews, OnlyAGivenTitleStandsAboveTheSheets)
{
    FigureSpec spec = spec_of(scene_of("sinusoidal", 10), View::score);
    EXPECT_EQ(given_title(spec), "");
    const auto without = framed_boxes(opened_png(drawn(spec)), light_frame);
    spec.scene.caption = "Two sheets";
    EXPECT_EQ(figure_title(spec, Language()), "Two sheets");
    const auto with = framed_boxes(opened_png(drawn(spec)), light_frame);
    ASSERT_EQ(with.size(), 2u);
    EXPECT_GT(with.front().y, without.front().y);
}

TEST(FigureViews, TheSettingsOfBothSidesOfAComparisonAreTold)
{
    Scene scene = scene_of("rope", 10);
    scene.other = {"rope", scene.settings, Sheet::score};
    scene.content.kind = ContentKind::different;
    const std::vector<std::string> lines = settings_lines(spec_of(scene, View::compare), Language());
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_TRUE(lines[1].starts_with(lines[0])) << lines[0] << "\n" << lines[1];
    EXPECT_NE(lines[1].find("seed 1"), std::string::npos) << lines[1];
    EXPECT_NE(lines[1].find("positions 0 … 9"), std::string::npos) << lines[1];
    EXPECT_EQ(settings_lines(spec_of(scene, View::score), Language()).size(), 1u);
}

TEST(FigureViews, SettingsTellWhatElseASheetDependsOn)
{
    Scene scene = scene_of("sinusoidal", 50);
    scene.attention = {.head = 0, .causal = true, .scaled = true, .projected_size = 48};
    const Language language;
    const auto tells = [&](View view, const std::string& word) {
        return settings_line(spec_of(scene, view), language).find(word) != std::string::npos;
    };
    EXPECT_TRUE(tells(View::projection, "48"));
    EXPECT_FALSE(tells(View::score, "48"));
    EXPECT_TRUE(tells(View::score, language("figure.causal")));
    EXPECT_TRUE(tells(View::score, language("attention.scaled")));
    EXPECT_FALSE(tells(View::input, language("figure.causal")));
    EXPECT_TRUE(tells(View::input, "positions 0 … 5"));  // six tokens
    scene.text.line = "One";
    EXPECT_TRUE(tells(View::input, "position 0"));
}

TEST(FigureViews, AnEncodingThatAddsNothingHasTheEmbeddingsAlone)
{
    const FigureSpec spec = spec_of(scene_of("rope", 10), View::input);
    EXPECT_EQ(sheets_of(spec), std::vector<Sheet>{Sheet::embedding});
    EXPECT_EQ(framed_boxes(opened_png(drawn(spec)), light_frame).size(), 1u);
}

TEST(FigureViews, TheStandardSizeSuitsTheShape)
{
    const Scene scene = scene_of("sinusoidal", 20);
    const auto shape = [&](const Scene& one, View view) {
        const FigureSize size = standard_size(spec_of(one, view));
        return static_cast<double>(size.width) / size.height;
    };
    FigureSpec single;
    single.scene = scene;
    single.sheet = Sheet::matrix;
    EXPECT_EQ(standard_size(single).width, FigureSpec{}.width);
    EXPECT_EQ(standard_size(single).height, FigureSpec{}.height);
    EXPECT_GT(shape(scene, View::score), 2);
    EXPECT_GT(shape(scene, View::compare), 3);
    Scene tables = scene, talkative = scene;
    tables.other.sheet = Sheet::matrix;
    EXPECT_LT(shape(tables, View::compare), 1);
    talkative.text.line = "One two three four five six seven eight nine ten";
    EXPECT_LT(shape(talkative, View::input), shape(scene, View::input));
}

TEST(FigureViews, SeveralSheetsAndCurvesHaveNoBarePixels)
{
    FigureSpec several = spec_of(scene_of("sinusoidal", 10), View::score);
    several.bare = true;
    EXPECT_FALSE(figure(several, FigureFormat::png, Language()));
    FigureSpec curves = frequencies_of(scene_of("sinusoidal", 10));
    curves.bare = true;
    EXPECT_FALSE(figure(curves, FigureFormat::png, Language()));
}

TEST(FigureViews, TheSmallestPagesAreDrawn)
{
    for (const auto& [width, height] : {std::pair{16, 16}, {16, 300}, {300, 16}, {200, 150}}) {
        FigureSpec several = spec_of(scene_of("sinusoidal", 10), View::compare);
        FigureSpec curves = frequencies_of(several.scene);
        several.width = curves.width = width;
        several.height = curves.height = height;
        EXPECT_TRUE(figure(several, FigureFormat::png, Language())) << width << " x " << height;
        EXPECT_TRUE(figure(curves, FigureFormat::svg, Language())) << width << " x " << height;
    }
}

/// The middle of the longest run of a colour in a column of pixels; -1 where it is not there.
double middle_of_run(const OpenedPng& png, const FramedBox& box, std::int64_t x, Rgb colour)
{
    std::int64_t longest = 0, length = 0;
    double middle = -1;
    for (std::int64_t y = box.y; y < box.y + box.height; ++y) {
        length = png.at(x, y) == colour ? length + 1 : 0;
        if (length <= longest) continue;
        longest = length;
        middle = static_cast<double>(y) - static_cast<double>(length - 1) / 2;
    }
    return middle;
}

class FrequencyFigure : public ::testing::Test {
protected:
    FrequencyFigure()
    {
        set_knob(scene, "head_size", 32);
        set_knob(scene, "scaling", choice_of(scene, "scaling", "llama3"));
        set_knob(scene, "base", 500000);
        set_knob(scene, "factor", 8);
        set_knob(scene, "trained_length", 8192);
        scene = repaired(scene);
        pairs = pair_frequencies(scene);
        png = opened_png(drawn(frequencies_of(scene)));
        const auto boxes = framed_boxes(png, light_frame);
        EXPECT_EQ(boxes.size(), 1u);
        if (!boxes.empty()) box = boxes.front();
    }

    std::int64_t column(std::size_t pair) const
    {
        const double each = static_cast<double>(box.width) / static_cast<double>(pairs.size());
        return box.x + static_cast<std::int64_t>((static_cast<double>(pair) + 0.5) * each);
    }

    Scene scene = scene_of("rope", 131072);
    std::vector<PairFrequency> pairs;
    OpenedPng png;
    FramedBox box;
};

TEST_F(FrequencyFigure, TheThickCurveLiesAtTheWavelengthsOnALogarithmicAxis)
{
    ASSERT_EQ(pairs.size(), 16u);
    // The colour of llama3, the tenth of the scalings: colours begin anew after six.
    constexpr Rgb thick{0xcc, 0x79, 0xa7};
    const auto y = [&](std::size_t k) { return middle_of_run(png, box, column(k), thick); };
    const auto exponent = [&](std::size_t k) { return std::log10(pairs[k].wavelength); };
    const double first = y(0), last = y(15);
    ASSERT_GT(first, last);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const double share = (exponent(k) - exponent(0)) / (exponent(15) - exponent(0));
        // Each of three middles of runs is off by at most a pixel.
        EXPECT_NEAR(y(k), first + share * (last - first), 3) << k;
    }
}

TEST_F(FrequencyFigure, GroundsTellPairsThatWereKeptBlendedAndDivided)
{
    std::map<Treatment, std::set<std::vector<int>>> colours;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const Rgb ground = png.at(column(k), box.y + 2);
        colours[pairs[k].treatment].insert({ground.r, ground.g, ground.b});
    }
    ASSERT_EQ(colours.size(), 3u);
    std::set<std::vector<int>> all;
    for (const auto& [treatment, found] : colours) {
        EXPECT_EQ(found.size(), 1u) << static_cast<int>(treatment);
        all.insert(found.begin(), found.end());
    }
    EXPECT_EQ(all.size(), 3u);
}

TEST_F(FrequencyFigure, TheLengthAndTheTrainedLengthAreLines)
{
    const auto has_row_of = [&](Rgb colour) {
        for (std::int64_t y = box.y; y < box.y + box.height; ++y) {
            std::int64_t count = 0;
            for (std::int64_t x = box.x; x < box.x + box.width; ++x) count += png.at(x, y) == colour;
            if (count > box.width / 4) return true;
        }
        return false;
    };
    EXPECT_TRUE(has_row_of({0x1f, 0x23, 0x28}));
    EXPECT_TRUE(has_row_of({0xa8, 0x4a, 0x08}));
}

}  // namespace
}  // namespace phasescope::figure_views_test

#include "app/figure/figure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/figure/cells_image.hpp"
#include "core/field/field.hpp"
#include "core/scene_json.hpp"
#include "tests/app/figure_boxes.hpp"

namespace phasescope::figure_test {
namespace {

FigureSpec spec_of(std::string_view encoding, std::optional<Sheet> sheet, std::int64_t length = 100)
{
    FigureSpec spec;
    spec.scene = with_encoding(first_scene(), encoding);
    spec.scene.length = length;
    spec.scene = repaired(spec.scene);
    spec.sheet = sheet;
    spec.width = 640;
    spec.height = 480;
    return spec;
}

Look& look_of(FigureSpec& spec)
{
    return spec.scene.look(*spec.sheet);
}

std::string drawn(const FigureSpec& spec, FigureFormat format = FigureFormat::png)
{
    const Result<std::string> bytes = figure(spec, format, Language());
    EXPECT_TRUE(bytes) << bytes.error().line();
    return bytes ? *bytes : "";
}

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

FramedBox inside_of_frame(const OpenedPng& png, Rgb frame)
{
    const auto boxes = framed_boxes(png, frame, 100);
    return boxes.empty() ? FramedBox() : boxes.front();
}

/// Where the tag that begins at `at` ends: the next '>' outside of quotes.
std::size_t end_of_tag(const std::string& xml, std::size_t at)
{
    bool quoted = false;
    for (; at < xml.size(); ++at) {
        if (xml[at] == '"') quoted = !quoted;
        if (xml[at] == '<' && quoted) return xml.npos;
        if (xml[at] == '>' && !quoted) return at;
    }
    return xml.npos;
}

/// Whether elements open and close in pairs, with one around all.
bool well_formed(const std::string& xml)
{
    std::vector<std::string> open;
    std::size_t roots = 0;
    for (auto at = xml.find('<'); at != xml.npos; at = xml.find('<', at + 1)) {
        const std::size_t end = end_of_tag(xml, at);
        if (end == xml.npos) return false;
        const bool closes = xml[at + 1] == '/', closes_itself = xml[end - 1] == '/' || xml[at + 1] == '?';
        const std::size_t begin = at + (closes ? 2 : 1);
        const std::string name = xml.substr(begin, std::min(end, xml.find_first_of(" >/", begin)) - begin);
        if (closes) {
            if (open.empty() || open.back() != name) return false;
            open.pop_back();
        } else if (!closes_itself) {
            if (open.empty()) ++roots;
            open.push_back(name);
        }
        at = end;
    }
    return open.empty() && roots == 1;
}

TEST(Figure, TheEndingTellsTheFormat)
{
    EXPECT_EQ(*figure_format("a.b/pe.png"), FigureFormat::png);
    EXPECT_EQ(*figure_format("pe.SVG"), FigureFormat::svg);
    EXPECT_EQ(*figure_format("pe.pdf"), FigureFormat::pdf);
    for (const char* path : {"", "pe", "pe.jpg", "png", "dir.png/pe", "pe."}) {
        ASSERT_FALSE(figure_format(path)) << path;
        EXPECT_NE(figure_format(path).error().hint.find(".svg"), std::string::npos);
    }
}

TEST(Figure, EveryPictureOfEveryEncodingIsDrawn)
{
    constexpr std::array formats{FigureFormat::png, FigureFormat::svg, FigureFormat::pdf};
    std::size_t turn = 0;
    for (const Encoding& encoding : encodings()) {
        for (std::size_t s = 0; s <= sheet_names.size(); ++s) {
            const auto sheet = s < sheet_names.size() ? std::optional(static_cast<Sheet>(s)) : std::nullopt;
            FigureSpec spec = spec_of(encoding.name, sheet, 40);
            spec.width = 300;
            spec.height = 220;
            if (sheet && !has_sheet(spec.scene, *sheet)) {
                EXPECT_FALSE(figure(spec, FigureFormat::png, Language()));
                continue;
            }
            EXPECT_GT(drawn(spec, formats[turn++ % formats.size()]).size(), 1000u) << encoding.name << " " << s;
        }
    }
}

TEST(Figure, ThePngHasTheSizeTheDpiAndTheScene)
{
    const FigureSpec spec = spec_of("rope", Sheet::score);
    const std::string bytes = drawn(spec);
    const OpenedPng png = opened_png(bytes);
    EXPECT_EQ(png.width, 640);
    EXPECT_EQ(png.height, 480);
    EXPECT_EQ(chunk_of(bytes, "pHYs"), std::string("\0\0\x17\x12\0\0\x17\x12\1", 9));  // 150 / 0.0254 = 5906
    EXPECT_EQ(chunk_of(bytes, "tEXt"), std::string("Software\0Phasescope ", 20) + PHASESCOPE_VERSION);
    const Result<std::string> text = scene_text_in_png(bytes, "score.png");
    ASSERT_TRUE(text);
    const Result<ReadScene> read = scene_from_text(*text, "score.png");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->scene, spec.scene);
}

TEST(Figure, TheSameSpecGivesTheSameBytes)
{
    for (const auto sheet : {std::optional(Sheet::matrix), std::optional<Sheet>()})
        for (const auto format : {FigureFormat::png, FigureFormat::svg, FigureFormat::pdf})
            EXPECT_EQ(drawn(spec_of("sinusoidal", sheet), format), drawn(spec_of("sinusoidal", sheet), format));
}

TEST(Figure, CellsInsideTheAxesAreTheRasterOfTheCore)
{
    for (const auto sheet : {Sheet::matrix, Sheet::similarity, Sheet::angles}) {
        for (const std::int64_t length : {20, 100, 50000}) {
            const FigureSpec spec = spec_of("sinusoidal", sheet, length);
            const OpenedPng png = opened_png(drawn(spec));
            const FramedBox box = inside_of_frame(png, light_frame);
            ASSERT_GT(box.width, 200);
            const Picture shown = *picture(spec.scene, sheet);
            const FloatMatrix expected = raster(shown.field, shown.whole(), box.height, box.width);
            const Colormap& map = standard_colormap(shown.palette, false);
            for (std::int64_t y = 0; y < box.height; ++y)
                for (std::int64_t x = 0; x < box.width; ++x)
                    ASSERT_EQ(png.at(box.x + x, box.y + y), map.colours[colour_index(expected(y, x), {shown.lo, shown.hi})])
                        << length << " " << x << " " << y;
        }
    }
}

TEST(Figure, AWindowOnADarkPageTransposedShowsItsCells)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::matrix, 1000);
    spec.background = FigureBackground::dark;
    look_of(spec).transposed = true;
    look_of(spec).window = Window{100.5, 180.25, 3, 40};
    const OpenedPng png = opened_png(drawn(spec));
    const FramedBox box = inside_of_frame(png, dark_frame);
    ASSERT_GT(box.width, 200);
    const Picture shown = *picture(spec.scene, Sheet::matrix);
    const FloatMatrix expected = raster(shown.field, *look_of(spec).window, box.width, box.height);
    const Colormap& map = standard_colormap(shown.palette, true);
    for (std::int64_t y = 0; y < box.height; ++y)
        for (std::int64_t x = 0; x < box.width; ++x)
            ASSERT_EQ(png.at(box.x + x, box.y + y), map.colours[colour_index(expected(x, y), {-1, 1})]) << x << " " << y;
}

TEST(Figure, CellsOfPairsOfPositionsAreSquare)
{
    for (const int width : {500, 640, 1100}) {
        FigureSpec spec = spec_of("rope", Sheet::score, 20);
        spec.width = width;
        const FramedBox box = inside_of_frame(opened_png(drawn(spec)), light_frame);
        EXPECT_EQ(box.width, box.height);
        EXPECT_EQ(box.width % 20, 0);  // an eighth of the room buys whole pixels
    }
}

TEST(Figure, BarePixelsAreOneACellWithThePaletteOfTheMap)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::matrix);
    spec.bare = true;
    look_of(spec).colormap = "viridis";
    const std::string bytes = drawn(spec);
    const OpenedPng png = opened_png(bytes);
    EXPECT_EQ(png.width, 512);
    EXPECT_EQ(png.height, 100);
    const Colormap& map = *find_colormap("viridis");
    std::string palette;
    for (const Rgb c : map.colours) palette += {static_cast<char>(c.r), static_cast<char>(c.g), static_cast<char>(c.b)};
    EXPECT_EQ(chunk_of(bytes, "PLTE"), palette);
    const Picture shown = *picture(spec.scene, Sheet::matrix);
    for (std::int64_t p = 0; p < 100; ++p)
        for (std::int64_t c = 0; c < 512; ++c) {
            const auto number = static_cast<float>(value(shown.field, p, c));
            ASSERT_EQ(png.at(c, p), map.colours[colour_index(number, {-1, 1})]) << p << " " << c;
        }
    EXPECT_TRUE(scene_text_in_png(bytes, "bare.png"));
}

TEST(Figure, BarePixelsFollowTheWindowTheRangeAndTheTransposition)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::similarity, 200);
    spec.bare = true;
    look_of(spec).window = Window{10, 30, 50.5, 100};
    look_of(spec).range = RangeMode::follow;
    const OpenedPng upright = opened_png(drawn(spec));
    EXPECT_EQ(upright.width, 50);
    EXPECT_EQ(upright.height, 20);
    look_of(spec).transposed = true;
    const OpenedPng turned = opened_png(drawn(spec));
    const Colormap& map = *find_colormap("viridis");
    bool least = false, greatest = false;
    for (std::int64_t y = 0; y < 20; ++y)
        for (std::int64_t x = 0; x < 50; ++x) {
            EXPECT_EQ(upright.at(x, y), turned.at(y, x));
            least = least || upright.at(x, y) == map.colours.front();
            greatest = greatest || upright.at(x, y) == map.colours.back();
        }
    EXPECT_TRUE(least && greatest);
}

TEST(Figure, CellsThatAreNotFiniteHaveTheirOwnColour)
{
    Matrix numbers(2, 2);
    numbers.values = {0, 1, NAN, -INFINITY};
    Picture shown;
    shown.field = StoredField{numbers};
    AxisPixels both;
    both.first = {0, 1};
    Look look;
    look.range = RangeMode::follow;
    const CellBands bands(shown, look, {both, both}, *find_colormap("grey"));
    EXPECT_TRUE(bands.has_non_finite());
    const CellsImage image = bands.band(0, 2);
    EXPECT_EQ(image.range, (Range{0, 1}));
    EXPECT_EQ(image.colour(0), (Rgb{0, 0, 0}));
    EXPECT_EQ(image.colour(1), (Rgb{255, 255, 255}));
    EXPECT_EQ(image.colour(2), non_finite_colour);
    EXPECT_EQ(image.colour(3), non_finite_colour);
}

TEST(Figure, BackgroundsAreWhiteDarkOrNothing)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::matrix);
    EXPECT_EQ(opened_png(drawn(spec)).at(0, 0), (Rgb{255, 255, 255}));
    spec.background = FigureBackground::dark;
    EXPECT_EQ(opened_png(drawn(spec)).at(0, 0), (Rgb{0x1b, 0x1d, 0x23}));
    spec.background = FigureBackground::transparent;
    const OpenedPng clear = opened_png(drawn(spec));
    EXPECT_EQ(clear.opacity(0, 0), 0);
    EXPECT_EQ(clear.opacity(320, 240), 255);
}

TEST(Figure, TheSvgIsWellFormedWithOneImageThatIsNotSmoothed)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::matrix);
    spec.title = "a < b & \"c\" 正弦 x^{2}\x01\xff";
    const std::string svg = drawn(spec, FigureFormat::svg);
    EXPECT_TRUE(well_formed(svg));
    EXPECT_EQ(count(svg, "<image "), 1u);
    EXPECT_GE(count(svg, "image-rendering"), 1u);
    EXPECT_NE(svg.find("<title>a &lt; b &amp; &quot;c&quot; 正弦 x2"), svg.npos);
    EXPECT_EQ(count(svg, "data:image/png"), 1u);
    EXPECT_EQ(count(drawn(spec_of("sinusoidal", {}), FigureFormat::svg), "<image "), 0u);
}

TEST(Figure, TheSizeOfAVectorFigureIsThatOfItsPixelsAtTheDpi)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::matrix);
    spec.dpi = 160;  // 640 x 480 pixels are 4 x 3 inches, 288 x 216 points
    EXPECT_NE(drawn(spec, FigureFormat::svg).find("viewBox=\"0 0 288 216\""), std::string::npos);
    EXPECT_NE(drawn(spec, FigureFormat::pdf).find("/MediaBox [ 0 0 288 216 ]"), std::string::npos);
}

TEST(Figure, ThePdfHasOneUnsmoothedImageAndItsFonts)
{
    const std::string pdf = drawn(spec_of("sinusoidal", Sheet::matrix), FigureFormat::pdf);
    EXPECT_TRUE(pdf.starts_with("%PDF-"));
    EXPECT_NE(pdf.find("%%EOF"), pdf.npos);
    EXPECT_EQ(count(pdf, "/Subtype /Image"), 1u);
    EXPECT_EQ(count(pdf, "/Interpolate true"), 0u);
    // Newer cairo packs the font descriptions into object streams.
    EXPECT_TRUE(count(pdf, "/FontFile") > 0 || count(pdf, "/ObjStm") > 0);
}

TEST(Figure, SizesOutsideTheirBoundsAreErrorsAndTheSmallestPagesAreDrawn)
{
    const auto refused = [](int width, int height, double dpi) {
        FigureSpec spec = spec_of("sinusoidal", Sheet::matrix);
        spec.width = width;
        spec.height = height;
        spec.dpi = dpi;
        return !figure(spec, FigureFormat::png, Language());
    };
    EXPECT_TRUE(refused(15, 100, 150));
    EXPECT_TRUE(refused(100, 20001, 150));
    EXPECT_TRUE(refused(-1, 100, 150));
    EXPECT_TRUE(refused(100, 100, 9));
    EXPECT_TRUE(refused(100, 100, 2401));
    EXPECT_TRUE(refused(100, 100, NAN));
    for (const auto& [width, height] : {std::pair{16, 16}, {16, 300}, {300, 16}, {200, 150}}) {
        EXPECT_FALSE(refused(width, height, 2400));
        EXPECT_FALSE(refused(width, height, 10));
        FigureSpec waves = spec_of("sinusoidal", {});
        waves.width = width;
        waves.height = height;
        EXPECT_TRUE(figure(waves, FigureFormat::pdf, Language()));
    }
}

TEST(Figure, APageOfFewColoursHasAPalette)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::matrix);
    spec.width = spec.height = 16;                               // no room for words
    EXPECT_EQ(drawn(spec).substr(25, 1), std::string(1, '\3'));  // colour type
    EXPECT_EQ(drawn(spec_of("sinusoidal", Sheet::matrix)).substr(25, 1), std::string(1, '\2'));
}

TEST(Figure, BarePixelsHaveTheirOwnErrors)
{
    FigureSpec spec = spec_of("sinusoidal", Sheet::matrix, 20001);
    spec.bare = true;
    EXPECT_FALSE(figure(spec, FigureFormat::png, Language()));
    spec.scene.length = 10;
    EXPECT_TRUE(figure(spec, FigureFormat::png, Language()));
    EXPECT_FALSE(figure(spec, FigureFormat::svg, Language()));
    spec.sheet.reset();
    EXPECT_FALSE(figure(spec, FigureFormat::png, Language()));
}

}  // namespace
}  // namespace phasescope::figure_test

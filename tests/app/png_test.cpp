#include "app/figure/png.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "app/figure/few_colours.hpp"
#include "app/figure/figure.hpp"
#include "core/random.hpp"
#include "core/scene_json.hpp"
#include "tests/app/open_png.hpp"

namespace phasescope::png_test {
namespace {

PngImage small_image()
{
    return {.width = 2, .height = 2, .channels = 3, .palette = {}, .bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3}};
}

std::string written(const PngImage& image, const PngWords& words = {})
{
    const Result<std::string> bytes = png_bytes(image, words);
    EXPECT_TRUE(bytes);
    return bytes ? *bytes : "";
}

std::string big_endian(std::size_t number)
{
    std::string text;
    for (const int shift : {24, 16, 8, 0}) text += static_cast<char>(number >> shift & 255);
    return text;
}

std::string chunk(const std::string& kind, const std::string& data)
{
    const std::string body = kind + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big_endian(data.size()) + body + big_endian(sum);
}

const std::string signature("\x89PNG\r\n\x1a\n", 8);

std::string itxt(const std::string& tail)
{
    return signature + chunk("iTXt", std::string(png_scene_key) + '\0' + tail) + chunk("IEND", "");
}

std::string deflated(const std::string& text)
{
    std::string packed(compressBound(text.size()), '\0');
    uLongf size = packed.size();
    EXPECT_EQ(
        compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size()),
        Z_OK);
    packed.resize(size);
    return packed;
}

TEST(Png, PixelsComeBackInAllThreeKinds)
{
    const PngImage rgb = small_image();
    EXPECT_EQ(opened_png(written(rgb)).at(1, 0), (Rgb{4, 5, 6}));
    EXPECT_EQ(opened_png(written(rgb)).at(0, 1), (Rgb{7, 8, 9}));

    const PngImage indexed{
        .width = 3, .height = 1, .channels = 1, .palette = {{9, 8, 7}, {200, 100, 0}}, .bytes = {1, 0, 1}};
    EXPECT_EQ(opened_png(written(indexed)).at(0, 0), (Rgb{200, 100, 0}));
    EXPECT_EQ(opened_png(written(indexed)).at(1, 0), (Rgb{9, 8, 7}));

    const PngImage rgba{.width = 1, .height = 1, .channels = 4, .palette = {}, .bytes = {10, 20, 30, 40}};
    EXPECT_EQ(opened_png(written(rgba)).at(0, 0), (Rgb{10, 20, 30}));
    EXPECT_EQ(opened_png(written(rgba)).opacity(0, 0), 40);
}

TEST(Png, ColoursAreNumberedInTheOrderInWhichTheyAreMetUpTo256)
{
    FewColours colours;
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 256; ++i)
            ASSERT_EQ(colours.number({static_cast<std::uint8_t>(i * 7), static_cast<std::uint8_t>(i * i), 5}), i);
    EXPECT_EQ(colours.number({1, 2, 3}), std::nullopt);
    ASSERT_EQ(colours.met().size(), 256u);
    EXPECT_EQ(colours.met()[2], (Rgb{14, 4, 5}));
}

TEST(Png, TheBytesDoNotDependOnHowManyRowsComeAtATime)
{
    const PngHead head{.width = 50, .height = 90, .channels = 3, .palette = {}};
    PngImage image{.width = 50, .height = 90, .channels = 3, .palette = {}, .bytes = {}};
    for (std::size_t i = 0; i < head.row_bytes() * 90; ++i) image.bytes.push_back(static_cast<std::uint8_t>(i * i >> 6));
    const std::string whole = written(image, {.dpi = 100, .scene = "{}"});
    for (const std::size_t rows : {1u, 7u, 89u}) {
        std::string bytes;
        const Sink sink = [&](std::string_view more) {
            bytes += more;
            return true;
        };
        PngWriter png(sink);
        ASSERT_TRUE(png.begin(head, {.dpi = 100, .scene = "{}"}));
        for (std::size_t at = 0; at < image.bytes.size(); at += rows * head.row_bytes())
            ASSERT_TRUE(
                png.put(std::span(image.bytes).subspan(at, std::min(rows * head.row_bytes(), image.bytes.size() - at))));
        ASSERT_TRUE(png.end());
        EXPECT_EQ(bytes, whole) << rows;
    }
}

TEST(Png, ASinkThatTakesNoMoreIsAnError)
{
    const Sink none = [](std::string_view) { return false; };
    PngWriter png(none);
    const Result<Done> begun = png.begin({.width = 2, .height = 2, .channels = 3, .palette = {}}, {});
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().what, "the bytes could not be written");
}

TEST(Png, WordsStandInTheirChunks)
{
    const std::string bytes =
        written(small_image(), {.dpi = 300, .scene = "{}", .software = "Phasescope", .description = "λ"});
    EXPECT_EQ(chunk_of(bytes, "pHYs"), big_endian(11811) + big_endian(11811) + '\1');  // 300 / 0.0254 per metre
    EXPECT_EQ(chunk_of(bytes, "tEXt"), std::string("Software\0Phasescope", 19));
    EXPECT_NE(bytes.find(std::string("Description\0\0\0\0\0λ", 18)), bytes.npos);
    for (const Chunk& c : chunks_of(bytes)) EXPECT_NE(c.kind, "tIME");
}

TEST(Png, ShortAndLongScenesComeBack)
{
    for (const std::size_t size : {2u, 4096u, 4097u, 3000000u}) {
        std::string scene(size, '{');
        for (std::size_t i = 0; i < size; ++i) scene[i] = static_cast<char>('a' + i * i % 23);
        const Result<std::string> read = scene_text_in_png(written(small_image(), {.scene = scene}), "x.png");
        ASSERT_TRUE(read) << read.error().line();
        EXPECT_EQ(*read, scene);
    }
}

TEST(PngScene, OtherFilesAreNamedForWhatTheyAre)
{
    for (const std::string& bytes :
         {std::string(), std::string("\x89PNG"), std::string("{\"type\": \"phasescope scene\"}")}) {
        const Result<std::string> read = scene_text_in_png(bytes, "there.png");
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().what, "not a PNG");
        EXPECT_EQ(read.error().where, "there.png");
    }
    const Result<std::string> foreign = scene_text_in_png(written(small_image()), "there.png");
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().what, "a PNG without Phasescope settings");
}

TEST(PngScene, AFileCutOffAnywhereBeforeItsSceneIsAnError)
{
    const std::string bytes = written(small_image(), {.scene = "{\"a\": 1}"});
    const std::size_t end = bytes.find("IDAT") - 4;
    for (std::size_t size = 0; size < end; ++size) EXPECT_FALSE(scene_text_in_png(bytes.substr(0, size), "x.png")) << size;
    EXPECT_TRUE(scene_text_in_png(bytes.substr(0, end), "x.png"));
}

TEST(PngScene, AChangedByteInTheSceneIsNoticed)
{
    const std::string bytes = written(small_image(), {.scene = "{\"a\": 1}"});
    std::string changed = bytes;
    changed[changed.find("{\"a\"") + 1] ^= 1;
    EXPECT_FALSE(scene_text_in_png(changed, "x.png"));
}

TEST(PngScene, HostileChunksAreErrors)
{
    const std::string zeros(3, '\0');
    EXPECT_TRUE(scene_text_in_png(itxt(std::string("\0\0", 2) + zeros.substr(0, 2) + "text"), "x.png"));
    for (const std::string& tail : {std::string(), std::string("\0", 1), std::string("\0\0", 2), std::string("\0\0lang", 6),
                                    std::string("\0\0\0trans", 8), std::string("\2\0\0\0text", 8),
                                    std::string("\1\1\0\0", 4), std::string("\1\0\0\0not zlib", 12)})
        EXPECT_FALSE(scene_text_in_png(itxt(tail), "x.png")) << tail.size();
    // A length beyond the file, and the largest there is.
    EXPECT_FALSE(scene_text_in_png(signature + big_endian(100) + "iTXt", "x.png"));
    EXPECT_FALSE(scene_text_in_png(signature + big_endian(0xffffffff) + "iTXtabcd", "x.png"));
}

TEST(PngScene, ACompressedTextThatGrowsBeyondBoundsIsRefused)
{
    const std::string fits(std::size_t{1} << 20, 'a'), grows((std::size_t{64} << 20) + 1, 'a');
    const std::string head("\1\0\0\0", 4);
    EXPECT_TRUE(scene_text_in_png(itxt(head + deflated(fits)), "x.png"));
    EXPECT_FALSE(scene_text_in_png(itxt(head + deflated(grows)), "x.png"));
}

TEST(PngScene, RandomDamageNeverGivesAnotherScene)
{
    const std::string scene = "{\"type\": \"phasescope scene\"}";
    const std::string bytes = written(small_image(), {.dpi = 150, .scene = scene, .software = "Phasescope"});
    const std::vector<double> random = normals(5, 0, 2000);
    for (std::size_t i = 0; i + 1 < random.size(); i += 2) {
        std::string damaged = bytes;
        const auto at = static_cast<std::size_t>(std::abs(random[i]) * 1e6) % damaged.size();
        damaged[at] = static_cast<char>(static_cast<int>(random[i + 1] * 100) & 255);
        const Result<std::string> read = scene_text_in_png(damaged, "x.png");
        EXPECT_EQ(read ? *read : scene, scene) << at;
    }
}

}  // namespace
}  // namespace phasescope::png_test

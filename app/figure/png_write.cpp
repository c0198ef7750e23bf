#include <png.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <optional>

#include "app/figure/figure.hpp"
#include "app/figure/png.hpp"

namespace phasescope {
namespace {

/// Where libpng writes to, and why it gave up.
struct Output {
    const Sink* sink = nullptr;
    bool refused = false;
    std::string message = {};
};

void append(png_structp png, png_bytep data, std::size_t size)
{
    auto& output = *static_cast<Output*>(png_get_io_ptr(png));
    try {
        output.refused = !(*output.sink)({reinterpret_cast<const char*>(data), size});
    } catch (const std::exception&) {
        png_error(png, "not enough memory");
    }
    if (output.refused) png_error(png, "the bytes could not be written");
}

void flush(png_structp) {}

[[noreturn]] void fail(png_structp png, png_const_charp message)
{
    static_cast<Output*>(png_get_error_ptr(png))->message = message;
    png_longjmp(png, 1);
}

void ignore(png_structp, png_const_charp) {}

/// A text chunk whose strings belong to the caller.
png_text text_chunk(const char* key, const std::string& text, int compression)
{
    png_text chunk{};
    chunk.compression = compression;
    chunk.key = const_cast<char*>(key);
    chunk.text = const_cast<char*>(text.c_str());
    (compression == PNG_TEXT_COMPRESSION_NONE ? chunk.text_length : chunk.itxt_length) = text.size();
    return chunk;
}

std::vector<png_text> text_chunks(const PngWords& words)
{
    std::vector<png_text> chunks;
    if (!words.software.empty()) chunks.push_back(text_chunk("Software", words.software, PNG_TEXT_COMPRESSION_NONE));
    if (!words.description.empty())
        chunks.push_back(text_chunk("Description", words.description, PNG_ITXT_COMPRESSION_NONE));
    // Scenes are short unless they carry imported rows.
    const bool is_long = words.scene.size() > 4096;
    if (!words.scene.empty())
        chunks.push_back(
            text_chunk(png_scene_key, words.scene, is_long ? PNG_ITXT_COMPRESSION_zTXt : PNG_ITXT_COMPRESSION_NONE));
    return chunks;
}

void set_header(png_structp png, png_infop info, const PngHead& image)
{
    const int type = image.channels == 1   ? PNG_COLOR_TYPE_PALETTE
                     : image.channels == 3 ? PNG_COLOR_TYPE_RGB
                                           : PNG_COLOR_TYPE_RGB_ALPHA;
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height), 8, type,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (image.channels != 1) return;
    std::array<png_color, 256> palette{};
    std::ranges::transform(image.palette, palette.begin(), [](Rgb c) { return png_color{c.r, c.g, c.b}; });
    png_set_PLTE(png, info, palette.data(), static_cast<int>(image.palette.size()));
}

void write_head(png_structp png, png_infop info, const PngHead& head, const PngWords& words, std::vector<png_text>& texts)
{
    set_header(png, info, head);
    if (words.dpi > 0) {
        const auto per_metre = static_cast<png_uint_32>(std::lround(words.dpi / 0.0254));
        png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    }
    if (!texts.empty()) png_set_text(png, info, texts.data(), static_cast<int>(texts.size()));
    // Colours of a map repeat; differences of them do not: unfiltered rows are packed smaller, and faster. The rows of a
    // function of the offset repeat the row before them, moved by a pixel: level 6 finds that and is done sooner than 1. Of
    // rows longer than the window of deflate it cannot, and would search for minutes where level 1 takes seconds and saves
    // nearly as much.
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    constexpr std::size_t deflate_window = 32768;
    png_set_compression_level(png, head.row_bytes() < deflate_window ? 6 : 1);
    png_write_info(png, info);
}

/// False where libpng gave up: it jumps out of `write`, which must hold nothing that would be left behind.
template <class Write>
bool guarded(png_structp png, const Write& write)
{
    if (setjmp(png_jmpbuf(png))) return false;
    write();
    return true;
}

}  // namespace

struct PngWriter::State {
    Output output;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::size_t row_bytes = 0;

    Result<Done> done(bool good) const
    {
        if (good) return Done{};
        if (output.refused) return Error{output.message, "", ""};
        return Error{"the picture could not be written", "PNG", output.message};
    }
};

PngWriter::PngWriter(const Sink& sink) : state_(std::make_unique<State>(State{.output = {&sink}}))
{
    state_->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state_->output, fail, ignore);
    state_->info = state_->png ? png_create_info_struct(state_->png) : nullptr;
    if (state_->info) png_set_write_fn(state_->png, &state_->output, append, flush);
}

PngWriter::~PngWriter()
{
    png_destroy_write_struct(&state_->png, &state_->info);
}

Result<Done> PngWriter::begin(const PngHead& head, const PngWords& words)
{
    assert(head.channels != 1 || (!head.palette.empty() && head.palette.size() <= 256));
    if (!state_->info) return Error{"the picture could not be written", "PNG", "libpng did not start"};
    State& s = *state_;
    s.row_bytes = head.row_bytes();
    std::vector<png_text> texts = text_chunks(words);
    return s.done(guarded(s.png, [&] { write_head(s.png, s.info, head, words, texts); }));
}

Result<Done> PngWriter::put(std::span<const std::uint8_t> rows)
{
    State& s = *state_;
    assert(rows.size() % s.row_bytes == 0);
    return s.done(guarded(s.png, [&] {
        for (std::size_t at = 0; at < rows.size(); at += s.row_bytes) png_write_row(s.png, rows.data() + at);
    }));
}

Result<Done> PngWriter::end()
{
    return state_->done(guarded(state_->png, [&] { png_write_end(state_->png, nullptr); }));
}

Result<std::string> png_bytes(const PngImage& image, const PngWords& words)
{
    assert(image.bytes.size() == static_cast<std::size_t>(image.width * image.height * image.channels));
    std::string bytes;
    const Sink sink = [&](std::string_view more) {
        bytes += more;
        return true;
    };
    PngWriter png(sink);
    const PngHead head{image.width, image.height, image.channels, image.palette};
    if (const auto begun = png.begin(head, words); !begun) return begun.error();
    if (const auto put = png.put(image.bytes); !put) return put.error();
    if (const auto ended = png.end(); !ended) return ended.error();
    return bytes;
}

}  // namespace phasescope

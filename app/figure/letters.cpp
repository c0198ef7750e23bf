#include "app/figure/letters.hpp"

#include <glib.h>

#include "app/figure/pango_owners.hpp"

namespace phasescope {
namespace {

const cairo_user_data_key_t page_key{};

std::string utf8_of(char32_t letter)
{
    char bytes[6];
    return {bytes, static_cast<std::size_t>(g_unichar_to_utf8(letter, bytes))};
}

}  // namespace

std::optional<Error> why_no_letters()
{
    PangoFontMap* const fonts = pango_cairo_font_map_get_default();
    const Owned<PangoContext> context(pango_font_map_create_context(fonts));
    const Owned<PangoFontDescription> any(pango_font_description_from_string("DejaVu Sans, Sans"));
    const Owned<PangoFont> font(pango_font_map_load_font(fonts, context.get(), any.get()));
    if (font) return std::nullopt;
    return Error{"no font was found on this system", "", "install fonts-dejavu-core; export and --bare need none"};
}

LackingLetters::LackingLetters(cairo_t* page) : page_(page)
{
    cairo_set_user_data(page_, &page_key, this, nullptr);
}

LackingLetters::~LackingLetters()
{
    cairo_set_user_data(page_, &page_key, nullptr, nullptr);
}

void LackingLetters::note(cairo_t* page, PangoLayout* text)
{
    auto* const noted = static_cast<LackingLetters*>(cairo_get_user_data(page, &page_key));
    if (!noted || pango_layout_get_unknown_glyphs_count(text) == 0) return;
    const Owned<PangoLayoutIter> runs(pango_layout_get_iter(text));
    do {
        const PangoLayoutRun* const run = pango_layout_iter_get_run_readonly(runs.get());
        for (int i = 0; run && i < run->glyphs->num_glyphs; ++i) {
            const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
            if (glyph & PANGO_GLYPH_UNKNOWN_FLAG) noted->letters_.insert(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
        }
    } while (pango_layout_iter_next_run(runs.get()));
}

std::string LackingLetters::warning() const
{
    constexpr std::size_t most_named = 20;
    if (letters_.empty()) return "";
    std::string named;
    std::size_t count = 0;
    bool chinese = false;
    for (const char32_t letter : letters_) {
        if (count++ < most_named) named += utf8_of(letter);
        chinese = chinese || (letter >= 0x2E80 && letter < 0xA000);
    }
    if (count > most_named) named += " and " + std::to_string(count - most_named) + " more";
    return "no font has the letters " + named + ": boxes stand for them ("
           + (chinese ? "install fonts-wqy-microhei" : "install a font that has them, or write them otherwise") + ")";
}

}  // namespace phasescope

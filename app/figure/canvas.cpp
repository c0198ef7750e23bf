#include "app/figure/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "app/figure/letters.hpp"
#include "app/figure/pango_owners.hpp"
#include "app/plot/markup.hpp"

namespace phasescope {
namespace {

void add_span(PangoAttrList* list, PangoAttribute* attribute, std::size_t begin, std::size_t end)
{
    attribute->start_index = static_cast<guint>(begin);
    attribute->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, attribute);
}

/// Unhinted text of unrounded widths, so that a line is equally long in all formats.
void set_measures(PangoLayout* layout)
{
    PangoContext* context = pango_layout_get_context(layout);
    const Owned<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options.get());
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_layout_context_changed(layout);
}

/// Raised and lowered runs at seven tenths of the size.
void set_text(PangoLayout* layout, std::string_view marked_up, double size)
{
    const Owned<PangoAttrList> spans(pango_attr_list_new());
    std::string text;
    for (const Run& run : runs_of(clean_text(marked_up))) {
        const std::size_t begin = text.size();
        text += run.text;
        if (run.level == 0) continue;
        const double rise = (run.level > 0 ? 0.38 : -0.18) * size * PANGO_SCALE;
        add_span(spans.get(), pango_attr_scale_new(0.7), begin, text.size());
        add_span(spans.get(), pango_attr_rise_new(static_cast<int>(rise)), begin, text.size());
    }
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    pango_layout_set_attributes(layout, spans.get());
}

Owned<PangoLayout> layout_of(cairo_t* cairo, std::string_view marked_up, double size)
{
    Owned<PangoLayout> layout(pango_cairo_create_layout(cairo));
    set_measures(layout.get());
    const Owned<PangoFontDescription> font(pango_font_description_from_string("DejaVu Sans, Sans"));
    pango_font_description_set_absolute_size(font.get(), std::max(size, 0.1) * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    // Of characters that Chinese and Japanese write differently the Chinese shape.
    pango_context_set_language(pango_layout_get_context(layout.get()), pango_language_from_string("zh-cn"));
    set_text(layout.get(), marked_up, size);
    return layout;
}

/// The logical size. On a system without any font pango's measures mean nothing; then text takes no room.
TextSize size_of(PangoLayout* layout, double type)
{
    int width = 0, height = 0;
    pango_layout_get_size(layout, &width, &height);
    const TextSize size{static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
    const double longest = 4 * type * (1 + static_cast<double>(pango_layout_get_character_count(layout)));
    const bool sensible = size.width >= 0 && size.width <= longest && size.height >= 0 && size.height <= 8 * type;
    return sensible ? size : TextSize{};
}

double share(Anchor anchor)
{
    return anchor == Anchor::start ? 0 : anchor == Anchor::centre ? 0.5 : 1;
}

}  // namespace

Ink ink_of(FigureBackground background)
{
    if (background == FigureBackground::dark)
        return {{0x1b, 0x1d, 0x23}, {0xe8, 0xea, 0xed}, {0x9a, 0xa1, 0xad}, {0x6b, 0x72, 0x80}, {0x33, 0x37, 0x40}};
    return {{0xff, 0xff, 0xff}, {0x1f, 0x23, 0x28}, {0x66, 0x6d, 0x78}, {0x8b, 0x92, 0x9c}, {0xe1, 0xe4, 0xe8}};
}

double Canvas::line() const
{
    return std::max(1.0, std::round(0.06 * type_));
}

TextSize Canvas::size_of(std::string_view text, const Style& style) const
{
    return phasescope::size_of(layout_of(cairo_, text, style.size).get(), style.size);
}

void Canvas::write(std::string_view text, const Style& style, const Spot& spot) const
{
    const auto layout = layout_of(cairo_, text, style.size);
    if (spot.most > 0 && phasescope::size_of(layout.get(), style.size).width > spot.most) {
        pango_layout_set_width(layout.get(), static_cast<int>(spot.most * PANGO_SCALE));
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    }
    const auto [width, height] = phasescope::size_of(layout.get(), style.size);
    cairo_save(cairo_);
    set_colour(cairo_, style.colour);
    cairo_translate(cairo_, spot.x, spot.y);
    if (spot.upwards) cairo_rotate(cairo_, -std::acos(0.0));
    cairo_move_to(cairo_, -share(spot.along) * width, -share(spot.across) * height);
    pango_cairo_show_layout(cairo_, layout.get());
    LackingLetters::note(cairo_, layout.get());
    cairo_restore(cairo_);
}

double Canvas::paragraph(std::string_view text, const Style& style, const Area& box) const
{
    const auto layout = layout_of(cairo_, text, style.size);
    pango_layout_set_width(layout.get(), static_cast<int>(box.width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout.get(), 1.2F);
    set_colour(cairo_, style.colour);
    cairo_move_to(cairo_, box.x, box.y);
    pango_cairo_show_layout(cairo_, layout.get());
    LackingLetters::note(cairo_, layout.get());
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

void Canvas::fill(const Area& box, Rgb colour) const
{
    set_colour(cairo_, colour);
    cairo_rectangle(cairo_, box.x, box.y, box.width, box.height);
    cairo_fill(cairo_);
}

void Canvas::frame(const Area& box) const
{
    const double w = line();
    fill({box.x - w, box.y - w, box.width + 2 * w, w}, ink_.line);
    fill({box.x - w, box.bottom(), box.width + 2 * w, w}, ink_.line);
    fill({box.x - w, box.y, w, box.height}, ink_.line);
    fill({box.right(), box.y, w, box.height}, ink_.line);
}

void set_colour(cairo_t* cairo, Rgb colour, double opacity)
{
    cairo_set_source_rgba(cairo, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, opacity);
}

std::string clean_text(std::string_view text)
{
    const Owned<char> valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
    std::string line(valid.get());
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return line;
}

std::string plain_text(std::string_view marked_up)
{
    std::string text;
    for (const Run& run : runs_of(clean_text(marked_up))) text += run.text;
    return text;
}

}  // namespace phasescope

#include "app/panels/plot_margins.hpp"

#include <algorithm>

#include "app/panels/paint.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

/// The widest label that an axis over this many cells from `first` on, which may be negative, may need while it shows the
/// part from `begin` to `end`: the same wherever that is, but for long axes, which have short labels (2·10⁹) from afar.
float label_width(const Ui& ui, std::int64_t first, std::int64_t cells, double begin, double end)
{
    const auto width = [&](const std::string& text) { return text_width(ui, ui.fonts.small, text); };
    const float full = std::max(width(readable(first)), width(readable(first + cells))), brief = width("−0.0·10⁹");
    if (full <= brief) return full;
    constexpr int many = 12;
    const auto from = static_cast<double>(first);
    const bool short_enough = std::ranges::all_of(round_ticks(begin + from, end + from, many, true),
                                                  [&](const Tick& tick) { return width(tick.text) <= brief; });
    return short_enough ? brief : full;
}

/// The widest label beside the colour bar; few pictures have bars with more ticks.
float bar_label_width(const Ui& ui, const Picture& picture, const Look& look)
{
    constexpr int many = 8;
    const Range range = shown_range(picture, look, {});
    float widest = 0;
    for (const Tick& tick : round_ticks(range.lo, range.hi, many, picture.palette == Palette::classes))
        widest = std::max(widest, text_width(ui, ui.fonts.small, tick.text));
    return widest;
}

}  // namespace

float names_width(const Ui& ui, const std::vector<std::string>& names)
{
    float width = 0;
    for (const std::string& name : names) width = std::max(width, text_width(ui, ui.fonts.body, name));
    return std::min(width, ui.theme(96));
}

PlotMargins plot_margins(const Ui& ui, const Picture& picture, const Look& look)
{
    const float small = font_size(ui.fonts.small);
    const Window w = shown_window(picture, look);
    const float labels = look.transposed ? label_width(ui, picture.first_col, picture.col_count(), w.col0, w.col1)
                         : picture.row_names.empty()
                             ? label_width(ui, picture.first_row, picture.row_count(), w.row0, w.row1)
                             : names_width(ui, picture.row_names);
    const float beside_bar = std::max(small * 5.0F, ui.theme(34) + bar_label_width(ui, picture, look));
    return {labels + small * 2.4F, beside_bar, small * 0.6F, small * 3.3F};
}

}  // namespace phasescope

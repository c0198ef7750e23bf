#include "app/panels/curve_plot.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/imgui_compat.hpp"
#include "app/panels/paint.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {

void draw_curve_axes(const Ui& ui, const CurvePlot& plot, const std::string& x_title, const std::string& y_title,
                     bool whole_x)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float small = font_size(ui.fonts.small);
    const Box& a = plot.area;
    const float widest =
        std::max(text_width(ui, ui.fonts.small, readable(plot.x0, 4)), text_width(ui, ui.fonts.small, readable(plot.x1, 4)));
    const int most_y = std::max(4, static_cast<int>(a.h / (small * 2.4F)));
    const int most_x = std::max(3, static_cast<int>(a.w / (widest + small * 1.6F)));
    for (Tick& t : round_ticks(plot.y0, plot.y1, most_y, plot.powers)) {
        if (plot.powers) t.text = "10^{" + t.text + "}";
        const float y = std::floor(plot.screen_y(t.at)) + 0.5F;
        list.AddLine({a.x, y}, {a.right(), y}, ui.theme.line);
        list.AddLine({a.x - ui.theme(4), y}, {a.x, y}, ui.theme.muted);
        paint_text(ui, ui.fonts.small, {a.x - ui.theme(7), y - small / 2 - 1}, ui.theme.muted, t.text, Align::right);
    }
    float taken = -1e9F;
    for (Tick& t : round_ticks(plot.x0, plot.x1, most_x, whole_x || plot.powers_x)) {
        if (plot.powers_x) t.text = "10^{" + t.text + "}";
        const float x = std::floor(plot.screen_x(t.at)) + 0.5F, half = text_width(ui, ui.fonts.small, t.text) / 2;
        // The label at the right end keeps inside the card.
        const float middle = std::min(x, a.right() + ui.theme(10) - half);
        if (middle - half < taken) continue;
        taken = middle + half + ui.theme(6);
        list.AddLine({x, a.bottom()}, {x, a.bottom() + ui.theme(4)}, ui.theme.muted);
        paint_text(ui, ui.fonts.small, {middle, a.bottom() + ui.theme(5)}, ui.theme.muted, t.text, Align::centre);
    }
    add_frame(list, a.low(), a.high(), ui.theme.line, 0, 1);
    if (!x_title.empty())
        paint_text(ui, ui.fonts.small, {a.x + a.w / 2, a.bottom() + small * 1.7F}, ui.theme.muted, x_title, Align::centre);
    if (!y_title.empty())
        paint_text_upwards(ui, ui.fonts.small, {a.x - small * 4.4F, a.y + a.h / 2}, ui.theme.muted, y_title);
}

bool turns_within_pixels(const CurvePlot& plot, std::span<const Band> bands)
{
    const auto tall = [&](const Band& b) { return plot.screen_y(b.lo) - plot.screen_y(b.hi) > plot.area.h * 0.5F; };
    return std::ranges::count_if(bands, tall) > static_cast<std::ptrdiff_t>(bands.size() / 2);
}

namespace {

float left_edge(const CurvePlot& plot, std::span<const Band> bands, std::size_t column)
{
    return plot.area.x + static_cast<float>(column) * plot.area.w / static_cast<float>(bands.size());
}

/// Several columns with turns in them reach from trough to crest together: so many share one band.
constexpr std::size_t shared_columns = 4;

/// A curve that turns within the pixels. Equal neighbours are one rectangle: for a software driver a thousand narrow ones
/// are more work than all the rest of the window.
void draw_solid(ImDrawList& list, const CurvePlot& plot, std::span<const Band> bands, ImU32 colour)
{
    const auto shared = [&](std::size_t first) {
        const auto columns = bands.subspan(first, std::min(shared_columns, bands.size() - first));
        return Band{std::ranges::min(columns, {}, &Band::lo).lo, std::ranges::max(columns, {}, &Band::hi).hi};
    };
    for (std::size_t begin = 0, end = 0; begin < bands.size(); begin = end) {
        const Band band = shared(begin);
        for (end = begin; end < bands.size(); end += shared_columns)
            if (const Band next = shared(end); next.lo != band.lo || next.hi != band.hi) break;
        end = std::min(end, bands.size());
        list.AddRectFilled({left_edge(plot, bands, begin), plot.screen_y(band.hi)},
                           {left_edge(plot, bands, end), plot.screen_y(band.lo)}, colour);
    }
}

/// Whether a line turns back on itself by more than a right angle.
bool is_sharp(ImVec2 before, ImVec2 at, ImVec2 after)
{
    return (at.x - before.x) * (after.x - at.x) + (at.y - before.y) * (after.y - at.y) < 0;
}

/// A path in parts that end where it turns sharply: ImGui thins a path out at such corners.
void add_jagged_path(ImDrawList& list, std::span<const ImVec2> line, ImU32 colour, float thickness)
{
    std::size_t begin = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const bool last = i + 1 == line.size();
        if (!last && !is_sharp(line[i - 1], line[i], line[i + 1])) continue;
        add_path(list, line.data() + begin, static_cast<int>(i - begin + 1), colour, thickness);
        begin = i;
    }
}

/// A line through the middles of the bands `first` .. `last`, and the bands themselves where they reach past it: there the
/// curve turns within a pixel.
void draw_line(ImDrawList& list, const CurvePlot& plot, std::span<const Band> bands, std::size_t first, std::size_t last,
               ImU32 colour, float thickness)
{
    const float half = plot.area.w / static_cast<float>(bands.size()) / 2;
    std::vector<ImVec2> line;
    line.reserve(last - first);
    for (std::size_t i = first; i < last; ++i)
        line.push_back({left_edge(plot, bands, i) + half, (plot.screen_y(bands[i].hi) + plot.screen_y(bands[i].lo)) / 2});
    for (std::size_t i = 0; i < line.size(); ++i) {
        const float before = line[i - std::min<std::size_t>(i, 1)].y, after = line[std::min(i + 1, line.size() - 1)].y;
        const auto [top, bottom] = std::minmax({before, line[i].y, after});
        const float high = plot.screen_y(bands[first + i].hi), low = plot.screen_y(bands[first + i].lo);
        if (high < top - thickness || low > bottom + thickness)
            list.AddRectFilled({line[i].x - half, high}, {line[i].x + half, low}, faded(colour, 0.45F));
    }
    straighten(line);
    add_jagged_path(list, line, colour, thickness);
}

/// A line for each run of columns that hold numbers.
void draw_lines(ImDrawList& list, const CurvePlot& plot, std::span<const Band> bands, ImU32 colour, float thickness)
{
    const auto missing = [&](std::size_t i) { return std::isnan(bands[i].lo); };
    for (std::size_t first = 0, last = 0; first < bands.size(); first = last + 1) {
        for (last = first; last < bands.size() && !missing(last);) ++last;
        if (last > first) draw_line(list, plot, bands, first, last, colour, thickness);
    }
}

}  // namespace

void straighten(std::vector<ImVec2>& line)
{
    constexpr float same_rise = 1.0F / 8192;
    if (line.size() < 3) return;
    std::size_t kept = 1;
    float rise = line[1].y - line[0].y;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        const float next = line[i + 1].y - line[i].y;
        if (std::abs(next - rise) < same_rise) continue;
        line[kept++] = line[i];
        rise = next;
    }
    line[kept++] = line.back();
    line.resize(kept);
}

void draw_bands(const CurvePlot& plot, std::span<const Band> bands, ImU32 colour, float thickness)
{
    if (bands.empty()) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({plot.area.x, plot.area.y - thickness}, {plot.area.right(), plot.area.bottom() + thickness}, true);
    if (turns_within_pixels(plot, bands))
        draw_solid(list, plot, bands, faded(colour, 0.16F));
    else
        draw_lines(list, plot, bands, colour, thickness);
    list.PopClipRect();
}

}  // namespace phasescope

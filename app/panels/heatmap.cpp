#include "app/panels/heatmap.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/figure/cells_image.hpp"
#include "app/imgui_compat.hpp"
#include "app/panels/colour_bar.hpp"
#include "app/panels/heatmap_input.hpp"
#include "app/panels/missing_picture.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/plot_margins.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/sheet_title.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/field/vanishing.hpp"
#include "core/number_text.hpp"
#include "core/patch_biases.hpp"

namespace phasescope {
namespace {

std::string axis_title(const Ui& ui, Axis axis)
{
    return ui.text("axis." + std::string(name_of(axis)));
}

/// Ticks of an axis whose first cell is labelled `first`. Where cells are wide the tick stands under their middle.
void draw_axis(const Ui& ui, const PlotArea& area, bool along_x, Axis axis, std::int64_t first, float margin)
{
    const Span span = along_x ? area.across() : area.down();
    const float length = along_x ? area.image.w : area.image.h;
    const float cell = along_x ? area.cell_width() : area.cell_height();
    const float small = font_size(ui.fonts.small);
    const double middle = cell > 3 ? 0.5 : 0;
    const int most = std::max(2, static_cast<int>(length / (small * (along_x ? 5.0F : 3.2F))));
    const double begin = span.begin + static_cast<double>(first), end = span.end + static_cast<double>(first);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float tick = ui.theme(4);
    float taken = -1e9F;
    for (const Tick& t : round_ticks(begin, end, most, true)) {
        const double at = t.at - static_cast<double>(first) + middle;
        if (at >= span.end) continue;
        if (along_x) {
            const float x = std::floor(area.screen_x(at)) + 0.5F;
            const float half = text_width(ui, ui.fonts.small, t.text) / 2;
            if (x - half < taken) continue;
            taken = x + half + ui.theme(6);
            list.AddLine({x, area.image.bottom()}, {x, area.image.bottom() + tick}, ui.theme.muted);
            paint_text(ui, ui.fonts.small, {x, area.image.bottom() + tick + 1}, ui.theme.muted, t.text, Align::centre);
        } else {
            const float y = std::floor(area.screen_y(at)) + 0.5F;
            list.AddLine({area.image.x - tick, y}, {area.image.x, y}, ui.theme.muted);
            paint_text(ui, ui.fonts.small, {area.image.x - tick - ui.theme(3), y - small / 2 - 1}, ui.theme.muted, t.text,
                       Align::right);
        }
    }
    const std::string title = axis_title(ui, axis);
    if (along_x)
        paint_text(ui, ui.fonts.small, {area.image.x + area.image.w / 2, area.image.bottom() + small * 1.75F},
                   ui.theme.muted, title, Align::centre);
    else
        paint_text_upwards(ui, ui.fonts.small, {area.image.x - margin + small * 0.7F, area.image.y + area.image.h / 2},
                           ui.theme.muted, title);
}

/// The names of rows at their middle, where rows are high enough for them.
void draw_row_names(const Ui& ui, const PlotArea& area, const std::vector<std::string>& names)
{
    const float size = font_size(ui.fonts.body), width = names_width(ui, names);
    const auto step = static_cast<std::size_t>(std::ceil(size / std::max(area.cell_height(), 0.1F)));
    for (std::size_t row = 0; row < names.size(); row += step) {
        const float y = area.screen_y(static_cast<double>(row) + 0.5);
        if (y < area.image.y || y > area.image.bottom()) continue;
        paint_text(ui, ui.fonts.body, {area.image.x - ui.theme(7), std::floor(y - size / 2)}, ui.theme.text,
                   shortened(ui, ui.fonts.body, names[row], width), Align::right);
    }
}

/// Marks the ends of a dimension axis: which side turns fast.
void draw_fast_and_slow(const Ui& ui, const PlotArea& area, const Picture& picture)
{
    const auto* wave = std::get_if<WaveField>(&picture.field);
    if (!wave || area.transposed || area.window != picture.whole()) return;
    const auto& f = wave->channels.frequency;
    // Where the channels do not go from fast to slow or back, there are no such ends.
    const std::optional<bool> falls = slows_down(f);
    if (!falls || wave->channels.size() < 4) return;
    const auto label = [&](const char* key, Turns128 frequency) {
        return ui.text(key) + " λ " + readable(1 / turns_per_position(frequency), 5);
    };
    const float y = area.image.bottom() + font_size(ui.fonts.small) * 1.75F;
    const std::string left = label(*falls ? "axis.fast" : "axis.slow", f.front());
    const std::string right = label(*falls ? "axis.slow" : "axis.fast", f.back());
    const float middle = text_width(ui, ui.fonts.small, axis_title(ui, picture.cols));
    const float room = (area.image.w - middle) / 2 - ui.theme(8);
    if (text_width(ui, ui.fonts.small, left) > room || text_width(ui, ui.fonts.small, right) > room) return;
    paint_text(ui, ui.fonts.small, {area.image.x, y}, ui.theme.muted, left);
    paint_text(ui, ui.fonts.small, {area.image.right(), y}, ui.theme.muted, right, Align::right);
}

/// The cell of the probe on this sheet; a coordinate that the sheet does not have is -1.
struct ProbeCell {
    double row = -1, col = -1;
};

ProbeCell probe_cell(const Ui& ui, const Picture& picture)
{
    const Probe& probe = ui.probe();
    ProbeCell cell;
    if (!picture.positions.empty()) {
        const auto found = std::ranges::find(picture.positions, probe.query);
        if (found == picture.positions.end()) return cell;
        const std::int64_t at = found - picture.positions.begin();
        return {static_cast<double>(at / picture.col_count()), static_cast<double>(at % picture.col_count())};
    }
    if (const auto* patches = std::get_if<BiasesPatches>(&ui.model.mechanism()); patches && !picture.pairs.empty()) {
        const double index = patch_index(*patches, probe.query, probe.key);
        const auto cols = static_cast<double>(picture.col_count());
        return std::isnan(index) ? cell : ProbeCell{std::floor(index / cols), std::fmod(index, cols)};
    }
    if (picture.rows_are_positions()) cell.row = static_cast<double>(probe.query - picture.first_row);
    if (picture.cols == Axis::key) cell.col = static_cast<double>(probe.key - picture.first_col);
    if (picture.cols == Axis::channel && probe.channel < picture.col_count()) cell.col = static_cast<double>(probe.channel);
    return cell;
}

/// Whether cells are large enough to hold their numbers.
bool numbers_fit(const Ui& ui, const PlotArea& area)
{
    return area.cell_width() >= ui.theme(44) && area.cell_height() >= font_size(ui.fonts.small) + ui.theme(4);
}

void draw_crosshair(const Ui& ui, const PlotArea& area, const ProbeCell& cell)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const double x = area.transposed ? cell.row : cell.col, y = area.transposed ? cell.col : cell.row;
    const Box& image = area.image;
    list.PushClipRect(image.low(), image.high(), true);
    // Lines through written numbers would strike them out.
    const bool lines = !numbers_fit(ui, area);
    const auto line = [&](ImVec2 a, ImVec2 b) {
        if (!lines) return;
        list.AddLine(a, b, IM_COL32(0, 0, 0, 120), ui.theme(2.0F));
        list.AddLine(a, b, IM_COL32(255, 255, 255, 215), ui.theme(0.8F));
    };
    // The lines leave the cell under study free, which gets a frame.
    const bool both = x >= 0 && y >= 0;
    const float w = both ? std::max(area.cell_width() / 2, ui.theme(4.5F)) + 1 : 0;
    const float h = both ? std::max(area.cell_height() / 2, ui.theme(4.5F)) + 1 : 0;
    const float cx = std::floor(area.screen_x(x + 0.5)) + 0.5F, cy = std::floor(area.screen_y(y + 0.5)) + 0.5F;
    if (y >= 0) line({image.x, cy}, {both ? cx - w : image.right(), cy});
    if (both) line({cx + w, cy}, {image.right(), cy});
    if (x >= 0) line({cx, image.y}, {cx, both ? cy - h : image.bottom()});
    if (both) line({cx, cy + h}, {cx, image.bottom()});
    if (both) {
        add_frame(list, {cx - w, cy - h}, {cx + w, cy + h}, IM_COL32(0, 0, 0, 200), 0, ui.theme(3.2F));
        add_frame(list, {cx - w, cy - h}, {cx + w, cy + h}, IM_COL32_WHITE, 0, ui.theme(1.5F));
    }
    list.PopClipRect();
}

/// The numbers themselves, where cells are wide enough to hold them.
void draw_numbers(const Ui& ui, const PlotArea& area, const Picture& picture, const Colormap& map, Range range)
{
    ImFont* const font = ui.fonts.small;
    if (!numbers_fit(ui, area)) return;
    const auto first = [](double begin) { return static_cast<std::int64_t>(std::floor(begin)); };
    ImGui::GetWindowDrawList()->PushClipRect(area.image.low(), area.image.high(), true);
    for (std::int64_t y = first(area.down().begin); static_cast<double>(y) < area.down().end; ++y) {
        for (std::int64_t x = first(area.across().begin); static_cast<double>(x) < area.across().end; ++x) {
            const double number = value(picture.field, area.transposed ? x : y, area.transposed ? y : x);
            if (!std::isfinite(number)) continue;
            const Rgb ground = map.colours[colour_index(static_cast<float>(number), range)];
            const bool bright = 0.30 * ground.r + 0.59 * ground.g + 0.11 * ground.b > 140;
            const ImVec2 centre{area.screen_x(static_cast<double>(x) + 0.5),
                                area.screen_y(static_cast<double>(y) + 0.5) - font_size(font) / 2};
            const int digits = std::abs(number) >= 1000 ? 5 : 4;
            paint_text(ui, font, centre, bright ? IM_COL32(20, 22, 26, 255) : IM_COL32(245, 246, 248, 255),
                       readable(number, digits), Align::centre);
        }
    }
    ImGui::GetWindowDrawList()->PopClipRect();
}

void draw_box(const Ui& ui, const PlotArea& area)
{
    const auto drawn = box_being_drawn(area);
    if (!drawn) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(drawn->low(), drawn->high(), faded(ui.theme.accent, 0.2F));
    add_frame(list, drawn->low(), drawn->high(), ui.theme.accent, 0, ui.theme(1.5F));
}

HeatmapSpec spec_of(const Ui& ui, const Picture& picture, const PlotArea& area, Range range)
{
    HeatmapSpec spec;
    spec.field_version = ui.model.field_version(picture.sheet);
    spec.field = &picture.field;
    spec.window = area.window;
    spec.width = static_cast<int>(area.image.w);
    spec.height = static_cast<int>(area.image.h);
    spec.transposed = area.transposed;
    spec.showing = shown_by(picture, ui.scene.look(picture.sheet));
    spec.colormap = &ui.colormap(picture);
    spec.range = range;
    spec.grid = area.cell_width() >= 12 && area.cell_height() >= 12;
    return spec;
}

/// The picture itself; a range that follows the screen is read back and used at once.
Range draw_picture(Ui& ui, const Picture& picture, const PlotArea& area, int slot)
{
    const Look& look = ui.scene.look(picture.sheet);
    HeatmapSpec spec = spec_of(ui, picture, area, shown_range(picture, look, {}));
    if (!ui.model.slow_spreads().stand_in(picture.sheet, spec)) {
        const ImVec2 at{area.image.x + ui.theme(8), area.image.y + ui.theme(8)};
        paint_paragraph(ui, ui.fonts.body, at, area.image.w - ui.theme(16), ui.theme.muted, ui.text("heatmap.making"));
        return spec.range;
    }
    unsigned texture = ui.heatmaps.draw(slot, spec);
    if (look.range == RangeMode::follow) {
        spec.range = shown_range(picture, look, ui.heatmaps.numbers(slot));
        texture = ui.heatmaps.draw(slot, spec);
    }
    ImGui::GetWindowDrawList()->AddImage(texture_id(texture), area.image.low(), area.image.high());
    return spec.range;
}

/// How many cells one pixel covers on an axis.
std::int64_t cells_per_pixel(Span span, float pixels, std::int64_t cells, std::int64_t group)
{
    const auto count = static_cast<std::int64_t>(std::max(pixels, 1.0F));
    return cells_under_pixels(span.begin, span.end, count, cells, group).count;
}

/// How many cells a pixel covers, and what it shows of them, with a hint where that is nearly nothing; "" where it is one
/// cell.
std::string pixels_remark(const Ui& ui, const Picture& picture, const PlotArea& area)
{
    const Window& w = area.window;
    const Showing showing = shown_by(picture, ui.scene.look(picture.sheet));
    const std::int64_t group = showing == Showing::samples ? 1 : column_group(picture.field);
    const float down = area.transposed ? area.image.w : area.image.h, across = area.transposed ? area.image.h : area.image.w;
    const std::int64_t rows = cells_per_pixel({w.row0, w.row1}, down, picture.row_count(), 1);
    const std::int64_t cols = cells_per_pixel({w.col0, w.col1}, across, picture.col_count(), group);
    if (rows == 1 && cols == 1 && showing != Showing::spread) return "";
    const std::int64_t taken = showing == Showing::mean ? rows_under_pixel(picture.field, rows) : rows;
    const std::string name = taken > rows ? "tent" : std::string(showing_names[static_cast<std::size_t>(showing)]);
    std::string remark = filled(ui.text("heatmap." + name), {{"rows", readable(taken)}, {"cols", readable(cols)}});
    if (showing != Showing::mean || !means_vanish(picture.field, rows, cols)) return remark;
    return filled(ui.text("heatmap.vanishing"), {{"remark", std::move(remark)}});
}

}  // namespace

const Colormap& Ui::colormap(const Picture& picture) const
{
    return shown_colormap(picture, scene.look(picture.sheet), theme.dark);
}

std::string shown_title(Ui& ui, Sheet sheet)
{
    if (ui.session.quiz.is_open() && group_of(sheet) == Sheet::correct) return ui.text("quiz.matrix");
    return sheet_title(ui.text, ui.model.scene(), ui.model.mechanism(), sheet);
}

float share_of_two_heatmaps(const Ui& ui, const Box& box)
{
    const float square = box.w / 2 - ui.theme(20);
    return std::clamp(square / box.h, 0.48F, 0.66F);
}

float square_card_height(const Ui& ui, float width)
{
    const float small = font_size(ui.fonts.small), digits = text_width(ui, ui.fonts.small, "1000");
    const float beside = digits + small * 7.4F + ui.theme(12);
    const float above_and_below = ui.theme(28) + font_size(ui.fonts.bold) + small * 3.9F;
    return std::floor(width - beside + above_and_below);
}

void keep_focus_on_screen(Ui& ui)
{
    const auto& slots = ui.session.slots;
    if (slots[static_cast<std::size_t>(ui.session.focus)] >= 0) return;
    const auto shown = std::ranges::find(slots, 0);
    if (shown != slots.end()) ui.session.focus = static_cast<Sheet>(shown - slots.begin());
}

void next_colormap(Ui& ui, Sheet sheet)
{
    const Picture* picture = ui.model.picture(sheet);
    if (!picture) return;
    const auto all = colormaps();
    const auto now = static_cast<std::size_t>(&ui.colormap(*picture) - all.data());
    ui.scene.look(sheet).colormap = all[(now + 1) % all.size()].name;
}

void fit(Ui& ui, Sheet sheet)
{
    ui.scene.look(sheet).window.reset();
}

void range_from_screen(Ui& ui, Sheet sheet, bool follow)
{
    const int slot = ui.session.slots[static_cast<std::size_t>(sheet)];
    if (slot < 0) return;
    Look& look = ui.scene.look(sheet);
    const Range range = range_of(ui.heatmaps.numbers(slot));
    look.range = follow ? RangeMode::follow : RangeMode::fixed;
    look.lo = range.lo;
    look.hi = range.hi;
}

void draw_heatmap_card(Ui& ui, const Box& card, Sheet sheet, int slot)
{
    paint_card(ui, card);
    const std::string title = shown_title(ui, sheet);
    const Picture* picture = ui.model.picture(sheet);
    if (!picture) {
        const Box rest = paint_heading(ui, card, title);
        paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted, why_no_picture(ui, sheet));
        return;
    }
    const PlotMargins m = plot_margins(ui, *picture, ui.scene.look(sheet));
    const float heading = ui.theme(22) + font_size(ui.fonts.bold);
    const Box room{card.x + ui.theme(6) + m.left, card.y + heading + m.top, card.w - ui.theme(12) - m.left - m.right,
                   card.h - heading - ui.theme(6) - m.top - m.bottom};
    if (room.w < 24 || room.h < 24) return;
    ui.session.slots[static_cast<std::size_t>(sheet)] = slot;

    const PlotArea area = plot_area(room, *picture, ui.scene.look(sheet));
    const std::string shape = readable(picture->row_count()) + " × " + readable(picture->col_count());
    const std::string pixels = pixels_remark(ui, *picture, area);
    const std::string remark = pixels.empty() ? shape : shape + " · " + pixels;
    paint_heading(ui, card, title, remark);
    if (sheet == ui.session.focus) ui.session.pixels = fitting_remark(ui, card, title, remark) == remark ? "" : pixels;
    const Box x_axis{area.image.x, area.image.bottom(), area.image.w, m.bottom};
    const Box y_axis{area.image.x - m.left, area.image.y, m.left, area.image.h};
    const auto hovered = heatmap_input(ui, *picture, area, x_axis, y_axis);

    const Range range = draw_picture(ui, *picture, area, slot);
    add_frame(*ImGui::GetWindowDrawList(), {area.image.x - 1, area.image.y - 1},
              {area.image.right() + 1, area.image.bottom() + 1}, ui.theme.line, 0, 1);
    draw_numbers(ui, area, *picture, ui.colormap(*picture), range);
    draw_axis(ui, area, true, area.transposed ? picture->rows : picture->cols,
              area.transposed ? picture->first_row : picture->first_col, m.bottom);
    if (picture->row_names.empty() || area.transposed)
        draw_axis(ui, area, false, area.transposed ? picture->cols : picture->rows,
                  area.transposed ? picture->first_col : picture->first_row, m.left);
    else
        draw_row_names(ui, area, picture->row_names);
    draw_fast_and_slow(ui, area, *picture);

    const ProbeCell cell = probe_cell(ui, *picture);
    draw_crosshair(ui, area, cell);
    draw_box(ui, area);
    std::optional<double> marked;
    // The number of a cell is no spread.
    if (shown_by(*picture, ui.scene.look(picture->sheet)) == Showing::spread)
        marked = std::nullopt;
    else if (hovered)
        marked = value(picture->field, hovered->row, hovered->col);
    else if (cell.row >= 0 && cell.col >= 0 && cell.row < static_cast<double>(picture->row_count())
             && cell.col < static_cast<double>(picture->col_count()))
        marked = value(picture->field, static_cast<std::int64_t>(cell.row), static_cast<std::int64_t>(cell.col));
    const Box bar{area.image.right() + ui.theme(12), area.image.y, ui.theme(13), area.image.h};
    draw_colour_bar(ui, bar, *picture, range, marked);
}

}  // namespace phasescope

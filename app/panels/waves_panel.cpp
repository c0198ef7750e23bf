#include "app/panels/waves_panel.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/curve_plot.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/plot_area.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

/// The positions that the waves show: those of the matrix's window.
Span shown_positions(const Ui& ui)
{
    const Look& look = ui.scene.look(Sheet::matrix);
    const auto start = static_cast<double>(ui.scene.start), end = start + static_cast<double>(ui.scene.length);
    if (!look.window) return {start, end};
    const double low = std::max(start + look.window->row0, start), high = std::min(start + look.window->row1, end);
    return low < high ? Span{low, high} : Span{start, end};
}

void show_positions(Ui& ui, Span span)
{
    Look& look = ui.scene.look(Sheet::matrix);
    const Picture* matrix = ui.model.picture(Sheet::matrix);
    if (!matrix) return;
    Window window = shown_window(*matrix, look);
    window.row0 = span.begin - static_cast<double>(ui.scene.start);
    window.row1 = span.end - static_cast<double>(ui.scene.start);
    if (window == matrix->whole())
        look.window.reset();
    else
        look.window = window;
}

/// Hover, pin, zoom and pan along positions.
void waves_input(Ui& ui, const CurvePlot& plot)
{
    mouse_area("waves", plot.area);
    const ImGuiIO& io = ImGui::GetIO();
    const auto start = static_cast<double>(ui.scene.start);
    const Window whole{start, start + static_cast<double>(ui.scene.length), 0, 1};
    const Window now{plot.x0, plot.x1, 0, 1};
    const auto show = [&](const Window& w) { show_positions(ui, {w.row0, w.row1}); };
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) {
        ui.dragging = true;
        show(moved(now, whole, -io.MouseDelta.x / plot.area.w * (plot.x1 - plot.x0), 0));
    }
    if (!ImGui::IsItemHovered()) return;
    ui.session.focus = Sheet::matrix;
    Probe probe = ui.scene.probe;
    probe.query = std::clamp(static_cast<std::int64_t>(std::llround(plot.x_at(io.MousePos.x))), ui.scene.start,
                             ui.scene.start + ui.scene.length - 1);
    ui.session.next_hover = probe;
    if (io.MouseReleased[0] && ImGui::IsItemDeactivated() && io.MouseDragMaxDistanceSqr[0] < 16) {
        ui.scene.probe = probe;
        ui.scene.probe.pinned = true;
    }
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) show(whole);
    if (io.MouseWheel == 0) return;
    const double step = io.KeyCtrl ? 1.05 : io.KeyShift ? 1.6 : 1.2;
    show(zoomed(now, whole, std::pow(step, io.MouseWheel), plot.x_at(io.MousePos.x), 0, true, false));
    ui.session.settle_at = ImGui::GetTime() + Session::settle_time;
}

ImU32 curve_colour(const Ui& ui, const std::vector<WaveCurve>& curves, std::size_t index)
{
    // The two channels of one pair share a colour; every further pair takes the next.
    std::size_t colour = 0;
    for (std::size_t i = 1; i <= index; ++i)
        if (curves[i].pair != curves[i - 1].pair) ++colour;
    return ui.theme.curves[colour % ui.theme.curves.size()];
}

std::string legend_text(const Ui& ui, const WaveCurve& curve)
{
    return filled(ui.text("waves.legend"),
                  {{"pair", readable(curve.pair)}, {"wavelength", readable(1 / turns_per_position(curve.frequency), 4)}});
}

/// "pair 12  λ 9.68" for the curves in their order, at the right of the heading, as many as there is room for.
void draw_legend(const Ui& ui, const Box& card, const std::vector<WaveCurve>& curves, float taken)
{
    const float mark = ui.theme(20), gap = ui.theme(14), end = card.right() - ui.theme(13);
    const float y = card.y + ui.theme(13) + (font_size(ui.fonts.bold) - font_size(ui.fonts.small)) * 0.7F;
    std::vector<std::size_t> shown;
    float width = 0;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        if (curves[i].partner) continue;
        const float more = mark + text_width(ui, ui.fonts.small, legend_text(ui, curves[i])) + gap;
        if (end - width - more < taken) break;
        width += more;
        shown.push_back(i);
    }
    float x = end - width + gap;
    for (const std::size_t i : shown) {
        const float middle = std::floor(y + font_size(ui.fonts.small) / 2) + 1;
        ImGui::GetWindowDrawList()->AddLine({x, middle}, {x + mark - ui.theme(6), middle}, curve_colour(ui, curves, i),
                                            ui.theme(2.5F));
        x += mark + paint_text(ui, ui.fonts.small, {x + mark, y}, ui.theme.muted, legend_text(ui, curves[i])) + gap;
    }
}

void draw_curves(Ui& ui, const CurvePlot& plot, const std::vector<WaveCurve>& curves)
{
    const auto pixels = static_cast<std::int64_t>(std::max(plot.area.w, 1.0F));
    const float thick = ui.theme(ui.session.projector ? 3.2F : 2.0F);
    // Stretches first, lines over them.
    for (const bool stretches : {true, false}) {
        for (std::size_t i = curves.size(); i-- > 0;) {
            const std::vector<Band> bands = envelope(curves[i], plot.x0, plot.x1, pixels);
            if (turns_within_pixels(plot, bands) != stretches || (stretches && curves[i].partner)) continue;
            const ImU32 colour = curve_colour(ui, curves, i);
            draw_bands(plot, bands, curves[i].partner ? faded(colour, 0.5F) : colour, curves[i].partner ? thick / 2 : thick);
        }
    }
    const auto p = static_cast<double>(ui.probe().query);
    if (p < plot.x0 || p > plot.x1) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = std::floor(plot.screen_x(p)) + 0.5F;
    for (float y = plot.area.y; y < plot.area.bottom(); y += ui.theme(8))
        list.AddLine({x, y}, {x, std::min(y + ui.theme(4), plot.area.bottom())}, ui.theme.muted, ui.theme(1.3F));
    for (std::size_t i = curves.size(); i-- > 0;) {
        const ImVec2 dot{x, plot.screen_y(curves[i].at(p))};
        list.AddCircleFilled(dot, ui.theme(5.5F), ui.theme.card, 24);
        list.AddCircleFilled(dot, ui.theme(4.2F), curve_colour(ui, curves, i), 24);
    }
}

}  // namespace

void draw_waves_card(Ui& ui, const Box& card)
{
    paint_card(ui, card, "waves");
    const std::string title = ui.text("sheet.waves");
    const Box rest = paint_heading(ui, card, title);
    const std::vector<WaveCurve>& curves = ui.model.curves(ui.probe());
    if (curves.empty()) {
        paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted, ui.text("waves.none"));
        return;
    }
    draw_legend(ui, card, curves, card.x + ui.theme(30) + text_width(ui, ui.fonts.bold, title));
    const float small = font_size(ui.fonts.small);
    const Span span = shown_positions(ui);
    // A crest has a little room above it, whatever the attention factor.
    const double reach = 1.06 * std::ranges::max(curves, {}, &WaveCurve::amplitude).amplitude;
    CurvePlot plot{{rest.x + small * 3.2F, rest.y + ui.theme(4), rest.w - small * 4.0F, rest.h - small * 2.9F - ui.theme(4)},
                   span.begin,
                   span.end,
                   -reach,
                   reach};
    if (plot.area.w < 24 || plot.area.h < 20) return;
    draw_curve_axes(ui, plot, ui.text("axis.position"), "", true);
    waves_input(ui, plot);
    draw_curves(ui, plot, curves);
}

}  // namespace phasescope

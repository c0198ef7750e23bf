#include "app/panels/offset_panel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "app/panels/curve_plot.hpp"
#include "app/panels/missing_picture.hpp"
#include "app/panels/paint.hpp"

namespace phasescope {
namespace {

/// An empty plot over all offsets; too small to be drawn where the box is.
CurvePlot plot_over_offsets(const Ui& ui, const Box& box)
{
    const float small = font_size(ui.fonts.small);
    const auto reach = static_cast<double>(ui.scene.length - 1);
    return {{box.x + small * 4.6F, box.y + ui.theme(4), box.w - small * 5.4F, box.h - small * 2.9F - ui.theme(4)},
            -reach,
            reach,
            0,
            0};
}

bool too_small(const CurvePlot& plot)
{
    return plot.area.w < 24 || plot.area.h < 20;
}

/// The curve of a sheet that has a picture, without the offsets at either end that no two positions with a row have.
OffsetCurve curve_of(Ui& ui, const CurvePlot& plot, Sheet sheet)
{
    const std::int64_t reach = ui.scene.length - 1;
    const OffsetCurve& all = ui.model.offset_curve(sheet, -reach, reach, static_cast<std::int64_t>(plot.area.w));
    const auto has_number = [](const Band& band) { return !std::isnan(band.lo); };
    const auto first = std::ranges::find_if(all.band, has_number) - all.band.begin();
    const auto behind = std::find_if(all.band.rbegin(), all.band.rend(), has_number).base() - all.band.begin();
    if (first >= behind) return {};
    return {{all.offset.begin() + first, all.offset.begin() + behind},
            {all.band.begin() + first, all.band.begin() + behind}};
}

/// Why there is no curve of a sheet that has a picture; null where there is one.
const char* why_no_curve(const Ui& ui, const OffsetCurve& curve)
{
    if (ui.scene.length < 2) return "offset.none.one";
    return curve.band.empty() ? "offset.none.undefined" : curve.band.size() < 2 ? "offset.none.few" : nullptr;
}

void say_why(const Ui& ui, const Box& box, const std::string& why)
{
    paint_paragraph(ui, ui.fonts.body, box.low(), box.w, ui.theme.muted, why);
}

/// Makes the plot as high as the curve asks for, and as wide: masked offsets, and those of positions that were not asked
/// about, are not shown.
void make_room(CurvePlot& plot, const OffsetCurve& curve, bool first)
{
    double least = std::numeric_limits<double>::infinity(), greatest = -least;
    for (const Band& band : curve.band) {
        least = std::min(least, std::isnan(band.lo) ? least : band.lo);
        greatest = std::max(greatest, std::isnan(band.hi) ? greatest : band.hi);
    }
    plot.x0 = curve.offset.front();
    plot.x1 = curve.offset.back();
    plot.y0 = first ? least : std::min(plot.y0, least);
    plot.y1 = first ? greatest : std::max(plot.y1, greatest);
}

/// A little room above and below.
void widen(CurvePlot& plot)
{
    const double room = plot.y1 > plot.y0 ? (plot.y1 - plot.y0) * 0.05 : 1;
    plot.y0 -= room;
    plot.y1 += room;
}

float thickness(const Ui& ui)
{
    return ui.theme(ui.session.projector ? 3.0F : 1.8F);
}

/// Where the two positions under study are.
void draw_probed_offset(const Ui& ui, const CurvePlot& plot)
{
    const auto offset = static_cast<double>(ui.probe().key - ui.probe().query);
    if (offset < plot.x0 || offset > plot.x1) return;
    const float x = std::floor(plot.screen_x(offset)) + 0.5F;
    ImGui::GetWindowDrawList()->AddLine({x, plot.area.y}, {x, plot.area.bottom()}, ui.theme.muted, ui.theme(1.2F));
}

/// The biases of all heads at the offsets of a curve, one row a head; no rows where the sheet has but one function.
Matrix other_heads(Ui& ui, Sheet sheet, const OffsetCurve& curve)
{
    const auto* bias = std::get_if<BiasesScore>(&ui.model.mechanism());
    if (!bias || sheet != Sheet::score || bias->heads.size() < 2) return {};
    Matrix heads(static_cast<std::int64_t>(bias->heads.size()), static_cast<std::int64_t>(curve.offset.size()));
    for (std::int64_t h = 0; h < heads.rows; ++h)
        for (std::int64_t x = 0; x < heads.cols; ++x)
            heads(h, x) = bias->heads[static_cast<std::size_t>(h)].at(
                static_cast<std::int64_t>(std::floor(curve.offset[static_cast<std::size_t>(x)])));
    return heads;
}

void draw_other_heads(const Ui& ui, const CurvePlot& plot, const Matrix& heads)
{
    for (std::int64_t h = 0; h < heads.rows; ++h) {
        std::vector<Band> bands;
        for (const double value : heads.row(h)) bands.push_back({value, value});
        draw_bands(plot, bands, faded(ui.theme.curves[static_cast<std::size_t>(h) % ui.theme.curves.size()], 0.6F),
                   ui.theme(1));
    }
}

ImU32 colour_of(const Ui& ui, std::span<const NamedCurve> curves, std::size_t index)
{
    return curves[index].accented ? ui.theme.text : ui.theme.curves[index % ui.theme.curves.size()];
}

/// Names of the curves in rows; returns their height.
float draw_names(const Ui& ui, const Box& box, std::span<const NamedCurve> curves)
{
    const float mark = ui.theme(20), gap = ui.theme(14), line = font_size(ui.fonts.small) + ui.theme(4);
    float x = box.x, y = box.y;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const float wide = mark + text_width(ui, ui.fonts.small, curves[i].name);
        if (x > box.x && x + wide > box.right()) x = box.x, y += line;
        const float middle = std::floor(y + font_size(ui.fonts.small) / 2) + 1;
        ImGui::GetWindowDrawList()->AddLine({x, middle}, {x + mark - ui.theme(6), middle}, colour_of(ui, curves, i),
                                            ui.theme(2.5F));
        paint_text(ui, ui.fonts.small, {x + mark, y}, ui.theme.muted, curves[i].name);
        x += wide + gap;
    }
    return y + line - box.y;
}

}  // namespace

void draw_offset_curve(Ui& ui, const Box& box, Sheet sheet)
{
    CurvePlot plot = plot_over_offsets(ui, box);
    if (too_small(plot)) return;
    const OffsetCurve curve = curve_of(ui, plot, sheet);
    if (const char* why = why_no_curve(ui, curve)) return say_why(ui, box, ui.text(why));
    make_room(plot, curve, true);
    const Matrix heads = other_heads(ui, sheet, curve);
    for (const double value : heads.values) {
        plot.y0 = std::min(plot.y0, value);
        plot.y1 = std::max(plot.y1, value);
    }
    widen(plot);
    draw_curve_axes(ui, plot, ui.text("axis.offset"), "", true);
    draw_other_heads(ui, plot, heads);
    draw_bands(plot, curve.band, ui.theme.accent, thickness(ui));
    draw_probed_offset(ui, plot);
}

void draw_offset_card(Ui& ui, const Box& card, Sheet sheet)
{
    paint_card(ui, card, "offset");
    const std::string title = ui.text(sheet == Sheet::index ? "offset.title.index" : "offset.title");
    const Box rest = paint_heading(ui, card, title, ui.text("offset.remark"));
    if (ui.model.picture(sheet))
        draw_offset_curve(ui, rest, sheet);
    else
        say_why(ui, rest, why_no_picture(ui, sheet));
}

void draw_offset_curves_card(Ui& ui, const Box& card, std::span<const NamedCurve> curves)
{
    paint_card(ui, card, "offset");
    Box rest = paint_heading(ui, card, ui.text("offset.title"), ui.text("offset.remark"));
    for (const NamedCurve& one : curves)
        if (!ui.model.picture(one.sheet)) return say_why(ui, rest, why_no_picture(ui, one.sheet));
    const float names = draw_names(ui, rest, curves);
    rest = {rest.x, rest.y + names, rest.w, rest.h - names};
    CurvePlot plot = plot_over_offsets(ui, rest);
    if (too_small(plot)) return;
    std::vector<OffsetCurve> drawn;
    for (const NamedCurve& one : curves) {
        drawn.push_back(curve_of(ui, plot, one.sheet));
        if (const char* why = why_no_curve(ui, drawn.back())) return say_why(ui, rest, ui.text(why));
        make_room(plot, drawn.back(), drawn.size() == 1);
    }
    widen(plot);
    draw_curve_axes(ui, plot, ui.text("axis.offset"), "", true);
    for (std::size_t i = 0; i < curves.size(); ++i) draw_bands(plot, drawn[i].band, colour_of(ui, curves, i), thickness(ui));
    draw_probed_offset(ui, plot);
}

}  // namespace phasescope

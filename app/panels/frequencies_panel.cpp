#include "app/panels/frequencies_panel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "app/imgui_compat.hpp"
#include "app/panels/curve_plot.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/encoding_words.hpp"
#include "app/text/frequencies_remark.hpp"
#include "core/analysis/frequencies.hpp"

namespace phasescope {
namespace {

/// Pairs along x, wavelengths as exponents of ten along y, all of them and the two lengths inside.
CurvePlot plot_of(const Box& area, const std::vector<PairFrequency>& pairs, const std::vector<ScalingCurve>& scalings,
                  double longest_line)
{
    double low = 1, high = longest_line;
    const auto meet = [&](double wavelength) {
        if (!std::isfinite(wavelength)) return;
        low = std::min(low, wavelength);
        high = std::max(high, wavelength);
    };
    for (const PairFrequency& pair : pairs) {
        meet(pair.wavelength);
        meet(pair.unscaled_wavelength);
    }
    for (const ScalingCurve& scaling : scalings) std::ranges::for_each(scaling.wavelengths, meet);
    CurvePlot plot{area, -0.5, static_cast<double>(pairs.size()) - 0.5, std::log10(low), std::log10(high)};
    plot.y1 += (plot.y1 - plot.y0) * 0.06;
    plot.powers = true;
    return plot;
}

/// How a curve is told from the others: those beyond the colours that there are have dashes.
struct Pen {
    ImU32 colour;
    float thickness;
    bool dashed = false;
};

Pen pen_of(const Ui& ui, const std::vector<ScalingCurve>& scalings, std::size_t i)
{
    const auto& colours = ui.theme.curves;
    const bool chosen = scalings[i].chosen;
    return {colours[i % colours.size()], ui.theme(chosen ? 3.2F : 1.3F), i >= colours.size() && !chosen};
}

void draw_dashes(const Ui& ui, const std::vector<ImVec2>& points, const Pen& pen)
{
    const float dash = ui.theme(6), gap = ui.theme(4);
    float along = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const ImVec2 a = points[i], b = points[i + 1];
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        for (float at = 0; at < length;) {
            const float phase = std::fmod(along + at, dash + gap), rest = (phase < dash ? dash : dash + gap) - phase;
            const float end = std::min(at + std::max(rest, 0.5F), length);
            const auto point = [&](float t) {
                return ImVec2(a.x + (b.x - a.x) * t / length, a.y + (b.y - a.y) * t / length);
            };
            if (phase < dash) ImGui::GetWindowDrawList()->AddLine(point(at), point(end), pen.colour, pen.thickness);
            at = end;
        }
        along += length;
    }
}

void draw_line(const Ui& ui, const std::vector<ImVec2>& points, const Pen& pen)
{
    if (pen.dashed)
        draw_dashes(ui, points, pen);
    else
        add_path(*ImGui::GetWindowDrawList(), points.data(), static_cast<int>(points.size()), pen.colour, pen.thickness);
}

void draw_wavelengths(const Ui& ui, const CurvePlot& plot, const std::vector<double>& wavelengths, const Pen& pen)
{
    std::vector<ImVec2> points;
    for (std::size_t k = 0; k < wavelengths.size(); ++k)
        if (std::isfinite(wavelengths[k]))
            points.push_back({plot.screen_x(static_cast<double>(k)), plot.screen_y(std::log10(wavelengths[k]))});
    draw_line(ui, points, pen);
}

/// The stretches of pairs that were kept, blended or divided, as grounds with their names.
void draw_treatments(const Ui& ui, const CurvePlot& plot, const std::vector<PairFrequency>& pairs)
{
    const bool scaled = std::ranges::any_of(pairs, [](const PairFrequency& p) { return p.treatment != Treatment::kept; });
    if (!scaled) return;
    constexpr std::array names{"frequencies.kept", "frequencies.blended", "frequencies.divided"};
    const std::array<ImU32, 3> grounds{ui.theme.good_soft, ui.theme.warning_soft, ui.theme.accent_soft};
    for (std::size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
        while (end < pairs.size() && pairs[end].treatment == pairs[begin].treatment) ++end;
        const auto kind = static_cast<std::size_t>(pairs[begin].treatment);
        const float x0 = plot.screen_x(static_cast<double>(begin) - 0.5), x1 = plot.screen_x(static_cast<double>(end) - 0.5);
        ImGui::GetWindowDrawList()->AddRectFilled({x0, plot.area.y}, {x1, plot.area.bottom()}, grounds[kind]);
        const std::string name = ui.text(names[kind]);
        if (text_width(ui, ui.fonts.small, name) < x1 - x0 - ui.theme(4))
            paint_text(ui, ui.fonts.small, {(x0 + x1) / 2, plot.area.y + ui.theme(5)}, ui.theme.text, name, Align::centre);
    }
}

/// A dashed line across at a length, with its name.
void draw_length(const Ui& ui, const CurvePlot& plot, double length, const std::string& name, ImU32 colour)
{
    const float y = std::floor(plot.screen_y(std::log10(length))) + 0.5F;
    if (y < plot.area.y || y > plot.area.bottom()) return;
    draw_dashes(ui, {{plot.area.x, y}, {plot.area.right(), y}}, {colour, ui.theme(1.5F)});
    paint_text(ui, ui.fonts.small, {plot.area.right() - ui.theme(6), y - font_size(ui.fonts.small) - ui.theme(3)}, colour,
               name + " " + readable(length, 8), Align::right);
}

/// The pair of the probe: a line up, and its numbers in the heading.
void draw_chosen_pair(const Ui& ui, const CurvePlot& plot, const PairFrequency& pair)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = std::floor(plot.screen_x(static_cast<double>(pair.pair))) + 0.5F;
    list.AddLine({x, plot.area.y}, {x, plot.area.bottom()}, ui.theme.muted, ui.theme(1.2F));
    if (!std::isfinite(pair.wavelength)) return;
    const ImVec2 dot{x, plot.screen_y(std::log10(pair.wavelength))};
    list.AddCircleFilled(dot, ui.theme(5.5F), ui.theme.card, 24);
    list.AddCircleFilled(dot, ui.theme(4.2F), ui.theme.accent, 24);
}

/// A click or hover takes the pair's first channel.
void pairs_input(Ui& ui, const CurvePlot& plot, std::size_t pairs)
{
    mouse_area("frequencies", plot.area);
    if (!ImGui::IsItemHovered()) return;
    const auto pair = std::clamp<std::int64_t>(std::llround(plot.x_at(ImGui::GetIO().MousePos.x)), 0,
                                               static_cast<std::int64_t>(pairs) - 1);
    const auto& channels = ui.model.table().channels;
    const auto channel = std::ranges::find(channels, pair, &Channel::pair);
    if (channel == channels.end()) return;
    Probe probe = ui.scene.probe;
    probe.channel = channel - channels.begin();
    ui.session.next_hover = probe;
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Left)) {
        ui.scene.probe = probe;
        ui.scene.probe.pinned = true;
    }
}

/// The names of the curves in as many rows as they need; the height that they take.
float draw_legend(const Ui& ui, ImVec2 at, float width, const std::vector<ScalingCurve>& scalings)
{
    if (scalings.empty()) return 0;
    const float high = font_size(ui.fonts.small), line = ui.theme(20), step = std::floor(high * 1.6F);
    // The chosen one first.
    std::vector<std::size_t> order(scalings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](std::size_t i) { return scalings[i].chosen; });
    float x = at.x, y = at.y;
    for (const std::size_t i : order) {
        const std::string name = choice_of(ui.text, scalings[i].name);
        const float wide = line + ui.theme(6) + text_width(ui, ui.fonts.small, name);
        if (x > at.x && x + wide > at.x + width) {
            x = at.x;
            y += step;
        }
        const float middle = std::floor(y + high / 2) + 1;
        Pen pen = pen_of(ui, scalings, i);
        pen.thickness = std::max(pen.thickness, ui.theme(1.5F));
        draw_line(ui, {{x, middle}, {x + line, middle}}, pen);
        paint_text(ui, ui.fonts.small, {x + line + ui.theme(6), y}, scalings[i].chosen ? ui.theme.text : ui.theme.muted,
                   name);
        x += wide + ui.theme(12);
    }
    return y - at.y + step;
}

}  // namespace

void draw_frequencies_card(Ui& ui, const Box& card)
{
    paint_card(ui, card, "frequencies");
    const auto& [pairs, scalings] = ui.model.frequencies();
    const Box rest = paint_heading(ui, card, ui.text("frequencies.title"),
                                   frequencies_remark(ui.text, ui.scene, ui.model.mechanism(), pairs));
    if (pairs.empty()) return;
    const float small = font_size(ui.fonts.small), margin = small * 4.6F;
    const float names = draw_legend(ui, {rest.x + margin, rest.y}, rest.w - margin, scalings) + small * 0.4F;

    const auto trained = trained_length(ui.scene);
    const auto length = static_cast<double>(ui.scene.length);
    const CurvePlot plot = plot_of({rest.x + margin, rest.y + names, rest.w - small * 5.4F, rest.h - names - small * 2.9F},
                                   pairs, scalings, std::max(length, trained.value_or(1)));
    if (plot.area.w < 24 || plot.area.h < 20) return;
    draw_treatments(ui, plot, pairs);
    draw_curve_axes(ui, plot, ui.text("axis.pair"), ui.text("axis.wavelength"), true);
    pairs_input(ui, plot, pairs.size());
    for (std::size_t i = 0; i < scalings.size(); ++i)
        if (!scalings[i].chosen) draw_wavelengths(ui, plot, scalings[i].wavelengths, pen_of(ui, scalings, i));
    std::vector<double> own;
    for (const PairFrequency& pair : pairs) own.push_back(pair.wavelength);
    const auto chosen = std::ranges::find_if(scalings, &ScalingCurve::chosen);
    Pen pen{ui.theme.accent, 0};
    if (chosen != scalings.end()) pen = pen_of(ui, scalings, static_cast<std::size_t>(chosen - scalings.begin()));
    pen.thickness = ui.theme(ui.session.projector ? 4.5F : 3.2F);
    draw_wavelengths(ui, plot, own, pen);
    if (trained) draw_length(ui, plot, *trained, ui.text("frequencies.trained"), ui.theme.warning);
    // Along axes of their own the pairs do not go through the length.
    if (!turns_along_axes(ui.model.mechanism()))
        draw_length(ui, plot, length, ui.text("knob.length.label", "length"), ui.theme.text);
    const auto& channels = ui.model.table().channels;
    const auto channel = static_cast<std::size_t>(ui.probe().channel);
    const std::int64_t pair = channel < channels.size() ? channels[channel].pair : -1;
    if (pair >= 0 && pair < static_cast<std::int64_t>(pairs.size()))
        draw_chosen_pair(ui, plot, pairs[static_cast<std::size_t>(pair)]);
}

}  // namespace phasescope

#include "app/panels/precision_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/curve_plot.hpp"
#include "app/panels/heatmap.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "core/analysis/precision.hpp"
#include "core/precision_pictures.hpp"
#include "core/rounding.hpp"

namespace phasescope {
namespace {

std::string name_of(FloatFormat format)
{
    return std::string(float_format_names[static_cast<std::size_t>(format)]);
}

/// The name of its only format; the scene's own is told as such.
std::string name_of(const Ui& ui, const ErrorCurve& curve, bool own)
{
    const std::string name = name_of(curve.formats.positions);
    if (!own) return name;
    const bool one = curve.formats == all_in(curve.formats.positions);
    return ui.text("precision.chosen") + (one ? " (" + name + ")" : "");
}

/// The scene's own curve stands out.
ImU32 colour_of(const Ui& ui, std::size_t index)
{
    const ImU32 colour = ui.theme.curves[index % ui.theme.curves.size()];
    return index == 0 ? ui.theme.text : index == 4 ? faded(colour, 0.45F) : colour;
}

/// The last one is wider: fp16 has the fraction of TF32, and is seen below it.
float thickness(const Ui& ui, std::size_t index, std::size_t count)
{
    const float each = index == 0 ? 2.6F : index + 1 == count ? 4.2F : 1.5F;
    return ui.theme(each * (ui.session.projector ? 1.6F : 1));
}

/// Names of the curves in rows; returns their height.
float draw_names(const Ui& ui, const Box& box, const std::vector<ErrorCurve>& curves)
{
    const float mark = ui.theme(20), high = font_size(ui.fonts.small);
    float x = box.x, y = box.y;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const std::string name = name_of(ui, curves[i], i == 0);
        const float wide = mark + text_width(ui, ui.fonts.small, name);
        if (x > box.x && x + wide > box.right()) x = box.x, y += high + ui.theme(4);
        const float middle = std::floor(y + high / 2) + 1;
        ImGui::GetWindowDrawList()->AddLine({x, middle}, {x + mark - ui.theme(6), middle}, colour_of(ui, i),
                                            thickness(ui, i, curves.size()));
        paint_text(ui, ui.fonts.small, {x + mark, y}, i == 0 ? ui.theme.text : ui.theme.muted, name);
        x += wide + ui.theme(12);
    }
    return y + high + ui.theme(8) - box.y;
}

/// Powers of ten on both axes: the lengths, and the errors from the least to the greatest.
CurvePlot plot_of(const Box& area, const ErrorCurves& found, std::vector<double> ErrorCurve::*errors)
{
    double least = 0, greatest = least_log_error;
    for (const ErrorCurve& curve : found.curves) {
        for (const double error : curve.*errors) {
            if (error == 0 || !std::isfinite(error)) continue;
            least = std::min(least, log_error(error));
            greatest = std::max(greatest, log_error(error));
        }
    }
    CurvePlot plot{area, 0, std::log10(static_cast<double>(found.lengths.back())), least - 0.6, greatest + 0.6};
    plot.powers = plot.powers_x = true;
    return plot;
}

/// From the first length with an error to the last with a number, where a dot says that there are none beyond.
void draw_errors(const CurvePlot& plot, const std::vector<std::int64_t>& lengths, const std::vector<double>& errors,
                 ImU32 colour, float thick)
{
    std::vector<ImVec2> points;
    for (std::size_t i = 0; i < errors.size() && std::isfinite(errors[i]); ++i)
        if (errors[i] > 0)
            points.push_back(
                {plot.screen_x(std::log10(static_cast<double>(lengths[i]))), plot.screen_y(log_error(errors[i]))});
    if (points.size() < 2) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    add_path(list, points.data(), static_cast<int>(points.size()), colour, thick);
    if (!std::isfinite(errors.back())) list.AddCircleFilled(points.back(), thick, colour, 16);
}

/// A line up where the positions of the scene end.
void draw_scene_end(const Ui& ui, const CurvePlot& plot)
{
    const double end = std::log10(static_cast<double>(ui.scene.start + ui.scene.length));
    if (end > plot.x1) return;
    const float x = std::floor(plot.screen_x(end)) + 0.5F;
    ImGui::GetWindowDrawList()->AddLine({x, plot.area.y}, {x, plot.area.bottom()}, ui.theme.muted, ui.theme(1.2F));
}

/// The errors at the length under the mouse.
void draw_reading(Ui& ui, const CurvePlot& plot, const ErrorCurves& found, std::vector<double> ErrorCurve::*errors,
                  const char* label)
{
    mouse_area(label, plot.area);
    if (!ImGui::IsItemHovered()) return;
    const double wanted = std::pow(10, plot.x_at(ImGui::GetIO().MousePos.x));
    const auto at = std::min<std::size_t>(
        static_cast<std::size_t>(std::ranges::lower_bound(found.lengths, std::llround(wanted)) - found.lengths.begin()),
        found.lengths.size() - 1);
    std::string text = filled(ui.text("precision.at"), {{"length", readable(found.lengths[at])}});
    for (std::size_t i = 0; i < found.curves.size(); ++i) {
        const double error = (found.curves[i].*errors)[at];
        text += "\n" + name_of(ui, found.curves[i], i == 0) + "  "
                + (std::isfinite(error) ? readable(error, 2) : ui.text("figure.not_finite"));
    }
    tooltip(ui, text);
}

void draw_curves_card(Ui& ui, const Box& card, std::vector<double> ErrorCurve::*errors, const char* title, const char* label,
                      std::string_view name)
{
    paint_card(ui, card, name);
    const Box rest = paint_heading(ui, card, ui.text(title), ui.text("precision.sampled"));
    const ErrorCurves* found = ui.model.error_curves();
    if (!found) {
        paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted, ui.text("check.measuring"));
        return;
    }
    const float small = font_size(ui.fonts.small), names = draw_names(ui, rest, found->curves);
    const Box area{rest.x + small * 3.4F, rest.y + names, rest.w - small * 4.2F, rest.h - names - small * 2.9F};
    if (area.w < 24 || area.h < 20) return;
    const CurvePlot plot = plot_of(area, *found, errors);
    draw_curve_axes(ui, plot, ui.text("precision.length"), "", true);
    draw_scene_end(ui, plot);
    for (std::size_t i = found->curves.size(); i-- > 0;)
        draw_errors(plot, found->lengths, found->curves[i].*errors, colour_of(ui, i),
                    thickness(ui, i, found->curves.size()));
    draw_reading(ui, plot, *found, errors, label);
}

/// One of the five formats; nothing is chosen where `format` is empty.
void choose_format(Ui& ui, const char* label, const std::string& name, const std::string& help,
                   std::optional<FloatFormat>& format, float width)
{
    const std::vector<std::string> words(float_format_names.begin(), float_format_names.end());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ui.theme(24);
    paint_text(ui, ui.fonts.body, {at.x, at.y + (line - font_size(ui.fonts.body)) / 2}, ui.theme.text,
               fitted(ui, ui.fonts.body, name, width));
    ImGui::SetCursorScreenPos({at.x, at.y + line});
    int chosen = format ? static_cast<int>(*format) : -1;
    if (choice_control(ui, label, words, chosen, width)) format = static_cast<FloatFormat>(chosen);
    tooltip(ui, help);
    ImGui::SetCursorScreenPos({at.x, at.y + line + ui.theme(36)});
}

void choose_formats(Ui& ui, float width)
{
    Formats& formats = ui.scene.formats;
    std::optional<FloatFormat> all;
    if (formats == all_in(formats.positions)) all = formats.positions;
    const auto before = all;
    choose_format(ui, "format.all", ui.text("format.all"), ui.text("format.all.help"), all, width);
    if (all && all != before) formats = all_in(*all);
    const std::array<std::pair<const char*, FloatFormat*>, 4> each{{{"format.positions", &formats.positions},
                                                                    {"format.frequencies", &formats.frequencies},
                                                                    {"format.products", &formats.products},
                                                                    {"format.results", &formats.results}}};
    for (const auto& [label, format] : each) {
        std::optional<FloatFormat> chosen = *format;
        choose_format(ui, label, ui.text(label), ui.text(std::string(label) + ".help"), chosen, width);
        *format = *chosen;
    }
}

/// "15 905 … 15 967 are one number: 15 936"
std::string collision_text(const Ui& ui, const SamePositions& same)
{
    const bool two = same.last == same.first + 1;
    const std::string number =
        std::isfinite(same.number) ? readable(static_cast<std::int64_t>(same.number)) : ui.text("precision.infinity");
    return filled(ui.text(two ? "precision.two" : "precision.many"),
                  {{"first", readable(same.first)}, {"last", readable(same.last)}, {"number", number}});
}

/// How many numbers the scene's positions become, the first of them that are one, and those around the probe and at the end.
void tell_collisions(Ui& ui, float width)
{
    const FloatFormat format = ui.scene.formats.positions;
    const std::int64_t first = ui.scene.start, count = ui.scene.length;
    const std::int64_t distinct = distinct_positions(format, count, first);
    value_line(ui, filled(ui.text("precision.distinct"), {{"format", name_of(format)}}),
               readable(distinct) + " / " + readable(count), width, ui.text("precision.distinct.help"));
    if (distinct == count) return paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("precision.all_differ"), width);
    std::vector<SamePositions> told;
    const auto tell = [&](const SamePositions& same) {
        if (same.first == same.last || std::ranges::find(told, same) != told.end()) return;
        told.push_back(same);
        paragraph(ui, ui.fonts.small, ui.theme.text, collision_text(ui, same), width);
    };
    const std::int64_t last = first + count - 1;
    for (const std::int64_t position :
         {first_collision(format, count, first)->first, std::clamp(ui.probe().query, first, last), last})
        tell(same_positions(format, position));
}

}  // namespace

void draw_formats_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.formats"), "formats");
    choose_formats(ui, card.width());
    tell_collisions(ui, card.width());
}

void draw_computed_value(Ui& ui, float width)
{
    const Probe& probe = ui.probe();
    const AddedToInput& table = ui.model.table();
    const auto c = static_cast<std::size_t>(probe.channel);
    if (!has_precision(ui.model.mechanism()) || c >= table.channels.size()) return;
    AddedToInput cell;
    cell.waves.add(table.waves.amplitude[c], table.waves.frequency[c], table.waves.phase[c]);
    cell.channels.push_back(table.channels[c]);
    const ComputedTable computed(cell, ui.scene.formats);
    double value = 0, error = 0;
    computed.computed_row(probe.query, {&value, 1});
    computed.value_errors(probe.query, {&error, 1});
    const double position = rounded(ui.scene.formats.positions, static_cast<double>(probe.query));
    const auto number = [&](double x, int digits) {
        return std::isfinite(x) ? readable(x, digits) : ui.text("figure.not_finite");
    };
    value_line(ui, ui.text("precision.position"), number(position, 10), width, ui.text("precision.position.help"));
    value_line(ui, ui.text("precision.computed"), number(value, 9), width, ui.text("precision.computed.help"));
    value_line(ui, ui.text("precision.error"), error == 0 ? ui.text("precision.none") : number(error, 3), width,
               ui.text("precision.error.help"));
}

void draw_precision_view(Ui& ui, const Box& box)
{
    const float gap = ui.theme(10), half = std::floor((box.w - gap) / 2), curves = ui.theme(190);
    const float top = std::floor(std::min(square_card_height(ui, half), std::max(box.h * 0.5F, box.h - gap - curves)));
    const float right = box.x + half + gap, wide = box.w - half - gap, y = box.y + top + gap, high = box.h - top - gap;
    draw_heatmap_card(ui, {box.x, box.y, half, top}, Sheet::value_error, 0);
    draw_heatmap_card(ui, {right, box.y, wide, top}, Sheet::score_error, 1);
    draw_curves_card(ui, {box.x, y, half, high}, &ErrorCurve::values, "precision.values", "precision.curve.values",
                     "value_errors");
    draw_curves_card(ui, {right, y, wide, high}, &ErrorCurve::scores, "precision.scores", "precision.curve.scores",
                     "score_errors");
}

}  // namespace phasescope

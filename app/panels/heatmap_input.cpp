#include "app/panels/heatmap_input.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/widgets.hpp"

namespace phasescope {
namespace {

std::string control_label(Sheet sheet)
{
    return "sheet." + std::string(sheet_names[static_cast<std::size_t>(sheet)]);
}

std::int64_t whole_cell(double cell, std::int64_t count)
{
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(cell)), 0, count - 1);
}

void set_window(Look& look, const Picture& picture, const Window& window)
{
    if (window == picture.whole())
        look.window.reset();
    else
        look.window = window;
}

/// The probe with the cell put in: the positions or the channel that this sheet's axes stand for.
Probe probe_at(const Picture& picture, Probe probe, const HoveredCell& cell)
{
    if (!picture.positions.empty()) {
        probe.query = picture.positions[static_cast<std::size_t>(cell.row * picture.col_count() + cell.col)];
        return probe;
    }
    if (!picture.pairs.empty()) {
        const PositionPair& pair = picture.pairs[static_cast<std::size_t>(cell.row * picture.col_count() + cell.col)];
        probe.query = pair.query;
        probe.key = pair.key;
        return probe;
    }
    if (picture.rows_are_positions()) probe.query = picture.first_row + cell.row;
    if (picture.cols == Axis::key) probe.key = picture.first_col + cell.col;
    if (picture.cols == Axis::channel) probe.channel = cell.col;
    return probe;
}

void zoom_by_wheel(Ui& ui, const Picture& picture, Look& look, const PlotArea& area, bool rows, bool cols)
{
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel == 0) return;
    const double step = io.KeyCtrl ? 1.05 : io.KeyShift ? 1.6 : 1.2;
    const double x = area.cell_x(io.MousePos.x), y = area.cell_y(io.MousePos.y);
    const double row = area.transposed ? x : y, col = area.transposed ? y : x;
    set_window(look, picture, zoomed(area.window, picture.whole(), std::pow(step, io.MouseWheel), row, col, rows, cols));
    ui.session.settle_at = ImGui::GetTime() + Session::settle_time;
}

void pan_by_drag(Ui& ui, const Picture& picture, Look& look, const PlotArea& area)
{
    const ImVec2 by = ImGui::GetIO().MouseDelta;
    ui.dragging = true;
    const double across = -by.x / area.cell_width(), down = -by.y / area.cell_height();
    set_window(look, picture,
               moved(area.window, picture.whole(), area.transposed ? across : down, area.transposed ? down : across));
}

void zoom_to_box(const Picture& picture, Look& look, const PlotArea& area, const Box& drawn)
{
    const double x0 = area.cell_x(drawn.x), x1 = area.cell_x(drawn.right());
    const double y0 = area.cell_y(drawn.y), y1 = area.cell_y(drawn.bottom());
    Window window = area.transposed ? Window{x0, x1, y0, y1} : Window{y0, y1, x0, x1};
    const Window whole = picture.whole();
    // At least one cell each way.
    if (window.row1 - window.row0 < 1) window.row1 = window.row0 + 1;
    if (window.col1 - window.col0 < 1) window.col1 = window.col0 + 1;
    set_window(look, picture, moved(window, whole, 0, 0));
}

}  // namespace

std::optional<Box> box_being_drawn(const PlotArea& area)
{
    const ImGuiIO& io = ImGui::GetIO();
    if (!ImGui::IsMouseDragging(ImGuiMouseButton_Right, 4) || !area.image.contains(io.MouseClickedPos[1])) return {};
    const ImVec2 a = io.MouseClickedPos[1];
    const ImVec2 b{std::clamp(io.MousePos.x, area.image.x, area.image.right()),
                   std::clamp(io.MousePos.y, area.image.y, area.image.bottom())};
    return Box{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

std::optional<HoveredCell> heatmap_input(Ui& ui, const Picture& picture, const PlotArea& area, const Box& x_axis,
                                         const Box& y_axis)
{
    const ImGuiIO& io = ImGui::GetIO();
    const std::string label = control_label(picture.sheet);
    Look& look = ui.scene.look(picture.sheet);

    // The axes first: the wheel over one zooms that direction only.
    for (const auto& [axis, name] : {std::pair{&x_axis, ".x"}, std::pair{&y_axis, ".y"}}) {
        mouse_area(label + name, *axis);
        const bool along_x = axis == &x_axis;
        if (ImGui::IsItemHovered())
            zoom_by_wheel(ui, picture, look, area, along_x == area.transposed, along_x != area.transposed);
    }

    mouse_area(label, area.image, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    const bool hovered = ImGui::IsItemHovered();
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) pan_by_drag(ui, picture, look, area);
    if (ImGui::IsItemDeactivated() && io.MouseReleased[1]) {
        const ImVec2 a = io.MouseClickedPos[1];
        const Box drawn{std::min(a.x, io.MousePos.x), std::min(a.y, io.MousePos.y), std::abs(a.x - io.MousePos.x),
                        std::abs(a.y - io.MousePos.y)};
        if (drawn.w >= 4 && drawn.h >= 4) zoom_to_box(picture, look, area, drawn);
    }
    if (!hovered) return {};

    ui.session.focus = picture.sheet;
    zoom_by_wheel(ui, picture, look, area, true, true);
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) look.window.reset();
    const double x = area.cell_x(io.MousePos.x), y = area.cell_y(io.MousePos.y);
    const HoveredCell cell{whole_cell(area.transposed ? x : y, picture.row_count()),
                           whole_cell(area.transposed ? y : x, picture.col_count())};
    ui.session.next_hover = probe_at(picture, ui.scene.probe, cell);
    const bool clicked = io.MouseReleased[0] && ImGui::IsItemDeactivated() && io.MouseDragMaxDistanceSqr[0] < 16;
    if (clicked) {
        ui.scene.probe = probe_at(picture, ui.scene.probe, cell);
        ui.scene.probe.pinned = true;
    }
    return cell;
}

}  // namespace phasescope

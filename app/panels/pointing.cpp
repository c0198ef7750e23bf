#include "app/panels/pointing.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "app/imgui_compat.hpp"
#include "app/panels/controls.hpp"

namespace phasescope {
namespace {

constexpr std::array<std::string_view, 4> left_cards{"encoding", "content", "attention", "where"};

std::optional<Box> place_of(const std::string& label)
{
    const auto found = control_places().find(label);
    if (found == control_places().end()) return std::nullopt;
    const ControlPlace& place = found->second;
    return Box{place.low.x, place.low.y, place.high.x - place.low.x, place.high.y - place.low.y};
}

/// The cell in the picture of its sheet; empty where it is not in the part that is shown.
std::optional<Box> cell_in(Ui& ui, const LookAt& look_at, const Box& image)
{
    const auto sheet = static_cast<Sheet>(std::ranges::find(sheet_names, look_at.name) - sheet_names.begin());
    const Picture* picture = ui.model.picture(sheet);
    if (!picture) return std::nullopt;
    const Look& look = ui.scene.look(sheet);
    const Window window = shown_window(*picture, look);
    const auto along = [](double cell, double begin, double end, float from, float length) {
        const double each = length / (end - begin);
        return std::pair{from + static_cast<float>((cell - begin) * each), static_cast<float>(each)};
    };
    const auto row = static_cast<double>(look_at.row - picture->first_row);
    const auto col = static_cast<double>(look_at.col - picture->first_col);
    if (row < window.row0 || row >= window.row1 || col < window.col0 || col >= window.col1) return std::nullopt;
    const auto [y, high] =
        along(row, window.row0, window.row1, look.transposed ? image.x : image.y, look.transposed ? image.w : image.h);
    const auto [x, wide] =
        along(col, window.col0, window.col1, look.transposed ? image.y : image.x, look.transposed ? image.h : image.w);
    return look.transposed ? Box{y, x, high, wide} : Box{x, y, wide, high};
}

/// At least as large as a back row can see, around the same middle.
Box enlarged(const Box& box, float least)
{
    const float w = std::max(box.w, least), h = std::max(box.h, least);
    return {box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h};
}

std::optional<Box> pointed_at(Ui& ui, const LookAt& look_at)
{
    switch (look_at.kind) {
        case LookAt::Kind::none: return std::nullopt;
        case LookAt::Kind::control: return place_of(look_at.name);
        case LookAt::Kind::panel: return place_of("panel." + look_at.name);
        case LookAt::Kind::sheet: return place_of("sheet." + look_at.name);
        case LookAt::Kind::cell: break;
    }
    const std::optional<Box> image = place_of("sheet." + look_at.name);
    const std::optional<Box> cell = image ? cell_in(ui, look_at, *image) : std::nullopt;
    return cell ? std::optional(enlarged(*cell, ui.theme(34))) : std::nullopt;
}

}  // namespace

bool points_at_card(const Session& session, std::string_view name)
{
    if (!session.lesson.running()) return false;
    const LookAt& look_at = session.lesson.step().look_at;
    return look_at.kind == LookAt::Kind::panel && look_at.name == name;
}

bool points_at_left_column(const Session& session)
{
    if (!session.lesson.running()) return false;
    const LookAt& look_at = session.lesson.step().look_at;
    const auto begins = [&](std::string_view word) { return look_at.name.starts_with(word); };
    if (look_at.kind == LookAt::Kind::control) return begins("knob.") || begins("content.") || look_at.name == "encoding";
    return std::ranges::any_of(left_cards, [&](std::string_view name) { return points_at_card(session, name); });
}

void bring_into_sight(Ui& ui, const Box& column)
{
    const LessonRun& run = ui.session.lesson;
    const std::pair now{run.version(), ui.theme.scale};
    if (!run.running() || run.is_on_the_way() || ui.session.sought == now) return;
    const std::optional<Box> place = pointed_at(ui, run.step().look_at);
    if (!place || place->x < column.x || place->right() > column.right()) return;
    ui.session.sought = now;
    const float room = ui.theme(12);
    const float above = column.y - (place->y - room), below = place->bottom() + room - column.bottom();
    if (above > 0) ImGui::SetScrollY(ImGui::GetScrollY() - above);
    if (below > 0) ImGui::SetScrollY(ImGui::GetScrollY() + std::min(below, -above));
}

void draw_look_at(Ui& ui, const Box& area)
{
    const LessonRun& run = ui.session.lesson;
    if (!run.running() || run.covers() || run.is_on_the_way() || ui.session.dialog != Dialog::none) return;
    const std::optional<Box> place = pointed_at(ui, run.step().look_at);
    if (!place) return;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const float room = ui.theme(4);
    const ImVec2 low{place->x - room, place->y - room}, high{place->right() + room, place->bottom() + room};
    list.PushClipRect(area.low(), {area.right(), area.bottom()});
    // Light beside dark: seen on any colour.
    add_frame(list, low, high, IM_COL32(255, 255, 255, 220), ui.theme(8), ui.theme(6));
    add_frame(list, low, high, ui.theme.pointer, ui.theme(8), ui.theme(3));
    list.PopClipRect();
}

void draw_spot(Ui& ui)
{
    if (!key_down('L') || ImGui::GetIO().WantTextInput) return;
    const ImVec2 at = ImGui::GetIO().MousePos;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddCircleFilled(at, ui.theme(30), faded(ui.theme.pointer, 0.28F), 48);
    list.AddCircle(at, ui.theme(30), IM_COL32(255, 255, 255, 230), 48, ui.theme(6));
    list.AddCircle(at, ui.theme(30), ui.theme.pointer, 48, ui.theme(3));
    list.AddCircleFilled(at, ui.theme(4), ui.theme.pointer, 24);
}

void draw_blank(const Ui& ui)
{
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::GetForegroundDrawList()->AddRectFilled({0, 0}, display, ui.theme.ground);
}

}  // namespace phasescope

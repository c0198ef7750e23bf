#include "app/actions.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/copying.hpp"
#include "app/imgui_compat.hpp"
#include "app/panels/heatmap.hpp"

namespace phasescope {
namespace {

constexpr std::array list{
    Shortcut{WindowAction::undo, 'Z', true, false, "Ctrl+Z", "key.undo"},
    Shortcut{WindowAction::redo, 'Y', true, false, "Ctrl+Y, Ctrl+Shift+Z", "key.redo"},
    Shortcut{WindowAction::redo_too, 'Z', true, true, "", ""},
    Shortcut{WindowAction::open, 'O', true, false, "Ctrl+O", "key.open"},
    Shortcut{WindowAction::save, 'S', true, false, "Ctrl+S", "key.save"},
    Shortcut{WindowAction::export_figure, 'E', true, false, "Ctrl+E", "key.export"},
    Shortcut{WindowAction::copy_scene, 'C', true, false, "Ctrl+C", "key.copy"},
    Shortcut{WindowAction::copy_values, 'C', true, true, "Ctrl+Shift+C", "key.copy_values"},
    Shortcut{WindowAction::fit, 'F', false, false, "F", "key.fit"},
    Shortcut{WindowAction::one_to_one, '0', true, false, "Ctrl+0", "key.one_to_one"},
    Shortcut{WindowAction::transpose, 'T', false, false, "T", "key.transpose"},
    Shortcut{WindowAction::next_colormap, 'C', false, false, "C", "key.colormap"},
    Shortcut{WindowAction::next_showing, 'M', false, false, "M", "key.showing"},
    Shortcut{WindowAction::range_once, 'N', false, false, "N", "key.range_once"},
    Shortcut{WindowAction::range_follow, 'N', false, true, "Shift+N", "key.range_follow"},
    Shortcut{WindowAction::range_symmetric, 'S', false, false, "S", "key.range_symmetric"},
    Shortcut{WindowAction::range_reset, 'R', false, false, "R", "key.range_reset"},
    Shortcut{WindowAction::left, key::left, false, false, "← → ↑ ↓", "key.nudge"},
    Shortcut{WindowAction::right, key::right, false, false, "", ""},
    Shortcut{WindowAction::up, key::up, false, false, "", ""},
    Shortcut{WindowAction::down, key::down, false, false, "", ""},
    Shortcut{WindowAction::left_far, key::left, false, true, "Shift+← → ↑ ↓", "key.nudge_far"},
    Shortcut{WindowAction::right_far, key::right, false, true, "", ""},
    Shortcut{WindowAction::up_far, key::up, false, true, "", ""},
    Shortcut{WindowAction::down_far, key::down, false, true, "", ""},
    Shortcut{WindowAction::go_to, 'G', true, false, "Ctrl+G", "key.go_to"},
    Shortcut{WindowAction::let_go, key::escape, false, false, "Esc", "key.let_go"},
    Shortcut{WindowAction::view_overview, '1', false, false, "1 … 9, 0, I, V, X", "key.views"},
    Shortcut{WindowAction::view_matrix, '2', false, false, "", ""},
    Shortcut{WindowAction::view_similarity, '3', false, false, "", ""},
    Shortcut{WindowAction::view_waves, '4', false, false, "", ""},
    Shortcut{WindowAction::view_rotation, '5', false, false, "", ""},
    Shortcut{WindowAction::view_score, '6', false, false, "", ""},
    Shortcut{WindowAction::view_direction, '7', false, false, "", ""},
    Shortcut{WindowAction::view_frequencies, '8', false, false, "", ""},
    Shortcut{WindowAction::view_index, '9', false, false, "", ""},
    Shortcut{WindowAction::view_projection, '0', false, false, "", ""},
    Shortcut{WindowAction::view_input, 'I', false, false, "", ""},
    Shortcut{WindowAction::view_compare, 'V', false, false, "", ""},
    Shortcut{WindowAction::view_terms, 'X', false, false, "", ""},
    Shortcut{WindowAction::lessons, key::f2, false, false, "F2", "key.lessons"},
    Shortcut{WindowAction::step_next, key::space, false, false, "Space, PageDown", "key.step_next"},
    Shortcut{WindowAction::step_next_too, key::page_down, false, false, "", ""},
    Shortcut{WindowAction::step_back, key::page_up, false, false, "PageUp", "key.step_back"},
    Shortcut{WindowAction::step_restore, key::backspace, false, false, "Backspace", "key.step_restore"},
    Shortcut{WindowAction::step_1, '1', true, false, "Ctrl+1 … 9", "key.step"},
    Shortcut{WindowAction::step_2, '2', true, false, "", ""},
    Shortcut{WindowAction::step_3, '3', true, false, "", ""},
    Shortcut{WindowAction::step_4, '4', true, false, "", ""},
    Shortcut{WindowAction::step_5, '5', true, false, "", ""},
    Shortcut{WindowAction::step_6, '6', true, false, "", ""},
    Shortcut{WindowAction::step_7, '7', true, false, "", ""},
    Shortcut{WindowAction::step_8, '8', true, false, "", ""},
    Shortcut{WindowAction::step_9, '9', true, false, "", ""},
    Shortcut{WindowAction::spot, 'L', false, false, "L", "key.spot"},
    Shortcut{WindowAction::blank, 'B', false, false, "B", "key.blank"},
    Shortcut{WindowAction::view_claims, 'Q', false, false, "Q", "key.view_claims"},
    Shortcut{WindowAction::view_mistakes, 'W', false, false, "W", "key.view_mistakes"},
    Shortcut{WindowAction::view_precision, 'E', false, false, "E", "key.view_precision"},
    Shortcut{WindowAction::panels, 'B', true, false, "Ctrl+B", "key.panels"},
    Shortcut{WindowAction::fullscreen, key::f11, false, false, "F11", "key.fullscreen"},
    Shortcut{WindowAction::frame_times, key::f3, false, false, "F3", "key.frame_times"},
    Shortcut{WindowAction::projector, 'P', false, false, "P", "key.projector"},
    Shortcut{WindowAction::theme, 'D', false, false, "D", "key.theme"},
    Shortcut{WindowAction::larger, key::equal, true, false, "Ctrl+ +  Ctrl+ −", "key.scale"},
    Shortcut{WindowAction::larger_too, key::equal, true, true, "", ""},
    Shortcut{WindowAction::larger_keypad, key::kp_add, true, false, "", ""},
    Shortcut{WindowAction::smaller, key::minus, true, false, "", ""},
    Shortcut{WindowAction::smaller_keypad, key::kp_subtract, true, false, "", ""},
    Shortcut{WindowAction::keys, key::f1, false, false, "F1, ?", "key.keys"},
    Shortcut{WindowAction::keys_too, key::slash, false, true, "", ""},
};

/// Moves the patch under study on its grid.
void nudge_patch(const Picture& grid, Probe& probe, std::int64_t across, std::int64_t down)
{
    const auto found = std::ranges::find(grid.positions, probe.query);
    const std::int64_t cell = found == grid.positions.end() ? 0 : found - grid.positions.begin();
    const std::int64_t cols = grid.col_count();
    const std::int64_t row = std::clamp<std::int64_t>(cell / cols + down, 0, grid.row_count() - 1);
    const std::int64_t col = std::clamp<std::int64_t>(cell % cols + across, 0, cols - 1);
    probe.query = grid.positions[static_cast<std::size_t>(row * cols + col)];
}

/// From the mean to the spread, where there is one, to samples, and back.
void next_showing(Ui& ui, Sheet sheet)
{
    const Picture* picture = ui.model.picture(sheet);
    if (!picture) return;
    Look& look = ui.scene.look(sheet);
    const auto after = [](Showing now) {
        return static_cast<Showing>((static_cast<std::size_t>(now) + 1) % showing_names.size());
    };
    look.showing = after(shown_by(*picture, look));
    if (shown_by(*picture, look) != look.showing) look.showing = after(look.showing);
}

/// Moves to a neighbouring difference of query and key.
void nudge_pair(const Picture& differences, Probe& probe, std::int64_t across, std::int64_t down)
{
    const auto found = std::ranges::find(differences.pairs, PositionPair{probe.query, probe.key});
    const std::int64_t cols = differences.col_count();
    const std::int64_t cell = found == differences.pairs.end() ? std::ssize(differences.pairs) / 2  // the same patch
                                                               : found - differences.pairs.begin();
    const std::int64_t row = std::clamp<std::int64_t>(cell / cols + down, 0, differences.row_count() - 1);
    const std::int64_t col = std::clamp<std::int64_t>(cell % cols + across, 0, cols - 1);
    const PositionPair& next = differences.pairs[static_cast<std::size_t>(row * cols + col)];
    probe.query = next.query;
    probe.key = next.key;
}

/// Moves the pinned probe on the sheet in focus: along x and y as they are on screen.
void nudge(Ui& ui, std::int64_t across, std::int64_t down)
{
    const Picture* picture = ui.model.picture(ui.session.focus);
    if (!picture) return;
    if (ui.scene.look(picture->sheet).transposed) std::swap(across, down);
    Probe& probe = ui.scene.probe;
    if (!probe.pinned && ui.session.hover) probe = *ui.session.hover;
    probe.pinned = true;
    if (!picture->positions.empty()) return nudge_patch(*picture, probe, across, down);
    if (!picture->pairs.empty()) return nudge_pair(*picture, probe, across, down);
    if (picture->rows_are_positions()) probe.query += down;
    (picture->cols == Axis::key ? probe.key : probe.channel) += across;
}

/// A window with one cell to each pixel, about the middle of the present one.
void one_cell_per_pixel(Ui& ui, Sheet sheet)
{
    const Picture* picture = ui.model.picture(sheet);
    const FloatMatrix on_screen = ui.heatmaps.numbers(std::max(0, ui.session.slots[static_cast<std::size_t>(sheet)]));
    if (!picture || on_screen.rows == 0) return;
    Look& look = ui.scene.look(sheet);
    const Window now = shown_window(*picture, look), whole = picture->whole();
    const auto around = [](double begin, double end, double pixels, double cells) {
        const double size = std::min(pixels, cells);
        const double from = std::clamp(std::floor((begin + end - size) / 2), 0.0, cells - size);
        return std::pair{from, from + size};
    };
    const auto high = static_cast<double>(look.transposed ? on_screen.cols : on_screen.rows);
    const auto wide = static_cast<double>(look.transposed ? on_screen.rows : on_screen.cols);
    const auto [row0, row1] = around(now.row0, now.row1, high, whole.row1);
    const auto [col0, col1] = around(now.col0, now.col1, wide, whole.col1);
    look.window = Window{row0, row1, col0, col1};
}

void set_scale(Session& session, double factor)
{
    session.scale = std::clamp(session.scale * factor, 0.5, 4.0);
}

void let_go(Ui& ui)
{
    if (ui.session.dialog != Dialog::none)
        ui.session.dialog = Dialog::none;
    else if (ui.session.notice)
        ui.session.notice.reset();
    else
        ui.scene.probe.pinned = false;
}

void run_on_sheet(Ui& ui, WindowAction action)
{
    const Sheet sheet = ui.session.focus;
    Look& look = ui.scene.look(sheet);
    switch (action) {
        case WindowAction::fit: return fit(ui, sheet);
        case WindowAction::one_to_one: return one_cell_per_pixel(ui, sheet);
        case WindowAction::transpose: look.transposed = !look.transposed; return;
        case WindowAction::next_colormap: return next_colormap(ui, sheet);
        case WindowAction::range_once: return range_from_screen(ui, sheet, false);
        case WindowAction::range_follow: return range_from_screen(ui, sheet, true);
        case WindowAction::next_showing: return next_showing(ui, sheet);
        case WindowAction::range_symmetric: look.symmetric = !look.symmetric; return;
        case WindowAction::range_reset:
            look.range = RangeMode::standard;
            look.symmetric = false;
            look.colormap.clear();
            return;
        default: return;
    }
}

}  // namespace

std::span<const Shortcut> shortcuts()
{
    return list;
}

void run(Ui& ui, Store& store, const Desktop& desktop, WindowAction action)
{
    Session& s = ui.session;
    switch (action) {
        case WindowAction::undo:
            store.propose(ui.scene, false);
            store.undo();
            ui.scene = store.scene();
            return;
        case WindowAction::redo:
        case WindowAction::redo_too:
            store.propose(ui.scene, false);
            store.redo();
            ui.scene = store.scene();
            return;
        case WindowAction::save: s.dialog = Dialog::save_scene; return;
        case WindowAction::open: s.dialog = Dialog::open_scene; return;
        case WindowAction::export_figure: s.dialog = Dialog::export_figure; return;
        case WindowAction::copy_scene: copy_scene(ui, desktop.copy_text); return;
        case WindowAction::copy_values: copy_values(ui, ui.session.focus, desktop.copy_text); return;
        case WindowAction::left: return nudge(ui, -1, 0);
        case WindowAction::right: return nudge(ui, 1, 0);
        case WindowAction::up: return nudge(ui, 0, -1);
        case WindowAction::down: return nudge(ui, 0, 1);
        case WindowAction::left_far: return nudge(ui, -10, 0);
        case WindowAction::right_far: return nudge(ui, 10, 0);
        case WindowAction::up_far: return nudge(ui, 0, -10);
        case WindowAction::down_far: return nudge(ui, 0, 10);
        case WindowAction::let_go: return let_go(ui);
        case WindowAction::go_to: s.dialog = Dialog::go_to; return;
        case WindowAction::view_overview:
        case WindowAction::view_matrix:
        case WindowAction::view_similarity:
        case WindowAction::view_waves:
        case WindowAction::view_rotation:
        case WindowAction::view_score:
        case WindowAction::view_direction:
        case WindowAction::view_frequencies:
        case WindowAction::view_index:
        case WindowAction::view_projection:
        case WindowAction::view_input:
        case WindowAction::view_compare:
        case WindowAction::view_terms:
        case WindowAction::view_claims:
        case WindowAction::view_mistakes:
        case WindowAction::view_precision:
            ui.scene.view = static_cast<View>(static_cast<int>(action) - static_cast<int>(WindowAction::view_overview));
            return;
        case WindowAction::lessons: s.dialog = Dialog::lessons; return;
        case WindowAction::step_next:
        case WindowAction::step_next_too: return s.lesson.next(ui.scene, ImGui::GetTime());
        case WindowAction::step_back: return s.lesson.back(ui.scene, ImGui::GetTime());
        case WindowAction::step_restore: return s.lesson.restore(ui.scene, ImGui::GetTime());
        case WindowAction::step_1:
        case WindowAction::step_2:
        case WindowAction::step_3:
        case WindowAction::step_4:
        case WindowAction::step_5:
        case WindowAction::step_6:
        case WindowAction::step_7:
        case WindowAction::step_8:
        case WindowAction::step_9:
            return s.lesson.go_to(static_cast<std::size_t>(action) - static_cast<std::size_t>(WindowAction::step_1),
                                  ui.scene, ImGui::GetTime());
        case WindowAction::spot: return;  // drawn while the key is held
        case WindowAction::blank: s.blank = true; return;
        case WindowAction::panels: s.panels_hidden = !s.panels_hidden; return;
        case WindowAction::frame_times: s.times_shown = !s.times_shown; return;
        case WindowAction::fullscreen: s.fullscreen = !s.fullscreen; return;
        case WindowAction::projector: s.projector = !s.projector; return;
        case WindowAction::theme: s.dark = !s.dark; return;
        case WindowAction::larger:
        case WindowAction::larger_too:
        case WindowAction::larger_keypad: return set_scale(s, 1.1);
        case WindowAction::smaller:
        case WindowAction::smaller_keypad: return set_scale(s, 1 / 1.1);
        case WindowAction::keys:
        case WindowAction::keys_too: s.dialog = s.dialog == Dialog::keys ? Dialog::none : Dialog::keys; return;
        default: return run_on_sheet(ui, action);
    }
}

void run_pressed_keys(Ui& ui, Store& store, const Desktop& desktop)
{
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput || io.KeyAlt) return;
    const bool was_blank = ui.session.blank;
    for (const Shortcut& s : shortcuts()) {
        const bool repeats = s.action >= WindowAction::left && s.action <= WindowAction::down_far;
        if (s.ctrl != io.KeyCtrl || s.shift != io.KeyShift || !key_pressed(s.key, repeats)) continue;
        if (was_blank) {
            ui.session.blank = false;
            continue;
        }
        // Under a dialog only its own keys count.
        if (ui.session.dialog != Dialog::none && s.action != WindowAction::let_go && s.action != WindowAction::keys)
            continue;
        run(ui, store, desktop, s.action);
    }
}

}  // namespace phasescope

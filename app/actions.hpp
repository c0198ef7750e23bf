// Everything that a key does, in one table: the keyboard, the list of keys and the tests read it.
#pragma once

#include <span>
#include <string>

#include "app/panels/ui.hpp"
#include "app/store.hpp"

namespace phasescope {

enum class WindowAction {
    undo,
    redo,
    redo_too,
    save,
    open,
    export_figure,
    copy_scene,
    copy_values,
    fit,
    one_to_one,
    transpose,
    next_colormap,
    next_showing,
    range_once,
    range_follow,
    range_symmetric,
    range_reset,
    left,
    right,
    up,
    down,
    left_far,
    right_far,
    up_far,
    down_far,
    let_go,
    go_to,
    view_overview,
    view_matrix,
    view_similarity,
    view_waves,
    view_rotation,
    view_score,
    view_direction,
    view_frequencies,
    view_index,
    view_projection,
    view_input,
    view_compare,
    view_terms,
    view_claims,
    view_mistakes,
    view_precision,
    lessons,
    step_next,
    step_next_too,
    step_back,
    step_restore,
    step_1,
    step_2,
    step_3,
    step_4,
    step_5,
    step_6,
    step_7,
    step_8,
    step_9,
    spot,
    blank,
    panels,
    fullscreen,
    frame_times,
    projector,
    theme,
    larger,
    larger_too,
    larger_keypad,
    smaller,
    smaller_keypad,
    keys,
    keys_too,
};

struct Shortcut {
    WindowAction action;
    int key;  ///< GLFW's code
    bool ctrl = false;
    bool shift = false;
    const char* shown;  ///< "Ctrl+Z"; "" for a second key of the same action
    const char* text;   ///< key into the language file
};

std::span<const Shortcut> shortcuts();

/// What actions may ask of the system around the window.
struct Desktop {
    std::function<void(const std::string&)> copy_text = [](const std::string&) {};
    std::function<void()> wake = [] {};
};

/// Runs what was pressed in this frame. Keys inside a text field belong to the field.
void run_pressed_keys(Ui& ui, Store& store, const Desktop& desktop);

void run(Ui& ui, Store& store, const Desktop& desktop, WindowAction action);

}  // namespace phasescope

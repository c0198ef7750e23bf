// What two people who look at the same scene need not share. Never in a scene.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/frame_times.hpp"
#include "app/lessons/lesson_run.hpp"
#include "app/lessons/lesson_shelf.hpp"
#include "app/quiz.hpp"
#include "core/io/table_entry.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// A question or page that lies over the window.
enum class Dialog { none, keys, go_to, open_scene, save_scene, export_figure, choose_table, remarks, lessons, save_step };

struct Notice {
    std::string text;
    bool is_error = false;
};

/// Which of the tables of a file is meant.
struct TableQuestion {
    std::string path;
    std::vector<TableEntry> tables;  ///< those that can be imported
    int chosen = 0;
    bool transposed = false;
};

/// What the export dialog was last set to.
struct ExportChoice {
    int format = 0;      ///< index into the endings that the dialog offers
    int background = 0;  ///< white, transparent, dark
    int width = 1600;
    int height = 1200;
    int dpi = 200;
    bool bare = false;        ///< one pixel a cell, no axes
    bool whole_view = false;  ///< all sheets of a view that shows more than one
};

/// What is typed while the scene is saved as a step.
struct NewStep {
    std::string lesson;  ///< its file's name
    std::string title;
    std::string text;
};

struct Session {
    // Kept from one start to the next.
    bool dark = false;
    double scale = 1;  ///< set with Ctrl + and Ctrl -, times the screen's own
    std::string language = "en";

    // Of this sitting.
    bool projector = false;
    bool blank = false;  ///< nothing is shown, until any key
    LessonRun lesson;
    std::pair<std::uint64_t, float> sought;  ///< version of the lesson whose look_at was scrolled into sight, and the scale
    LessonShelf shelf;                       ///< as it was when the list was opened
    NewStep new_step;
    bool panels_hidden = false;
    bool more_knobs = false;
    bool close_asked = false;
    bool fullscreen = false;
    bool times_shown = false;
    FrameTimes frame_times;  ///< up to the last frame
    Dialog dialog = Dialog::none;
    std::optional<Probe> hover;                   ///< what the mouse was over at the end of the last frame
    std::optional<Probe> next_hover;              ///< what it is found over in this one
    Sheet focus = Sheet::matrix;                  ///< the heatmap that keys act on: the last one under the mouse
    std::array<int, sheet_names.size()> slots{};  ///< where each sheet is on screen in this frame; -1: nowhere
    std::string pixels;  ///< what a pixel of that one shows, where its heading had no room to say it
    std::optional<Notice> notice;
    std::string scene_path;              ///< of the file last opened or saved
    std::string dialog_path;             ///< what stands in the path field of a dialog
    std::string dialog_text;             ///< what stands in its other field
    Dialog shown_dialog = Dialog::none;  ///< the one that was open in the last frame
    ExportChoice exporting;
    TableQuestion table_question;
    std::vector<std::string> remarks;  ///< what the page of remarks says, a paragraph each
    std::string model;                 ///< the well-known model last chosen: of two that are alike it is the one meant
    Quiz quiz;
    std::string matched;   ///< what the table that was opened last turned out to be
    double settle_at = 0;  ///< wheel steps until this time are one step to undo

    /// Wheel steps belong to one step to undo until the wheel has rested this long, in seconds.
    static constexpr double settle_time = 0.4;

    /// The probe that views show.
    const Probe& probe(const Scene& scene) const { return !scene.probe.pinned && hover ? *hover : scene.probe; }

    void say(std::string text) { notice = Notice{std::move(text), false}; }
    void complain(std::string text) { notice = Notice{std::move(text), true}; }

    /// One is a notice; more than one are a page.
    void remark(const std::vector<std::string>& texts)
    {
        if (texts.empty()) return;
        if (texts.size() == 1) return complain(texts.front());
        remarks = texts;
        dialog = Dialog::remarks;
    }
};

}  // namespace phasescope

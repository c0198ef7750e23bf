// One frame of the window: what is shown where, and what the store makes of the edits.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/actions.hpp"
#include "app/fonts.hpp"
#include "app/model.hpp"
#include "app/store.hpp"

namespace phasescope {

class Program {
public:
    /// `fonts`: those in ImGui's atlas, if they were loaded before; others are loaded where they do not fit.
    Program(Scene first, Session session, Desktop desktop, Fonts fonts = {});

    /// Pixels a unit of length on a screen of this scale.
    static float scale_of(const Session& session, float screen_scale);

    /// Before ImGui's new frame: theme and fonts for the size of the screen. True where the font atlas was built anew.
    bool prepare(float screen_scale);

    /// Between ImGui's new frame and its rendering.
    void frame(Heatmaps& heatmaps);

    /// How long it took to draw what the frame asked for.
    void note_drawing(double seconds);

    /// Opens a file, as if dropped on the window, in the next frame.
    void drop(std::string path) { dropped_.push_back(std::move(path)); }

    /// Seconds until a frame is due though nothing happens; negative: never.
    double next_frame_in() const;

    const Scene& scene() const { return store_.scene(); }
    const Store& store() const { return store_; }
    /// What the model computes of the scene.
    Model& model() { return model_; }
    /// What stands above the window.
    std::string title() const { return language_("app.title"); }
    Session& session() { return session_; }
    const Session& session() const { return session_; }

private:
    /// Fonts for the language; English where there are none with its letters.
    void load_letters(float scale);
    void say_what_fonts_lack();
    void run_frame(Heatmaps& heatmaps);
    void draw(Ui& ui);

    Store store_;
    Session session_;
    Desktop desktop_;
    Model model_;
    Language language_;
    Theme theme_{};
    Fonts fonts_;
    std::vector<std::string> dropped_;
    FrameParts parts_;  ///< of this frame, as far as they are known
};

}  // namespace phasescope

// What every panel is given: the edited copy of the scene, what was computed, the texts and the looks.
#pragma once

#include <functional>
#include <string>

#include "app/colour/colormap.hpp"
#include "app/fonts.hpp"
#include "app/heatmaps.hpp"
#include "app/imgui_compat.hpp"
#include "app/model.hpp"
#include "app/session.hpp"
#include "app/text/language.hpp"
#include "app/theme.hpp"

namespace phasescope {

struct Ui {
    Scene& scene;  ///< the copy that this frame edits
    Session& session;
    Model& model;
    const Language& text;
    const Theme& theme;
    const Fonts& fonts;
    Heatmaps& heatmaps;
    bool dragging = false;  ///< a widget is being held: the step to undo is not finished

    const Encoding& encoding() const { return encoding_of(scene); }
    const Probe& probe() const { return session.probe(scene); }
    const Colormap& colormap(const Picture& picture) const;
};

/// A rectangle on screen, in framebuffer pixels.
struct Box {
    float x = 0, y = 0, w = 0, h = 0;

    ImVec2 low() const { return {x, y}; }
    ImVec2 high() const { return {x + w, y + h}; }
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool contains(ImVec2 p) const { return p.x >= x && p.x < x + w && p.y >= y && p.y < y + h; }
};

}  // namespace phasescope

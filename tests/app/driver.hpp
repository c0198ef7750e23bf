// Drives the whole window without a display: one input event a frame, controls found by their labels.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/colour/colormap.hpp"
#include "app/frame.hpp"
#include "app/input.hpp"
#include "app/panels/controls.hpp"
#include "app/screen.hpp"
#include "tests/app/egl_context.hpp"

namespace phasescope {

/// RoPE with a query and a key that differ.
Scene rope_scene();

/// A key with modifiers, down and up.
std::vector<InputEvent> chord(int code, bool ctrl = false, bool shift = false);

/// One at a time: ImGui and GL have one current context.
class Driver {
public:
    explicit Driver(const Scene& first = first_scene(), int width = 1600, int height = 1000, float scale = 1);
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    void frames(int count);

    /// Time enough for all that moves to come to its end.
    void rest();

    /// Frames until the direction check of the present scene is there.
    void wait_for_check();

    bool has(const std::string& label) const { return control_places().contains(label); }

    /// The centre of a control; a test failure where it is not on screen.
    ImVec2 centre(const std::string& label);

    void move_to(ImVec2 at);
    void press(int button = 0);
    void release(int button = 0);
    void click(const std::string& label);
    void click_at(ImVec2 at);
    void drag(ImVec2 from, ImVec2 to, int button = 0, int steps = 4);
    void wheel(ImVec2 at, float steps);

    /// For the next frames.
    void push(const std::vector<InputEvent>& events);
    /// Whether some of it has not been dealt with.
    bool busy() const { return input_->waiting(); }

    /// All that happens before the next frame begins, and the frames that it takes.
    void at_once(const std::vector<InputEvent>& events);

    /// One key with modifiers, down and up.
    void key(int code, bool ctrl = false, bool shift = false);
    void hold(int code);
    void let_go(int code);

    /// Replaces what stands in a text field and leaves it with Enter.
    void type_into(const std::string& label, const std::string& text);

    void resize(int width, int height);
    void set_screen_scale(float scale) { scale_ = scale; }

    const Scene& scene() const { return program_->scene(); }
    Program& program() { return *program_; }
    const std::string& clipboard() const { return clipboard_; }

    /// Draws the last frame. Tests that do not look at pixels have no need to.
    void draw();

    /// The last frame, drawn when it is asked for: width x height, row 0 at the top.
    const std::vector<Rgb>& pixels();
    Rgb pixel(int x, int y);
    int width() const { return width_; }
    int height() const { return height_; }

private:
    void frame(float seconds = 1.0F / 60);

    int width_, height_;
    float scale_;
    std::unique_ptr<EglContext> context_;
    unsigned framebuffer_ = 0, colour_ = 0;
    std::string clipboard_;
    std::unique_ptr<Input> input_;
    std::unique_ptr<Screen> screen_;
    std::unique_ptr<Program> program_;
    std::vector<Rgb> pixels_;
};

}  // namespace phasescope

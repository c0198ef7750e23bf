// The built program in a real window on an X display of its own, driven by xdotool. Every event waits for the frame that
// has seen it, never for time.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/app/program.hpp"
#include "tests/app/xdnd_source.hpp"

namespace phasescope::test {

/// An Xvfb, so that tests which run side by side do not share one mouse. Throws where it does not start.
class OwnDisplay {
public:
    OwnDisplay();
    ~OwnDisplay();
    OwnDisplay(const OwnDisplay&) = delete;
    OwnDisplay& operator=(const OwnDisplay&) = delete;
    const std::string& name() const { return name_; }

    /// The display dies, with all that is on it.
    void end();

private:
    int server_ = -1;
    std::string name_;
};

/// Where a control lies in the window, in pixels.
struct Place {
    double x0, y0, x1, y1;
    int x(double share) const { return static_cast<int>(x0 + share * (x1 - x0)); }
    int y(double share) const { return static_cast<int>(y0 + share * (y1 - y0)); }
};

class RealWindow {
public:
    /// Starts the program with its home in `home` and waits for its first frame. Throws where none comes.
    RealWindow(const OwnDisplay& display, const ScratchFolder& home, const std::vector<std::string>& arguments = {});
    ~RealWindow();
    RealWindow(const RealWindow&) = delete;
    RealWindow& operator=(const RealWindow&) = delete;

    /// What the program wrote about its last frame (app/frame_log.hpp).
    nlohmann::json state() const;
    long frame() const { return state()["frame"]; }
    nlohmann::json scene() const { return state()["scene"]; }
    Place place(const std::string& label) const;

    /// Waits until the last frame is as wanted. Throws where it never is, or where the program ends.
    void wait_until(const std::string& what, const std::function<bool(const nlohmann::json&)>& wanted);

    void move_to(int x, int y);
    void press();
    void release();
    void click(int x, int y);
    void wheel_up(int steps);
    /// Down and up at once, as xdotool names it: "d", "ctrl+z".
    void key(const std::string& name);
    /// What xdotool is asked to do, all of it while the program is stopped: it finds all of it at once.
    void at_once(const std::vector<std::vector<std::string>>& requests);
    /// Where xdotool moves the mouse to.
    std::vector<std::string> move_request(int x, int y) const;
    void resize(int width, int height);

    bool drop(const std::vector<std::filesystem::path>& files) { return other_.drop(window_, files); }
    std::uint32_t colour_at(int x, int y) { return other_.colour_at(window_, x, y); }

    /// The processor time that the program has used, in seconds.
    double processor_seconds() const;

    /// Closes the window as a user does, and waits for the end of the program: its exit code, or -1.
    int close();

private:
    bool running();
    void xdotool(const std::vector<std::string>& words);
    void wait_for_frames_after(long before, const std::string& what);

    std::string display_, log_;
    OtherProgram other_;
    int program_ = -1, exit_code_ = -1;
    unsigned long window_ = 0;
};

}  // namespace phasescope::test

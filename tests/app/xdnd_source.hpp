// What other programs do to a window on an X display: drop files on it, ask it to close, look at it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace phasescope::test {

/// A connection to an X display of its own. Throws std::runtime_error where there is none.
class OtherProgram {
public:
    explicit OtherProgram(const std::string& display);
    ~OtherProgram();
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;

    /// The window on the screen that has this title; 0 where there is none.
    unsigned long window_with_title(const std::string& title);

    /// Drags files to the middle of the window and drops them: the source's side of the XDND protocol, version 5.
    /// Returns once the window has said that it took them; false where it never does.
    bool drop(unsigned long window, const std::vector<std::filesystem::path>& files);

    /// What a window manager sends when the user closes a window.
    void ask_to_close(unsigned long window);

    /// The colour at a place of a window that is on the screen: 0xRRGGBB.
    std::uint32_t colour_at(unsigned long window, int x, int y);

private:
    class Drag;
    void* display_;  // Xlib's Display; its header defines words that other headers use
};

}  // namespace phasescope::test

// The one place that knows how Dear ImGui differs from version to version (1.86 to 1.92).
#pragma once

#include <imgui.h>

// After imgui.h, which it needs.
#include <imgui_stdlib.h>

#include <cstdint>

namespace phasescope {

/// Keys by GLFW's codes, which are our own currency: letters and digits are their ASCII codes.
namespace key {
inline constexpr int space = 32, minus = 45, slash = 47, equal = 61, escape = 256, enter = 257, tab = 258, backspace = 259,
                     del = 261, right = 262, left = 263, down = 264, up = 265, page_up = 266, page_down = 267, home = 268,
                     end = 269, f1 = 290, f2 = 291, f3 = 292, f11 = 300, kp_subtract = 333, kp_add = 334, left_shift = 340,
                     left_control = 341, left_alt = 342;
}  // namespace key

/// Pressed in this frame, or repeated while held.
bool key_pressed(int code, bool repeat = false);

/// Held down now.
bool key_down(int code);

/// Tells ImGui of a key, for drivers that stand in for the window.
void feed_key(int code, bool down);

/// Names ImGui's own keys by their codes, where that version wants to be told; after the context is made.
void map_keys();

/// A texture of GL as ImGui wants it.
ImTextureID texture_id(unsigned gl_name);

/// Rounded frame with a thickness; the order of arguments changed in 1.92.8.
void add_frame(ImDrawList& list, ImVec2 low, ImVec2 high, ImU32 colour, float rounding, float thickness);

/// A line through points; the order of arguments changed in 1.92.8.
void add_path(ImDrawList& list, const ImVec2* points, int count, ImU32 colour, float thickness);

/// A scrolling part of the window without a frame of its own.
bool begin_part(const char* id, ImVec2 size, bool scroll);

}  // namespace phasescope

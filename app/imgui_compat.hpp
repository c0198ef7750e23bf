// The one place that knows how Dear ImGui differs from version to version (1.86 to 1.92).
#pragma once

#include <imgui.h>

// After imgui.h, which it needs.
#include <imgui_stdlib.h>

#include <cstdint>

#include "app/input_queue.hpp"

namespace phasescope {

/// Pressed in this frame, or repeated while held.
bool key_pressed(int code, bool repeat = false);

/// Held down now.
bool key_down(int code);

/// Modifiers held, on whichever side of the keyboard.
struct Modifiers {
    bool ctrl = false, shift = false, alt = false, super = false;
};

/// Has ImGui take what it is fed as it is, all in one frame; after the context is made.
void prepare_input();

// What ImGui finds in its next frame.
void feed_key(int code, bool down);
void feed_modifiers(const Modifiers& held);
void feed_pointer(ImVec2 at);
void feed_button(int button, bool down);
void feed_wheel(float x, float y);

/// A texture of GL as ImGui wants it.
ImTextureID texture_id(unsigned gl_name);

/// In pixels, as it was loaded.
float font_size(const ImFont* font);

/// Rounded frame with a thickness; the order of arguments changed in 1.92.8.
void add_frame(ImDrawList& list, ImVec2 low, ImVec2 high, ImU32 colour, float rounding, float thickness);

/// A line through points; the order of arguments changed in 1.92.8.
void add_path(ImDrawList& list, const ImVec2* points, int count, ImU32 colour, float thickness);

/// A scrolling part of the window without a frame of its own.
bool begin_part(const char* id, ImVec2 size, bool scroll);

}  // namespace phasescope

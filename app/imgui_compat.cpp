#include "app/imgui_compat.hpp"

#include <array>
#include <utility>

namespace phasescope {
namespace {

#if IMGUI_VERSION_NUM < 18700
constexpr auto keypad_enter = ImGuiKey_KeyPadEnter;
#else
constexpr auto keypad_enter = ImGuiKey_KeypadEnter;
#endif

// Codes of GLFW beside ImGui's names, for all keys that ImGui's own widgets use.
constexpr std::array named_keys{
    std::pair{key::tab, ImGuiKey_Tab},
    std::pair{key::left, ImGuiKey_LeftArrow},
    std::pair{key::right, ImGuiKey_RightArrow},
    std::pair{key::up, ImGuiKey_UpArrow},
    std::pair{key::down, ImGuiKey_DownArrow},
    std::pair{key::page_up, ImGuiKey_PageUp},
    std::pair{key::page_down, ImGuiKey_PageDown},
    std::pair{key::home, ImGuiKey_Home},
    std::pair{key::end, ImGuiKey_End},
    std::pair{key::insert, ImGuiKey_Insert},
    std::pair{key::del, ImGuiKey_Delete},
    std::pair{key::backspace, ImGuiKey_Backspace},
    std::pair{key::space, ImGuiKey_Space},
    std::pair{key::enter, ImGuiKey_Enter},
    std::pair{key::kp_enter, keypad_enter},
    std::pair{key::escape, ImGuiKey_Escape},
    std::pair{int{'A'}, ImGuiKey_A},
    std::pair{int{'C'}, ImGuiKey_C},
    std::pair{int{'V'}, ImGuiKey_V},
    std::pair{int{'X'}, ImGuiKey_X},
    std::pair{int{'Y'}, ImGuiKey_Y},
    std::pair{int{'Z'}, ImGuiKey_Z},
};

#if IMGUI_VERSION_NUM >= 18700

// Others that our shortcuts use, and the modifiers.
constexpr std::array more_named_keys{
    std::pair{key::minus, ImGuiKey_Minus},
    std::pair{key::equal, ImGuiKey_Equal},
    std::pair{key::slash, ImGuiKey_Slash},
    std::pair{key::kp_add, ImGuiKey_KeypadAdd},
    std::pair{key::kp_subtract, ImGuiKey_KeypadSubtract},
    std::pair{key::left_shift, ImGuiKey_LeftShift},
    std::pair{key::left_control, ImGuiKey_LeftCtrl},
    std::pair{key::left_alt, ImGuiKey_LeftAlt},
    std::pair{key::left_super, ImGuiKey_LeftSuper},
    std::pair{key::right_shift, ImGuiKey_RightShift},
    std::pair{key::right_control, ImGuiKey_RightCtrl},
    std::pair{key::right_alt, ImGuiKey_RightAlt},
    std::pair{key::right_super, ImGuiKey_RightSuper},
};

ImGuiKey named(int code)
{
    for (const auto& [ours, theirs] : named_keys)
        if (ours == code) return theirs;
    for (const auto& [ours, theirs] : more_named_keys)
        if (ours == code) return theirs;
    const auto from = [&](int first, int last, ImGuiKey theirs) {
        return code >= first && code <= last ? static_cast<ImGuiKey>(theirs + (code - first)) : ImGuiKey_None;
    };
    if (const ImGuiKey letter = from('A', 'Z', ImGuiKey_A)) return letter;
    if (const ImGuiKey digit = from('0', '9', ImGuiKey_0)) return digit;
    return from(key::f1, key::f12, ImGuiKey_F1);
}

#endif

#if IMGUI_VERSION_NUM >= 18900
constexpr auto ctrl_held = ImGuiMod_Ctrl, shift_held = ImGuiMod_Shift, alt_held = ImGuiMod_Alt, super_held = ImGuiMod_Super;
#elif IMGUI_VERSION_NUM >= 18700
constexpr auto ctrl_held = ImGuiKey_ModCtrl, shift_held = ImGuiKey_ModShift, alt_held = ImGuiKey_ModAlt,
               super_held = ImGuiKey_ModSuper;
#endif

}  // namespace

#if IMGUI_VERSION_NUM >= 18700

bool key_pressed(int code, bool repeat)
{
    return ImGui::IsKeyPressed(named(code), repeat);
}

bool key_down(int code)
{
    return ImGui::IsKeyDown(named(code));
}

void prepare_input()
{
    ImGui::GetIO().ConfigInputTrickleEventQueue = false;
}

void feed_key(int code, bool down)
{
    const ImGuiKey theirs = named(code);
    if (theirs != ImGuiKey_None) ImGui::GetIO().AddKeyEvent(theirs, down);
}

void feed_modifiers(const Modifiers& held)
{
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ctrl_held, held.ctrl);
    io.AddKeyEvent(shift_held, held.shift);
    io.AddKeyEvent(alt_held, held.alt);
    io.AddKeyEvent(super_held, held.super);
}

void feed_pointer(ImVec2 at)
{
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
}

void feed_button(int button, bool down)
{
    ImGui::GetIO().AddMouseButtonEvent(button, down);
}

void feed_wheel(float x, float y)
{
    ImGui::GetIO().AddMouseWheelEvent(x, y);
}

#else

bool key_pressed(int code, bool repeat)
{
    return ImGui::IsKeyPressed(code, repeat);
}

bool key_down(int code)
{
    return ImGui::IsKeyDown(code);
}

void prepare_input()
{
    for (const auto& [ours, theirs] : named_keys) ImGui::GetIO().KeyMap[theirs] = ours;
}

void feed_key(int code, bool down)
{
    ImGui::GetIO().KeysDown[code] = down;
}

void feed_modifiers(const Modifiers& held)
{
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = held.ctrl;
    io.KeyShift = held.shift;
    io.KeyAlt = held.alt;
    io.KeySuper = held.super;
}

void feed_pointer(ImVec2 at)
{
    ImGui::GetIO().MousePos = at;
}

void feed_button(int button, bool down)
{
    ImGui::GetIO().MouseDown[button] = down;
}

void feed_wheel(float x, float y)
{
    ImGui::GetIO().MouseWheelH += x;
    ImGui::GetIO().MouseWheel += y;
}

#endif

ImTextureID texture_id(unsigned gl_name)
{
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<ImTextureID>(gl_name);
#else
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(gl_name));
#endif
}

float font_size(const ImFont* font)
{
#if IMGUI_VERSION_NUM >= 19200
    return font->LegacySize;
#else
    return font->FontSize;
#endif
}

void add_frame(ImDrawList& list, ImVec2 low, ImVec2 high, ImU32 colour, float rounding, float thickness)
{
#if IMGUI_VERSION_NUM >= 19280
    list.AddRect(low, high, colour, rounding, thickness);
#else
    list.AddRect(low, high, colour, rounding, 0, thickness);
#endif
}

void add_path(ImDrawList& list, const ImVec2* points, int count, ImU32 colour, float thickness)
{
#if IMGUI_VERSION_NUM >= 19280
    list.AddPolyline(points, count, colour, thickness);
#else
    list.AddPolyline(points, count, colour, 0, thickness);
#endif
}

bool begin_part(const char* id, ImVec2 size, bool scroll)
{
    const ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoBackground | (scroll ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
#if IMGUI_VERSION_NUM >= 19091
    return ImGui::BeginChild(id, size, ImGuiChildFlags_NavFlattened, flags);
#elif IMGUI_VERSION_NUM >= 19000
    return ImGui::BeginChild(id, size, 0, flags | ImGuiWindowFlags_NavFlattened);
#else
    return ImGui::BeginChild(id, size, false, flags | ImGuiWindowFlags_NavFlattened);
#endif
}

}  // namespace phasescope

#include "app/imgui_compat.hpp"

#include <array>
#include <utility>

namespace phasescope {
namespace {

// Codes of GLFW beside ImGui's names, for all keys that we or ImGui's own widgets use.
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
    std::pair{key::del, ImGuiKey_Delete},
    std::pair{key::backspace, ImGuiKey_Backspace},
    std::pair{key::space, ImGuiKey_Space},
    std::pair{key::enter, ImGuiKey_Enter},
    std::pair{key::escape, ImGuiKey_Escape},
    std::pair{int{'A'}, ImGuiKey_A},
    std::pair{int{'C'}, ImGuiKey_C},
    std::pair{int{'V'}, ImGuiKey_V},
    std::pair{int{'X'}, ImGuiKey_X},
    std::pair{int{'Y'}, ImGuiKey_Y},
    std::pair{int{'Z'}, ImGuiKey_Z},
};

#if IMGUI_VERSION_NUM >= 18700
ImGuiKey named(int code)
{
    for (const auto& [ours, theirs] : named_keys)
        if (ours == code) return theirs;
    if (code >= 'A' && code <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (code - 'A'));
    if (code >= '0' && code <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (code - '0'));
    if (code >= key::f1 && code <= key::f11) return static_cast<ImGuiKey>(ImGuiKey_F1 + (code - key::f1));
    switch (code) {
        case key::minus: return ImGuiKey_Minus;
        case key::equal: return ImGuiKey_Equal;
        case key::slash: return ImGuiKey_Slash;
        case key::kp_add: return ImGuiKey_KeypadAdd;
        case key::kp_subtract: return ImGuiKey_KeypadSubtract;
        case key::left_shift: return ImGuiKey_LeftShift;
        case key::left_control: return ImGuiKey_LeftCtrl;
        case key::left_alt: return ImGuiKey_LeftAlt;
        default: return ImGuiKey_None;
    }
}
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

void feed_key(int code, bool down)
{
    ImGuiIO& io = ImGui::GetIO();
    if (code == key::left_control) io.AddKeyEvent(ImGuiMod_Ctrl, down);
    if (code == key::left_shift) io.AddKeyEvent(ImGuiMod_Shift, down);
    if (code == key::left_alt) io.AddKeyEvent(ImGuiMod_Alt, down);
    io.AddKeyEvent(named(code), down);
}

void map_keys() {}

#else

bool key_pressed(int code, bool repeat)
{
    return ImGui::IsKeyPressed(code, repeat);
}

bool key_down(int code)
{
    return ImGui::IsKeyDown(code);
}

void feed_key(int code, bool down)
{
    ImGuiIO& io = ImGui::GetIO();
    io.KeysDown[code] = down;
    if (code == key::left_control) io.KeyCtrl = down;
    if (code == key::left_shift) io.KeyShift = down;
    if (code == key::left_alt) io.KeyAlt = down;
}

void map_keys()
{
    for (const auto& [ours, theirs] : named_keys) ImGui::GetIO().KeyMap[theirs] = ours;
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

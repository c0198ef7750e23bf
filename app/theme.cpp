#include "app/theme.hpp"

namespace phasescope {
namespace {

constexpr ImU32 rgb(unsigned hex)
{
    return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, 255);
}

ImVec4 vec(ImU32 colour)
{
    return ImGui::ColorConvertU32ToFloat4(colour);
}

Theme light()
{
    Theme t;
    t.ground = rgb(0xF3F4F6), t.card = rgb(0xFFFFFF), t.line = rgb(0xDFE3E8), t.sunken = rgb(0xEFF1F4);
    t.text = rgb(0x16181D), t.muted = rgb(0x5A6372);
    t.accent = rgb(0x2160C4), t.accent_soft = rgb(0xE1EBFA), t.on_accent = rgb(0xFFFFFF);
    t.warning = rgb(0xA84A08), t.warning_soft = rgb(0xFDF0DF), t.good = rgb(0x0B6B4F), t.good_soft = rgb(0xE0F4EC);
    t.pointer = rgb(0xE8480C);
    t.curves = {rgb(0x2160C4), rgb(0xD17100), rgb(0x7B3FE4), rgb(0x0F9170),
                rgb(0xC2255C), rgb(0x0C8599), rgb(0x846400), rgb(0x555B66)};
    return t;
}

Theme dark()
{
    Theme t;
    t.ground = rgb(0x14161A), t.card = rgb(0x1E2126), t.line = rgb(0x333840), t.sunken = rgb(0x15171B);
    t.text = rgb(0xECEEF1), t.muted = rgb(0x9DA5B2);
    t.accent = rgb(0x74A5FA), t.accent_soft = rgb(0x25344F), t.on_accent = rgb(0x10131A);
    t.warning = rgb(0xF0A860), t.warning_soft = rgb(0x3A2B1B), t.good = rgb(0x63D2A8), t.good_soft = rgb(0x183329);
    t.pointer = rgb(0xFF7A3D);
    t.curves = {rgb(0x74A5FA), rgb(0xF2A33C), rgb(0xB794F6), rgb(0x3ECF9E),
                rgb(0xF783AC), rgb(0x4DD0E1), rgb(0xE0C25A), rgb(0xAEB4BE)};
    return t;
}

}  // namespace

Theme make_theme(bool is_dark, float scale)
{
    Theme theme = is_dark ? dark() : light();
    theme.dark = is_dark;
    theme.scale = scale;
    return theme;
}

void apply_style(const Theme& t)
{
    ImGuiStyle style;
    style.WindowRounding = style.ChildRounding = style.PopupRounding = t(8);
    style.FrameRounding = style.GrabRounding = t(6);
    style.ScrollbarSize = t(9), style.ScrollbarRounding = t(5);
    style.WindowPadding = {t(14), t(12)}, style.FramePadding = {t(9), t(6)};
    style.ItemSpacing = {t(8), t(7)}, style.ItemInnerSpacing = {t(6), t(4)};
    style.WindowBorderSize = style.PopupBorderSize = 1, style.FrameBorderSize = 1, style.ChildBorderSize = 0;
    style.AntiAliasedLinesUseTex = false;
    ImVec4* c = style.Colors;
    c[ImGuiCol_Text] = vec(t.text), c[ImGuiCol_TextDisabled] = vec(t.muted);
    c[ImGuiCol_WindowBg] = vec(t.ground), c[ImGuiCol_PopupBg] = vec(t.card), c[ImGuiCol_ChildBg] = vec(t.card);
    c[ImGuiCol_Border] = vec(t.line), c[ImGuiCol_BorderShadow] = {0, 0, 0, 0};
    c[ImGuiCol_FrameBg] = vec(t.card), c[ImGuiCol_FrameBgHovered] = vec(t.sunken), c[ImGuiCol_FrameBgActive] = vec(t.sunken);
    c[ImGuiCol_Button] = vec(t.card), c[ImGuiCol_ButtonHovered] = vec(t.accent_soft);
    c[ImGuiCol_ButtonActive] = vec(t.accent_soft);
    c[ImGuiCol_Header] = vec(t.accent_soft), c[ImGuiCol_HeaderHovered] = vec(t.accent_soft);
    c[ImGuiCol_HeaderActive] = vec(t.accent_soft);
    c[ImGuiCol_CheckMark] = c[ImGuiCol_SliderGrab] = c[ImGuiCol_SliderGrabActive] = vec(t.accent);
    c[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0}, c[ImGuiCol_ScrollbarGrab] = vec(t.line);
    c[ImGuiCol_ScrollbarGrabHovered] = c[ImGuiCol_ScrollbarGrabActive] = vec(t.muted);
    c[ImGuiCol_Separator] = vec(t.line), c[ImGuiCol_NavHighlight] = vec(t.accent);
    c[ImGuiCol_TextSelectedBg] = vec(t.accent_soft), c[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0.35F};
    c[ImGuiCol_TitleBg] = c[ImGuiCol_TitleBgActive] = vec(t.card);
    ImGui::GetStyle() = style;
}

ImU32 faded(ImU32 colour, float opacity)
{
    const auto alpha = static_cast<ImU32>(opacity * static_cast<float>(colour >> IM_COL32_A_SHIFT & 255));
    return (colour & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

}  // namespace phasescope

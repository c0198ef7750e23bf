#include "app/screen.hpp"

#include <epoxy/gl.h>
#include <imgui.h>

// After imgui.h, which it needs.
#include <backends/imgui_impl_opengl3.h>

#include <cmath>
#include <cstdint>
#include <utility>

#include "app/fonts.hpp"

namespace phasescope {
namespace {

/// The texture of the letters is there: what it was made from, some 20 MB, is let go of, and it gets by with how much of a
/// texel a letter covers, a quarter of it. Glyphs lie on whole pixels, one texel each: filtering would change nothing, and
/// costs a third of a frame on software GL, where every shape samples this texture.
void settle_letters()
{
#if IMGUI_VERSION_NUM < 19200
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    unsigned char* coverage = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&coverage, &width, &height);
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::intptr_t>(atlas.TexID)));
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, coverage);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    for (const GLenum channel : {GL_TEXTURE_SWIZZLE_R, GL_TEXTURE_SWIZZLE_G, GL_TEXTURE_SWIZZLE_B})
        glTexParameteri(GL_TEXTURE_2D, channel, GL_ONE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_A, GL_RED);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindTexture(GL_TEXTURE_2D, 0);
    atlas.ClearTexData();
    atlas.ClearInputData();
    forget_font_files();
#endif
}

}  // namespace

Result<std::unique_ptr<Screen>> Screen::create()
{
    auto heatmaps = HeatmapRenderer::create();
    if (!heatmaps) return heatmaps.error();
    // Made now, with the fonts that are there: the first frame would make a texture of our fonts twice.
    if (!ImGui_ImplOpenGL3_Init("#version 330 core") || !ImGui_ImplOpenGL3_CreateDeviceObjects())
        return Error{"the interface cannot be drawn on this OpenGL", "", "render, export and check work without it"};
    settle_letters();
    return std::unique_ptr<Screen>(new Screen(std::move(heatmaps).value()));
}

Screen::~Screen()
{
    ImGui_ImplOpenGL3_Shutdown();
}

unsigned Screen::draw(int slot, const HeatmapSpec& spec)
{
    heatmaps_->hurry(ImGui::IsAnyMouseDown());
    return heatmaps_->draw(slot, spec).name;
}

FloatMatrix Screen::numbers(int slot)
{
    return heatmaps_->read_numbers(slot);
}

void Screen::fonts_changed()
{
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    settle_letters();
#endif
}

void Screen::begin_frame()
{
    grounds_.clear();
    ImGui_ImplOpenGL3_NewFrame();
}

void Screen::end_frame(int width, int height)
{
    glViewport(0, 0, width, height);
    const ImVec4 ground = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
    glClearColor(ground.x, ground.y, ground.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    fill_grounds(height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Screen::fill_grounds(int height)
{
    const ImVec2 scale = ImGui::GetIO().DisplayFramebufferScale;
    const auto pixel = [](float at) { return static_cast<int>(std::lround(at)); };
    glEnable(GL_SCISSOR_TEST);
    for (const Ground& g : std::exchange(grounds_, {})) {
        const int left = pixel(g.x * scale.x), right = pixel((g.x + g.width) * scale.x);
        const int top = pixel(g.y * scale.y), bottom = pixel((g.y + g.height) * scale.y);
        if (right <= left || bottom <= top) continue;
        glScissor(left, height - bottom, right - left, bottom - top);
        const auto share = [](std::uint8_t level) { return static_cast<float>(level) / 255; };
        glClearColor(share(g.colour.r), share(g.colour.g), share(g.colour.b), 1);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace phasescope

#include "app/fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <cmath>
#include <memory>
#include <optional>

namespace phasescope {
namespace {

struct FontFile {
    std::string path;
    int index = 0;
};

/// The file that fontconfig finds for a pattern such as "sans:bold" or "sans:lang=zh-cn".
std::optional<FontFile> find_font(const char* wanted)
{
    const auto destroy = [](FcPattern* p) { FcPatternDestroy(p); };
    using Pattern = std::unique_ptr<FcPattern, decltype(destroy)>;
    const Pattern pattern(FcNameParse(reinterpret_cast<const FcChar8*>(wanted)), destroy);
    if (!pattern) return std::nullopt;
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    FcResult result{};
    const Pattern match(FcFontMatch(nullptr, pattern.get(), &result), destroy);
    FcChar8* path = nullptr;
    int index = 0;
    if (!match || FcPatternGetString(match.get(), FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
    FcPatternGetInteger(match.get(), FC_INDEX, 0, &index);
    return FontFile{reinterpret_cast<const char*>(path), index};
}

// Latin, Greek, punctuation, super- and subscripts, arrows, mathematics, geometric shapes.
constexpr ImWchar letters[] = {0x0020, 0x017F, 0x02B0, 0x02FF, 0x0300, 0x036F, 0x0370, 0x03FF, 0x1D00, 0x1DBF, 0x2000,
                               0x20BF, 0x2100, 0x214F, 0x2190, 0x22FF, 0x2300, 0x23FF, 0x2500, 0x26FF, 0};

ImFont* add(const FontFile& file, float size, const ImWchar* ranges, bool merge)
{
    ImFontConfig config;
    config.FontNo = file.index;
    config.MergeMode = merge;
    config.OversampleH = config.OversampleV = 1;
    config.PixelSnapH = true;
    return ImGui::GetIO().Fonts->AddFontFromFileTTF(file.path.c_str(), size, &config, ranges);
}

}  // namespace

Fonts load_fonts(float scale)
{
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    const auto regular = find_font("DejaVu Sans,sans"), bold = find_font("DejaVu Sans,sans:bold");
    if (!regular || !bold) {
        ImFont* const built_in = atlas.AddFontDefault();
        built_in->Scale = scale;
        return {built_in, built_in, built_in, built_in, built_in, true};
    }
    const auto pixels = [scale](float units) { return std::floor(units * scale + 0.5F); };
    Fonts fonts;
    fonts.body = add(*regular, pixels(15), letters, false);
    if (const auto chinese = find_font("sans:lang=zh-cn"); chinese && chinese->path != regular->path)
        add(*chinese, pixels(15), atlas.GetGlyphRangesChineseSimplifiedCommon(), true);
    fonts.bold = add(*bold, pixels(15), letters, false);
    fonts.small = add(*regular, pixels(12.5F), letters, false);
    fonts.tiny = add(*regular, pixels(10.5F), letters, false);
    fonts.large = add(*bold, pixels(25), letters, false);
    return fonts;
}

}  // namespace phasescope

#include "app/fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "app/assets.hpp"
#include "core/io/file.hpp"

namespace phasescope {
namespace {

struct FontFile {
    std::string path;
    int index = 0;
    bool speaks = false;  ///< it has all letters of the language that was asked for
};

/// What ImGui reads when it builds the atlas, later than it is asked for.
struct Kept {
    std::map<std::string, std::string> files;  ///< each font file once, whatever the number of sizes
    ImVector<ImWchar> own;                     ///< letters of the language
    ImVector<ImWchar> running;                 ///< letters of the running text, which has more of them
};

Kept& kept()
{
    static Kept all;
    return all;
}

/// The font that fontconfig finds for a pattern such as "sans:bold", for a language such as "zh-cn".
std::optional<FontFile> find_font(const std::string& wanted, const char* language = "en")
{
    const auto destroy = [](FcPattern* p) { FcPatternDestroy(p); };
    using Pattern = std::unique_ptr<FcPattern, decltype(destroy)>;
    const Pattern pattern(FcNameParse(reinterpret_cast<const FcChar8*>((wanted + ":lang=" + language).c_str())), destroy);
    if (!pattern) return std::nullopt;
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    FcResult result{};
    const Pattern match(FcFontMatch(nullptr, pattern.get(), &result), destroy);
    FcChar8* path = nullptr;
    int index = 0;
    if (!match || FcPatternGetString(match.get(), FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
    const std::string file = reinterpret_cast<const char*>(path);
    if (!kept().files.contains(file)) {
        auto bytes = read_file(file);
        if (!bytes) return std::nullopt;
        kept().files[file] = *std::move(bytes);
    }
    FcPatternGetInteger(match.get(), FC_INDEX, 0, &index);
    FcLangSet* spoken = nullptr;
    const bool speaks = FcPatternGetLangSet(match.get(), FC_LANG, 0, &spoken) == FcResultMatch
                        && FcLangSetHasLang(spoken, reinterpret_cast<const FcChar8*>(language)) != FcLangDifferentLang;
    return FontFile{file, index, speaks};
}

// Latin, Greek, punctuation, super- and subscripts, arrows, mathematics, geometric shapes.
constexpr ImWchar letters[] = {0x0020, 0x017F, 0x02B0, 0x02FF, 0x0300, 0x036F, 0x0370, 0x03FF, 0x1D00, 0x1DBF, 0x2000,
                               0x20BF, 0x2100, 0x214F, 0x2190, 0x22FF, 0x2300, 0x23FF, 0x2500, 0x26FF, 0};

/// The letters in the texts of a language and in the lessons, which hold all languages; none for English.
void add_own_letters(ImFontGlyphRangesBuilder& builder, const std::string& language)
{
    if (language == "en") return;
    const std::string folder = "assets/languages/" + language + "/";
    for (const Asset& file : assets())
        if (file.path.starts_with(folder) || file.path.starts_with("assets/lessons/"))
            builder.AddText(file.bytes.data(), file.bytes.data() + file.bytes.size());
}

/// `strength` darkens the letters' edges.
ImFont* add(ImFontAtlas& atlas, const FontFile& file, float size, const ImWchar* ranges, bool merge, float strength = 1)
{
    std::string& bytes = kept().files[file.path];
    ImFontConfig config;
    config.FontNo = file.index;
    config.MergeMode = merge;
    config.OversampleH = config.OversampleV = 1;
    config.PixelSnapH = true;
    config.FontDataOwnedByAtlas = false;
    config.RasterizerMultiply = strength;
    return atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), size, &config, ranges);
}

}  // namespace

Fonts load_fonts(ImFontAtlas& atlas, float scale, const std::string& language)
{
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    const auto regular = find_font("DejaVu Sans,sans"), bold = find_font("DejaVu Sans,sans:bold");
    if (!regular || !bold) {
        ImFont* const built_in = atlas.AddFontDefault();
        built_in->Scale = scale;
        return {built_in, built_in, built_in, built_in, built_in, true, language != "en", scale, language};
    }
    // Names of files and a line of text may be Chinese in any language but those that have letters of their own.
    const bool chinese = language == "en" || language == "zh";
    const char* const spoken = chinese ? "zh-cn" : language.c_str();
    const auto more = find_font("sans", spoken), more_bold = find_font("sans:bold", spoken);

    ImFontGlyphRangesBuilder letters_in_use;
    add_own_letters(letters_in_use, language);
    kept().own.clear();
    letters_in_use.BuildRanges(&kept().own);
    if (chinese) letters_in_use.AddRanges(atlas.GetGlyphRangesChineseSimplifiedCommon());
    kept().running.clear();
    letters_in_use.BuildRanges(&kept().running);

    // A font of a size, and what it lacks from the one of the language.
    const auto made = [&](const FontFile& file, const std::optional<FontFile>& other, float units,
                          const ImVector<ImWchar>& wanted, float strength = 1) {
        const float pixels = std::floor(units * scale + 0.5F);
        ImFont* const font = add(atlas, file, pixels, letters, false);
        if (wanted.Size <= 1) return font;
        add(atlas, file, pixels, wanted.Data, true);
        if (other && other->path != file.path) add(atlas, *other, pixels, wanted.Data, true, strength);
        return font;
    };
    // Where there is no bold font of the language its letters are at least darker.
    const float strength = more && more_bold && more->path == more_bold->path ? 1.7F : 1;
    Fonts fonts;
    fonts.body = made(*regular, more, 15, kept().running);
    fonts.bold = made(*bold, more_bold, 15, kept().own, strength);
    fonts.small = made(*regular, more, 12.5F, kept().own);
    fonts.tiny = made(*regular, more, 10.5F, kept().own);
    fonts.large = made(*bold, more_bold, 25, kept().own, strength);
    fonts.lacking = language != "en" && !(more && more->speaks);
    fonts.scale = scale;
    fonts.language = language;
    return fonts;
}

void draw_letters([[maybe_unused]] ImFontAtlas& atlas)
{
#if IMGUI_VERSION_NUM < 19200
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
#endif
}

void forget_font_files()
{
    kept().files.clear();
}

}  // namespace phasescope

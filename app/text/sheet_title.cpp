#include "app/text/sheet_title.hpp"

#include <array>

#include "app/text/encoding_words.hpp"
#include "core/mistakes.hpp"

namespace phasescope {

std::string sheet_title(const Language& text, const Scene& scene, const Mechanism& mechanism, std::optional<Sheet> sheet)
{
    if (!sheet) return text("sheet.waves");
    const std::string key = "sheet." + std::string(sheet_names[static_cast<std::size_t>(*sheet)]);
    // The same sheet is made of other things where a mechanism acts otherwise.
    constexpr std::array kinds{".added", ".rows", ".rotation", ".bias", ".vectors", ".patches"};
    static_assert(kinds.size() == std::variant_size_v<Mechanism>);
    const std::string own = key + kinds[mechanism.index()];
    const std::string compared = "compare.sheet." + std::string(sheet_names[static_cast<std::size_t>(scene.other.sheet)]);
    return filled(text.has(own) ? text(own) : text(key),
                  {{"sheet", text(compared)},
                   {"own", title_of(text, *find_encoding(scene.encoding))},
                   {"other", title_of(text, *find_encoding(scene.other.encoding))},
                   {"meant", title_of(text, *find_encoding(mistake_of(scene).encoding))},
                   {"mistake", text("mistake." + scene.mistake.name + ".title")}});
}

std::string sheet_title(const Language& text, const Scene& scene, std::optional<Sheet> sheet)
{
    return sheet_title(text, scene, mechanism_of(scene), sheet);
}

}  // namespace phasescope

#include "app/text/sheet_title.hpp"

#include <array>

namespace phasescope {

std::string sheet_title(const Language& text, const Mechanism& mechanism, std::optional<Sheet> sheet)
{
    if (!sheet) return text("sheet.waves");
    const std::string key = "sheet." + std::string(sheet_names[static_cast<std::size_t>(*sheet)]);
    // The same sheet is made of other things where a mechanism acts otherwise.
    constexpr std::array kinds{".added", ".rows", ".rotation", ".bias", ".vectors"};
    static_assert(kinds.size() == std::variant_size_v<Mechanism>);
    const std::string own = key + kinds[mechanism.index()];
    return text.has(own) ? text(own) : text(key);
}

std::string sheet_title(const Language& text, const Scene& scene, std::optional<Sheet> sheet)
{
    return sheet_title(text, mechanism_of(scene), sheet);
}

}  // namespace phasescope

#include "app/text/sheet_title.hpp"

namespace phasescope {

std::string sheet_title(const Language& text, const Scene& scene, std::optional<Sheet> sheet)
{
    if (!sheet) return text("sheet.waves");
    const std::string key = "sheet." + std::string(sheet_names[static_cast<std::size_t>(*sheet)]);
    // The table and the similarity of a rotation are its cosines and sines, which are added to nothing.
    const bool turns = std::holds_alternative<RotatesQueryKey>(mechanism_of(scene));
    return turns && text.has(key + ".rotation") ? text(key + ".rotation") : text(key);
}

}  // namespace phasescope

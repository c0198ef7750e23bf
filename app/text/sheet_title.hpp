// What a sheet is called on screen and above figures.
#pragma once

#include <optional>
#include <string>

#include "app/text/language.hpp"
#include "core/picture.hpp"

namespace phasescope {

/// The name of a sheet of this scene, with markup; of the waves where there is no sheet.
std::string sheet_title(const Language& text, const Scene& scene, const Mechanism& mechanism, std::optional<Sheet> sheet);
std::string sheet_title(const Language& text, const Scene& scene, std::optional<Sheet> sheet);

}  // namespace phasescope

// What goes to the clipboard: the settings as text, the numbers on screen.
#pragma once

#include <functional>
#include <string>

#include "app/panels/ui.hpp"

namespace phasescope {

/// The whole scene as JSON text. (A picture clipboard is beyond what the windowing library offers.)
void copy_scene(Ui& ui, const std::function<void(const std::string&)>& copy);

/// The cells in the sheet's window as tab-separated rows with a header; too many are refused with a notice.
void copy_values(Ui& ui, Sheet sheet, const std::function<void(const std::string&)>& copy);

}  // namespace phasescope

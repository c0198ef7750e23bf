// What stands in the place of a picture that there is not.
#pragma once

#include <string>

#include "app/panels/ui.hpp"

namespace phasescope {

/// Why a sheet has no picture, or not yet.
std::string why_no_picture(const Ui& ui, Sheet sheet);

}  // namespace phasescope

// Parts of the encoding's card that bring numbers from elsewhere: well-known models, and the imported table.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// The list of well-known models at the cursor, which moves on.
void choose_model(Ui& ui, float width);

/// What is known of the imported table; nothing where there is none.
void draw_imported_table(Ui& ui, float width);

}  // namespace phasescope

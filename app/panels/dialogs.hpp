// Pages that lie over the window: keys, go to, open, save, export, choosing a table, remarks.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// Draws the session's dialog, if any.
void draw_dialogs(Ui& ui);

/// The list of all keys.
void draw_keys(Ui& ui);

/// Choosing a file by path or from a list of the folder.
void draw_file_dialog(Ui& ui, bool saving);

void draw_export_dialog(Ui& ui);

/// Choosing one of the tables of a file.
void draw_table_dialog(Ui& ui);

/// What was to be said about a file that was opened.
void draw_remarks(Ui& ui);

/// Opens a file that was dropped, chosen or named; the outcome becomes the notice.
void open_path(Ui& ui, const std::string& path);

}  // namespace phasescope

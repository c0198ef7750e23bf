// Rows of words and numbers under a heading, aligned in columns.
#pragma once

#include <string>
#include <vector>

#include "app/panels/ui.hpp"

namespace phasescope {

struct Table {
    std::vector<std::string> heading;
    std::vector<std::vector<std::string>> rows;  ///< each as long as the heading
    int marked = -1;                             ///< a row that stands out
    std::vector<int> also_marked = {};           ///< more of them
    std::vector<std::string> help = {};          ///< one a column: what it means; may be empty
};

/// Draws as many rows as there is room for; returns the height that was used. The first column is words, the others stand
/// right. Columns are as wide as they need, and share what is left; small letters where there is little room.
float draw_table(Ui& ui, const Box& box, const Table& table);

}  // namespace phasescope

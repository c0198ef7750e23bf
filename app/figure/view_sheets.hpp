// Which sheets a view shows beside each other in one figure.
#pragma once

#include <vector>

#include "app/figure/figure.hpp"

namespace phasescope {

/// The sheets of a view that shows more than one, in order: score, projection, input, compare, terms and precision. Those of
/// a line of text that the scene's encoding does not have are left out. Empty for other views.
std::vector<Sheet> sheets_of_view(const Scene& scene, View view);

/// Lets the figure show those sheets; the view must have some.
void show_view(FigureSpec& spec, View view);

/// Whether rows and columns of a sheet are both positions: such sheets stand side by side, others one above the other.
bool is_of_pairs(const Scene& scene, Sheet sheet);

}  // namespace phasescope

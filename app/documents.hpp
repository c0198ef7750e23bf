// Files that the window opens and writes.
#pragma once

#include <string>

#include "app/figure/figure.hpp"
#include "core/scene_json.hpp"

namespace phasescope {

/// The scene in a file: a scene file, or a picture that Phasescope wrote. An NPY table becomes the query's rows of the
/// present scene.
Result<ReadScene> opened(const std::string& path, const Scene& present);

Result<Done> saved(const std::string& path, const Scene& scene);

/// What the export dialog writes: a figure or the numbers, by the ending of the path.
Result<Done> exported(const std::string& path, const FigureSpec& figure, const Language& language);

}  // namespace phasescope

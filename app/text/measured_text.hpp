// The texts of lessons with their {measures} put in.
#pragma once

#include <string>
#include <string_view>

#include "app/text/language.hpp"
#include "core/analysis/progress.hpp"
#include "core/measure/measure.hpp"
#include "core/result.hpp"

namespace phasescope {

/// A measured number as people read it, or the name of a word. `format` is "4" (significant digits), "%", "3%" or "exact";
/// "" for four digits. An Error where it is none of these.
Result<std::string> readable(const Measured& measured, std::string_view format, const Language& language);

/// The text with every {measure :format} measured in the scene. Text within $..$ is a formula; the signs are left out.
/// An Error too where it was cancelled.
Result<std::string> measured_text(const std::string& text, const Scene& scene, const Language& language,
                                  const Progress& progress = {});

}  // namespace phasescope

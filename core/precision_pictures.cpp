#include "core/precision_pictures.hpp"

#include <algorithm>
#include <cmath>

#include "core/analysis/precision.hpp"

namespace phasescope {
namespace {

/// The most positions that a sheet of errors has a number for each cell of.
std::int64_t most_shown(const Mechanism& mechanism, Sheet sheet)
{
    if (sheet == Sheet::score_error) return most_stored_positions;
    return most_error_cells / std::ssize(table_of(mechanism).channels);
}

/// From nothing to the next power of ten above all errors, 1 at least: the same colours for all formats while errors are
/// small.
void set_range(Picture& picture, const Matrix& logs)
{
    double most = 0;
    for (const double number : logs.values)
        if (std::isfinite(number)) most = std::max(most, std::ceil(number));
    picture.palette = Palette::sequential;
    picture.lo = least_log_error;
    picture.hi = most;
}

}  // namespace

double log_error(double error)
{
    return error > 0 ? std::max(std::log10(error), least_log_error) : least_log_error;
}

Result<Picture> error_picture(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    const std::int64_t most = most_shown(mechanism, sheet);
    if (scene.length > most)
        return Error{"the errors of " + std::to_string(scene.length) + " positions are too many to be computed one by one",
                     "length", "use at most " + std::to_string(most) + "; a later first position shows errors far out"};
    const bool values = sheet == Sheet::value_error;
    Matrix logs = values ? value_errors(scene, mechanism) : score_errors(scene, mechanism);
    std::ranges::transform(logs.values, logs.values.begin(), log_error);
    Picture picture;
    picture.sheet = sheet;
    picture.rows = values ? Axis::position : Axis::query;
    picture.cols = values ? Axis::channel : Axis::key;
    picture.first_row = scene.start;
    picture.first_col = values ? 0 : scene.start;
    set_range(picture, logs);
    picture.field = StoredField{std::move(logs)};
    return picture;
}

}  // namespace phasescope

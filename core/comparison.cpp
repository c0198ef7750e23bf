#include "core/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace phasescope {
namespace {

Result<Picture> difference_of(const Picture& own, const Picture& other)
{
    if (own.row_count() != other.row_count() || own.col_count() != other.col_count())
        return Error{"two tables of different width have no difference",
                     std::to_string(own.col_count()) + " and " + std::to_string(other.col_count()) + " channels",
                     "give both the same width, or compare their scores"};
    Picture result = own;
    result.field = difference(own.field, other.field);
    const Range range = coarse_range(result.field);
    set_symmetric_range(result, std::max(std::abs(range.lo), std::abs(range.hi)));
    return result;
}

/// Both pictures get the colours that suit all of their numbers.
void share_range(Picture& picture, const Picture& beside)
{
    set_score_colours(picture, {std::min(picture.lo, beside.lo), std::max(picture.hi, beside.hi)});
}

}  // namespace

Result<Scene> other_scene(const Scene& scene)
{
    Scene other = scene;
    other.encoding = scene.other.encoding;
    other.settings = scene.other.settings;
    if (other.encoding != scene.encoding) other.table = {};
    other = repaired(std::move(other));
    if (other.length != scene.length || other.start != scene.start)
        return Error{"the other encoding does not reach as far", std::string(encoding_of(other).title),
                     "use at most " + std::to_string(other.length) + " positions"};
    return other;
}

Result<Picture> compared_picture(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    const Result<Scene> second = other_scene(scene);
    if (!second) return second.error();
    Result<Picture> own = picture(scene, mechanism, scene.other.sheet), other = picture(*second, scene.other.sheet);
    if (!own) return own.error();
    if (!other) return other.error();
    Result<Picture> result = sheet == Sheet::difference ? difference_of(*own, *other) : sheet == Sheet::own ? own : other;
    if (!result) return result.error();
    Picture shown = std::move(result).value();
    if (sheet != Sheet::difference) share_range(shown, sheet == Sheet::own ? *other : *own);
    shown.sheet = sheet;
    return shown;
}

}  // namespace phasescope

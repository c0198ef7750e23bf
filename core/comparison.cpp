#include "core/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace phasescope {
namespace {

Result<Picture> difference_of(const Picture& own, const Picture& other, Sheet sheet)
{
    if (own.row_count() != other.row_count() || own.col_count() != other.col_count())
        return Error{"two tables of different width have no difference",
                     std::to_string(own.col_count()) + " and " + std::to_string(other.col_count()) + " channels",
                     "give both the same width, or compare their scores"};
    Picture result = own;
    result.sheet = sheet;
    result.field = difference(own.field, other.field);
    const Range range = coarse_range(result.field);
    set_symmetric_range(result, std::max(std::abs(range.lo), std::abs(range.hi)));
    return result;
}

/// Both pictures get the colours that suit all of their numbers.
void share_range(Picture& first, Picture& second)
{
    const Range range{std::min(first.lo, second.lo), std::max(first.hi, second.hi)};
    set_score_colours(first, range);
    set_score_colours(second, range);
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

SheetPictures compared_pictures(const Scene& scene, const Mechanism& mechanism)
{
    const Result<Scene> second = other_scene(scene);
    Result<Picture> own = picture(scene, mechanism, scene.other.sheet);
    Result<Picture> other = second ? picture(*second, scene.other.sheet) : Result<Picture>(second.error());
    const std::optional<Error> failed = !own     ? std::optional(own.error())
                                        : !other ? std::optional(other.error())
                                                 : std::nullopt;
    constexpr std::array sheets{Sheet::own, Sheet::other, Sheet::difference};
    if (failed) return failed_pictures(sheets, *failed);
    return beside_each_other(*std::move(own), *std::move(other), sheets);
}

SheetPictures beside_each_other(Picture first, Picture second, const std::array<Sheet, 3>& sheets)
{
    Result<Picture> both = difference_of(first, second, sheets[2]);
    share_range(first, second);
    first.sheet = sheets[0];
    second.sheet = sheets[1];
    SheetPictures pictures;
    pictures.emplace_back(sheets[0], std::move(first));
    pictures.emplace_back(sheets[1], std::move(second));
    pictures.emplace_back(sheets[2], std::move(both));
    return pictures;
}

SheetPictures failed_pictures(const std::array<Sheet, 3>& sheets, const Error& error)
{
    return {{sheets[0], error}, {sheets[1], error}, {sheets[2], error}};
}

}  // namespace phasescope

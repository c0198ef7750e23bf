#include "core/picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/keys_ahead.hpp"
#include "core/analysis/precision.hpp"
#include "core/analysis/projection.hpp"
#include "core/comparison.hpp"
#include "core/field/spread.hpp"
#include "core/mistakes.hpp"
#include "core/patch_map.hpp"
#include "core/precision_pictures.hpp"
#include "core/rotation.hpp"
#include "core/score_terms.hpp"
#include "core/study_pictures.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

double largest_amplitude(const Field& field)
{
    if (const auto* wave = std::get_if<WaveField>(&field)) {
        const auto& amplitudes = wave->channels.amplitude;
        return amplitudes.empty() ? 0 : *std::ranges::max_element(amplitudes);
    }
    const Range range = coarse_range(field);
    return std::max(std::abs(range.lo), std::abs(range.hi));
}

void set_score_colours(Picture& picture)
{
    set_score_colours(picture, coarse_range(picture.field));
}

/// One part of a score, on the scale of the whole, so that both can be compared and one at rounding level looks like
/// nothing.
void set_part(Picture& picture, const Field& score)
{
    const bool symmetric = picture.sheet == Sheet::symmetric;
    picture.field = symmetric ? symmetric_part(score) : antisymmetric_part(score);
    const Range range = coarse_range(score);
    if (symmetric && range.lo >= 0) return set_score_colours(picture);
    set_symmetric_range(picture, std::max(std::abs(range.lo), std::abs(range.hi)));
}

/// Buckets have the colours of classes while there are colours for them.
void set_index_colours(Picture& picture, double most)
{
    constexpr double most_classes = 256;
    picture.palette = Palette::classes;
    picture.lo = 0;
    picture.hi = most_classes - 1;
    picture.classes = static_cast<std::int64_t>(most) + 1;
    if (most < most_classes) return;
    picture.classes = 0;
    picture.palette = Palette::sequential;
    picture.hi = most;
}

void set_axes(Picture& picture, const Scene& scene, const Mechanism& mechanism)
{
    switch (picture.sheet) {
        case Sheet::matrix:
        case Sheet::angles:
        case Sheet::rotated:
            picture.rows = std::holds_alternative<MeetsVectors>(mechanism) ? Axis::entry : Axis::position;
            picture.cols = picture.sheet == Sheet::angles ? Axis::pair : Axis::channel;
            picture.first_row = picture.rows == Axis::entry ? 0 : scene.start;
            break;
        default:
            picture.rows = Axis::query;
            picture.cols = Axis::key;
            picture.first_row = picture.first_col = scene.start;
    }
}

const OffsetLines* index_of(const Mechanism& mechanism)
{
    if (const auto* bias = std::get_if<BiasesScore>(&mechanism)) return &bias->index;
    if (const auto* meets = std::get_if<MeetsVectors>(&mechanism)) return &meets->index;
    return nullptr;
}

/// The greatest index that there is among so many positions.
double greatest_index(const Mechanism& mechanism, std::int64_t length)
{
    if (const auto* patches = std::get_if<BiasesPatches>(&mechanism))
        return static_cast<double>(patches->heads.front().values.size() - 1);
    return index_of(mechanism)->largest(length);
}

/// The numbers of the head that is shown, over the difference of row and column.
void set_differences(Picture& picture, const BiasesPatches& patches, std::int64_t head)
{
    const Matrix& numbers = patches.heads[static_cast<std::size_t>(head)];
    const std::int64_t height = (numbers.rows + 1) / 2, width = (numbers.cols + 1) / 2;
    picture.rows = Axis::row_difference;
    picture.cols = Axis::col_difference;
    picture.first_row = 1 - height;
    picture.first_col = 1 - width;
    picture.field = StoredField{numbers};
    for (std::int64_t y = 1 - height; y < height; ++y)
        for (std::int64_t x = 1 - width; x < width; ++x) {
            const auto place = [&](std::int64_t down, std::int64_t across) {
                return std::max<std::int64_t>(down, 0) * width + std::max<std::int64_t>(across, 0);
            };
            picture.pairs.push_back({place(y, x), place(-y, -x)});
        }
    set_score_colours(picture);
}

/// The rotation of a mechanism that turns by coordinates; null for others.
const RotatesQueryKey* turns_by_coordinates(const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation && !rotation->coordinates.empty() ? rotation : nullptr;
}

/// The angle of every pair at every position.
Field angle_field(const Scene& scene, const Mechanism& mechanism)
{
    if (const auto* rotation = turns_by_coordinates(mechanism))
        return StoredField{turned_angles(*rotation, scene.start, scene.length), Reading::angle};
    WaveTerms angles;
    const AddedToInput table = table_of(mechanism);
    for (std::size_t c = 0; c < table.channels.size(); ++c)
        if (table.channels[c].kind == Channel::Kind::sine) angles.add(1, table.waves.frequency[c], 0);
    return WaveField{scene.length, scene.start, std::move(angles), false, Reading::angle};
}

/// The field and the standard colours of a sheet that there is.
std::optional<Error> fill(Picture& picture, const Scene& scene, const Mechanism& mechanism)
{
    switch (picture.sheet) {
        case Sheet::matrix:
            if (const auto* patches = std::get_if<BiasesPatches>(&mechanism)) {
                set_differences(picture, *patches, scene.attention.head);
                return std::nullopt;
            }
            picture.field = *table_field(scene, mechanism);
            if (!std::holds_alternative<AddedToInput>(mechanism))
                set_symmetric_range(picture, largest_amplitude(picture.field));
            return std::nullopt;
        case Sheet::similarity:
            picture.field = *similarity_field(scene, mechanism);
            set_score_colours(picture);
            return std::nullopt;
        case Sheet::angles:
            picture.field = angle_field(scene, mechanism);
            set_symmetric_range(picture, pi);
            picture.palette = Palette::angle;
            return std::nullopt;
        case Sheet::rotated:
            picture.field = *rotated_field(scene, mechanism);
            set_symmetric_range(picture, largest_amplitude(picture.field));
            return std::nullopt;
        case Sheet::index: {
            Result<Field> index = index_field(scene, mechanism);
            if (!index) return index.error();
            picture.field = *std::move(index);
            set_index_colours(picture, greatest_index(mechanism, scene.length));
            return std::nullopt;
        }
        default: break;
    }
    const bool part = picture.sheet == Sheet::symmetric || picture.sheet == Sheet::antisymmetric;
    Scene open = scene;
    if (part) open.attention.causal = false;
    Result<Field> score = picture.sheet == Sheet::weights      ? weights_field(scene, mechanism)
                          : picture.sheet == Sheet::projection ? projected_score(scene, mechanism)
                                                               : score_field(open, part ? continued(mechanism) : mechanism);
    if (!score) return score.error();
    if (part) {
        set_part(picture, *score);
        return std::nullopt;
    }
    picture.field = *std::move(score);
    set_score_colours(picture);
    if (picture.sheet == Sheet::weights) picture.lo = 0;
    return std::nullopt;
}

/// The picture of a sheet that is made alone.
Result<Picture> single_picture(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    if (!has_sheet(mechanism, sheet))
        return Error{"the encoding " + scene.encoding + " has no view of this name",
                     std::string(sheet_names[static_cast<std::size_t>(sheet)]),
                     "phasescope encodings lists the views that each encoding has"};
    if (auto error = too_many_positions(scene, mechanism)) return *error;
    if (sheet == Sheet::patch) return patch_picture(scene, mechanism);
    if (shows_errors(sheet)) return error_picture(scene, mechanism, sheet);
    Picture result;
    result.sheet = sheet;
    set_axes(result, scene, mechanism);
    if (std::optional<Error> error = fill(result, scene, mechanism)) return *error;
    return result;
}

}  // namespace

AddedToInput table_of(const Mechanism& mechanism)
{
    if (turns_by_coordinates(mechanism)) return {};
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) return rotation_table(*rotation);
    if (const auto* added = std::get_if<AddedToInput>(&mechanism)) return *added;
    return {};
}

bool has_sheet(const Mechanism& mechanism, Sheet sheet)
{
    const auto* meets = std::get_if<MeetsVectors>(&mechanism);
    const bool bias = is_bias(mechanism);
    switch (sheet) {
        case Sheet::matrix:
            return !std::holds_alternative<BiasesScore>(mechanism)
                   && (!meets || meets->key_vectors.rows > 0 || meets->waves.size() > 0);
        case Sheet::similarity: return !bias && !meets;
        case Sheet::rotated: return std::holds_alternative<RotatesQueryKey>(mechanism);
        case Sheet::angles: {
            if (turns_by_coordinates(mechanism)) return true;
            const auto channels = table_of(mechanism).channels;
            return std::ranges::any_of(channels, [](const Channel& c) { return c.pair >= 0; });
        }
        case Sheet::index: {
            if (const auto* patches = std::get_if<BiasesPatches>(&mechanism)) return patches->indexed;
            const OffsetLines* index = index_of(mechanism);
            return index && !index->pieces().empty();
        }
        case Sheet::patch: return patch_grid(mechanism).has_value();
        case Sheet::by_distance:
        case Sheet::padded:
        case Sheet::regrouped:
        case Sheet::shifted: return meets && meets->waves.size() > 0;
        case Sheet::projection:
        case Sheet::position:
        case Sheet::input: return added_width(mechanism) > 0;
        case Sheet::content_content:
        case Sheet::content_position:
        case Sheet::position_content:
        case Sheet::content_bias:
        case Sheet::position_bias: return std::ranges::count(score_terms(mechanism), sheet) > 0;
        case Sheet::sum: return meets != nullptr;
        case Sheet::value_error:
        case Sheet::score_error: return has_precision(mechanism);
        default: return true;
    }
}

bool has_sheet(const Scene& scene, Sheet sheet)
{
    return has_sheet(mechanism_of(scene), sheet);
}

Sheet group_of(Sheet sheet)
{
    constexpr std::array first_of_groups{Sheet::embedding, Sheet::own, Sheet::by_distance, Sheet::content_content,
                                         Sheet::correct};
    constexpr std::array last_of_groups{Sheet::input, Sheet::difference, Sheet::shifted, Sheet::sum,
                                        Sheet::mistake_difference};
    for (std::size_t i = 0; i < first_of_groups.size(); ++i)
        if (sheet >= first_of_groups[i] && sheet <= last_of_groups[i]) return first_of_groups[i];
    return sheet;
}

SheetPictures pictures_with(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    if (has_sheet(mechanism, sheet)) {
        switch (group_of(sheet)) {
            case Sheet::embedding: return token_pictures(scene);
            case Sheet::own: return compared_pictures(scene, mechanism);
            case Sheet::by_distance: return shift_pictures(scene, mechanism);
            case Sheet::content_content: return term_pictures(scene, mechanism);
            case Sheet::correct: return mistake_pictures(scene);
            default: break;
        }
    }
    SheetPictures alone;
    alone.emplace_back(sheet, single_picture(scene, mechanism, sheet));
    return alone;
}

Result<Picture> picture(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    SheetPictures made = pictures_with(scene, mechanism, sheet);
    return std::move(std::ranges::find(made, sheet, &SheetPictures::value_type::first)->second);
}

Result<Picture> picture(const Scene& scene, Sheet sheet)
{
    return picture(scene, mechanism_of(scene), sheet);
}

void set_symmetric_range(Picture& picture, double reach)
{
    picture.palette = Palette::signed_values;
    picture.hi = reach > 0 ? reach : 1;
    picture.lo = -picture.hi;
}

void set_score_colours(Picture& picture, Range range)
{
    if (range.lo < 0) return set_symmetric_range(picture, std::max(-range.lo, range.hi));
    picture.palette = Palette::sequential;
    picture.lo = range.lo;
    picture.hi = range.hi;
}

Sheet score_sheet(const Mechanism& mechanism)
{
    return has_sheet(mechanism, Sheet::rotated) || !has_sheet(mechanism, Sheet::similarity) ? Sheet::score
                                                                                            : Sheet::similarity;
}

Sheet score_sheet(const Scene& scene)
{
    return score_sheet(mechanism_of(scene));
}

Showing shown_by(const Picture& picture, const Look& look)
{
    const bool spread = look.showing == Showing::spread;
    return spread && !has_spread(picture.field, shown_window(picture, look)) ? Showing::mean : look.showing;
}

FloatMatrix shown_numbers(const Picture& picture, const Look& look, const PicturePixels& pixels)
{
    return shown_by(picture, look) == Showing::spread ? spread_raster(picture.field, pixels.rows, pixels.cols)
                                                      : raster(picture.field, pixels.rows, pixels.cols);
}

Palette shown_palette(const Picture& picture, const Look& look)
{
    return shown_by(picture, look) == Showing::spread ? Palette::sequential : picture.palette;
}

Window shown_window(const Picture& picture, const Look& look)
{
    const Window whole = picture.whole();
    if (!look.window) return whole;
    const Window& w = *look.window;
    const Window cut{std::max(w.row0, whole.row0), std::min(w.row1, whole.row1), std::max(w.col0, whole.col0),
                     std::min(w.col1, whole.col1)};
    return cut.row0 < cut.row1 && cut.col0 < cut.col1 ? cut : whole;
}

Range bar_range(const Picture& picture, Range shown)
{
    if (picture.classes == 0 || shown != Range{picture.lo, picture.hi}) return shown;
    return {-0.5, static_cast<double>(picture.classes) - 0.5};
}

double number_on_bar(const Picture& picture, Range bar, double share)
{
    const double number = bar.lo + share * (bar.hi - bar.lo);
    return picture.classes > 0 ? std::round(number) : number;
}

Range shown_range(const Picture& picture, const Look& look, const FloatMatrix& on_screen)
{
    Range range{picture.lo, picture.hi};
    // Numbers of a range spread by half of it at most, points of a circle by its radius times the root of two.
    if (shown_by(picture, look) == Showing::spread)
        range = {0, picture.palette == Palette::angle ? std::sqrt(2.0) : (picture.hi - picture.lo) / 2};
    if (look.range == RangeMode::fixed) range = {look.lo, look.hi};
    if (look.range == RangeMode::follow) range = range_of(on_screen);
    if (look.symmetric) {
        const double reach = std::max(std::abs(range.lo), std::abs(range.hi));
        range = {-reach, reach};
    }
    return range;
}

}  // namespace phasescope

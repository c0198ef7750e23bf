#include "core/picture.hpp"

#include <algorithm>
#include <cmath>

#include "core/rotation.hpp"

namespace phasescope {
namespace {

const RotatesQueryKey* rotation_of(const Mechanism& mechanism)
{
    return std::get_if<RotatesQueryKey>(&mechanism);
}

WaveField wave_field(const Scene& scene, WaveTerms waves, bool alternating, Reading reading = Reading::value)
{
    return {scene.length, scene.start, std::move(waves), alternating, reading};
}

/// PE(i) . PE(j): a pair gives cos w(j - i); a sine alone gives (cos w(j - i) - cos w(j + i)) / 2.
OffsetField similarity_field(const Scene& scene, const AddedToInput& table)
{
    OffsetField field{scene.length, scene.length, scene.start, {}, {}};
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        const Turns128 frequency = table.waves.frequency[c];
        const Channel& channel = table.channels[c];
        if (channel.kind == Channel::Kind::sine && channel.partner >= 0) field.difference.add(1, frequency, 0);
        if (channel.kind == Channel::Kind::sine && channel.partner < 0) {
            field.difference.add(0.5, frequency, 0);
            field.sum.add(-0.5, frequency, 0);
        }
    }
    return field;
}

/// Row p of the result is row p (or the only row) of `content` rotated by position start + p.
Matrix rotated_rows(const Scene& scene, const RotatesQueryKey& rotation, const Matrix& content)
{
    Matrix rows(scene.length, rotation.head_size);
    for (std::int64_t p = 0; p < rows.rows; ++p)
        wave_row(rotated(rotation, content.row(content.rows == 1 ? 0 : p)), 2 * (scene.start + p), rows.row(p));
    return rows;
}

Field rotated_field(const Scene& scene, const RotatesQueryKey& rotation, const Matrix& content)
{
    if (content.rows > 1) return StoredField{rotated_rows(scene, rotation, content)};
    return wave_field(scene, rotated(rotation, content.row(0)), rotation.interleaved);
}

Field score_field(const Scene& scene, const RotatesQueryKey& rotation)
{
    const QueryKey content = vectors(scene.content, rotation.head_size);
    if (!content.uniform())
        return ProductField{rotated_rows(scene, rotation, content.query), rotated_rows(scene, rotation, content.key)};
    return OffsetField{
        scene.length, scene.length, scene.start, score_over_offset(rotation, content.query.row(0), content.key.row(0)), {}};
}

Field score_or_similarity(const Scene& scene, const Mechanism& mechanism)
{
    if (const auto* rotation = rotation_of(mechanism)) return score_field(scene, *rotation);
    return similarity_field(scene, table_of(mechanism));
}

/// The range of the numbers of a field, from a coarse look over all of it: where it is a function of the offset, along
/// the first row and column, which meet every offset.
Range coarse_range(const Field& field)
{
    // Terms in j + i, which the first row and column do not meet everywhere, are allowed for in full.
    if (const auto* offset = std::get_if<OffsetField>(&field); offset && offset->sum.size() > 0) {
        double reach = 0;
        for (const double amplitude : offset->sum.amplitude) reach += std::abs(amplitude);
        OffsetField rest = *offset;
        rest.sum = {};
        const Range range = coarse_range(rest);
        return {range.lo - reach, range.hi + reach};
    }
    const bool by_offset = std::holds_alternative<OffsetField>(field);
    const std::int64_t looks = by_offset ? 512 : 256;
    const std::int64_t rows = row_count(field), cols = col_count(field);
    AxisPixels one_row, one_col;
    one_row.first = one_col.first = {0};
    AxisPixels along_rows = cells_under_pixels(0, static_cast<double>(rows), std::min(looks, rows), rows);
    AxisPixels along_cols = cells_under_pixels(0, static_cast<double>(cols), std::min(looks, cols), cols);
    along_rows.count = along_cols.count = 1;
    along_rows.first.front() = along_cols.first.front() = 0;
    if (!by_offset) return range_of(raster(field, along_rows, along_cols));
    const Range top = range_of(raster(field, one_row, along_cols)), side = range_of(raster(field, along_rows, one_col));
    return {std::min(top.lo, side.lo), std::max(top.hi, side.hi)};
}

double largest_amplitude(const Field& field)
{
    if (const auto* wave = std::get_if<WaveField>(&field)) {
        const auto& amplitudes = wave->channels.amplitude;
        return amplitudes.empty() ? 0 : *std::ranges::max_element(amplitudes);
    }
    const Range range =
        range_of(raster(field, {0, static_cast<double>(row_count(field)), 0, static_cast<double>(col_count(field))},
                        std::min<std::int64_t>(row_count(field), 256), std::min<std::int64_t>(col_count(field), 256)));
    return std::max(std::abs(range.lo), std::abs(range.hi));
}

void set_symmetric_range(Picture& picture, double reach)
{
    picture.palette = Palette::signed_values;
    picture.hi = reach > 0 ? reach : 1;
    picture.lo = -picture.hi;
}

/// Sequential colours from the least number to the greatest; signed ones where both signs occur.
void set_score_colours(Picture& picture)
{
    const Range range = coarse_range(picture.field);
    if (range.lo < 0) return set_symmetric_range(picture, std::max(-range.lo, range.hi));
    picture.palette = Palette::sequential;
    picture.lo = range.lo;
    picture.hi = range.hi;
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

void set_axes(Picture& picture, const Scene& scene)
{
    const bool pair_of_positions = picture.sheet == Sheet::similarity || picture.sheet == Sheet::score
                                   || picture.sheet == Sheet::symmetric || picture.sheet == Sheet::antisymmetric;
    picture.first_row = scene.start;
    picture.first_col = pair_of_positions ? scene.start : 0;
    picture.rows = pair_of_positions ? Axis::query : Axis::position;
    picture.cols = pair_of_positions ? Axis::key : picture.sheet == Sheet::angles ? Axis::pair : Axis::channel;
}

}  // namespace

AddedToInput table_of(const Mechanism& mechanism)
{
    if (const auto* rotation = rotation_of(mechanism)) return rotation_table(*rotation);
    return std::get<AddedToInput>(mechanism);
}

bool has_sheet(const Scene& scene, Sheet sheet)
{
    const Mechanism mechanism = mechanism_of(scene);
    switch (sheet) {
        case Sheet::rotated:
        case Sheet::score: return rotation_of(mechanism) != nullptr;
        case Sheet::angles: {
            const auto& channels = table_of(mechanism).channels;
            return std::ranges::any_of(channels, [](const Channel& c) { return c.pair >= 0; });
        }
        default: return true;
    }
}

Result<Picture> picture(const Scene& scene, Sheet sheet)
{
    const std::string name(sheet_names[static_cast<std::size_t>(sheet)]);
    if (!has_sheet(scene, sheet))
        return Error{"the encoding " + scene.encoding + " has no view of this name", name,
                     "rotated and score need an encoding that rotates query and key, such as rope"};

    const Mechanism mechanism = mechanism_of(scene);
    Picture result;
    result.sheet = sheet;
    set_axes(result, scene);
    switch (sheet) {
        case Sheet::matrix: {
            const AddedToInput table = table_of(mechanism);
            result.field = wave_field(scene, table.waves, table.alternating);
            break;
        }
        case Sheet::similarity:
            result.field = similarity_field(scene, table_of(mechanism));
            set_score_colours(result);
            break;
        case Sheet::angles: {
            WaveTerms angles;
            const AddedToInput table = table_of(mechanism);
            for (std::size_t c = 0; c < table.channels.size(); ++c)
                if (table.channels[c].kind == Channel::Kind::sine) angles.add(1, table.waves.frequency[c], 0);
            result.field = wave_field(scene, angles, false, Reading::angle);
            set_symmetric_range(result, pi);
            result.palette = Palette::angle;
            break;
        }
        case Sheet::rotated: {
            const auto& rotation = *rotation_of(mechanism);
            result.field = rotated_field(scene, rotation, vectors(scene.content, rotation.head_size).query);
            set_symmetric_range(result, largest_amplitude(result.field));
            break;
        }
        case Sheet::score:
            result.field = score_field(scene, *rotation_of(mechanism));
            set_score_colours(result);
            break;
        case Sheet::symmetric:
        case Sheet::antisymmetric: set_part(result, score_or_similarity(scene, mechanism)); break;
    }
    return result;
}

Sheet score_sheet(const Scene& scene)
{
    return has_sheet(scene, Sheet::score) ? Sheet::score : Sheet::similarity;
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

Range range_of(const FloatMatrix& numbers)
{
    Range range{INFINITY, -INFINITY};
    for (const float number : numbers.values) {
        if (!std::isfinite(number)) continue;
        range.lo = std::min<double>(range.lo, number);
        range.hi = std::max<double>(range.hi, number);
    }
    if (range.lo > range.hi) return {-1, 1};
    if (range.lo == range.hi) {
        const double room = range.lo == 0 ? 1 : std::abs(range.lo) / 2;
        return {range.lo - room, range.hi + room};
    }
    return range;
}

Range shown_range(const Picture& picture, const Look& look, const FloatMatrix& on_screen)
{
    Range range{picture.lo, picture.hi};
    if (look.range == RangeMode::fixed) range = {look.lo, look.hi};
    if (look.range == RangeMode::follow) range = range_of(on_screen);
    if (look.symmetric) {
        const double reach = std::max(std::abs(range.lo), std::abs(range.hi));
        range = {-reach, reach};
    }
    return range;
}

ScoreTables score_tables(const Scene& scene)
{
    const Mechanism mechanism = mechanism_of(scene);
    if (const auto* rotation = rotation_of(mechanism)) {
        const QueryKey content = vectors(scene.content, rotation->head_size);
        return {rotated_field(scene, *rotation, content.query), rotated_field(scene, *rotation, content.key)};
    }
    const AddedToInput table = table_of(mechanism);
    const Field field = wave_field(scene, table.waves, table.alternating);
    return {field, field};
}

}  // namespace phasescope

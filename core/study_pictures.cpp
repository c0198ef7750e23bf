#include "core/study_pictures.hpp"

#include <algorithm>
#include <cmath>

#include "core/analysis/token_input.hpp"
#include "core/offset_vectors.hpp"
#include "core/patch_map.hpp"
#include "core/rel_shift.hpp"

namespace phasescope {
namespace {

/// The greatest |number|; NaN left out.
double reach_of(const Matrix& numbers)
{
    double reach = 0;
    for (const double number : numbers.values)
        if (!std::isnan(number)) reach = std::max(reach, std::abs(number));
    return reach;
}

Picture picture_of(Sheet sheet, Axis rows, Axis cols)
{
    Picture picture;
    picture.sheet = sheet;
    picture.rows = rows;
    picture.cols = cols;
    return picture;
}

/// The parts of a score that come from the waves alone.
MeetsVectors waves_of(MeetsVectors meets)
{
    meets.content = false;
    meets.content_bias.clear();
    meets.key_vectors = meets.query_vectors = {};
    meets.index = meets.query_index = {};
    return meets;
}

/// Row i, column c: the score of query i with the waves at the distance n - 1 - c.
Matrix scores_by_distance(const Scene& scene, const MeetsVectors& meets, std::int64_t n)
{
    const QueryKey content = vectors(scene.content, meets.head_size);
    Matrix scores(n, n);
    for (std::int64_t i = 0; i < n; ++i) {
        const auto query = content.query.row(std::min(i, content.query.rows - 1));
        const auto key = content.key.row(0);  // not met: the waves alone are left
        for (std::int64_t c = 0; c < n; ++c) scores(i, c) = score(meets, query, key, c - (n - 1));
    }
    return scores;
}

}  // namespace

SheetPictures token_pictures(const Scene& scene)
{
    const Result<TokenInput> input = token_input(scene, scene.text.line, scene.text.scaled);
    if (!input) return {{Sheet::embedding, input.error()}, {Sheet::position, input.error()}, {Sheet::input, input.error()}};
    const double reach = std::max({reach_of(input->content), reach_of(input->position), reach_of(input->sum)});
    SheetPictures pictures;
    const auto add = [&](Sheet sheet, const Matrix& numbers) {
        Picture picture = picture_of(sheet, Axis::token, Axis::channel);
        picture.first_row = scene.start;
        picture.row_names = input->tokens;
        picture.field = StoredField{numbers};
        set_symmetric_range(picture, reach);
        pictures.emplace_back(sheet, std::move(picture));
    };
    add(Sheet::embedding, input->content);
    add(Sheet::position, input->position);
    add(Sheet::input, input->sum);
    return pictures;
}

Result<Picture> patch_picture(const Scene& scene, const Mechanism& mechanism)
{
    const Result<Picture> score = phasescope::picture(scene, mechanism, score_sheet(mechanism));
    if (!score) return score.error();
    return patch_picture(scene, mechanism, *score);
}

Picture patch_picture(const Scene& scene, const Mechanism& mechanism, const Picture& score)
{
    PatchGrid grid = *patch_grid(mechanism);
    Picture picture = picture_of(Sheet::patch, Axis::grid_row, Axis::grid_col);
    picture.field = patch_map(grid, masked(score.field, false), scene.start, scene.probe.query);
    picture.positions = std::move(grid.position);
    picture.palette = score.palette;
    picture.lo = score.lo;
    picture.hi = score.hi;
    return picture;
}

SheetPictures shift_pictures(const Scene& scene, const Mechanism& mechanism)
{
    const MeetsVectors meets = waves_of(std::get<MeetsVectors>(mechanism));
    Matrix by_distance = scores_by_distance(scene, meets, std::min(scene.length, most_shifted_positions));
    RelShift steps = rel_shift(by_distance);
    const double reach = reach_of(by_distance);
    SheetPictures pictures;
    const auto add = [&](Sheet sheet, Axis rows, Axis cols, Matrix& numbers) {
        Picture picture = picture_of(sheet, rows, cols);
        if (rows == Axis::query) picture.first_row = scene.start;
        if (cols == Axis::key) picture.first_col = scene.start;
        picture.field = StoredField{std::move(numbers)};
        set_symmetric_range(picture, reach);
        pictures.emplace_back(sheet, std::move(picture));
    };
    add(Sheet::by_distance, Axis::query, Axis::col, by_distance);
    add(Sheet::padded, Axis::query, Axis::col, steps.padded);
    add(Sheet::regrouped, Axis::row, Axis::col, steps.regrouped);
    add(Sheet::shifted, Axis::query, Axis::key, steps.shifted);
    return pictures;
}

}  // namespace phasescope

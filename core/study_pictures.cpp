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

Result<Picture> token_picture(const Scene& scene, Sheet sheet)
{
    const Result<TokenInput> input = token_input(scene, scene.text.line, scene.text.scaled);
    if (!input) return input.error();
    Picture picture = picture_of(sheet, Axis::token, Axis::channel);
    picture.first_row = scene.start;
    picture.row_names = input->tokens;
    picture.field = StoredField{sheet == Sheet::embedding  ? input->content
                                : sheet == Sheet::position ? input->position
                                                           : input->sum};
    set_symmetric_range(picture, std::max({reach_of(input->content), reach_of(input->position), reach_of(input->sum)}));
    return picture;
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

Result<Picture> shift_picture(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    const MeetsVectors meets = waves_of(std::get<MeetsVectors>(mechanism));
    const Matrix by_distance = scores_by_distance(scene, meets, std::min(scene.length, most_shifted_positions));
    RelShift steps = rel_shift(by_distance);
    Picture picture = picture_of(sheet, sheet == Sheet::regrouped ? Axis::row : Axis::query,
                                 sheet == Sheet::shifted ? Axis::key : Axis::col);
    if (picture.rows == Axis::query) picture.first_row = scene.start;
    if (picture.cols == Axis::key) picture.first_col = scene.start;
    picture.field = StoredField{sheet == Sheet::by_distance ? by_distance
                                : sheet == Sheet::padded    ? std::move(steps.padded)
                                : sheet == Sheet::regrouped ? std::move(steps.regrouped)
                                                            : std::move(steps.shifted)};
    set_symmetric_range(picture, reach_of(by_distance));
    return picture;
}

}  // namespace phasescope

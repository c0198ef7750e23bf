#include "core/analysis/projection.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/analysis/check.hpp"
#include "core/analysis/weights.hpp"
#include "core/analysis/whole_rows.hpp"
#include "core/dot.hpp"
#include "core/field/part.hpp"
#include "core/score.hpp"
#include "core/softmax.hpp"

namespace phasescope {
namespace {

/// What rounding may put between two scores. Row i of PE W_q is off by at most (4e-16 + d 2^-53) |PE_i| |W_q|, |W| being
/// the Frobenius norm (Higham 2002, section 3.5), that of PE W_k alike, and a product of d_k terms by d_k 2^-53 of the rows'
/// norms.
double rounding_tolerance(const Matrix& rows, const ProjectionWeights& weights)
{
    double longest = 0;
    for (std::int64_t r = 0; r < rows.rows; ++r) longest = std::max(longest, norm(rows.row(r)));
    const auto d = static_cast<double>(rows.cols), head_size = static_cast<double>(weights.query.cols);
    return 2 * (8e-16 + (2 * d + head_size) * 0x1p-53) * longest * longest * norm(weights.query.values)
           * norm(weights.key.values);
}

const Error cancelled{"cancelled", "", ""};

Result<Done> fits(const Scene& scene, std::int64_t d, std::int64_t head_size)
{
    if (d == 0)
        return Error{"nothing is added to the input that could be projected", std::string(encoding_of(scene).title),
                     "choose an encoding with a row for each position"};
    if (head_size < 1 || head_size > most_head_size)
        return Error{"a head cannot have this size", std::to_string(head_size) + " channels",
                     "use 1 to " + std::to_string(most_head_size)};
    const std::int64_t rows = std::max(scene.length, d);
    if (rows > most_weight_numbers / head_size)
        return Error{
            "too many numbers to project",
            std::to_string(rows) + (rows > d ? " positions" : " channels") + " x head size " + std::to_string(head_size),
            "the product is at most 2^24"};
    return Done{};
}

/// PE W_q and PE W_k for all positions, made of some rows at a time. Empty where cancelled.
std::optional<ProductField> projected_rows(const Scene& scene, const Mechanism& mechanism, const ProjectionWeights& weights,
                                           const Progress& progress)
{
    const std::int64_t rows_at_once = std::max<std::int64_t>(1, (std::int64_t{1} << 20) / weights.query.rows);
    Matrix queries(scene.length, weights.query.cols), keys(scene.length, weights.key.cols);
    for (std::int64_t first = 0; first < scene.length; first += rows_at_once) {
        if (!progress(static_cast<double>(first) / static_cast<double>(scene.length))) return std::nullopt;
        const Matrix rows = added_rows(scene, mechanism, first, std::min(rows_at_once, scene.length - first));
        std::ranges::copy(times_weights(rows, weights.query).values, queries.row(first).begin());
        std::ranges::copy(times_weights(rows, weights.key).values, keys.row(first).begin());
    }
    return ProductField{std::move(queries), std::move(keys)};
}

/// The scores of the first positions, (count, count). Empty where cancelled.
std::optional<Matrix> first_scores(const ProductField& score, std::int64_t count, const Progress& progress)
{
    constexpr std::int64_t rows_at_once = 64;
    const Field part = part_of(score, {0, count, 0, count});
    Matrix numbers(count, count);
    for (std::int64_t row = 0; row < count; row += rows_at_once) {
        if (!progress(static_cast<double>(row) / static_cast<double>(count))) return std::nullopt;
        const std::int64_t rows = std::min(rows_at_once, count - row);
        rows_of(part, row, rows,
                std::span(numbers.values)
                    .subspan(static_cast<std::size_t>(row * count), static_cast<std::size_t>(rows * count)));
    }
    return numbers;
}

/// Positions that are measured: those that have a row, and not too many.
std::int64_t measured_positions(const Scene& scene, const Mechanism& mechanism)
{
    return std::min(most_explicit_positions, whole_rows(scene, mechanism));
}

/// W_q and W_k (d, head size) from the scene's seed.
ProjectionWeights seeded_weights(const Scene& scene, std::int64_t d)
{
    const auto drawn = [&](WeightsOf what) {
        return drawn_weights(scene.content.seed, what, d, scene.attention.projected_size);
    };
    return {drawn(WeightsOf::query), drawn(WeightsOf::key)};
}

/// Divided by the square root of the head size and masked where the scene asks for it.
Field as_asked(const Scene& scene, ProductField score)
{
    if (scene.attention.scaled) {
        Matrix queries = score.u.matrix();
        for (double& number : queries.values) number /= std::sqrt(static_cast<double>(queries.cols));
        score.u = std::move(queries);
    }
    return masked(std::move(score), scene.attention.causal);
}

}  // namespace

std::int64_t added_width(const Mechanism& mechanism)
{
    if (const auto* waves = std::get_if<AddedToInput>(&mechanism)) return static_cast<std::int64_t>(waves->channels.size());
    if (const auto* rows = std::get_if<AddedRows>(&mechanism)) return rows->rows.matrix().cols;
    return 0;
}

Matrix added_rows(const Scene& scene, const Mechanism& mechanism, std::int64_t first, std::int64_t count)
{
    Scene part = scene;
    part.start += first;
    part.length = count;
    return dense(*table_field(part, mechanism));
}

Result<Field> projected_score(const Scene& scene, const Mechanism& mechanism, const Progress& progress)
{
    const std::int64_t d = added_width(mechanism), head_size = scene.attention.projected_size;
    if (const auto fit = fits(scene, d, head_size); !fit) return fit.error();
    auto score = projected_rows(scene, mechanism, seeded_weights(scene, d), step_of(progress, 0, 1));
    if (!score) return cancelled;
    return as_asked(scene, *std::move(score));
}

Result<Projection> projection(const Scene& scene, const Mechanism& mechanism, const ProjectionWeights& weights,
                              const Progress& progress)
{
    const std::int64_t d = added_width(mechanism), head_size = weights.query.cols;
    if (const auto fit = fits(scene, d, head_size); !fit) return fit.error();
    if (weights.query.rows != d || weights.key.rows != d || weights.key.cols != head_size)
        return Error{"the weights do not fit the table",
                     std::to_string(weights.query.rows) + " x " + std::to_string(head_size),
                     "two matrices of " + std::to_string(d) + " rows and equally many columns are needed"};
    const std::int64_t count = measured_positions(scene, mechanism);
    if (count == 0)
        return Error{"no position has a row", "position " + std::to_string(scene.start), "start at an earlier position"};

    auto score = projected_rows(scene, mechanism, weights, step_of(progress, 0, 0.4));
    if (!score) return cancelled;
    const Matrix rows = added_rows(scene, mechanism, 0, count);
    auto before = measured(ScoreTables{StoredField{rows}, StoredField{rows}}, scene.start, step_of(progress, 0.4, 0.7));
    if (!before) return cancelled;
    const auto numbers = first_scores(*score, count, step_of(progress, 0.7, 1));
    if (!numbers) return cancelled;
    Projection result;
    result.measured_length = count;
    result.before = std::move(*before);
    result.after = measured(*numbers, scene.start, rounding_tolerance(rows, weights));
    result.score = as_asked(scene, *std::move(score));
    return result;
}

Result<Projection> projection(const Scene& scene, const Progress& progress)
{
    const Mechanism mechanism = mechanism_of(scene);
    const std::int64_t d = added_width(mechanism);
    if (const auto fit = fits(scene, d, scene.attention.projected_size); !fit) return fit.error();
    return projection(scene, mechanism, seeded_weights(scene, d), progress);
}

Result<Field> projected_weights(const Projection& projection)
{
    if (row_count(projection.score) > most_stored_positions)
        return Error{"attention weights of " + std::to_string(row_count(projection.score)) + " positions cannot be drawn",
                     "length", "use at most " + std::to_string(most_stored_positions)};
    Matrix weights = dense(projection.score);
    for (std::int64_t i = 0; i < weights.rows; ++i) softmax(weights.row(i));
    return Field{StoredField{std::move(weights)}};
}

}  // namespace phasescope

#include "core/analysis/token_swap.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "core/analysis/weights.hpp"
#include "core/dot.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/offset_vectors.hpp"
#include "core/patch_biases.hpp"
#include "core/score.hpp"
#include "core/softmax.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t standard_head_size = 64;

struct LayerWeights {
    Matrix query, key, value;  // (d, head size)
};

/// One head. Without a mechanism it knows no position.
struct Layer {
    const Scene& scene;
    const LayerWeights& weights;
    const Mechanism* mechanism;
    bool causal;
};

/// What reaches softmax, before the mask: (n, n).
Matrix scores_of(const Layer& layer, const Matrix& input)
{
    Matrix query = times_weights(input, layer.weights.query), key = times_weights(input, layer.weights.key);
    if (const auto* rotation = layer.mechanism ? std::get_if<RotatesQueryKey>(layer.mechanism) : nullptr) {
        query = turned_content(*rotation, Side::query, query, layer.scene.start, query.rows);
        key = turned_content(*rotation, Side::key, key, layer.scene.start, key.rows);
    }
    Matrix scores(query.rows, key.rows);
    if (const auto* meets = layer.mechanism ? std::get_if<MeetsVectors>(layer.mechanism) : nullptr)
        scores = phasescope::scores(*meets, query, key, query.rows);
    else
        add_dot_products(query.values, key.values, query.cols, scores.values);
    for (double& score : scores.values) score /= std::sqrt(static_cast<double>(query.cols));
    if (const auto* bias = layer.mechanism ? std::get_if<BiasesScore>(layer.mechanism) : nullptr) {
        const OffsetLines& lines = bias->heads[static_cast<std::size_t>(layer.scene.attention.head)];
        for (std::int64_t i = 0; i < scores.rows; ++i)
            for (std::int64_t j = 0; j < scores.cols; ++j) scores(i, j) += lines.at(j - i);
    }
    if (const auto* patches = layer.mechanism ? std::get_if<BiasesPatches>(layer.mechanism) : nullptr) {
        const Matrix biases = patch_biases(*patches, layer.scene.attention.head, layer.scene.start, scores.rows);
        std::ranges::transform(scores.values, biases.values, scores.values.begin(), std::plus{});
    }
    return scores;
}

Attended attended(const Layer& layer, const Matrix& input)
{
    Attended result{scores_of(layer, input), {}};
    for (std::int64_t i = 0; i < input.rows; ++i) {
        const std::span<double> row = result.weights.row(i);
        if (layer.causal)
            std::ranges::fill(row.subspan(static_cast<std::size_t>(i + 1)), std::numeric_limits<double>::quiet_NaN());
        softmax(row);
    }
    const Matrix values = times_weights(input, layer.weights.value);
    result.outputs = Matrix(input.rows, values.cols);
    for (std::int64_t i = 0; i < input.rows; ++i)
        for (std::int64_t j = 0; j < input.rows; ++j)
            for (std::int64_t c = 0; c < values.cols; ++c)
                result.outputs.row(i)[static_cast<std::size_t>(c)] += result.weights(i, j) * values(j, c);
    return result;
}

/// How long the vectors are that query and key meet.
double longest_met(const MeetsVectors& meets)
{
    double waves = norm(meets.waves.amplitude);
    if (meets.projection.rows > 0) waves *= norm(meets.projection.values);
    return norm(meets.content_bias) + norm(meets.position_bias) + longest_row(meets.key_vectors)
           + longest_row(meets.query_vectors) + waves;
}

/// A score of products of h terms is off by at most h 2^-53 times the norms (Higham 2002, section 3.1), so two by twice
/// that. Weights are then off by twice as much again, relatively, outputs by that times the largest value; and the sums over
/// n keys by 2 n 2^-53 each, in numerator and denominator.
double rounding_tolerance(const Layer& layer, const Matrix& input)
{
    const double longest_query = longest_row(times_weights(input, layer.weights.query));
    const double longest_key = longest_row(times_weights(input, layer.weights.key));
    double reach = longest_query * longest_key, scale = 1;
    if (const auto* meets = layer.mechanism ? std::get_if<MeetsVectors>(layer.mechanism) : nullptr) {
        const double longest = std::max(longest_query, longest_key) + longest_met(*meets);
        reach = longest * longest;
        scale = std::abs(meets->scale);
    }
    if (const auto* rotation = layer.mechanism ? std::get_if<RotatesQueryKey>(layer.mechanism) : nullptr)
        scale = rotation->attention_factor * rotation->attention_factor
                * greatest_growth(*rotation, static_cast<double>(input.rows - 1));
    const auto head_size = static_cast<double>(layer.weights.query.cols), n = static_cast<double>(input.rows);
    const double of_scores = head_size * 0x1p-53 * reach * scale / std::sqrt(head_size);
    return (4 * of_scores + 4 * n * 0x1p-53) * longest_row(times_weights(input, layer.weights.value));
}

Matrix with_rows_exchanged(Matrix matrix, std::int64_t first, std::int64_t second)
{
    if (first != second) std::ranges::swap_ranges(matrix.row(first), matrix.row(second));
    return matrix;
}

Matrix sum_of(const Matrix& content, const Matrix& position)
{
    Matrix sum = content;
    if (position.rows > 0) std::ranges::transform(sum.values, position.values, sum.values.begin(), std::plus{});
    return sum;
}

/// `position` has no rows where nothing is added.
SwapEffect effect_of(const Layer& layer, const Matrix& content, const Matrix& position, std::int64_t first,
                     std::int64_t second)
{
    const Matrix input = sum_of(content, position);
    SwapEffect effect;
    effect.before = attended(layer, input);
    effect.after = attended(layer, sum_of(with_rows_exchanged(content, first, second), position));
    const Matrix expected = with_rows_exchanged(effect.before.outputs, first, second);
    for (std::int64_t place = 0; place < expected.rows; ++place) {
        double largest = 0;
        for (std::int64_t c = 0; c < expected.cols; ++c)
            largest = std::max(largest, std::abs(effect.after.outputs(place, c) - expected(place, c)));
        effect.by_token.push_back(largest);
    }
    effect.largest_difference = std::ranges::max(effect.by_token);
    std::swap(effect.by_token[static_cast<std::size_t>(first)], effect.by_token[static_cast<std::size_t>(second)]);
    effect.tolerance = rounding_tolerance(layer, input);
    effect.order_blind = effect.largest_difference <= effect.tolerance;
    return effect;
}

Result<Done> can_be_attended(const TokenInput& input, const Scene& scene, const Mechanism& mechanism, std::int64_t first,
                             std::int64_t second, std::int64_t head_size)
{
    const auto n = static_cast<std::int64_t>(input.tokens.size());
    for (const std::int64_t token : {first, second})
        if (token < 0 || token >= n)
            return Error{"there is no such token", "token " + std::to_string(token),
                         "tokens are 0 to " + std::to_string(n - 1)};
    if (auto error = too_many_positions(scene, mechanism)) return *error;
    const std::int64_t defined = defined_positions(scene).value_or(max_length + 1);
    for (std::int64_t r = 0; r < input.sum.rows; ++r)
        if (scene.start + r >= defined || !std::ranges::all_of(input.sum.row(r), [](double x) { return std::isfinite(x); }))
            return Error{"a position has no row of finite numbers", "token " + std::to_string(r),
                         "use a shorter text or a longer table"};
    if (head_size < 1 || head_size > most_layer_numbers / input.d)
        return Error{"the head cannot have this size", std::to_string(input.d) + " x " + std::to_string(head_size),
                     "a weight matrix holds 1 to 2^22 numbers"};
    return Done{};
}

}  // namespace

std::int64_t own_head_size(const Mechanism& mechanism)
{
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) return rotation->head_size;
    if (const auto* meets = std::get_if<MeetsVectors>(&mechanism)) return meets->head_size;
    return 0;
}

Result<TokenSwap> swapped_tokens(const Scene& whole_scene, const TokenInput& input, std::int64_t first, std::int64_t second,
                                 std::int64_t head_size)
{
    const Scene scene = scene_of_tokens(whole_scene, static_cast<std::int64_t>(input.tokens.size()));
    const Mechanism mechanism = mechanism_of(scene);
    TokenSwap result;
    result.head_size = head_size == 0 ? std::min(input.d, standard_head_size) : head_size;
    if (const std::int64_t own = own_head_size(mechanism); own > 0) result.head_size = own;
    if (const auto can = can_be_attended(input, scene, mechanism, first, second, result.head_size); !can) return can.error();

    const auto drawn = [&](WeightsOf what) { return drawn_weights(scene.content.seed, what, input.d, result.head_size); };
    const LayerWeights weights{drawn(WeightsOf::query), drawn(WeightsOf::key), drawn(WeightsOf::value)};
    const bool causal = scene.attention.causal;
    const auto effect = [&](const Mechanism* known, bool masked, const Matrix& position) {
        return effect_of({scene, weights, known, masked}, input.content, position, first, second);
    };
    result.without = effect(nullptr, false, {});
    if (causal) result.mask_alone = effect(nullptr, true, {});
    result.with = effect(&mechanism, causal, input.position);
    return result;
}

}  // namespace phasescope

#include "core/analysis/token_input.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <map>

#include "core/analysis/projection.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/random.hpp"
#include "core/tokens.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t standard_width = 64;

std::uint64_t fnv1a(std::string_view bytes)
{
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
    return hash;
}

std::int64_t width_of(const Mechanism& mechanism)
{
    if (const std::int64_t width = added_width(mechanism); width > 0) return width;
    const std::int64_t head_size = own_head_size(mechanism);
    return head_size == 0 ? standard_width : std::min(head_size, most_layer_numbers / head_size);
}

/// X (n, d). Each different token is drawn once.
Matrix embeddings(const std::vector<std::string>& tokens, std::uint64_t seed, std::int64_t d, double factor)
{
    std::map<std::string_view, std::vector<double>> vectors;
    Matrix rows(static_cast<std::int64_t>(tokens.size()), d);
    for (std::int64_t r = 0; r < rows.rows; ++r) {
        const std::string& token = tokens[static_cast<std::size_t>(r)];
        const auto [found, is_new] = vectors.try_emplace(token);
        if (is_new) found->second = embedding(token, seed, d);
        std::ranges::transform(found->second, rows.row(r).begin(), [=](double number) { return factor * number; });
    }
    return rows;
}

std::optional<double> norm_ratio(const Matrix& content, const Matrix& position)
{
    double of_content = 0, of_position = 0;
    for (std::size_t i = 0; i < position.values.size(); ++i) {
        if (std::isnan(position.values[i])) continue;
        of_content += content.values[i] * content.values[i];
        of_position += position.values[i] * position.values[i];
    }
    if (of_position == 0) return std::nullopt;
    return std::sqrt(of_content / of_position);
}

}  // namespace

std::vector<double> embedding(std::string_view token, std::uint64_t seed, std::int64_t d)
{
    std::vector<double> vector = normals(seed, fnv1a(token), d);
    for (double& number : vector) number /= std::sqrt(static_cast<double>(d));
    return vector;
}

Result<TokenInput> token_input(const Scene& whole_scene, std::string_view line, bool times_sqrt_d)
{
    auto tokens = tokens_of(line);
    if (!tokens) return tokens.error();
    if (tokens->empty()) return Error{"the line has no tokens", "text", "type a word or two"};
    TokenInput input;
    input.tokens = *std::move(tokens);
    const auto n = static_cast<std::int64_t>(input.tokens.size());
    const Scene scene = scene_of_tokens(whole_scene, n);
    const Mechanism mechanism = mechanism_of(scene);
    input.d = width_of(mechanism);
    input.content =
        embeddings(input.tokens, scene.content.seed, input.d, times_sqrt_d ? std::sqrt(static_cast<double>(input.d)) : 1);
    input.sum = input.content;
    if (added_width(mechanism) == 0) return input;
    input.position = added_rows(scene, mechanism, 0, n);
    std::ranges::transform(input.content.values, input.position.values, input.sum.values.begin(), std::plus{});
    input.ratio = norm_ratio(input.content, input.position);
    return input;
}

Scene scene_of_tokens(Scene scene, std::int64_t count)
{
    assert(count >= 1);
    scene.length = count;
    scene.start = std::min(scene.start, max_length + 1 - count);
    return scene;
}

}  // namespace phasescope

#include "core/analysis/claim_study.hpp"

#include <algorithm>
#include <cmath>
#include "core/analysis/whole_rows.hpp"

#include "core/dot.hpp"
#include "core/score.hpp"

namespace phasescope {
namespace {

/// The first positions that have a row.
Scene first_positions(Scene scene, const Mechanism& mechanism)
{
    scene.length = std::min({scene.length, most_claim_rows, most_positions(scene, mechanism)});
    return with_whole_rows(std::move(scene), mechanism);
}

/// One row a position; none where no position has a row of its own, or these have none.
Matrix rows_of_positions(const Scene& part, const Mechanism& mechanism)
{
    if (is_bias(mechanism) || std::holds_alternative<MeetsVectors>(mechanism)) return {};
    const auto table = table_field(part, mechanism);
    if (!table) return {};
    Matrix rows = dense(*table);
    if (std::ranges::any_of(rows.values, [](double x) { return !std::isfinite(x); })) return {};
    return rows;
}

}  // namespace

std::optional<ClaimStudy> claim_study(const Scene& scene, std::span<const ModelScene> models, const Progress& progress)
{
    Mechanism mechanism = mechanism_of(scene);
    Scene part = first_positions(scene, mechanism);
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    const bool row_by_row = rotation && !rotation->is_plain();
    auto properties = properties_of(row_by_row ? part : scene, progress);
    if (!properties) return std::nullopt;
    Matrix rows = rows_of_positions(part, mechanism);
    return ClaimStudy{scene, models, std::move(mechanism), *std::move(properties), std::move(part), std::move(rows)};
}

ClaimResult not_applicable(std::string_view why, Scene show_me)
{
    ClaimResult result;
    result.reason = why;
    result.show_me = std::move(show_me);
    return result;
}

void judge_at_most(ClaimResult& result, std::string_view number)
{
    result.judged = number;
    result.verdict = holds_if(*result.number(number) <= result.limit());
}

void judge_above(ClaimResult& result, std::string_view number)
{
    result.judged = number;
    result.holds_above = true;
    result.verdict = holds_if(*result.number(number) > result.limit());
}

void leave_open(ClaimResult& result, std::string_view number, std::string_view otherwise)
{
    result.judged = number;
    result.otherwise = otherwise;
    result.verdict = Verdict::depends;
}

double distance_rounding(double longest_row, std::int64_t width)
{
    const auto d = static_cast<double>(width);
    return (4 * value_rounding * std::sqrt(d) + 2 * d * 0x1p-53) * longest_row;
}

double defect_rounding(std::span<const double> by_distance, double tolerance)
{
    const auto n = static_cast<double>(by_distance.size());
    double square = 0;
    for (std::size_t distance = 0; distance < by_distance.size(); ++distance)
        square += (n - static_cast<double>(distance)) * by_distance[distance] * by_distance[distance];
    return square > 0 ? n * tolerance / std::sqrt(square) : 0;
}

double distance(std::span<const double> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t c = 0; c < a.size(); ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
    return std::sqrt(sum);
}

double cosine(std::span<const double> a, std::span<const double> b)
{
    const double norms = std::sqrt(dot(a, a) * dot(b, b));
    return norms > 0 ? dot(a, b) / norms : 0;
}

Scene shown_in(Scene scene, View view)
{
    scene.view = view;
    scene.probe.pinned = false;
    for (Look& look : scene.looks) look.window.reset();
    return repaired(std::move(scene));
}

Scene sinusoids_in(const Scene& scene, View view)
{
    Scene other = with_encoding(scene, "sinusoidal");
    if (other.length < 3) other = at_positions(std::move(other), 0, 100);
    return shown_in(std::move(other), view);
}

Scene rotation_in(const Scene& scene, View view)
{
    Scene other = with_encoding(scene, "rope");
    if (other.length < 3) other = at_positions(std::move(other), 0, 100);
    return shown_in(std::move(other), view);
}

Scene shown_pair(const Scene& scene, View view, std::int64_t query, std::int64_t key)
{
    Scene shown = shown_in(scene, view);
    shown.probe = {true, query, key, shown.probe.channel};
    return repaired(std::move(shown));
}

Scene shown_cell(const Scene& scene, View view, std::int64_t position, std::int64_t channel)
{
    Scene shown = shown_in(scene, view);
    shown.probe = {true, position, shown.probe.key, channel};
    return repaired(std::move(shown));
}

Scene at_positions(Scene scene, std::int64_t start, std::int64_t length)
{
    if (scene.content.kind == ContentKind::imported) scene.content.kind = ContentKind::ones;
    scene.start = start;
    scene.length = length;
    return repaired(std::move(scene));
}

Scene with_setting(Scene scene, std::string_view knob, double value)
{
    const int index = knob_index(encoding_of(scene), knob);
    if (index >= 0) scene.settings[static_cast<std::size_t>(index)] = value;
    return repaired(std::move(scene));
}

Scene compared_with(Scene scene, std::string_view encoding, Sheet sheet)
{
    const Scene other = with_encoding(scene, encoding);
    scene.other.encoding = other.encoding;
    scene.other.settings = other.settings;
    scene.other.sheet = sheet;
    return repaired(std::move(scene));
}

}  // namespace phasescope

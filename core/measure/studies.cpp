// Measures of what sets encodings apart, of projections, and of tokens that change places.
#include <algorithm>

#include "core/analysis/parameters.hpp"
#include "core/analysis/projection.hpp"
#include "core/analysis/properties.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/measure/list.hpp"

namespace phasescope {
namespace {

template <class Of>
Result<Measured> property(const Scene& scene, Of of)
{
    return of(*properties_of(scene));
}

Result<Measured> nearest(const Scene& scene, std::int64_t NearestRows::*position)
{
    return property(scene, [&](const Properties& properties) -> Result<Measured> {
        if (!properties.nearest) return Error{"no two positions have rows", scene.encoding, ""};
        return whole_number(*properties.nearest.*position);
    });
}

template <class Of>
Result<Measured> projected(const Scene& scene, Of of)
{
    const Result<Projection> found = projection(scene);
    if (!found) return found.error();
    return real_number(of(found->after));
}

Result<Measured> swap_change(const Scene& scene, bool with_position)
{
    const Result<TokenInput> input = token_input(scene, scene.text.line, scene.text.scaled);
    if (!input) return input.error();
    const std::int64_t last = std::ssize(input->tokens) - 1;
    const Result<TokenSwap> swap =
        swapped_tokens(scene, *input, std::min(scene.text.first, last), std::min(scene.text.second, last));
    if (!swap) return swap.error();
    return real_number((with_position ? swap->with : swap->without).largest_difference);
}

constexpr std::array<Measure, 11> list{{
    {{"parameters", "", "learned numbers of the encoding"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> { return whole_number(parameter_count(scene)); }},
    {{"largest", "", "the greatest number that position brings in"},
     0,
     [](const Scene& scene, MeasureValues) {
         return property(scene, [](const Properties& p) { return Result<Measured>(real_number(p.largest)); });
     }},
    {{"largest_beyond", "", "the same for sixteen times as many positions"},
     0,
     [](const Scene& scene, MeasureValues) {
         return property(scene, [](const Properties& p) { return Result<Measured>(real_number(p.largest_beyond)); });
     }},
    {{"defined", "", "positions that have a row"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> {
         const auto rows = defined_positions(scene);
         if (!rows) return Error{"every position has a row", scene.encoding, ""};
         return whole_number(*rows);
     }},
    {{"nearest", "", "distance of the two nearest rows"},
     0,
     [](const Scene& scene, MeasureValues) {
         return property(scene, [&](const Properties& p) -> Result<Measured> {
             if (!p.nearest) return Error{"no two positions have rows", scene.encoding, ""};
             return real_number(p.nearest->distance);
         });
     }},
    {{"nearest_first", "", "the first of their positions"},
     0,
     [](const Scene& scene, MeasureValues) { return nearest(scene, &NearestRows::first); }},
    {{"nearest_second", "", "the second of their positions"},
     0,
     [](const Scene& scene, MeasureValues) { return nearest(scene, &NearestRows::second); }},
    {{"projected_toeplitz", "", "share of the projected score that is no function of the offset"},
     0,
     [](const Scene& scene, MeasureValues) {
         return projected(scene, [](const ScoreStructure& score) { return score.toeplitz_defect; });
     }},
    {{"projected_antisymmetric", "", "share of it that changes its sign when query and key are exchanged"},
     0,
     [](const Scene& scene, MeasureValues) {
         return projected(scene, [](const ScoreStructure& score) { return score.direction.index; });
     }},
    {{"swap_change", "", "by how much an output changes, beyond its place, when the two tokens are exchanged"},
     0,
     [](const Scene& scene, MeasureValues) { return swap_change(scene, true); }},
    {{"swap_change_without", "", "the same without position"},
     0,
     [](const Scene& scene, MeasureValues) { return swap_change(scene, false); }},
}};

}  // namespace

std::span<const Measure> study_measures()
{
    return list;
}

}  // namespace phasescope

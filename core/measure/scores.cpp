// Measures of the score: over the offset, and what the check tells of it.
#include <cmath>

#include "core/analysis/check.hpp"
#include "core/measure/list.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t most_steps = 1 << 16;

/// The score without its mask.
Result<Field> score_of(const Scene& scene)
{
    const Mechanism mechanism = mechanism_of(scene);
    const Result<Picture> score = picture(scene, mechanism, score_sheet(mechanism));
    if (!score) return score.error();
    return masked(score->field, false);
}

Result<Measured> at_offset(const Scene& scene, MeasureValues values)
{
    const Result<std::int64_t> offset = whole_of(values[0]);
    if (!offset) return offset.error();
    if (std::abs(*offset) >= scene.length) return Error{"no two positions are as far apart", values[0].text, ""};
    const Result<Field> score = score_of(scene);
    if (!score) return score.error();
    const std::int64_t query = (scene.length - 1 - *offset) / 2;
    return real_number(value(*score, query, query + *offset));
}

/// Of the steps from one distance to the next, the first at distance 0: how many go up.
Result<Measured> rising_share(const Scene& scene, MeasureValues values)
{
    const Result<std::int64_t> steps = whole_of(values[0]);
    if (!steps) return steps.error();
    if (*steps < 1 || *steps > most_steps || *steps >= scene.length)
        return Error{"there are not as many steps", values[0].text, "use less than the length"};
    const Result<Field> score = score_of(scene);
    if (!score) return score.error();
    const double tolerance = 1e-12 * std::abs(value(*score, 0, 0));
    std::int64_t up = 0;
    for (std::int64_t distance = 0; distance < *steps; ++distance)
        if (value(*score, distance + 1, 0) > value(*score, distance, 0) + tolerance) ++up;
    return real_number(static_cast<double>(up) / static_cast<double>(*steps));
}

Result<Measured> number_of(const std::optional<double>& number)
{
    if (!number) return Error{"this cannot be measured here", "", ""};
    return real_number(*number);
}

Result<Measured> number_of(const std::optional<std::int64_t>& number)
{
    if (!number) return Error{"there is none", "", ""};
    return whole_number(*number);
}

template <class Of>
Result<Measured> checked(const Scene& scene, Of of)
{
    const std::optional<Check> found = check(scene);
    if (found->measured_length == 0) return Error{"the positions have no rows of finite numbers", "", "show others"};
    return of(*found);
}

constexpr std::array<Measure, 11> list{{
    {{"at_offset", "D", "the score where key - query is D"}, 1, at_offset},
    {{"rising_share", "N", "share of the first N steps over the distance that go up"}, 1, rising_share},
    {{"first_rise", "", "the distance after which the score first grows"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) { return number_of(check.first_rise); });
     }},
    {{"first_negative", "", "the first distance with a negative score"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) { return number_of(check.first_negative); });
     }},
    {{"toeplitz", "", "share of the score that is no function of the offset"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) { return Result<Measured>(real_number(check.toeplitz_defect)); });
     }},
    {{"antisymmetric", "", "share of the score that changes its sign when query and key are exchanged"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) { return Result<Measured>(real_number(check.direction.index)); });
     }},
    {{"forward_back", "", "largest difference between looking forward and back by as much"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene,
                        [](const Check& check) { return Result<Measured>(real_number(check.direction.max_difference)); });
     }},
    {{"shift_residual", "", "how far a shift is from one linear map"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) { return number_of(check.shift_residual); });
     }},
    {{"offset_residual", "", "largest change of a score when query and key move alike"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) { return number_of(check.offset_residual); });
     }},
    {{"least_norm", "", "of all rows"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) {
             return number_of(check.norm ? std::optional(check.norm->least) : std::nullopt);
         });
     }},
    {{"greatest_norm", "", "of all rows"},
     0,
     [](const Scene& scene, MeasureValues) {
         return checked(scene, [](const Check& check) {
             return number_of(check.norm ? std::optional(check.norm->greatest) : std::nullopt);
         });
     }},
}};

}  // namespace

std::span<const Measure> score_measures()
{
    return list;
}

}  // namespace phasescope

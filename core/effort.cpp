// How long the pictures of a sheet will take, told before they are made.
#include "core/analysis/projection.hpp"
#include "core/content.hpp"
#include "core/mistakes.hpp"
#include "core/picture.hpp"
#include "core/score_terms.hpp"

namespace phasescope {
namespace {

/// Rows that are no waves are made one by one: each number of them counts as so many multiplications.
double effort_of_rows(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    constexpr double turned_number = 300;
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    if (!rotation || rotation->is_plain() || group_of(sheet) == Sheet::embedding) return 0;
    const bool one_table = sheet == Sheet::matrix || sheet == Sheet::angles || sheet == Sheet::rotated;
    return turned_number * static_cast<double>(scene.length) * static_cast<double>(rotation->head_size)
           * (one_table ? 1 : 2);
}

double effort_besides_rows(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    constexpr double exponential = 20, normal = 40;  // a random number and a power count as so many
    constexpr double sine = 100;                     // an exact one beside one that is rounded
    const auto n = static_cast<double>(scene.length), width = static_cast<double>(added_width(mechanism));
    switch (sheet) {
        case Sheet::weights: return n * n * (exponential + width);
        case Sheet::content_content:
        case Sheet::content_position:
        case Sheet::position_content:
        case Sheet::content_bias:
        case Sheet::position_bias:
        case Sheet::sum: {
            // Where every position has its own content each term is a product of tables.
            const auto* meets = std::get_if<MeetsVectors>(&mechanism);
            if (!meets || vectors(scene.content, meets->head_size).uniform()) return 0;
            const auto terms = static_cast<double>(score_terms(mechanism).size());
            return 2 * n * n * static_cast<double>(meets->head_size) * terms;
        }
        case Sheet::projection: return 2 * (n + normal) * width * static_cast<double>(scene.attention.projected_size);
        case Sheet::own:
        case Sheet::other:
        case Sheet::difference:
            return scene.other.sheet == Sheet::weights ? 2 * effort_besides_rows(scene, mechanism, Sheet::weights) : 0;
        case Sheet::value_error: return sine * n * static_cast<double>(table_of(mechanism).channels.size());
        case Sheet::score_error: {
            const auto channels = static_cast<double>(table_of(mechanism).channels.size());
            return n * n * (exponential + channels) + 2 * sine * n * channels;
        }
        case Sheet::correct:
        case Sheet::mistaken:
        case Sheet::mistake_difference: return mistake_effort(scene);
        default: return 0;
    }
}

}  // namespace

double effort(const Scene& scene, const Mechanism& mechanism, Sheet sheet)
{
    return effort_of_rows(scene, mechanism, sheet) + effort_besides_rows(scene, mechanism, sheet);
}

}  // namespace phasescope

#include "core/score_terms.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace phasescope {
namespace {

bool has_term(const MeetsVectors& meets, Sheet term)
{
    const bool meets_position = meets.key_vectors.rows > 0 || meets.waves.size() > 0;
    switch (term) {
        case Sheet::content_content: return meets.content;
        case Sheet::content_position: return meets_position && meets.position;
        case Sheet::position_content: return meets.query_vectors.rows > 0;
        case Sheet::content_bias: return !meets.content_bias.empty();
        case Sheet::position_bias: return meets_position && !meets.position_bias.empty();
        default: return false;
    }
}

/// What one term does not allow the others do not either.
SheetPictures for_all(const std::vector<Sheet>& sheets, const Error& error)
{
    SheetPictures pictures;
    for (const Sheet sheet : sheets) pictures.emplace_back(sheet, error);
    return pictures;
}

}  // namespace

std::vector<Sheet> score_terms(const Mechanism& mechanism)
{
    const auto* meets = std::get_if<MeetsVectors>(&mechanism);
    if (!meets) return {};
    std::vector<Sheet> terms;
    for (const Sheet term : {Sheet::content_content, Sheet::content_position, Sheet::position_content, Sheet::content_bias,
                             Sheet::position_bias})
        if (has_term(*meets, term)) terms.push_back(term);
    return terms;
}

MeetsVectors term_of(const MeetsVectors& meets, Sheet term)
{
    MeetsVectors one = meets;
    one.content = term == Sheet::content_content;
    one.position = term == Sheet::content_position;
    if (term != Sheet::content_bias) one.content_bias.clear();
    if (term != Sheet::position_bias) one.position_bias.clear();
    if (term != Sheet::content_position && term != Sheet::position_bias) {
        one.key_vectors = {};
        one.waves = {};
        one.projection = {};
    }
    if (term != Sheet::position_content) one.query_vectors = {};
    return one;
}

SheetPictures term_pictures(const Scene& scene, const Mechanism& mechanism)
{
    std::vector<Sheet> sheets = score_terms(mechanism);
    if (sheets.empty()) return {};
    sheets.push_back(Sheet::sum);
    std::vector<Picture> made;
    double reach = 0;
    for (const Sheet sheet : sheets) {
        const Mechanism one = sheet == Sheet::sum ? mechanism : term_of(std::get<MeetsVectors>(mechanism), sheet);
        Result<Picture> score = picture(scene, one, Sheet::score);
        if (!score) return for_all(sheets, score.error());
        made.push_back(*std::move(score));
        made.back().sheet = sheet;
        const Range range = coarse_range(made.back().field);
        reach = std::max({reach, std::abs(range.lo), std::abs(range.hi)});
    }
    SheetPictures pictures;
    for (Picture& picture : made) {
        set_symmetric_range(picture, reach);
        pictures.emplace_back(picture.sheet, std::move(picture));
    }
    return pictures;
}

}  // namespace phasescope

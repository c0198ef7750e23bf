#include "core/mistakes.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/comparison.hpp"
#include "core/mistakes/list.hpp"

namespace phasescope {
namespace {

constexpr std::array sheets{Sheet::correct, Sheet::mistaken, Sheet::mistake_difference};

/// The scene as it is pictured once more: a part shown of one sheet is none of another.
Result<Picture> mistaken_picture(const Scene& study, const Mistake& mistake, const Picture& correct)
{
    if (mistake.score && correct.sheet == Sheet::score) {
        Result<Field> score = mistake.score(study);
        if (!score) return score.error();
        Picture result = correct;
        result.field = *std::move(score);
        set_score_colours(result, coarse_range(result.field));
        return result;
    }
    const Result<Mechanism> mechanism = mistake.mechanism(study.settings, surroundings(study));
    if (!mechanism) return mechanism.error();
    return picture(study, *mechanism, correct.sheet);
}

}  // namespace

std::span<const Mistake> mistakes()
{
    static const std::array list{doubled_exponent_pairwise(),
                                 doubled_exponent_per_column(),
                                 integer_division(),
                                 base_1000(),
                                 fast_slow_swapped(),
                                 sum_instead_of_pair(),
                                 mixed_rope_pairing(),
                                 bf16_frequencies(),
                                 bf16_positions(),
                                 ntk_without_exponent(),
                                 height_width_swapped(),
                                 alibi_off_by_one(),
                                 alibi_printed_slopes()};
    return list;
}

const Mistake* find_mistake(std::string_view name)
{
    const auto found = std::ranges::find(mistakes(), name, &Mistake::name);
    return found == mistakes().end() ? nullptr : &*found;
}

const Mistake& mistake_of(const Scene& scene)
{
    const Mistake* mistake = find_mistake(scene.mistake.name);
    assert(mistake);
    return *mistake;
}

Scene study_of(const Scene& scene)
{
    const Mistake& mistake = mistake_of(scene);
    Scene study = scene;
    study.table = {};
    if (scene.encoding != mistake.encoding) {
        study = with_encoding(study, mistake.encoding);
        study.settings = standard_settings(encoding_of(study));
        study.length = scene.length;
        study.start = scene.start;
        study.content.kind = scene.content.kind == ContentKind::imported ? ContentKind::ones : scene.content.kind;
    }
    if (mistake.prepare) mistake.prepare(encoding_of(study), study.settings);
    return repaired(std::move(study));
}

Sheet studied_sheet(const Scene& study)
{
    return study.mistake.scores || !has_sheet(study, Sheet::matrix) ? Sheet::score : Sheet::matrix;
}

SheetPictures mistake_pictures(const Scene& scene)
{
    const Scene study = study_of(scene);
    Result<Picture> correct = picture(study, studied_sheet(study));
    if (!correct) return failed_pictures(sheets, correct.error());
    Result<Picture> mistaken = mistaken_picture(study, mistake_of(scene), *correct);
    if (!mistaken) return failed_pictures(sheets, mistaken.error());
    return beside_each_other(*std::move(correct), *std::move(mistaken), sheets);
}

double mistake_effort(const Scene& scene)
{
    const Scene study = study_of(scene);
    const Mistake& mistake = mistake_of(scene);
    const bool scores = studied_sheet(study) == Sheet::score;
    if (mistake.score && !scores) return 0;
    const double width = setting(study, "head_size", setting(study, "d_model"));
    return mistake.each_number * static_cast<double>(study.start + study.length) * width * (scores ? 2 : 1);
}

}  // namespace phasescope

#include "app/model.hpp"

#include <algorithm>

#include "app/presets.hpp"
#include "core/study_pictures.hpp"

namespace phasescope {
namespace {

/// Whether two scenes have the same fields: everything but probe, looks and view.
bool same_fields(const Scene& a, const Scene& b)
{
    return a.encoding == b.encoding && a.settings == b.settings && a.length == b.length && a.start == b.start
           && a.content == b.content && a.table == b.table && a.attention == b.attention && a.text == b.text
           && a.other == b.other && a.mistake == b.mistake && a.formats == b.formats;
}

/// The most multiplications of a picture that is made while its frame is drawn: some 15 milliseconds.
constexpr double most_effort = 3e7;

/// What was cancelled is nothing; every other failure is an answer.
template <class T>
std::optional<Result<T>> answer(Result<T> result, const Progress& progress)
{
    if (!result && !progress(1)) return std::nullopt;
    return result;
}

std::optional<Result<TokenSwap>> measured_swap(const Scene& scene, const Progress&)
{
    const Result<TokenInput> input = token_input(scene, scene.text.line, scene.text.scaled);
    if (!input) return input.error();
    const auto last = static_cast<std::int64_t>(input->tokens.size()) - 1;
    return swapped_tokens(scene, *input, std::min(scene.text.first, last), std::min(scene.text.second, last));
}

}  // namespace

Model::Model(std::function<void()> wake)
    : wake_(std::move(wake)),
      check_([](const Scene& scene, const Progress& progress) { return phasescope::check(scene, progress); }, wake_),
      projection_([](const Scene& scene,
                     const Progress& progress) { return answer(phasescope::projection(scene, progress), progress); },
                  wake_),
      token_swap_(measured_swap, wake_),
      properties_([](const Scene& scene, const Progress& progress) { return properties_of_all(scene, progress); }, wake_),
      step_words_(
          [](const AskedStep& asked, const Progress& progress) {
              return phasescope::step_words(asked.step, Language(asked.language), progress);
          },
          wake_),
      claims_([](const Scene& scene, const Progress& progress) { return measured_claims(scene, model_scenes(), progress); },
              wake_),
      fingerprint_([](const Scene& scene, const Progress&) { return std::optional(phasescope::fingerprint(scene)); }, wake_),
      error_curves_(phasescope::error_curves, wake_),
      slow_spreads_(wake_)
{
}

void Model::update(const Scene& scene, const Probe& shown)
{
    if (shown.query != patch_) {
        patch_ = shown.query;
        ++patch_changes_;
        pictures_[static_cast<std::size_t>(Sheet::patch)].reset();
        why_none_[static_cast<std::size_t>(Sheet::patch)].clear();
    }
    if (scene == scene_) return;
    const bool same = same_fields(scene, scene_);
    scene_ = scene;
    curves_.reset();
    if (same) return;
    ++field_version_;
    frequencies_.reset();
    content_ratio_.reset();
    mechanism_.reset();
    table_.reset();
    pair_.reset();
    for (auto& picture : pictures_) picture.reset();
    why_none_.fill("");
    for (auto& curve : offset_curves_) curve.reset();
    check_.forget();
    projection_.forget();
    token_swap_.forget();
    properties_.forget();
    claims_.forget();
    fingerprint_.forget();
    error_curves_.forget();
    for (auto& [sheet, pictures] : slow_pictures_) pictures.forget();
}

std::optional<double> Model::progress() const
{
    std::optional<double> least;
    const auto meet = [&](std::optional<double> done) {
        if (done) least = std::min(least.value_or(1), *done);
    };
    meet(check_.progress());
    meet(projection_.progress());
    meet(token_swap_.progress());
    meet(properties_.progress());
    meet(claims_.progress());
    meet(fingerprint_.progress());
    meet(error_curves_.progress());
    for (const auto& [sheet, pictures] : slow_pictures_) meet(pictures.progress());
    for (const double done : slow_spreads_.progress()) meet(done);
    return least;
}

Result<Picture> Model::patch_picture()
{
    Scene of_probe = scene_;
    of_probe.probe.query = patch_;
    const Sheet score = score_sheet(mechanism());
    if (const Picture* known = picture(score)) return phasescope::patch_picture(of_probe, mechanism(), *known);
    return Error{why_none(score), "", ""};
}

std::optional<SheetPictures> Model::slow_pictures(Sheet sheet)
{
    const auto make = [sheet](const Scene& scene, const Progress&) {
        return std::optional(pictures_with(scene, mechanism_of(scene), sheet));
    };
    return slow_pictures_.try_emplace(group_of(sheet), make, wake_).first->second.take(scene_);
}

void Model::keep(SheetPictures made)
{
    for (auto& [sheet, picture] : made) {
        if (picture)
            pictures_[static_cast<std::size_t>(sheet)] = std::move(picture).value();
        else
            why_none_[static_cast<std::size_t>(sheet)] = picture.error().line();
    }
}

const Picture* Model::picture(Sheet sheet)
{
    auto& slot = pictures_[static_cast<std::size_t>(sheet)];
    if (slot) return &*slot;
    if (!why_none(sheet).empty()) return nullptr;
    if (effort(scene_, mechanism(), sheet) > most_effort) {
        if (auto slow = slow_pictures(sheet)) keep(*std::move(slow));
    } else if (sheet == Sheet::patch) {
        keep({{sheet, patch_picture()}});
    } else {
        keep(pictures_with(scene_, mechanism(), sheet));
    }
    return slot ? &*slot : nullptr;
}

const StepWords* Model::step_words(std::uint64_t version, const Step& step, const Language& language)
{
    if (step_asked_ != std::pair(version, language.code())) step_words_.forget();
    step_asked_ = {version, language.code()};
    return step_words_.of({step, language.code()});
}

const std::vector<WaveCurve>& Model::curves(const Probe& probe)
{
    if (!curves_ || curves_probe_ != probe) {
        Scene with_probe = scene_;
        with_probe.probe = probe;
        curves_ = wave_curves(with_probe);
        curves_probe_ = probe;
    }
    return *curves_;
}

const OffsetCurve& Model::offset_curve(Sheet sheet, std::int64_t begin, std::int64_t end, std::int64_t pixels)
{
    auto& place = offset_curves_[static_cast<std::size_t>(sheet)];
    if (!place || place->begin != begin || place->end != end || place->pixels != pixels)
        place = OffsetPlace{begin, end, pixels, score_over_offset(picture(sheet)->field, begin, end, pixels)};
    return place->curve;
}

const Model::Frequencies& Model::frequencies()
{
    if (!frequencies_) frequencies_ = Frequencies{pair_frequencies(scene_), all_scalings(scene_)};
    return *frequencies_;
}

const Mechanism& Model::mechanism()
{
    if (!mechanism_) mechanism_ = mechanism_of(scene_);
    return *mechanism_;
}

const AddedToInput& Model::table()
{
    if (!table_) table_ = table_of(mechanism());
    return *table_;
}

std::optional<double> Model::content_ratio()
{
    if (!content_ratio_) {
        const Result<TokenInput> input = token_input(scene_, scene_.text.line, scene_.text.scaled);
        content_ratio_ = input ? input->ratio : std::nullopt;
    }
    return *content_ratio_;
}

const PairMeasure* Model::pair(std::int64_t query, std::int64_t key)
{
    if (pair_ && pair_->query == query && pair_->key == key) return &pair_->measure;
    const auto measure = measured_pair(scene_, mechanism(), query, key);
    if (!measure) return nullptr;
    pair_ = MeasuredPair{query, key, *measure};
    return &pair_->measure;
}

}  // namespace phasescope

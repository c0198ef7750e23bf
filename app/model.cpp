#include "app/model.hpp"

namespace phasescope {
namespace {

/// Whether two scenes have the same fields: everything but probe, looks and view.
bool same_fields(const Scene& a, const Scene& b)
{
    return a.encoding == b.encoding && a.settings == b.settings && a.length == b.length && a.start == b.start
           && a.content == b.content && a.table == b.table && a.attention == b.attention;
}

}  // namespace

void Model::update(const Scene& scene)
{
    if (scene == scene_) return;
    const bool same = same_fields(scene, scene_);
    scene_ = scene;
    curves_.reset();
    if (same) return;
    ++field_version_;
    frequencies_.reset();
    mechanism_.reset();
    table_.reset();
    score_tables_.reset();
    pair_.reset();
    for (auto& picture : pictures_) picture.reset();
    why_none_.fill("");
    for (auto& curve : offset_curves_) curve.reset();
    checker_.request(scene_);
}

const Picture* Model::picture(Sheet sheet)
{
    auto& slot = pictures_[static_cast<std::size_t>(sheet)];
    std::string& why = why_none_[static_cast<std::size_t>(sheet)];
    if (!slot && why.empty()) {
        Result<Picture> made = phasescope::picture(scene_, mechanism(), sheet);
        if (made)
            slot = std::move(made).value();
        else
            why = made.error().line();
    }
    return slot ? &*slot : nullptr;
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

const PairMeasure* Model::pair(std::int64_t query, std::int64_t key)
{
    if (!score_tables_) score_tables_ = score_tables(scene_, mechanism());
    if (!score_tables_) return nullptr;
    if (!pair_ || pair_->query != query || pair_->key != key)
        pair_ = MeasuredPair{query, key, measured_pair(*score_tables_, query - scene_.start, key - scene_.start)};
    return &pair_->measure;
}

}  // namespace phasescope

// What is computed from the scene for the window: pictures, curves, checks. Computed when asked for, once a change.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/checker.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/analysis/pair.hpp"
#include "core/curves.hpp"
#include "core/picture.hpp"

namespace phasescope {

class Model {
public:
    explicit Model(std::function<void()> wake) : checker_(std::move(wake)) {}

    /// Takes notice of the scene; what it no longer fits is forgotten.
    void update(const Scene& scene);

    /// The scene that everything here belongs to: as it was before this frame's edits.
    const Scene& scene() const { return scene_; }

    /// The sheet's picture; null where the encoding has none, or none at this length.
    const Picture* picture(Sheet sheet);

    /// Why there is no picture of a sheet that was asked for; "" where there is one.
    const std::string& why_none(Sheet sheet) const { return why_none_[static_cast<std::size_t>(sheet)]; }

    bool has(Sheet sheet) { return has_sheet(mechanism(), sheet); }

    /// Changes whenever the fields may have changed.
    std::uint64_t field_version() const { return field_version_; }

    /// The waves view's curves, with the probe's own channel first.
    const std::vector<WaveCurve>& curves(const Probe& probe);

    /// The sheet's score over the offset, begin .. end, in so many columns. Only for a sheet that there is.
    const OffsetCurve& offset_curve(Sheet sheet, std::int64_t begin, std::int64_t end, std::int64_t pixels);

    /// How fast each pair turns, and with every way of scaling.
    struct Frequencies {
        std::vector<PairFrequency> pairs;
        std::vector<ScalingCurve> scalings;
    };
    const Frequencies& frequencies();

    const Mechanism& mechanism();
    const AddedToInput& table();

    /// The two vectors of the probe's positions, compared; null where positions have no vectors.
    const PairMeasure* pair(std::int64_t query, std::int64_t key);

    Checker::State check() const { return checker_.state(); }

private:
    Scene scene_;  ///< as of the last update; empty settings before the first
    std::uint64_t field_version_ = 0;
    std::array<std::optional<Picture>, sheet_names.size()> pictures_;
    std::array<std::string, sheet_names.size()> why_none_;
    std::optional<std::vector<WaveCurve>> curves_;
    Probe curves_probe_;
    std::optional<Frequencies> frequencies_;
    std::optional<Mechanism> mechanism_;
    std::optional<AddedToInput> table_;
    std::optional<ScoreTables> score_tables_;
    struct MeasuredPair {
        std::int64_t query = 0, key = 0;
        PairMeasure measure;
    };
    std::optional<MeasuredPair> pair_;
    struct OffsetPlace {
        std::int64_t begin = 0, end = 0, pixels = 0;
        OffsetCurve curve;
    };
    std::array<std::optional<OffsetPlace>, sheet_names.size()> offset_curves_;
    Checker checker_;
};

}  // namespace phasescope

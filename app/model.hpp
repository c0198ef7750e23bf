// What is computed from the scene for the window: pictures, curves, measurements. Computed when asked for, once a change;
// what takes longer than a frame on a thread of its own.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/background.hpp"
#include "app/lessons/step_words.hpp"
#include "app/slow_spreads.hpp"
#include "core/analysis/check.hpp"
#include "core/analysis/claims.hpp"
#include "core/analysis/error_curves.hpp"
#include "core/analysis/fingerprint.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/analysis/pair.hpp"
#include "core/analysis/projection.hpp"
#include "core/analysis/properties.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/curves.hpp"
#include "core/picture.hpp"

namespace phasescope {

class Model {
public:
    /// `wake` is called from other threads when there is something new to show.
    explicit Model(std::function<void()> wake);

    /// Takes notice of the scene and of the probe that is shown; what they no longer fit is forgotten.
    void update(const Scene& scene, const Probe& shown);

    /// The scene that everything here belongs to: as it was before this frame's edits.
    const Scene& scene() const { return scene_; }

    /// The sheet's picture; null where the encoding has none, or none at this length, or where it is still being made.
    const Picture* picture(Sheet sheet);

    /// Why there is no picture of a sheet that was asked for; "" where there is one.
    const std::string& why_none(Sheet sheet) const { return why_none_[static_cast<std::size_t>(sheet)]; }

    bool has(Sheet sheet) { return has_sheet(mechanism(), sheet); }

    /// Another number for each sheet, and whenever its field may have changed.
    std::uint64_t field_version(Sheet sheet) const
    {
        const std::uint64_t changes = field_version_ + (sheet == Sheet::patch ? patch_changes_ : 0);
        return changes * sheet_names.size() + static_cast<std::size_t>(sheet);
    }

    /// Spreads of a sheet that there is, where they take long.
    SlowSpreads& slow_spreads() { return slow_spreads_; }

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

    /// ||X|| / ||P|| of the line of text; empty where nothing is added.
    std::optional<double> content_ratio();

    /// The two vectors of the probe's positions, compared; null where positions have no vectors.
    const PairMeasure* pair(std::int64_t query, std::int64_t key);

    /// Measurements; null while they are under way.
    const Check* check() { return check_.of(scene_); }
    const Result<Projection>* projection() { return projection_.of(scene_); }
    const Result<TokenSwap>* token_swap() { return token_swap_.of(scene_); }
    const std::vector<Properties>* properties() { return properties_.of(scene_); }
    const std::vector<ClaimResult>* claims() { return claims_.of(scene_); }

    /// The texts of a lesson's step with everything measured in them; null while that is under way. Another step, or the
    /// same in another lesson, has another version.
    const StepWords* step_words(std::uint64_t version, const Step& step, const Language& language);
    const Result<Fingerprint>* fingerprint() { return fingerprint_.of(scene_); }

    /// Only of a mechanism of waves over the position.
    const ErrorCurves* error_curves() { return error_curves_.of(scene_); }

    /// How much is done of the work that is under way, 0 to 1: of the least advanced. Empty where there is none.
    std::optional<double> progress() const;

private:
    using Pictures = Background<SheetPictures>;

    /// Of the probe that is shown.
    Result<Picture> patch_picture();

    /// Asks the thread that makes this sheet and those made with it; empty until they are there.
    std::optional<SheetPictures> slow_pictures(Sheet sheet);

    void keep(SheetPictures made);

    std::function<void()> wake_;
    Scene scene_;  ///< as of the last update; empty settings before the first
    std::uint64_t field_version_ = 0;
    std::int64_t patch_ = 0;           ///< the position whose patch is under study
    std::uint64_t patch_changes_ = 0;  ///< how often it became another
    std::array<std::optional<Picture>, sheet_names.size()> pictures_;
    std::array<std::string, sheet_names.size()> why_none_;
    std::optional<std::vector<WaveCurve>> curves_;
    Probe curves_probe_;
    std::optional<Frequencies> frequencies_;
    std::optional<std::optional<double>> content_ratio_;
    std::optional<Mechanism> mechanism_;
    std::optional<AddedToInput> table_;
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
    Background<Check> check_;
    Background<Result<Projection>> projection_;
    Background<Result<TokenSwap>> token_swap_;
    Background<std::vector<Properties>> properties_;
    struct AskedStep {
        Step step;
        std::string language;
    };
    Background<StepWords, AskedStep> step_words_;
    std::pair<std::uint64_t, std::string> step_asked_;  ///< its version and language
    Background<std::vector<ClaimResult>> claims_;
    Background<Result<Fingerprint>> fingerprint_;
    Background<ErrorCurves> error_curves_;
    std::map<Sheet, Pictures> slow_pictures_;  ///< by group
    SlowSpreads slow_spreads_;
};

}  // namespace phasescope

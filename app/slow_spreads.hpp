// Spreads that take longer than a frame may, made on a thread of their own for each sheet.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "app/background.hpp"
#include "app/heatmaps.hpp"
#include "core/field/field.hpp"
#include "core/scene.hpp"

namespace phasescope {

class SlowSpreads {
public:
    /// `wake` is called from other threads when there is something new to show.
    explicit SlowSpreads(std::function<void()> wake) : wake_(std::move(wake)) {}

    /// Where a picture of spreads would hold up its frame, puts their numbers, one a pixel, into the place of its field;
    /// they stay until the next call for this sheet. False while they are being made. Other pictures are left as they are.
    bool stand_in(Sheet sheet, HeatmapSpec& spec);

    /// How much is done of each that is under way, 0 to 1.
    std::vector<double> progress() const;

private:
    /// What the spreads of a sheet depend on: its field, and pixels along the field's rows and columns.
    struct Key {
        std::uint64_t field_version = 0;
        Window window;
        std::int64_t height = 0, width = 0;

        bool operator==(const Key&) const = default;
    };
    struct Wanted {
        std::shared_ptr<const Field> field;
        Key key;
    };
    struct Place {
        explicit Place(std::function<void()> wake);

        Wanted wanted;
        std::uint64_t changes = 0;
        Background<Field, Wanted> spreads;
    };

    std::function<void()> wake_;
    std::map<Sheet, Place> places_;
};

}  // namespace phasescope

// Scenes to measure.
#pragma once

#include <algorithm>
#include <cassert>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/picture.hpp"

namespace phasescope {

struct NamedSetting {
    std::string_view knob;
    double value;
};

/// The scene of an encoding with that many positions and these settings, repaired.
inline Scene scene_of(std::string_view encoding, std::int64_t length, std::initializer_list<NamedSetting> settings)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    const auto& knobs = encoding_of(scene).knobs;
    for (const auto& [name, number] : settings) {
        const auto knob = std::ranges::find(knobs, name, &Knob::name);
        assert(knob != knobs.end());
        scene.settings[static_cast<std::size_t>(knob - knobs.begin())] = number;
    }
    return repaired(scene);
}

/// A learned table that was imported: rows x d numbers between -1 and 1 that repeat only after the last.
inline Scene imported_scene(std::int64_t rows, std::int64_t d)
{
    Matrix table(rows, d);
    double number = 0;
    for (double& cell : table.values) {
        number += 0.6180339887498949;  // the golden ratio's fraction: steps that never return to where they were
        number -= number > 1 ? 2 : 0;
        cell = number;
    }
    Scene scene = with_encoding(first_scene(), "learned");
    scene.length = rows;
    scene.table = {.file = "table.npy", .name = "", .transposed = false, .rows = Rows(std::move(table))};
    return repaired(scene);
}

}  // namespace phasescope

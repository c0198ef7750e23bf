// Every encoding with every combination of its choices at a few sizes, so that a new encoding is tested by itself.
#pragma once

#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "core/random.hpp"
#include "core/scene.hpp"

namespace phasescope {

struct Variant {
    std::string name;  ///< "sinusoidal d_model=7 layout=halves exponent=paper"
    Scene scene;
};

/// The knob that is the width of the vectors: the first whole one.
inline std::size_t width_knob(const Encoding& encoding)
{
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i)
        if (encoding.knobs[i].whole && !encoding.knobs[i].is_choice()) return i;
    return encoding.knobs.size();
}

inline std::string settings_text(const Encoding& encoding, const std::vector<double>& settings)
{
    std::string text(encoding.name);
    for (std::size_t i = 0; i < settings.size(); ++i)
        text += " " + std::string(encoding.knobs[i].name) + "=" + setting_text(encoding.knobs[i], settings[i]);
    return text;
}

/// The numbers that are tried for a knob, the standard one first.
inline std::vector<double> tried_settings(const Encoding& encoding, std::size_t i, const std::vector<double>& widths)
{
    const Knob& knob = encoding.knobs[i];
    if (i == width_knob(encoding)) return widths;
    std::vector<double> tried{knob.standard};
    if (knob.is_choice())
        for (std::size_t c = 0; c < knob.choices.size(); ++c)
            if (static_cast<double>(c) != knob.standard) tried.push_back(static_cast<double>(c));
    if (!knob.is_choice() && knob.max == 1) tried.push_back(0.5);
    return tried;
}

/// All combinations of the tried settings where these are few; else one knob at a time leaves its standard, besides the
/// width.
inline std::vector<std::vector<double>> tried_combinations(const Encoding& encoding, const std::vector<double>& widths)
{
    constexpr std::size_t few = 40;
    std::vector<std::vector<double>> all{{}};
    for (std::size_t i = 0; i < encoding.knobs.size() && all.size() <= few; ++i) {
        std::vector<std::vector<double>> longer;
        for (const auto& settings : all)
            for (const double setting : tried_settings(encoding, i, widths)) {
                longer.push_back(settings);
                longer.back().push_back(setting);
            }
        all = std::move(longer);
    }
    if (all.size() <= few) return all;
    all.clear();
    const std::vector<double> standard = standard_settings(encoding);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i)
        for (const double setting : tried_settings(encoding, i, widths)) {
            if (setting == standard[i]) continue;
            all.push_back(standard);
            all.back()[width_knob(encoding)] = i == width_knob(encoding) ? setting : widths.back();
            all.back()[i] = setting;
        }
    return all;
}

/// Every encoding at even and odd widths, with all its choices; a share between 0 and 1 is also taken at a half.
inline std::vector<Variant> variants(std::int64_t length, std::int64_t start,
                                     const std::vector<double>& widths = {2, 3, 7, 16})
{
    std::vector<Variant> result;
    for (const Encoding& encoding : encodings()) {
        for (const auto& settings : tried_combinations(encoding, widths)) {
            Scene scene;
            scene.encoding = encoding.name;
            scene.settings = settings;
            scene.length = length;
            scene.start = start;
            scene = repaired(scene);
            result.push_back({settings_text(encoding, scene.settings), scene});
        }
    }
    return result;
}

/// Numbers drawn from a normal distribution.
inline Matrix random_matrix(std::int64_t rows, std::int64_t cols, std::uint64_t seed)
{
    Matrix matrix(rows, cols);
    matrix.values = normals(seed, 0, rows * cols);
    return matrix;
}

/// A scene for each content that query and key can have.
inline std::vector<Scene> with_contents(const Scene& scene)
{
    std::vector<Scene> result(3, scene);
    result[0].content.kind = ContentKind::ones;
    result[1].content.kind = ContentKind::equal;
    result[2].content.kind = ContentKind::different;
    const auto width = static_cast<std::int64_t>(scene.settings[width_knob(encoding_of(scene))]);
    for (const std::int64_t rows : {std::int64_t{1}, scene.length}) {
        result.push_back(scene);
        result.back().content.kind = ContentKind::imported;
        result.back().content.query = Rows(random_matrix(rows, width, 8));
        result.back().content.key = Rows(random_matrix(rows, width, 9));
    }
    return result;
}

}  // namespace phasescope

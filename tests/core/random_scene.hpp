// Scenes from a fixed seed: mostly sensible ones, with every kind of number that must not be there mixed in.
#pragma once

#include <cmath>
#include <limits>
#include <random>

#include "core/mistakes.hpp"
#include "core/scene.hpp"

namespace phasescope {

class RandomScenes {
public:
    explicit RandomScenes(unsigned seed) : bits_(seed) {}

    /// A scene that may hold anything; `wildness` is how often (0 .. 1) a number is an extreme one.
    Scene next(double wildness)
    {
        wildness_ = wildness;
        Scene scene;
        const Encoding& encoding = encodings()[below(encodings().size())];
        scene.encoding = wild() ? "of no kind" : encoding.name;
        for (const Knob& knob : encoding.knobs) scene.settings.push_back(real(knob.min, knob.max));
        if (wild()) scene.settings.resize(below(9), 0.5);
        scene.length = whole(std::int64_t{1} << below(32));
        scene.start = whole(std::int64_t{1} << below(32));
        scene.content = content();
        scene.view = static_cast<View>(below(view_names.size()));
        scene.formats = {format(), format(), format(), format()};
        scene.mistake = {wild() ? "no such mistake" : std::string(mistakes()[below(mistakes().size())].name), chance(0.5)};
        scene.probe = {chance(0.5), whole(100), whole(1000), whole(600)};
        for (Look& each : scene.looks) each = look();
        for (std::size_t i = below(4); i > 0; --i) scene.pairs.push_back(whole(300));
        const char* const captions[]{"",           "Similarity of 2π 位置", "quote \" and \\ back",
                                     "two\nlines", "not \xFF UTF-8",        "\x01"};
        scene.caption = captions[below(wild() ? 6 : 3)];
        return scene;
    }

    std::uint64_t bits() { return bits_(); }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(bits_() % end); }
    bool chance(double share) { return static_cast<double>(bits_() >> 11) * 0x1p-53 < share; }

private:
    FloatFormat format() { return static_cast<FloatFormat>(below(float_format_names.size())); }

    bool wild() { return chance(wildness_); }

    double real(double lo, double hi)
    {
        constexpr double extremes[]{NAN, INFINITY, -INFINITY, 0, -0.0, 1e308, -1e308, 5e-324, -1, 1e18, 0x1p63, -0x1p63};
        if (wild()) return extremes[below(std::size(extremes))];
        const double number = std::lerp(lo, hi, static_cast<double>(bits_() >> 11) * 0x1p-53);
        return chance(0.5) ? std::round(number) : number;
    }

    std::int64_t whole(std::int64_t end)
    {
        constexpr std::int64_t extremes[]{std::numeric_limits<std::int64_t>::min(),
                                          std::numeric_limits<std::int64_t>::max(),
                                          -1,
                                          0,
                                          2147483647,
                                          2147483648,
                                          -2147483648};
        if (wild()) return extremes[below(std::size(extremes))];
        return static_cast<std::int64_t>(bits_() % static_cast<std::uint64_t>(end));
    }

    Rows rows(std::int64_t cols)
    {
        Matrix numbers(chance(0.5) ? 1 : static_cast<std::int64_t>(below(6)), cols);
        for (double& number : numbers.values) number = real(-3, 3);
        return Rows(numbers);
    }

    Content content()
    {
        Content made{static_cast<ContentKind>(below(content_names.size())), bits_(), {}, {}};
        const auto cols = static_cast<std::int64_t>(1 + below(6));
        if (made.kind == ContentKind::imported || chance(0.2)) made.query = rows(cols);
        if (chance(0.5)) made.key = rows(wild() ? cols + 1 : cols);
        return made;
    }

    Look look()
    {
        Look made;
        const char* const names[]{"", "viridis", "RdBu_r", "no such map!"};
        made.colormap = names[below(wild() ? 4 : 3)];
        made.range = static_cast<RangeMode>(below(range_mode_names.size()));
        if (chance(0.5)) made.lo = real(-5, 0);
        if (chance(0.5)) made.hi = real(0.5, 5);
        made.symmetric = chance(0.5);
        made.transposed = chance(0.5);
        made.showing = static_cast<Showing>(below(showing_names.size()));
        if (chance(0.5)) made.window = Window{real(-1, 10), real(11, 1e9), real(0, 10), real(11, 100)};
        return made;
    }

    std::mt19937_64 bits_;
    double wildness_ = 0;
};

}  // namespace phasescope

#include "core/lesson/blend.hpp"

#include <algorithm>
#include <cmath>

namespace phasescope {
namespace {

double between(double a, double b, double t)
{
    return a + (b - a) * t;
}

/// On a logarithmic scale; both above 0.
double between_logs(double a, double b, double t)
{
    return std::exp(between(std::log(a), std::log(b), t));
}

std::int64_t between(std::int64_t a, std::int64_t b, double t)
{
    return std::llround(between(static_cast<double>(a), static_cast<double>(b), t));
}

void blend_settings(const Scene& from, Scene& to, double t)
{
    if (from.encoding != to.encoding) return;
    const Encoding& encoding = encoding_of(to);
    for (std::size_t i = 0; i < to.settings.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        const double a = from.settings[i], b = to.settings[i];
        if (knob.is_choice() || a == b) continue;
        const bool logs = knob.scale == Scale::logarithmic && a > 0 && b > 0;
        const double number = logs ? between_logs(a, b, t) : between(a, b, t);
        to.settings[i] = knob.whole ? std::round(number) : number;
    }
}

/// Only where both show a part: the whole of one sheet may be a part of another.
void blend_looks(const Scene& from, Scene& to, double t)
{
    for (std::size_t s = 0; s < to.looks.size(); ++s) {
        const std::optional<Window>& a = from.looks[s].window;
        std::optional<Window>& b = to.looks[s].window;
        if (!a || !b || *a == *b) continue;
        b = Window{between(a->row0, b->row0, t), between(a->row1, b->row1, t), between(a->col0, b->col0, t),
                   between(a->col1, b->col1, t)};
    }
}

}  // namespace

Scene blended(const Scene& from, const Scene& to, double t)
{
    if (t <= 0) return from;
    if (t >= 1) return to;
    Scene scene = to;
    scene.length = std::llround(between_logs(static_cast<double>(from.length), static_cast<double>(to.length), t));
    scene.start = between(from.start, to.start, t);
    blend_settings(from, scene, t);
    blend_looks(from, scene, t);
    scene.probe.query = between(from.probe.query, to.probe.query, t);
    scene.probe.key = between(from.probe.key, to.probe.key, t);
    scene.probe.channel = between(from.probe.channel, to.probe.channel, t);
    return repaired(std::move(scene));
}

}  // namespace phasescope

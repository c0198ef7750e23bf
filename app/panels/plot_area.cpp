#include "app/panels/plot_area.hpp"

#include <algorithm>
#include <cmath>

namespace phasescope {
namespace {

/// `room` pixels cut so that each of `cells` cells gets the same whole number, if at least `keep` of it is left.
float even(float room, double cells, double keep)
{
    const double each = std::floor(room / cells);
    return each >= 1 && each * cells >= keep * room ? static_cast<float>(each * cells) : room;
}

Span zoomed(Span span, Span whole, double factor, double about)
{
    const double size = std::clamp(span.size() / factor, 1.0, whole.size());
    const double share = (about - span.begin) / span.size();
    const double begin = std::clamp(about - share * size, whole.begin, whole.end - size);
    return {begin, begin + size};
}

Span moved(Span span, Span whole, double by)
{
    const double begin = std::clamp(span.begin + by, whole.begin, whole.end - span.size());
    return {begin, begin + span.size()};
}

}  // namespace

PlotArea plot_area(const Box& room, const Picture& picture, const Look& look)
{
    PlotArea area;
    area.window = shown_window(picture, look);
    area.transposed = look.transposed;
    float width = std::max(std::floor(room.w), 1.0F), height = std::max(std::floor(room.h), 1.0F);
    if (picture.square()) {
        const auto across = static_cast<float>(area.across().size()), down = static_cast<float>(area.down().size());
        const float cell = picture.rows == Axis::query ? 0 : std::min(width / across, height / down);
        width = cell > 0 ? std::floor(cell * across) : std::min(width, height);
        height = cell > 0 ? std::floor(cell * down) : width;
    }
    const Window whole = picture.whole();
    const bool all_rows = area.window.row0 == whole.row0 && area.window.row1 == whole.row1;
    const bool all_cols = area.window.col0 == whole.col0 && area.window.col1 == whole.col1;
    if (!picture.square() || (all_rows && all_cols)) {
        constexpr double keep = 0.93;
        if (area.transposed ? all_rows : all_cols) width = even(width, area.across().size(), keep);
        if (area.transposed ? all_cols : all_rows) height = even(height, area.down().size(), keep);
    }
    area.image = {std::floor(room.x), std::floor(room.y), width, height};
    return area;
}

Window zoomed(const Window& window, const Window& whole, double factor, double row, double col, bool rows, bool cols)
{
    Window result = window;
    if (rows) {
        const Span span = zoomed(Span{window.row0, window.row1}, Span{whole.row0, whole.row1}, factor, row);
        result.row0 = span.begin, result.row1 = span.end;
    }
    if (cols) {
        const Span span = zoomed(Span{window.col0, window.col1}, Span{whole.col0, whole.col1}, factor, col);
        result.col0 = span.begin, result.col1 = span.end;
    }
    return result;
}

Window moved(const Window& window, const Window& whole, double rows, double cols)
{
    const Span down = moved(Span{window.row0, window.row1}, Span{whole.row0, whole.row1}, rows);
    const Span across = moved(Span{window.col0, window.col1}, Span{whole.col0, whole.col1}, cols);
    return {down.begin, down.end, across.begin, across.end};
}

}  // namespace phasescope

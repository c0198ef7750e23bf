#include "app/figure/axes.hpp"

#include <algorithm>
#include <cmath>

#include "app/plot/ticks.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

constexpr int most_ticks = 11;

/// Room that each label needs along its axis.
enum class Along { width, height };

/// Space between neighbours in sizes of type: along a line, and between lines.
struct Gaps {
    double width = 1.0, height = 0.7;
};

/// Whether no two neighbours touch.
bool fits(const Canvas& canvas, const std::vector<PlacedTick>& ticks, double length, Along along, Gaps gaps = {})
{
    const double line = line_height(canvas, canvas.ordinary());
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        const double distance = std::abs(ticks[i].share - ticks[i - 1].share) * length;
        const double size = along == Along::height ? line
                                                   : (canvas.size_of(ticks[i].text, canvas.ordinary()).width
                                                      + canvas.size_of(ticks[i - 1].text, canvas.ordinary()).width)
                                                         / 2;
        if (distance < size + (along == Along::height ? gaps.height : gaps.width) * canvas.type()) return false;
    }
    return true;
}

/// As many round ticks as fit. Tick numbers lo .. hi lie along the whole length.
std::vector<PlacedTick> fitting(const Canvas& canvas, double lo, double hi, double length, Along along, bool whole,
                                int at_most = most_ticks)
{
    std::vector<PlacedTick> placed;
    for (int most = at_most; most >= 2; --most) {
        placed.clear();
        for (const Tick& tick : round_ticks(lo, hi, most, whole)) placed.push_back({(tick.at - lo) / (hi - lo), tick.text});
        if (fits(canvas, placed, length, along)) return placed;
    }
    placed.resize(std::min<std::size_t>(placed.size(), 1));
    return placed;
}

/// The names of cells whose centres are shown: all of them, else each second, each third and so on. Long ones are cut.
std::vector<PlacedTick> name_ticks(const Canvas& canvas, const CellAxis& axis, double length, Along along)
{
    constexpr std::size_t most_bytes = 20;
    const auto first = static_cast<std::int64_t>(std::ceil(axis.begin - 0.5));
    const auto last =
        std::min(static_cast<std::int64_t>(std::floor(axis.end - 0.5)), static_cast<std::int64_t>(axis.names.size()) - 1);
    for (std::int64_t step = 1;; ++step) {
        std::vector<PlacedTick> placed;
        for (std::int64_t cell = first; cell <= last; cell += step)
            placed.push_back({(static_cast<double>(cell) + 0.5 - axis.begin) / (axis.end - axis.begin),
                              one_line(axis.names[static_cast<std::size_t>(cell)], most_bytes)});
        if (placed.size() <= 1 || fits(canvas, placed, length, along, {0.4, 0.05})) return placed;
    }
}

std::vector<PlacedTick> cell_ticks(const Canvas& canvas, const CellAxis& axis, double length, Along along)
{
    if (!axis.names.empty()) return name_ticks(canvas, axis, length, along);
    // The centre of the cell with label n lies at n + 1/2 - first cells.
    const double shift = static_cast<double>(axis.first) - 0.5;
    return fitting(canvas, axis.begin + shift, axis.end + shift, length, along, true);
}

double clamped(double at, double lo, double hi)
{
    return lo < hi ? std::clamp(at, lo, hi) : (lo + hi) / 2;
}

/// The edge of a one line wide mark that is centred at a share of a stretch, on whole pixels where there are pixels.
double mark(const Canvas& canvas, double begin, double length, double share)
{
    const double at = begin + share * length - canvas.line() / 2;
    return canvas.pixels() ? std::round(at) : at;
}

double down_share(const PlacedTick& tick, bool from_below)
{
    return from_below ? 1 - tick.share : tick.share;
}

/// Which words of an axis fit into one line of a length.
struct FittingWords {
    bool title = false;
    bool ends = false;
};

FittingWords fitting_words(const Canvas& canvas, const CellAxis& axis, double length)
{
    const double gap = 1.5 * canvas.type();
    const double title = axis.title.empty() ? 0 : canvas.size_of(axis.title, canvas.ordinary()).width;
    const double ends =
        std::max(canvas.size_of(axis.low_end, canvas.remark()).width, canvas.size_of(axis.high_end, canvas.remark()).width);
    return {!axis.title.empty(), title + 2 * (ends + gap) <= length};
}

}  // namespace

std::vector<PlacedTick> ticks_across(const Canvas& canvas, const CellAxis& axis, double length)
{
    return cell_ticks(canvas, axis, length, Along::width);
}

std::vector<PlacedTick> ticks_down(const Canvas& canvas, const CellAxis& axis, double length)
{
    return cell_ticks(canvas, axis, length, Along::height);
}

std::vector<PlacedTick> number_ticks_across(const Canvas& canvas, double lo, double hi, double length, bool whole)
{
    return fitting(canvas, lo, hi, length, Along::width, whole);
}

std::vector<PlacedTick> number_ticks_up(const Canvas& canvas, double lo, double hi, double length, int most)
{
    return fitting(canvas, lo, hi, length, Along::height, false, most);
}

std::vector<PlacedTick> power_ticks_up(const Canvas& canvas, double lo, double hi, double length)
{
    std::vector<PlacedTick> ticks = fitting(canvas, lo, hi, length, Along::height, true);
    for (PlacedTick& tick : ticks) tick.text = "10^{" + tick.text + "}";
    return ticks;
}

double widest(const Canvas& canvas, const std::vector<PlacedTick>& ticks)
{
    double width = 0;
    for (const PlacedTick& tick : ticks) width = std::max(width, canvas.size_of(tick.text, canvas.ordinary()).width);
    return width;
}

double tick_length(const Canvas& canvas)
{
    return std::max(2.0, std::round(0.3 * canvas.type()));
}

double line_height(const Canvas& canvas, const Style& style)
{
    return canvas.size_of("0", style).height;
}

void draw_ticks_under(const Canvas& canvas, const Area& box, const std::vector<PlacedTick>& ticks, double leftmost,
                      double rightmost)
{
    const double top = box.bottom() + canvas.line();
    for (const PlacedTick& tick : ticks) {
        const double x = mark(canvas, box.x, box.width, tick.share);
        canvas.fill({x, top, canvas.line(), tick_length(canvas)}, canvas.ink().line);
        const double half = canvas.size_of(tick.text, canvas.ordinary()).width / 2;
        canvas.write(tick.text, canvas.ordinary(),
                     {.x = clamped(box.x + tick.share * box.width, leftmost + half, rightmost - half),
                      .y = top + tick_length(canvas) + 0.15 * canvas.type(),
                      .along = Anchor::centre,
                      .across = Anchor::start});
    }
}

void draw_ticks_left(const Canvas& canvas, const Area& box, const std::vector<PlacedTick>& ticks, bool from_below)
{
    const double right = box.x - canvas.line();
    for (const PlacedTick& tick : ticks) {
        const double y = mark(canvas, box.y, box.height, down_share(tick, from_below));
        canvas.fill({right - tick_length(canvas), y, tick_length(canvas), canvas.line()}, canvas.ink().line);
        canvas.write(
            tick.text, canvas.ordinary(),
            {.x = right - tick_length(canvas) - 0.3 * canvas.type(), .y = y + canvas.line() / 2, .along = Anchor::end});
    }
}

void draw_ticks_right(const Canvas& canvas, const Area& box, const std::vector<PlacedTick>& ticks, bool from_below)
{
    const double left = box.right() + canvas.line();
    for (const PlacedTick& tick : ticks) {
        const double y = mark(canvas, box.y, box.height, down_share(tick, from_below));
        canvas.fill({left, y, tick_length(canvas), canvas.line()}, canvas.ink().line);
        canvas.write(tick.text, canvas.ordinary(),
                     {.x = left + tick_length(canvas) + 0.3 * canvas.type(), .y = y + canvas.line() / 2});
    }
}

void draw_words_under(const Canvas& canvas, const Area& box, const CellAxis& axis, double at)
{
    const FittingWords words = fitting_words(canvas, axis, box.width);
    if (words.title)
        canvas.write(axis.title, canvas.ordinary(),
                     {.x = box.x + box.width / 2, .y = at, .along = Anchor::centre, .most = box.width});
    if (!words.ends) return;
    canvas.write(axis.low_end, canvas.remark(), {.x = box.x, .y = at});
    canvas.write(axis.high_end, canvas.remark(), {.x = box.right(), .y = at, .along = Anchor::end});
}

void draw_words_beside(const Canvas& canvas, const Area& box, const CellAxis& axis, double at)
{
    const FittingWords words = fitting_words(canvas, axis, box.height);
    if (words.title)
        canvas.write(axis.title, canvas.ordinary(),
                     {.x = at, .y = box.y + box.height / 2, .along = Anchor::centre, .upwards = true, .most = box.height});
    if (!words.ends) return;
    canvas.write(axis.low_end, canvas.remark(), {.x = at, .y = box.y, .along = Anchor::end, .upwards = true});
    canvas.write(axis.high_end, canvas.remark(), {.x = at, .y = box.bottom(), .along = Anchor::start, .upwards = true});
}

}  // namespace phasescope

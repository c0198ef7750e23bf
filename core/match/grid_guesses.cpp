// What tables of patches could be: grids added to the input, and axial RoPE. How long the channels of an axis stay as they
// are tells the sides of the grid.
#include <algorithm>
#include <cmath>

#include "core/grid_table.hpp"
#include "core/match/spectrum_fit.hpp"

namespace phasescope {
namespace {

constexpr double rows_at_most = 1 << 20;

/// Columns that belong to one axis, as pairs: sine first in grids, cosine first in axial RoPE.
using AxisPairs = std::vector<ColumnPair>;

/// Rows behind the padding, up to the first without numbers.
RowRun patch_rows(const MatchQuestion& question)
{
    const std::int64_t first = question.run.first;
    std::int64_t end = first;
    while (end < question.table.rows() && std::isfinite(question.table(end, 0))) ++end;
    return {first, end - first};
}

/// How many rows from the first on have the same numbers in these columns.
std::int64_t steady_rows(const TableView& table, const RowRun& rows, const AxisPairs& pairs)
{
    for (std::int64_t i = 1; i < rows.count; ++i)
        for (const auto& [a, b] : pairs)
            if (table(rows.row(i), a) != table(rows.row(0), a) || table(rows.row(i), b) != table(rows.row(0), b)) return i;
    return rows.count;
}

std::int64_t divided_up(std::int64_t count, std::int64_t each)
{
    return (count + each - 1) / each;
}

/// Channels of an axis: all sines, then all cosines, or by turns.
AxisPairs axis_pairs(std::int64_t first, std::int64_t channels, bool alternating, std::int64_t cols)
{
    AxisPairs pairs;
    for (std::int64_t k = 0; k < channels / 2; ++k) {
        const ColumnPair pair =
            alternating ? ColumnPair(first + 2 * k, first + 2 * k + 1) : ColumnPair(first + k, first + channels / 2 + k);
        if (pair.second < cols) pairs.push_back(pair);
    }
    return pairs;
}

/// The slow axis stays while the quick one counts.
struct Sides {
    std::int64_t slow, quick;
};

Sides sides_of(const TableView& table, const RowRun& rows, const AxisPairs& slow_axis)
{
    const std::int64_t quick = steady_rows(table, rows, slow_axis);
    return {divided_up(rows.count, quick), quick};
}

/// The frequencies of an axis, over the coordinates of the quick one or, where that has one only, of the slow one.
std::vector<ColumnWave> axis_waves(const MatchQuestion& question, const RowRun& rows, const Sides& sides,
                                   const AxisPairs& quick_axis, const AxisPairs& slow_axis)
{
    const bool by_quick = sides.quick > 1;
    const RowRun counted = by_quick ? RowRun{rows.first, sides.quick} : RowRun{rows.first, sides.slow, sides.quick};
    return waves_of_pairs(question.table, counted, by_quick ? quick_axis : slow_axis, question.precision);
}

std::vector<double> few_bases(std::span<const ColumnWave> waves, double step, double own)
{
    std::vector<double> bases = bases_of(geometric_fit(waves), step, own);
    bases.resize(std::min<std::size_t>(bases.size(), 4));
    return bases;
}

MatchReading behind_padding(const RowRun& rows, MatchReading reading)
{
    reading.first_row = rows.first;
    return reading;
}

class GridGuesses {
public:
    explicit GridGuesses(const MatchQuestion& question)
        : question_(question), rows_(patch_rows(question)), cols_(question.table.cols())
    {
    }

    std::vector<MatchReading> all()
    {
        const std::int64_t half = cols_ / 2;
        if (cols_ % 4 == 0) {
            const AxisPairs first = axis_pairs(0, half, false, cols_), second = axis_pairs(half, half, false, cols_);
            two_axes(GridConvention::mae, first, second, half);
            two_axes(GridConvention::moco_v3, second, first, half);
            const AxisPairs front = axis_pairs(0, half, true, cols_), back = axis_pairs(half, half, true, cols_);
            two_axes(GridConvention::detr, back, front, half);
        }
        const std::int64_t each = (cols_ + 3) / 4 * 2;
        two_axes(GridConvention::tatp22, axis_pairs(each, each, true, cols_), axis_pairs(0, each, true, cols_), each);
        three_axes();
        own();
        return std::move(found_);
    }

private:
    GuessedSettings sized(GridConvention convention, std::int64_t time, std::int64_t height, std::int64_t width) const
    {
        GuessedSettings guess(question_.scene, "grid");
        return guess.set("d_model", static_cast<double>(cols_))
            .set("convention", static_cast<double>(convention))
            .set("time", static_cast<double>(time))
            .set("height", static_cast<double>(height))
            .set("width", static_cast<double>(width))
            .set("coordinates", 0);
    }

    /// The sides exchanged, and the axes of the channels exchanged: both were published.
    void add(const GuessedSettings& guess, bool exchanged)
    {
        if (!guess.possible()) return;
        const MatchReading reading = behind_padding(rows_, {.encoding = "grid", .settings = guess.settings()});
        if (exchanged) {
            found_.push_back(reading);
            found_.back().mistake = "height_width_swapped";
            found_.back().axes_exchanged = true;
            return;
        }
        found_.push_back(reading);
        GuessedSettings turned = guess;
        turned.set("height", guess.now("width")).set("width", guess.now("height"));
        if (guess.now("height") == guess.now("width")) return;
        found_.push_back(
            behind_padding(rows_, {.encoding = "grid", .settings = turned.settings(), .mistake = "height_width_swapped"}));
    }

    /// Patches run along the quick axis first.
    void two_axes(GridConvention convention, const AxisPairs& quick, const AxisPairs& slow, std::int64_t channels)
    {
        guess(convention, quick, slow, channels, false);
        const bool by_rows = convention != GridConvention::moco_v3;
        if (by_rows && quick.size() == slow.size()) guess(convention, slow, quick, channels, true);
    }

    void guess(GridConvention convention, const AxisPairs& quick, const AxisPairs& slow, std::int64_t channels,
               bool exchanged)
    {
        const Sides sides = sides_of(question_.table, rows_, slow);
        const bool by_columns = convention == GridConvention::moco_v3;
        const auto [height, width] = by_columns ? std::pair(sides.quick, sides.slow) : std::pair(sides.slow, sides.quick);
        GuessedSettings guess = sized(convention, 1, height, width);
        if (!guess.possible()) return;
        const std::vector<ColumnWave> waves = with_sine_first(axis_waves(question_, rows_, sides, quick, slow));
        for (const double base : few_bases(waves, 2 / static_cast<double>(channels), guess.now("base"))) {
            add(guess.set("base", base).set("coordinates", 0), exchanged);
            if (convention == GridConvention::detr) add(guess.set("coordinates", 1), exchanged);
        }
    }

    void three_axes()
    {
        const std::int64_t each = (cols_ + 5) / 6 * 2;
        const AxisPairs time = axis_pairs(0, each, true, cols_), row = axis_pairs(each, each, true, cols_),
                        col = axis_pairs(2 * each, each, true, cols_);
        if (row.empty()) return;
        const std::int64_t frame = steady_rows(question_.table, rows_, time);
        if (frame == rows_.count) return;
        const Sides sides = sides_of(question_.table, {rows_.first, frame}, row);
        GuessedSettings guess = sized(GridConvention::tatp22, divided_up(rows_.count, frame), sides.slow, sides.quick);
        if (!guess.possible()) return;
        const RowRun by_time{rows_.first, divided_up(rows_.count, frame), frame};
        const std::vector<ColumnWave> waves =
            with_sine_first(waves_of_pairs(question_.table, by_time, time, question_.precision));
        for (const double base : few_bases(waves, 2 / static_cast<double>(each), guess.now("base")))
            add(guess.set("base", base), false);
    }

    /// The scene's grid, with its height and width as they are.
    void own()
    {
        if (question_.scene.encoding != "grid") return;
        GuessedSettings guess(question_.scene, "grid");
        if (!guess.set("d_model", static_cast<double>(cols_)).possible()) return;
        const MatchReading reading = behind_padding(rows_, {.encoding = "grid", .settings = guess.settings()});
        found_.push_back(reading);
        found_.push_back(reading);
        found_.back().mistake = "height_width_swapped";
        if (guess.now("time") != 1 || cols_ % 2 != 0) return;
        found_.push_back(found_.back());
        found_.back().axes_exchanged = true;
    }

    const MatchQuestion& question_;
    RowRun rows_;
    std::int64_t cols_;
    std::vector<MatchReading> found_;
};

/// Pairs first .. first + count - 1 of a head with `pairs` of them.
AxisPairs rotary_pairs(std::int64_t first, std::int64_t count, std::int64_t pairs, bool interleaved)
{
    AxisPairs columns;
    for (std::int64_t k = first; k < first + count; ++k)
        columns.push_back(interleaved ? ColumnPair(2 * k, 2 * k + 1) : ColumnPair(k, pairs + k));
    return columns;
}

void guess_axial(std::vector<MatchReading>& found, const MatchQuestion& question, const RowRun& rows)
{
    const std::int64_t pairs = question.table.cols() / 2, each = std::max<std::int64_t>(pairs / 2, 1);
    for (const bool interleaved : {true, false}) {
        const AxisPairs first = rotary_pairs(0, each, pairs, interleaved),
                        second = rotary_pairs(each, pairs - each, pairs, interleaved);
        for (const bool row_first : {true, false}) {
            const AxisPairs &slow = row_first ? first : second, &quick = row_first ? second : first;
            const Sides sides = sides_of(question.table, rows, slow);
            GuessedSettings guess(question.scene, "axial_rope");
            guess.set("head_size", static_cast<double>(2 * pairs)).set("height", static_cast<double>(sides.slow));
            guess.set("width", static_cast<double>(sides.quick)).set("first_axis", row_first ? 0 : 1);
            if (!guess.set("pairing", interleaved ? 0 : 1).possible()) continue;
            const std::vector<ColumnWave> waves = axis_waves(question, rows, sides, quick, slow);
            for (const double base : few_bases(waves, 1 / static_cast<double>(each), guess.now("base")))
                if (guess.set("base", base).possible())
                    found.push_back(behind_padding(rows, {.encoding = "axial_rope", .settings = guess.settings()}));
        }
    }
}

}  // namespace

std::vector<MatchReading> grid_guesses(const MatchQuestion& question)
{
    const RowRun rows = patch_rows(question);
    const std::int64_t cols = question.table.cols();
    if (rows.count < 2 || cols < 4 || cols > 8192 || static_cast<double>(rows.count) > rows_at_most) return {};
    std::vector<MatchReading> all = GridGuesses(question).all();
    if (cols % 4 == 0) guess_axial(all, question, rows);
    return all;
}

}  // namespace phasescope

#include "core/match/match_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/grid_table.hpp"
#include "core/match/question.hpp"
#include "core/match/ranking.hpp"
#include "core/match/simplest_number.hpp"
#include "core/mistakes.hpp"

namespace phasescope {
namespace {

struct Rated {
    MatchReading reading;
    TableComparison comparison;
};

std::vector<MatchReading> guesses(const MatchQuestion& question)
{
    std::vector<MatchReading> all;
    for (const auto& make : {own_guesses, wave_guesses, frequency_guesses, grid_guesses, mrope_guesses, bias_guesses,
                             index_guesses, mistake_guesses})
        for (MatchReading& reading : make(question)) {
            reading.transposed = question.table.transposed();
            if (std::ranges::find(all, reading) == all.end()) all.push_back(std::move(reading));
        }
    return all;
}

/// Frequencies, slopes and whole numbers mean what they are; only waves may be multiplied by a number.
bool may_be_scaled(const MatchReading& reading)
{
    return reading.form <= Form::sines_doubled;
}

/// How a table compares with a reading, scaled if that brings it nearer.
Rated rated(const TableView& table, MatchReading reading, const MeantTable& meant, const WrittenPrecision& precision,
            const std::vector<std::int64_t>& rows)
{
    TableComparison plain = compared(table, reading, meant, precision, rows);
    if (plain.fits() || !may_be_scaled(reading)) return {std::move(reading), std::move(plain)};
    constexpr double exact = 3e-7;
    const double scale = nearest_scale(table, reading, meant, rows), size = std::abs(scale);
    const double share = exact + precision.error(size) / std::max(size, 1e-300);
    if (!(size > 1e-12) || !std::isfinite(size) || std::abs(scale - 1) < 1e-2 * share)
        return {std::move(reading), std::move(plain)};
    MatchReading scaled = reading;
    scaled.scale = std::copysign(simplest_number(size * (1 - share), size * (1 + share)), scale);
    TableComparison other = compared(table, scaled, meant, precision, rows);
    if (other.fits() || other.fit > plain.fit + 1e-3) return {std::move(scaled), std::move(other)};
    return {std::move(reading), std::move(plain)};
}

class Matching {
public:
    Matching(const Matrix& table, const Scene& scene)
        : ways_{TableView(table), TableView(table, true)}, scene_(scene), precision_(written_precision(table))
    {
    }

    TableMatch result()
    {
        look_at_some_rows();
        keep_worth();
        look_at_all_rows();
        std::ranges::stable_sort(all_, {}, [&](const Rated& one) { return rank_of(one.reading, scene_); });
        std::stable_partition(all_.begin(), all_.end(), [](const Rated& one) { return one.comparison.fits(); });
        std::stable_partition(all_.begin(), all_.end(),
                              [](const Rated& one) { return one.comparison.fits() && tells_enough(one); });
        return told();
    }

private:
    const TableView& way(const MatchReading& reading) const { return ways_[reading.transposed ? 1 : 0]; }

    std::optional<Rated> rated_over(const MatchReading& reading, const std::vector<std::int64_t>& rows) const
    {
        const TableView& table = way(reading);
        const std::optional<MeantTable> meant = meant_table(reading, table.rows(), table.cols());
        if (!meant) return std::nullopt;
        return rated(table, reading, *meant, precision_, rows);
    }

    void look_at_some_rows()
    {
        for (const TableView& table : ways_) {
            const std::vector<std::int64_t> rows = some_rows(table.rows());
            for (const MatchReading& reading : guesses({table, scene_, precision_, sound_run(table)}))
                if (auto one = rated_over(reading, rows)) all_.push_back(*std::move(one));
        }
    }

    /// All that fit, and of the others the nearest.
    void keep_worth()
    {
        constexpr std::size_t fitting = 24, near = 3;
        std::ranges::stable_sort(all_, {}, [&](const Rated& one) { return rank_of(one.reading, scene_); });
        const auto others =
            std::stable_partition(all_.begin(), all_.end(), [](const Rated& one) { return one.comparison.fits(); });
        const auto count = static_cast<std::size_t>(others - all_.begin());
        std::stable_sort(others, all_.end(),
                         [](const Rated& one, const Rated& other) { return one.comparison.fit > other.comparison.fit; });
        std::vector<Rated> kept;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (i < count ? i < fitting : i < count + near) kept.push_back(std::move(all_[i]));
        all_ = std::move(kept);
    }

    void look_at_all_rows()
    {
        std::vector<Rated> all;
        for (const Rated& one : all_)
            if (auto whole = rated_over(one.reading, {})) all.push_back(*std::move(whole));
        all_ = std::move(all);
    }

    /// Whether so many numbers agree that it is no chance: those of 32 bits tell 20 bits each. What was solved for has to be
    /// paid: the position, the scale. 24 bits are for the choice of the reading.
    static bool tells_enough(const Rated& one)
    {
        const bool scaled = one.reading.scale != 1, later = one.reading.first_position > 1;
        const std::int64_t least = (one.reading.encoding.empty() ? 6 : 4) + (scaled ? 1 : 0) + (later ? 1 : 0);
        const double bits =
            24 + (scaled ? 20 : 0) + std::log2(1 + static_cast<double>(std::abs(one.reading.first_position)));
        return one.comparison.telling >= least && one.comparison.bits >= bits;
    }

    TableMatch told() const
    {
        TableMatch match;
        match.precision = precision_;
        match.not_finite = not_finite();
        constexpr std::int64_t few = 8;
        const bool small = ways_[0].rows() * ways_[0].cols() < few;
        if (small) match.verdict = MatchVerdict::too_few;
        if (all_.empty()) return match;
        if (!all_.front().comparison.fits()) {
            const Rated& nearest = *std::ranges::max_element(all_, {}, [](const Rated& one) { return one.comparison.fit; });
            if (!small && nearest.comparison.fit >= least_named_fit && tells_enough(nearest)) tell(match, nearest);
            return match;
        }
        if (!tells_enough(all_.front())) {
            // Zeros are not too few, however many readings have them.
            if (!is_all_zero()) match.verdict = MatchVerdict::too_few;
            return match;
        }
        match.verdict = all_.front().reading.mistake.empty() ? MatchVerdict::correct : MatchVerdict::mistaken;
        tell(match, all_.front());
        for (const Rated& one : all_)
            if (one.comparison.fits() && is_another(match, one.reading)) match.equally.push_back(one.reading);
        return match;
    }

    /// Readings of the same positions that say something else, and nothing far-fetched.
    bool is_another(const TableMatch& match, const MatchReading& reading) const
    {
        const auto same = [&](const MatchReading& other) { return says_the_same(reading, other); };
        const bool same_place = reading.first_position == match.reading->first_position
                                && reading.first_row == match.reading->first_row && reading.scale == match.reading->scale;
        return same_place && !same(*match.reading) && std::ranges::none_of(match.equally, same)
               && (match.verdict == MatchVerdict::mistaken || !is_far_fetched(reading, scene_));
    }

    static void tell(TableMatch& match, const Rated& one)
    {
        const TableComparison& found = one.comparison;
        match.reading = one.reading;
        match.fit = found.fit;
        match.largest_difference = found.largest;
        match.tolerance = found.tolerance;
        match.row = one.reading.transposed ? found.col : found.row;
        match.col = one.reading.transposed ? found.row : found.col;
        match.padding = found.padding;
        match.zero_rows = found.zero_rows;
        match.empty_rows = found.empty_rows;
    }

    bool is_all_zero() const
    {
        for (std::int64_t r = 0; r < ways_[0].rows(); ++r)
            if (!ways_[0].is_zero(r)) return false;
        return true;
    }

    NotFinite not_finite() const
    {
        NotFinite found;
        const TableView& table = ways_[0];
        for (std::int64_t r = 0; r < table.rows(); ++r)
            for (std::int64_t c = 0; c < table.cols(); ++c) {
                if (std::isfinite(table(r, c))) continue;
                if (found.count++ == 0) found.row = r, found.col = c;
            }
        return found;
    }

    std::array<TableView, 2> ways_;
    const Scene& scene_;
    WrittenPrecision precision_;
    std::vector<Rated> all_;
};

/// Channels of exchanged axes, row by row, are the other convention's of exchanged sides.
bool as_exchanged_sides(Scene& scene)
{
    double& convention = scene.settings[static_cast<std::size_t>(knob_index(encoding_of(scene), "convention"))];
    const auto mae = static_cast<double>(GridConvention::mae), moco = static_cast<double>(GridConvention::moco_v3);
    if (convention != mae && convention != moco) return false;
    convention = convention == mae ? moco : mae;
    return true;
}

}  // namespace

TableMatch match_table(const Matrix& table, const Scene& scene)
{
    return Matching(table, scene).result();
}

Scene scene_of_match(Scene scene, const TableMatch& match, const Matrix& table)
{
    if (!match.reading) return scene;
    const MatchReading& reading = *match.reading;
    const auto first = std::ranges::find(mistakes(), reading.encoding, &Mistake::encoding);
    if (first == mistakes().end()) return scene;
    const std::string former = mistake_of(scene).encoding == reading.encoding ? scene.mistake.name : "";
    Scene shown = scene.encoding == reading.encoding ? scene : with_encoding(scene, reading.encoding);
    shown.table = {};
    shown.settings = reading.settings;
    if (reading.axes_exchanged && !as_exchanged_sides(shown)) return scene;
    const std::string_view other = former.empty() ? first->name : std::string_view(former);
    shown.mistake = {std::string(reading.mistake.empty() ? other : reading.mistake), false};
    if (reading.form == Form::rows) {
        const std::int64_t rows = reading.transposed ? table.cols : table.rows;
        shown.start = reading.first_position;
        shown.length = std::max<std::int64_t>(1, rows - reading.first_row);
    }
    for (const Sheet sheet : {Sheet::correct, Sheet::mistaken, Sheet::mistake_difference}) shown.look(sheet).window.reset();
    return repaired(std::move(shown));
}

}  // namespace phasescope

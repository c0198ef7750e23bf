// What M-RoPE's tables could be: the coordinates of every position, read off the angles, tell text, frames, rows and
// columns.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/match/spectrum_fit.hpp"

namespace phasescope {
namespace {

/// The whole numbers that angles of one pair count, from the first row on; -1 where none is near enough.
std::vector<std::int64_t> counted_steps(const MatchQuestion& question, std::int64_t pair, std::int64_t pairs, double radians)
{
    constexpr std::int64_t most_step = 4096;
    const auto angle = [&](std::int64_t row) {
        return std::atan2(question.table(row, pairs + pair), question.table(row, pair));
    };
    std::vector<std::int64_t> counts{0};
    for (std::int64_t r = 1; r < question.run.count; ++r) {
        const double turned = angle(question.run.row(r)) - angle(question.run.row(r - 1));
        std::int64_t best = 0;
        double off = 1e9;
        for (std::int64_t step = -64; step <= 65 && off > 1e-5; ++step) {
            const double apart = std::abs(std::remainder(static_cast<double>(step) * radians - turned, 2 * pi)) / radians;
            if (apart >= off) continue;
            off = apart;
            best = step;
        }
        if (off > 0.2 || std::abs(counts.back() + best) > most_step) return {};
        counts.push_back(counts.back() + best);
    }
    return counts;
}

using Counts = std::vector<std::int64_t>;

/// Positions after which coordinates no longer are those of the position.
std::int64_t text_length(const std::array<Counts, 3>& axes)
{
    const auto rows = std::ssize(axes[0]);
    for (std::int64_t r = 0; r < rows; ++r)
        for (const Counts& axis : axes)
            if (axis[static_cast<std::size_t>(r)] != r) return r - 1;
    return rows;
}

struct Clip {
    std::int64_t before, frames, height, width;
};

/// Rows from `begin` on for which a coordinate stays.
std::int64_t stays(const Counts& axis, std::int64_t begin)
{
    std::int64_t end = begin;
    while (end < std::ssize(axis) && axis[static_cast<std::size_t>(end)] == axis[static_cast<std::size_t>(begin)]) ++end;
    return end - begin;
}

/// The patches of the clip: time stays for a frame, rows for the width; after the last patch all go on together.
std::vector<Clip> clips(const std::array<Counts, 3>& axes)
{
    const std::int64_t before = text_length(axes), rows = std::ssize(axes[0]);
    if (before >= rows) return {};
    std::int64_t end = before;
    const auto at = [&](std::size_t axis, std::int64_t row) { return axes[axis][static_cast<std::size_t>(row)] - before; };
    const std::int64_t frame = stays(axes[0], before), width = stays(axes[1], before);
    const std::int64_t height = std::max<std::int64_t>(1, frame / std::max<std::int64_t>(width, 1));
    const std::int64_t area = height * width;
    while (end < rows && at(0, end) == (end - before) / area && at(1, end) == (end - before) / width % height
           && at(2, end) == (end - before) % width)
        ++end;
    const std::int64_t frames = (end - before + area - 1) / area;
    return {{before, frames, height, width}};
}

class MropeGuesses {
public:
    MropeGuesses(const MatchQuestion& question, double base)
        : question_(question), pairs_(question.table.cols() / 2), base_(base)
    {
    }

    std::vector<MatchReading> all()
    {
        for (std::int64_t k = 0; k < pairs_; ++k) {
            const double radians = std::pow(base_, -static_cast<double>(k) / static_cast<double>(pairs_));
            // Slower pairs than that are not told to a whole number.
            if (radians < 1e-5 + 8 * question_.precision.error(1)) {
                counts_.emplace_back();
                continue;
            }
            counts_.push_back(counted_steps(question_, k, pairs_, radians));
            if (counts_.back().empty()) return {};
        }
        for (const double interleaved : {0.0, 1.0}) guess(interleaved);
        return std::move(found_);
    }

private:
    /// Which axis turns each pair, as sections; the numbers are those that Qwen's models use, or the scene's.
    void guess(double interleaved)
    {
        GuessedSettings own(question_.scene, "mrope");
        const std::array own_sections{own.now("section_time"), own.now("section_height"), own.now("section_width")};
        add(interleaved, own_sections);
        add(interleaved, {16, 24, 24});
        add(interleaved, {24, 20, 20});
        add(interleaved, {11, 11, 10});
        add(interleaved, seen_sections(interleaved == 1));
    }

    std::array<double, 3> seen_sections(bool interleaved) const
    {
        std::array<double, 3> sections{};
        if (interleaved) {
            const double each = std::floor(static_cast<double>(pairs_) / 3);
            return {static_cast<double>(pairs_) - 2 * each, each, each};
        }
        std::vector<Counts> kinds;
        for (const Counts& one : counts_) {
            if (one.empty()) {
                ++sections[2];
                continue;
            }
            auto kind = std::ranges::find(kinds, one);
            if (kind == kinds.end()) kind = kinds.insert(kinds.end(), one);
            const auto index = static_cast<std::size_t>(kind - kinds.begin());
            if (index < 3) ++sections[index];
        }
        return sections;
    }

    void add(double interleaved, const std::array<double, 3>& sections)
    {
        GuessedSettings guess(question_.scene, "mrope");
        guess.set("head_size", static_cast<double>(2 * pairs_)).set("base", base_).set("sections", interleaved);
        guess.set("section_time", sections[0]).set("section_height", sections[1]).set("section_width", sections[2]);
        if (!guess.possible()) return;
        const auto axes = axes_of(guess);
        if (!axes) return;
        for (const Clip& clip : clips(*axes)) {
            guess.set("text_before", static_cast<double>(clip.before)).set("frames", static_cast<double>(clip.frames));
            guess.set("image_height", static_cast<double>(clip.height)).set("image_width", static_cast<double>(clip.width));
            for (const double after : {0.0, 1.0}) {
                guess.set("text_after", after);
                if (guess.possible()) found_.push_back({.encoding = "mrope", .settings = guess.settings()});
            }
        }
    }

    /// The coordinates as the first pair of each axis counts them.
    std::optional<std::array<Counts, 3>> axes_of(const GuessedSettings& guess) const
    {
        const Mechanism mechanism = guess.encoding().mechanism(guess.settings(), {});
        const auto& rotation = std::get<RotatesQueryKey>(mechanism);
        std::array<Counts, 3> axes;
        for (std::size_t k = 0; k < counts_.size(); ++k) {
            Counts& axis = axes[static_cast<std::size_t>(rotation.axis[k])];
            if (axis.empty()) axis = counts_[k];
        }
        for (const Counts& axis : axes)
            if (axis.empty()) return std::nullopt;
        return axes;
    }

    const MatchQuestion& question_;
    std::int64_t pairs_;
    double base_;
    std::vector<Counts> counts_;
    std::vector<MatchReading> found_;
};

}  // namespace

std::vector<MatchReading> mrope_guesses(const MatchQuestion& question)
{
    std::vector<MatchReading> all;
    const std::int64_t cols = question.table.cols();
    if (cols < 6 || cols % 2 != 0 || cols > 8192 || question.run.count < 3 || question.run.first != 0) return all;
    GuessedSettings own(question.scene, "mrope");
    for (const double base : {own.now("base"), 1e6, 1e4, 5e5, 5e6}) {
        if (base == own.now("base") && !all.empty()) continue;
        std::ranges::move(MropeGuesses(question, base).all(), std::back_inserter(all));
    }
    return all;
}

}  // namespace phasescope

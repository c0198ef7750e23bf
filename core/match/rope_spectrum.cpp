// RoPE's scalings, read off the frequencies of its pairs.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/frequencies.hpp"
#include "core/match/simplest_number.hpp"
#include "core/match/spectrum_fit.hpp"
#include "core/rope_scaling.hpp"

namespace phasescope {
namespace {

constexpr std::array usual_lengths{4096.0,  8192.0,   2048.0, 32768.0,  16384.0, 1024.0,
                                   65536.0, 131072.0, 512.0,  262144.0, 256.0};
constexpr std::array usual_factors{4.0, 8.0, 32.0, 2.0, 16.0, 40.0};

using Waves = std::span<const ColumnWave>;

bool is_simple(double number, int digits)
{
    return digits_of(number) <= digits;
}

class RopeSpectrum {
public:
    RopeSpectrum(const MatchQuestion& question, Waves waves, std::optional<double> amplitude)
        : question_(question), waves_(waves), amplitude_(amplitude), pairs_(std::ssize(waves)), fit_(geometric_fit(waves))
    {
    }

    std::vector<GuessedSettings> all()
    {
        const bool even = fit_.straight || !fit_.determined;
        if (even && starts_at(fit_, 1)) unscaled(), larger_base();
        if (even && fit_.first < 1 && !starts_at(fit_, 1)) linear();
        if (!even) by_parts();
        listed();
        some_stand();
        return std::move(found_);
    }

private:
    double pairs() const { return static_cast<double>(pairs_); }

    static bool starts_at(const GeometricFit& fit, double first)
    {
        return std::abs(fit.first - first) < 6 * fit.first_error + 1e-5;
    }

    /// A head whose turned channels are those of the waves: the scene's where it has as many.
    GuessedSettings sized(RopeScaling scaling, double base) const
    {
        GuessedSettings guess(question_.scene, "rope");
        if (std::floor(guess.now("head_size") * guess.now("rotated_share") / 2 + 1e-9) != pairs())
            guess.set("head_size", 2 * pairs()).set("rotated_share", 1);
        return guess.set("scaling", static_cast<double>(scaling)).set("base", base);
    }

    double own(std::string_view knob) const { return GuessedSettings(question_.scene, "rope").now(knob); }

    void add(GuessedSettings guess)
    {
        if (guess.possible()) found_.push_back(std::move(guess));
    }

    std::vector<double> bases() const { return bases_of(fit_, 1 / pairs(), own("base")); }

    void unscaled()
    {
        for (const double base : bases()) add(sized(RopeScaling::none, base));
    }

    void linear()
    {
        for (const double factor : simple_numbers(1 / fit_.first, fit_.first_error / (fit_.first * fit_.first)))
            for (const double base : bases()) add(sized(RopeScaling::linear, base).set("factor", factor));
    }

    /// base s^(d/(d-2)) for a base that is in use.
    void larger_base()
    {
        if (!fit_.determined || pairs_ < 2) return;
        const double base = std::exp(fit_.fall * pairs()), share = fit_.fall_error * pairs() + 1e-9;
        const auto explain = [&](double usual, int digits) {
            const double stretch = std::pow(base / usual, (pairs() - 1) / pairs());
            if (!(stretch > 1.0001 && stretch < 1e6) || share > 0.01) return;
            const std::vector<double> factors = simple_numbers(stretch, stretch * share);
            if (is_simple(factors.front(), digits)) add(sized(RopeScaling::ntk, usual).set("factor", factors.front()));
            growing(usual, stretch, share);
        };
        if (std::ranges::find(usual_bases(), base) != usual_bases().end()) return;
        explain(own("base"), 3);
        for (const double usual : usual_bases())
            if (usual != own("base")) explain(usual, usual == 1e4 ? 3 : 2);
    }

    /// s L/L0 - (s - 1) for that stretch, L the length of the table.
    void growing(double base, double stretch, double share)
    {
        const auto length = static_cast<double>(question_.table.rows());
        const auto trained = [&](double length0) {
            if (length <= length0) return;
            const double times = length / length0 - 1, factor = (stretch - 1) / times;
            const std::vector<double> factors = simple_numbers(factor, stretch * share / times);
            if (!factors.empty() && factors.front() >= 1 && is_simple(factors.front(), 2))
                add(sized(RopeScaling::dynamic_ntk, base).set("factor", factors.front()).set("trained_length", length0));
        };
        trained(own("trained_length"));
        for (const double length0 : usual_lengths)
            if (length0 != own("trained_length")) trained(length0);
    }

    /// Fast pairs are kept: they alone tell the base. Slow ones are divided: the last one tells the factor.
    void by_parts()
    {
        GeometricFit kept;
        for (std::size_t count = 2; count <= waves_.size(); ++count) {
            const GeometricFit longer = geometric_fit(waves_.first(count));
            if (longer.determined && longer.straight && starts_at(longer, 1)) kept = longer;
        }
        std::vector<double> likely = bases_of(kept, 1 / pairs(), own("base"));
        likely.resize(std::min<std::size_t>(likely.size(), 4));
        for (const double base : likely)
            for (const double factor : factors_of(base)) methods(base, factor);
    }

    double ratio(double base, std::size_t pair) const
    {
        return waves_[pair].frequency * std::pow(base, static_cast<double>(pair) / pairs());
    }

    /// What the slowest pair that is known is divided by.
    std::vector<double> factors_of(double base) const
    {
        std::size_t last = waves_.size();
        while (last > 0 && !(waves_[last - 1].frequency_error < 0.05 * waves_[last - 1].frequency)) --last;
        if (last == 0) return {};
        const double factor = 1 / ratio(base, last - 1),
                     error = factor * waves_[last - 1].frequency_error / waves_[last - 1].frequency + 1e-7 * factor;
        std::vector<double> factors;
        if (factor < 1.001) return factors;
        const auto add_once = [&](double one) {
            if (one >= 1 && std::ranges::find(factors, one) == factors.end()) factors.push_back(one);
        };
        if (std::abs(own("factor") - factor) < 10 * error) add_once(own("factor"));
        for (const double usual : usual_factors)
            if (std::abs(usual - factor) < 10 * error) add_once(usual);
        for (const double simple : simple_numbers(factor, error)) add_once(simple);
        factors.resize(std::min<std::size_t>(factors.size(), 2));
        return factors;
    }

    bool has_amplitude(double wanted) const { return !amplitude_ || std::abs(*amplitude_ - wanted) < 1e-4 * wanted; }

    /// YaRN's own attention factor, or the one that is seen.
    GuessedSettings with_attention(GuessedSettings guess, double methods_own) const
    {
        if (has_amplitude(methods_own)) return guess.set("attention_factor", 0);
        return guess.set("attention_factor", simplest_number(*amplitude_ * (1 - 1e-6), *amplitude_ * (1 + 1e-6)));
    }

    GuessedSettings stretched(RopeScaling scaling, double base, double factor) const
    {
        GuessedSettings guess = sized(scaling, base).set("factor", factor);
        const bool yarn =
            scaling == RopeScaling::yarn || scaling == RopeScaling::yarn_unrounded || scaling == RopeScaling::yarn_paper;
        return yarn ? with_attention(guess, 0.1 * std::log(factor) + 1) : guess;
    }

    void methods(double base, double factor)
    {
        for (const RopeScaling scaling : {RopeScaling::llama3, RopeScaling::yarn, RopeScaling::yarn_unrounded,
                                          RopeScaling::yarn_paper, RopeScaling::ntk_by_parts, RopeScaling::part_ntk}) {
            const bool plain =
                scaling == RopeScaling::llama3 || scaling == RopeScaling::ntk_by_parts || scaling == RopeScaling::part_ntk;
            if (plain && !has_amplitude(1)) continue;
            const GuessedSettings guess = stretched(scaling, base, factor);
            if (at_usual_lengths(guess)) continue;
            if (scaling == RopeScaling::yarn || scaling == RopeScaling::yarn_unrounded) by_index(guess, base, factor);
            if (scaling != RopeScaling::part_ntk) by_turns(guess, base, factor);
        }
    }

    bool at_usual_lengths(const GuessedSettings& guess)
    {
        const auto lengths = [&] {
            std::vector<double> all{own("trained_length")};
            std::ranges::copy(usual_lengths, std::back_inserter(all));
            return all;
        }();
        for (const double length : lengths) {
            GuessedSettings tried = guess;
            if (!agrees(tried.set("trained_length", length))) continue;
            add(std::move(tried));
            return true;
        }
        return false;
    }

    /// Whether its frequencies are those of the waves.
    bool agrees(const GuessedSettings& guess) const
    {
        if (!guess.possible()) return false;
        Surroundings around;
        around.length = question_.table.rows();
        const std::vector<Turns128> turns = pair_turns(guess.encoding().mechanism(guess.settings(), around));
        if (std::ssize(turns) != pairs_) return false;
        for (std::size_t k = 0; k < waves_.size(); ++k) {
            const double radians = 2 * pi * turns_per_position(turns[k]);
            if (std::abs(radians - waves_[k].frequency) > 8 * waves_[k].frequency_error + 1e-6 * radians) return false;
        }
        return true;
    }

    /// The share of a pair that is kept, where it lies between kept and divided.
    std::optional<double> kept_between(double base, double factor, std::size_t pair) const
    {
        const double kept = (ratio(base, pair) - 1 / factor) / (1 - 1 / factor);
        const double error = waves_[pair].frequency_error / waves_[pair].frequency / (1 - 1 / factor) * 8;
        if (!(error < 0.05) || kept < error + 1e-6 || kept > 1 - error - 1e-6) return std::nullopt;
        return kept;
    }

    /// A straight line kept = rise x + at_zero through the pairs between, x given by `place` of the pair. No rise where
    /// there are fewer than two.
    template <class Place>
    std::pair<double, double> line_between(double base, double factor, const Place& place) const
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (std::size_t k = 0; k < waves_.size(); ++k) {
            const auto kept = kept_between(base, factor, k);
            if (!kept) continue;
            const double at = place(k);
            n += 1, x += at, y += *kept, xx += at * at, xy += at * *kept;
        }
        const double determinant = n * xx - x * x;
        if (n < 2 || determinant <= 0) return {0, 0};
        const double rise = (n * xy - x * y) / determinant;
        return {rise, (y - rise * x) / n};
    }

    static double likely_length(double length, double share)
    {
        const double power = std::exp2(std::round(std::log2(length)));
        if (std::abs(power - length) < share * length) return power;
        return std::round(simplest_number(length * (1 - share), length * (1 + share)));
    }

    /// kept = (L0 w / 2 pi - slow) / (fast - slow): only two of three are told, so that `slow` is taken as it is.
    void by_turns(const GuessedSettings& guess, double base, double factor)
    {
        const auto [rise, at_zero] = line_between(
            base, factor, [&](std::size_t k) { return std::pow(base, -static_cast<double>(k) / pairs()) / (2 * pi); });
        if (rise <= 0 || at_zero >= 0) return;
        const bool llama = guess.now("scaling") == static_cast<double>(RopeScaling::llama3);
        const std::string_view slow_knob = llama ? "low_freq_factor" : "beta_slow",
                               fast_knob = llama ? "high_freq_factor" : "beta_fast";
        for (const double slow : {guess.now(slow_knob), 1.0}) {
            const double fast = slow - slow / at_zero, length = rise * (fast - slow);
            for (const double share : {1e-2, 1e-3, 1e-4, 1e-6}) {
                GuessedSettings tried = guess;
                tried.set(slow_knob, slow).set(fast_knob, simplest_number(fast * (1 - share), fast * (1 + share)));
                if (!agrees(tried.set("trained_length", likely_length(length, share)))) continue;
                return add(std::move(tried));
            }
        }
    }

    /// kept = 1 - (k - low) / (high - low), low and high the places of `fast` and `slow` turns, rounded or not.
    void by_index(const GuessedSettings& guess, double base, double factor)
    {
        const auto [fall, at_zero] = line_between(base, factor, [](std::size_t k) { return static_cast<double>(k); });
        if (fall >= 0) return;
        double low = (at_zero - 1) / -fall, high = at_zero / -fall;
        const bool rounded = guess.now("scaling") == static_cast<double>(RopeScaling::yarn);
        if (rounded) low = std::round(low) + 0.5, high = std::round(high) - 0.5;
        const auto turns = [&](double length, double place) { return length / (2 * pi) * std::pow(base, -place / pairs()); };
        const double half = rounded ? std::pow(base, 0.49 / pairs()) - 1 : 1e-4;
        for (const double slow : {guess.now("beta_slow"), 1.0}) {
            const double length = likely_length(slow / turns(1, high), half), fast = turns(length, low);
            for (const double share : {half, 1e-5}) {
                GuessedSettings tried = guess;
                tried.set("beta_slow", slow).set("trained_length", length);
                if (!agrees(tried.set("beta_fast", simplest_number(fast * (1 - share), fast * (1 + share))))) continue;
                return add(std::move(tried));
            }
        }
    }

    /// LongRoPE's built-in lists of divisors.
    void listed()
    {
        for (const bool is_long : {false, true}) {
            std::vector<ColumnWave> undivided(waves_.begin(), waves_.end());
            for (std::size_t k = 0; k < undivided.size(); ++k) {
                const double divisor = longrope_factor(is_long, static_cast<std::int64_t>(k), pairs_);
                undivided[k].frequency *= divisor;
                undivided[k].frequency_error *= divisor;
            }
            const GeometricFit fit = geometric_fit(undivided);
            if (!fit.determined || !fit.straight || !starts_at(fit, 1)) continue;
            for (const double base : bases_of(fit, 1 / pairs(), own("base"))) listed_from(base, is_long);
        }
    }

    void listed_from(double base, bool is_long)
    {
        const auto length = static_cast<double>(question_.table.rows());
        const auto trained = [&](double length0) {
            if ((length > length0) != is_long) return false;
            GuessedSettings guess = sized(RopeScaling::longrope, base).set("trained_length", length0);
            if (!amplitude_) return add(guess), true;
            const double factor = std::exp((*amplitude_ * *amplitude_ - 1) * std::log(length0));
            const double simple = simplest_number(factor * 0.9999, factor * 1.0001);
            if (is_simple(simple, 3) && simple >= 1)
                return add(guess.set("factor", simple).set("attention_factor", 0)), true;
            return false;
        };
        if (trained(own("trained_length"))) return;
        for (const double length0 : usual_lengths)
            if (trained(length0)) return;
        if (!amplitude_) return;
        const double length0 =
            is_long ? std::max(2.0, std::min(length - 1, own("trained_length"))) : std::max(length, own("trained_length"));
        add(with_attention(sized(RopeScaling::longrope, base).set("trained_length", length0).set("factor", 32), 0));
    }

    /// The last pairs stand still; the others have the exponents of the whole head.
    void some_stand()
    {
        std::size_t turning = waves_.size();
        while (turning > 0 && std::abs(waves_[turning - 1].frequency) < 4 * waves_[turning - 1].frequency_error) --turning;
        if (turning == 0 || turning == waves_.size()) return;
        const GeometricFit fit = geometric_fit(waves_.first(turning));
        if (fit.determined && !fit.straight) return;
        const double least = static_cast<double>(turning) / pairs(), most = static_cast<double>(turning + 1) / pairs();
        const double share = simplest_number(least, most - (most - least) * 1e-3);
        for (const double base : bases_of(fit, 1 / pairs(), own("base")))
            for (const double factor : simple_numbers(1 / fit.first, fit.first_error + 1e-7)) {
                GuessedSettings guess(question_.scene, "rope");
                guess.set("head_size", 2 * pairs()).set("rotated_share", share).set("base", base);
                add(guess.set("scaling", static_cast<double>(RopeScaling::proportional))
                        .set("factor", std::max(1.0, factor)));
            }
    }

    const MatchQuestion& question_;
    Waves waves_;
    std::optional<double> amplitude_;
    std::int64_t pairs_;
    GeometricFit fit_;
    std::vector<GuessedSettings> found_;
};

}  // namespace

std::vector<GuessedSettings> rope_settings(const MatchQuestion& question, std::span<const ColumnWave> waves,
                                           std::optional<double> amplitude)
{
    if (waves.empty()) return {};
    return RopeSpectrum(question, waves, amplitude).all();
}

}  // namespace phasescope

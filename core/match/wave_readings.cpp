// Encodings whose channels are waves over the position, given what turns in the columns.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/match/simplest_number.hpp"
#include "core/match/spectrum_fit.hpp"
#include "core/mistakes.hpp"
#include "core/rope_scaling.hpp"

namespace phasescope {
namespace {

using Waves = std::span<const ColumnWave>;

void append(std::vector<MatchReading>& all, std::vector<MatchReading> more)
{
    std::ranges::move(more, std::back_inserter(all));
}

/// The mistakes of an encoding that one table can show.
std::vector<const Mistake*> shown_mistakes(std::string_view encoding)
{
    std::vector<const Mistake*> found;
    for (const Mistake& mistake : mistakes())
        if (mistake.encoding == encoding && !mistake.score) found.push_back(&mistake);
    return found;
}

/// The scene's base, then those that are in use wherever the encoding is.
std::vector<double> common_bases(double own, std::initializer_list<double> others)
{
    std::vector<double> bases{own};
    for (const double base : others)
        if (base != own) bases.push_back(base);
    return bases;
}

/// d / n pairs where exponents are 2k/d; k / (n - 1) of tensor2tensor.
double exponent_step(double d, bool paper)
{
    return paper ? 2 / d : 1 / std::max(std::floor(d / 2) - 1, 1.0);
}

/// xPos: growth of pair k is ln((k/n + gamma) / (1 + gamma)) / scale base. The ratio of two of them tells gamma.
double gamma_of(double share, double ratio)
{
    const auto ratio_at = [&](double gamma) {
        return std::log((share + gamma) / (1 + gamma)) / std::log(gamma / (1 + gamma));
    };
    double lo = 0.01, hi = 100;
    for (int i = 0; i < 60; ++i) {
        const double middle = std::sqrt(lo * hi);
        (ratio_at(middle) < ratio ? lo : hi) = middle;
    }
    return std::sqrt(lo * hi);
}

struct XposGuess {
    double gamma, scale_base;
};

std::vector<XposGuess> xpos_guesses(const GuessedSettings& own, Waves waves)
{
    std::vector<XposGuess> guesses{{own.now("gamma"), own.now("scale_base")}, {0.4, 512}};
    const std::size_t middle = waves.size() / 2;
    if (middle == 0 || waves[0].growth >= 0 || waves[middle].growth >= 0) return guesses;
    const double share = static_cast<double>(middle) / static_cast<double>(waves.size());
    const double gamma = gamma_of(share, waves[middle].growth / waves[0].growth);
    for (const double width : {3e-2, 3e-3, 3e-4, 3e-5}) {
        const double simple = simplest_number(gamma * (1 - width), gamma * (1 + width));
        const double scale = std::log(simple / (1 + simple)) / waves[0].growth;
        guesses.push_back({simple, simplest_number(scale * (1 - width), scale * (1 + width))});
    }
    return guesses;
}

}  // namespace

std::vector<MatchReading> sinusoidal_readings(const MatchQuestion& question, std::span<const ColumnWave> waves,
                                              bool interleaved, bool cosine_first)
{
    std::vector<MatchReading> readings;
    GuessedSettings guess(question.scene, "sinusoidal");
    const double own = guess.now("base");
    const auto d = static_cast<double>(question.table.cols());
    if (!guess.set("d_model", d).set("layout", interleaved ? 0 : 1).possible()) return readings;
    const auto add = [&](std::string_view mistake) {
        const MatchReading reading{
            .encoding = "sinusoidal", .settings = guess.settings(), .mistake = mistake, .cosine_first = cosine_first};
        append(readings, at_positions(question, reading, waves));
    };
    const GeometricFit fit = geometric_fit(waves);
    for (const bool paper : {true, false}) {
        guess.set("exponent", paper ? 0 : 1);
        for (const double base : bases_of(fit, exponent_step(d, paper), own)) guess.set("base", base), add("");
        for (const double base : common_bases(own, {1e4}))
            for (const Mistake* mistake : shown_mistakes("sinusoidal"))
                if (!cosine_first) guess.set("base", base), add(mistake->name);
    }
    return readings;
}

std::vector<MatchReading> rope_readings(const MatchQuestion& question, std::span<const ColumnWave> waves,
                                        std::optional<double> amplitude, Form form, bool interleaved)
{
    std::vector<MatchReading> readings;
    if (waves.empty()) return readings;
    const auto add = [&](GuessedSettings guess, std::string_view mistake) {
        if (!guess.set("pairing", interleaved ? 0 : 1).possible()) return;
        const MatchReading reading{.encoding = "rope", .settings = guess.settings(), .mistake = mistake, .form = form};
        append(readings, at_positions(question, reading, waves));
    };
    for (const GuessedSettings& guess : rope_settings(question, waves, amplitude)) add(guess, "");
    GuessedSettings guess(question.scene, "rope");
    const double own = guess.now("base"), own_factor = guess.now("factor");
    guess.set("head_size", 2 * static_cast<double>(waves.size())).set("rotated_share", 1);
    for (const double base : common_bases(own, {1e4, 5e5, 1e6}))
        for (const Mistake* mistake : shown_mistakes("rope")) {
            guess.set("base", base).set("scaling", static_cast<double>(RopeScaling::none));
            if (!mistake->prepare) {
                add(guess, mistake->name);
                continue;
            }
            for (const double factor : common_bases(own_factor, {2, 4, 8, 16, 32})) {
                std::vector<double> settings = guess.set("factor", factor).settings();
                mistake->prepare(guess.encoding(), settings);
                GuessedSettings prepared = guess;
                add(prepared.set("scaling", settings[static_cast<std::size_t>(knob_index(guess.encoding(), "scaling"))]),
                    mistake->name);
            }
        }
    return readings;
}

std::vector<MatchReading> xpos_readings(const MatchQuestion& question, std::span<const ColumnWave> waves, bool interleaved)
{
    std::vector<MatchReading> readings;
    GuessedSettings guess(question.scene, "xpos");
    const double own = guess.now("base");
    const auto pairs = static_cast<double>(waves.size());
    guess.set("head_size", 2 * pairs).set("pairing", interleaved ? 0 : 1);
    const std::vector<XposGuess> growths = xpos_guesses(guess, waves);
    std::vector<double> bases = bases_of(geometric_fit(waves), 1 / pairs, own);
    bases.resize(std::min<std::size_t>(bases.size(), 3));
    for (const double base : bases)
        for (const XposGuess& growth : growths) {
            GuessedSettings tried = guess;
            tried.set("base", base).set("gamma", growth.gamma).set("scale_base", growth.scale_base);
            if (!tried.possible()) continue;
            append(readings, at_positions(question, {.encoding = "xpos", .settings = tried.settings()}, waves));
        }
    return readings;
}

}  // namespace phasescope

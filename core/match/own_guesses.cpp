// The scene's own encoding as it stands, in every form that its table may have; and mistakes that leave no pairs.
#include <algorithm>
#include <array>

#include "core/analysis/frequencies.hpp"
#include "core/match/question.hpp"
#include "core/mistakes.hpp"

namespace phasescope {
namespace {

constexpr std::array width_knobs{"d_model", "head_size"};

/// As wide as the table, where that is a question of one knob.
GuessedSettings fitted(const MatchQuestion& question)
{
    GuessedSettings guess(question.scene, question.scene.encoding);
    for (const char* knob : width_knobs)
        if (knob_index(guess.encoding(), knob) >= 0 && question.scene.encoding != "rope")
            guess.set(knob, static_cast<double>(question.table.cols()));
    return guess;
}

void append_placed(std::vector<MatchReading>& all, const MatchQuestion& question, const MatchReading& reading)
{
    std::ranges::move(at_positions(question, reading, {}), std::back_inserter(all));
}

bool leaves_pairs(const Mistake& mistake, const GuessedSettings& guess)
{
    Surroundings two_positions;
    two_positions.length = 2;
    const Result<Mechanism> made = mistake.mechanism(guess.settings(), two_positions);
    return made && !pair_turns(*made).empty();
}

}  // namespace

std::vector<MatchReading> own_guesses(const MatchQuestion& question)
{
    std::vector<MatchReading> all;
    const GuessedSettings guess = fitted(question);
    if (!guess.possible()) return all;
    const MatchReading reading{.encoding = guess.encoding().name, .settings = guess.settings()};
    append_placed(all, question, reading);
    for (const Form form : {Form::index, Form::bias}) {
        all.push_back(reading);
        all.back().form = form;
    }
    return all;
}

std::vector<MatchReading> mistake_guesses(const MatchQuestion& question)
{
    std::vector<MatchReading> all;
    if (question.run.count < 2) return all;
    GuessedSettings guess(question.scene, "sinusoidal");
    const double own = guess.now("base");
    if (!guess.set("d_model", static_cast<double>(question.table.cols())).possible()) return all;
    for (const Mistake& mistake : mistakes()) {
        if (mistake.encoding != "sinusoidal" || leaves_pairs(mistake, guess)) continue;
        for (const double base : {own, 1e4})
            for (const double layout : {0.0, 1.0})
                for (const double exponent : {0.0, 1.0}) {
                    guess.set("base", base).set("layout", layout).set("exponent", exponent);
                    append_placed(all, question,
                                  {.encoding = "sinusoidal", .settings = guess.settings(), .mistake = mistake.name});
                }
    }
    return all;
}

}  // namespace phasescope

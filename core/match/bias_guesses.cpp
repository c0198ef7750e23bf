// What biases of ALiBi could be: its slopes, and the bias of queries and keys with or without a mask.
#include <algorithm>
#include <cmath>

#include "core/match/question.hpp"
#include "core/mistakes.hpp"

namespace phasescope {
namespace {

constexpr double most_heads = 128, reaches_no_bias = -1e4;

class AlibiGuesses {
public:
    explicit AlibiGuesses(const MatchQuestion& question)
        : question_(question), table_(question.table), rows_(question.table.rows()), cols_(question.table.cols())
    {
    }

    std::vector<MatchReading> all()
    {
        if (rows_ == 1) heads(cols_, {.form = Form::slopes}, 0);
        if (rows_ > 1 && cols_ > 1 && static_cast<double>(rows_) <= most_heads) by_keys();
        if (rows_ % cols_ == 0 && cols_ > 2) bias();
        return std::move(found_);
    }

private:
    /// As it should be, with each kind of slopes, and with each mistake.
    void heads(std::int64_t count, MatchReading reading, double direction)
    {
        GuessedSettings guess(question_.scene, "alibi");
        if (!guess.set("heads", static_cast<double>(count)).set("direction", direction).possible()) return;
        const auto add = [&](std::string_view mistake) {
            reading.encoding = "alibi";
            reading.settings = guess.settings();
            reading.mistake = mistake;
            found_.push_back(reading);
        };
        for (const double slopes : {0.0, 1.0}) guess.set("slopes", slopes), add("");
        guess.set("slopes", 0);
        for (const Mistake& mistake : mistakes())
            if (mistake.encoding == "alibi") add(mistake.name);
    }

    /// Slope times position of the key, counted from the first or from the last.
    void by_keys()
    {
        const double step = table_(0, 1) - table_(0, 0);
        if (!std::isfinite(step) || step == 0) return;
        const double first = std::round(table_(0, 0) / step);
        if (std::abs(first) > 2e9) return;
        heads(rows_, {.form = Form::bias_of_keys, .first_position = static_cast<std::int64_t>(first)}, 0);
    }

    void bias()
    {
        const double after = table_(0, 1), before = table_(1, 0);
        const bool masked = after <= reaches_no_bias;
        const double direction = !masked && after != 0 ? 1 : 0;
        const MatchReading reading{.form = Form::bias, .masked = masked};
        if (rows_ > cols_) return heads(rows_ / cols_, reading, direction);
        GuessedSettings own(question_.scene, "alibi");
        for (const double total : {own.now("heads"), 8.0, 16.0, 32.0, 12.0, 40.0, 64.0, 112.0, 4.0, 2.0, 1.0})
            one_head(total, -before, reading, direction);
    }

    /// Heads whose slope it is.
    void one_head(double total, double slope, MatchReading reading, double direction)
    {
        GuessedSettings guess(question_.scene, "alibi");
        if (!guess.set("heads", total).set("direction", direction).set("slopes", 0).possible()) return;
        const Mechanism mechanism = guess.encoding().mechanism(guess.settings(), {});
        const auto& lines = std::get<BiasesScore>(mechanism).heads;
        for (std::size_t head = 0; head < lines.size(); ++head) {
            const double falls = lines[head].at(0) - lines[head].at(-1);
            if (std::abs(falls - slope) > 1e-6 * falls + question_.precision.error(falls)) continue;
            reading.encoding = "alibi";
            reading.settings = guess.settings();
            reading.head = static_cast<std::int64_t>(head);
            found_.push_back(reading);
            return;
        }
    }

    const MatchQuestion& question_;
    const TableView& table_;
    std::int64_t rows_, cols_;
    std::vector<MatchReading> found_;
};

}  // namespace

std::vector<MatchReading> bias_guesses(const MatchQuestion& question)
{
    if (question.table.rows() < 1 || question.table.cols() < 1) return {};
    return AlibiGuesses(question).all();
}

}  // namespace phasescope

// What tables of whole numbers could be: position ids, differences of positions, buckets and rows of a table.
#include <algorithm>
#include <cmath>

#include "core/match/comparison.hpp"
#include "core/match/question.hpp"

namespace phasescope {
namespace {

bool is_whole_row(const TableView& table, std::int64_t row)
{
    for (std::int64_t c = 0; c < table.cols(); ++c)
        if (table(row, c) != std::round(table(row, c))) return false;
    return true;
}

class IndexGuesses {
public:
    explicit IndexGuesses(const MatchQuestion& question) : question_(question), table_(question.table), n_(table_.cols()) {}

    std::vector<MatchReading> all()
    {
        const double first = table_(0, 0);
        if (std::abs(first) < 2e9)
            found_.push_back({.form = Form::position_ids, .first_position = static_cast<std::int64_t>(first)});
        if (table_.rows() != n_ || n_ < 2) return std::move(found_);
        for (const Form form : {Form::key_minus_query, Form::query_minus_key, Form::distance})
            found_.push_back({.form = form});
        patches(), t5(), clipped(), deberta();
        return std::move(found_);
    }

private:
    void add(const GuessedSettings& guess)
    {
        if (guess.possible())
            found_.push_back({.encoding = guess.encoding().name, .settings = guess.settings(), .form = Form::index});
    }

    /// (2 H - 1)(2 W - 1) differences of H W patches.
    void patches()
    {
        for (std::int64_t height = 1; height <= n_; ++height) {
            if (n_ % height != 0) continue;
            // The first patch meets itself in the middle: (H - 1)(2 W - 1) + W - 1.
            const std::int64_t width = n_ / height;
            if (table_(0, 0) != static_cast<double>((height - 1) * (2 * width - 1) + width - 1)) continue;
            GuessedSettings guess(question_.scene, "patch_bias");
            add(guess.set("height", static_cast<double>(height)).set("width", static_cast<double>(width)).set("kind", 0));
        }
    }

    /// The numbers of a query's row, far keys included, tell how many buckets there are.
    void t5()
    {
        const double after = table_(0, n_ - 1), before = table_(n_ - 1, 0);
        const bool causal = table_(0, 1) == 0;
        const double one = table_(0, 1) - 1;
        const auto counted = [&](double buckets) {
            for (const double furthest :
                 {own("t5", "max_distance"), 128.0, 64.0, 256.0, 512.0, 1024.0, 2048.0, 4096.0, 800.0}) {
                GuessedSettings guess(question_.scene, "t5");
                guess.set("heads", own("t5", "heads")).set("buckets", buckets).set("direction", causal ? 1 : 0);
                add(guess.set("max_distance", furthest));
            }
        };
        if (!causal) return one >= 2 && after >= one ? counted(2 * one) : void();
        for (const double buckets : {own("t5", "buckets"), 32.0, 64.0, 128.0, 16.0, 8.0, before + 1})
            if (before < buckets) counted(buckets);
    }

    void clipped()
    {
        GuessedSettings guess(question_.scene, "shaw");
        if (table_(0, 0) > 0) add(guess.set("clip", table_(0, 0)));
    }

    void deberta()
    {
        for (const double furthest : {own("deberta", "max_distance"), 512.0, 256.0, 1024.0}) {
            GuessedSettings guess(question_.scene, "deberta");
            add(guess.set("buckets", table_(0, 0)).set("max_distance", furthest));
        }
    }

    double own(std::string_view encoding, std::string_view knob) const
    {
        return GuessedSettings(question_.scene, encoding).now(knob);
    }

    const MatchQuestion& question_;
    const TableView& table_;
    std::int64_t n_;
    std::vector<MatchReading> found_;
};

}  // namespace

std::vector<MatchReading> index_guesses(const MatchQuestion& question)
{
    const TableView& table = question.table;
    if (table.rows() < 1 || table.cols() < 2) return {};
    for (const std::int64_t row : some_rows(table.rows()))
        if (!is_whole_row(table, row)) return {};
    return IndexGuesses(question).all();
}

}  // namespace phasescope

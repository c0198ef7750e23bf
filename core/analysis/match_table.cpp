#include "core/analysis/match_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/match_candidates.hpp"

namespace phasescope {
namespace {

constexpr double float32_error = 0x1p-24, float16_error = 0x1p-11, bfloat16_error = 0x1p-8;

/// One way to read the table as one of the candidates.
struct Guess {
    MatchCandidate candidate;
    bool transposed = false;
    std::int64_t first_position = 0;
};

/// How far the numbers of some rows are from those of a guess.
struct Distance {
    double mean = 0;
    double excess = 0;  ///< the greatest difference, as a multiple of the tolerance at its place
    double largest = 0, tolerance = 0;
    std::int64_t row = 0, col = 0;
};

bool is_padding(std::span<const double> row)
{
    return std::ranges::all_of(row, [](double number) { return number == 0; });
}

double tolerance_at(std::int64_t position, double written_error)
{
    return 1e-6 + static_cast<double>(position) * 0x1p-22 + written_error;
}

/// Of the first `count` rows, as many as there are; empty where the guess has no such rows.
std::optional<Distance> distance(const Matrix& table, const Guess& guess, std::int64_t count, double written_error)
{
    const std::int64_t skipped = guess.first_position < 0 ? 1 : 0, end = std::min(count, table.rows);
    const std::int64_t start = std::max<std::int64_t>(guess.first_position, 0);
    if (end <= skipped) return std::nullopt;
    const std::optional<Field> rows = guess.candidate.rows(start, end - skipped);
    if (!rows || phasescope::col_count(*rows) != table.cols) return std::nullopt;
    Distance result;
    result.tolerance = tolerance_at(start, written_error);
    std::vector<double> meant(static_cast<std::size_t>(table.cols));
    double sum = 0, compared = 0;
    for (std::int64_t r = skipped; r < end; ++r) {
        if (table.rows > 1 && is_padding(table.row(r))) continue;
        rows_of(*rows, r - skipped, 1, meant);
        const double tolerance = tolerance_at(start + r - skipped, written_error);
        for (std::int64_t c = 0; c < table.cols; ++c) {
            const double apart = std::abs(table(r, c) - meant[static_cast<std::size_t>(c)]);
            sum += apart;
            ++compared;
            if (apart / tolerance <= result.excess) continue;
            result = {0, apart / tolerance, apart, tolerance, r, c};
        }
    }
    if (compared == 0) return std::nullopt;
    result.mean = sum / compared;
    return result;
}

Matrix transpose(const Matrix& table)
{
    Matrix turned(table.cols, table.rows);
    for (std::int64_t r = 0; r < table.rows; ++r)
        for (std::int64_t c = 0; c < table.cols; ++c) turned(c, r) = table(r, c);
    return turned;
}

std::vector<Guess> guesses(const Matrix& table, bool transposed, const Scene& scene)
{
    std::vector<std::int64_t> starts{0};
    if (table.rows > 1) starts.push_back(1);
    if (scene.start > 1) starts.push_back(scene.start);
    std::vector<Guess> all;
    const auto add = [&](const std::vector<MatchCandidate>& candidates, std::int64_t start) {
        for (const MatchCandidate& candidate : candidates) all.push_back({candidate, transposed, start});
    };
    const std::vector<MatchCandidate> candidates = match_candidates(scene, table.rows, table.cols);
    for (const std::int64_t start : starts) add(candidates, start);
    if (table.rows > 2 && is_padding(table.row(0))) add(match_candidates(scene, table.rows - 1, table.cols), -1);
    return all;
}

bool is_whole(double number)
{
    return number == std::round(number);
}

/// Whether so many bits hold the number.
bool has_bits(double number, int bits)
{
    int exponent = 0;
    return is_whole(std::ldexp(std::frexp(number, &exponent), bits));
}

struct Rated {
    Guess guess;
    Distance distance;
};

/// Nearest first; of two as near the one that was guessed first.
void sort_by_mean(std::vector<Rated>& all)
{
    std::ranges::stable_sort(all, {}, [](const Rated& one) { return one.distance.mean; });
}

/// Those that are worth comparing in full: the nearest ones, and all that are as near as the first.
void keep_nearest(std::vector<Rated>& all)
{
    constexpr std::size_t worth = 4;
    sort_by_mean(all);
    const double as_near = all.front().distance.mean * 1.001 + 1e-9;
    std::size_t kept = std::min(all.size(), worth);
    while (kept < all.size() && all[kept].distance.mean <= as_near) ++kept;
    all.resize(kept);
}

}  // namespace

WrittenPrecision written_precision(const Matrix& table)
{
    const auto all = [&](auto&& holds) { return std::ranges::all_of(table.values, holds); };
    for (int decimals = 2; decimals <= 6; ++decimals) {
        const double scale = std::pow(10, decimals);
        if (all([&](double x) { return std::abs(x * scale - std::round(x * scale)) < 1e-9 * scale; }))
            return {"decimals", decimals, 0.5 / scale};
    }
    if (all([](double x) { return has_bits(x, 8); })) return {"bfloat16", 0, bfloat16_error};
    // Below 2^-14 the numbers of float16 are multiples of 2^-24.
    if (all([](double x) { return std::abs(x) < 0x1p-14 ? is_whole(std::ldexp(x, 24)) : has_bits(x, 11); }))
        return {"float16", 0, float16_error};
    if (all([](double x) { return has_bits(x, 24); })) return {"float32", 0, float32_error};
    return {"float64", 0, 0};
}

std::optional<TableMatch> match_table(const Matrix& table, const Scene& scene)
{
    if (table.rows < 1 || table.cols < 1) return std::nullopt;
    const std::array<Matrix, 2> ways{table, transpose(table)};
    const WrittenPrecision precision = written_precision(table);
    const auto rate = [&](const Guess& guess, std::int64_t rows) {
        return distance(ways[guess.transposed ? 1 : 0], guess, rows, precision.error);
    };

    constexpr std::int64_t few = 16;
    std::vector<Rated> all;
    for (const bool transposed : {false, true})
        for (const Guess& guess : guesses(ways[transposed ? 1 : 0], transposed, scene))
            if (const auto found = rate(guess, few)) all.push_back({guess, *found});
    if (all.empty()) return std::nullopt;
    keep_nearest(all);
    std::erase_if(all, [&](Rated& one) {
        const auto found = rate(one.guess, std::max(table.rows, table.cols));
        if (found) one.distance = *found;
        return !found;
    });
    if (all.empty()) return std::nullopt;
    sort_by_mean(all);
    std::ranges::stable_partition(all, [](const Rated& one) { return one.distance.excess <= 1; });

    const auto& [guess, best] = all.front();
    const auto& [candidate, transposed, first_position] = guess;
    return TableMatch{.matches = best.excess <= 1,
                      .encoding = candidate.encoding,
                      .settings = candidate.settings,
                      .mistake = candidate.mistake ? candidate.mistake->name : "",
                      .transposed = transposed,
                      .first_position = first_position,
                      .largest_difference = best.largest,
                      .row = transposed ? best.col : best.row,
                      .col = transposed ? best.row : best.col,
                      .tolerance = best.tolerance,
                      .precision = precision};
}

Scene scene_of_match(Scene scene, const TableMatch& match, const Matrix& table)
{
    const std::string former = mistake_of(scene).encoding == match.encoding ? scene.mistake.name : "";
    if (scene.encoding != match.encoding) scene = with_encoding(scene, match.encoding);
    scene.table = {};
    scene.settings = match.settings;
    const auto first = std::ranges::find(mistakes(), match.encoding, &Mistake::encoding);
    const std::string_view other = former.empty() ? first->name : std::string_view(former);
    scene.mistake = {std::string(match.mistake.empty() ? other : match.mistake), false};
    const std::int64_t rows = match.transposed ? table.cols : table.rows;
    scene.start = std::max<std::int64_t>(match.first_position, 0);
    if (rows > 1) scene.length = rows - (match.first_position < 0 ? 1 : 0);
    scene.look(Sheet::correct).window.reset();
    scene.look(Sheet::mistaken).window.reset();
    scene.look(Sheet::mistake_difference).window.reset();
    return repaired(std::move(scene));
}

}  // namespace phasescope

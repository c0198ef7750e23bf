#include "core/analysis/error_curves.hpp"

#include <algorithm>
#include <cmath>

#include "core/analysis/precision.hpp"
#include "core/parallel.hpp"
#include "core/picture.hpp"
#include "core/rounding.hpp"

namespace phasescope {
namespace {

constexpr int decades = 7, lengths_in_a_decade = 20;
constexpr std::int64_t last_positions = 4;

std::vector<std::int64_t> spaced_lengths()
{
    std::vector<std::int64_t> lengths;
    for (int step = 0; step <= decades * lengths_in_a_decade; ++step) {
        const std::int64_t length = std::llround(std::pow(10, static_cast<double>(step) / lengths_in_a_decade));
        if (lengths.empty() || length > lengths.back()) lengths.push_back(length);
    }
    return lengths;
}

std::vector<Formats> compared_formats(const Scene& scene)
{
    std::vector<Formats> formats{scene.formats};
    for (const FloatFormat format : {FloatFormat::fp32, FloatFormat::tf32, FloatFormat::bf16, FloatFormat::fp16})
        formats.push_back(all_in(format));
    return formats;
}

/// Vectors of the score of one table, exact or computed.
class Vectors {
public:
    Vectors(const Scene& scene, const Mechanism& mechanism)
        : mechanism_(mechanism),
          turns_(depends_on_content(mechanism)),
          width_(score_width(mechanism)),
          scale_(scene.attention.scaled ? 1 / std::sqrt(static_cast<double>(width_)) : 1)
    {
        if (turns_) content_ = vectors(scene.content, width_);
    }

    std::vector<double> query(std::span<const double> row) const { return turned(row, content_.query); }
    std::vector<double> key(std::span<const double> row) const { return turned(row, content_.key); }

    double score(const std::vector<double>& query, const std::vector<double>& key) const
    {
        double sum = 0;
        for (std::size_t c = 0; c < query.size(); ++c) sum += query[c] * key[c];
        return sum * scale_;
    }

    /// What double can tell of such a score.
    double resolution(const std::vector<double>& query, const std::vector<double>& key) const
    {
        const auto length = [](const std::vector<double>& vector) {
            double sum = 0;
            for (const double number : vector) sum += number * number;
            return std::sqrt(sum);
        };
        return score_resolution(length(query), length(key)) * scale_;
    }

private:
    std::vector<double> turned(std::span<const double> row, const Matrix& content) const
    {
        std::vector<double> out(static_cast<std::size_t>(width_));
        score_vector(mechanism_, row, turns_ ? content.row(0) : std::span<const double>{}, out);
        return out;
    }

    const Mechanism& mechanism_;
    bool turns_;
    std::int64_t width_;
    double scale_;
    QueryKey content_;
};

/// The largest errors that are met at one length, first of values, then of scores, for each of the formats.
struct Met {
    std::vector<double> values, scores;
};

Met met_at(std::int64_t length, const Vectors& vectors, const std::vector<ComputedTable>& tables,
           const std::vector<Formats>& formats)
{
    Met met{std::vector<double>(tables.size()), std::vector<double>(tables.size())};
    for (std::size_t f = 0; f < tables.size(); ++f)
        for (std::int64_t position = std::max<std::int64_t>(0, length - last_positions); position < length; ++position)
            met.values[f] = std::max(met.values[f], tables[f].largest_value_error(position));

    std::vector<double> row(static_cast<std::size_t>(tables.front().size()));
    tables.front().exact_row(length - 1, row);
    const std::vector<double> exact_query = vectors.query(row);
    std::vector<std::vector<double>> queries;
    for (const ComputedTable& table : tables) {
        table.computed_row(length - 1, row);
        queries.push_back(vectors.query(row));
    }
    for (std::int64_t before = 0; before < length; before = std::max<std::int64_t>(1, 2 * before)) {
        tables.front().exact_row(length - 1 - before, row);
        const std::vector<double> exact_key = vectors.key(row);
        const double exact = vectors.score(exact_query, exact_key);
        const double resolution = vectors.resolution(exact_query, exact_key);
        for (std::size_t f = 0; f < tables.size(); ++f) {
            tables[f].computed_row(length - 1 - before, row);
            const double score = rounded(formats[f].results, vectors.score(queries[f], vectors.key(row)));
            met.scores[f] = std::max(met.scores[f], error_of(score, exact, resolution));
        }
    }
    return met;
}

/// Errors that were met at shorter lengths are met at longer ones.
void run_up(std::vector<double>& errors)
{
    for (std::size_t i = 1; i < errors.size(); ++i) errors[i] = std::max(errors[i], errors[i - 1]);
}

}  // namespace

std::optional<ErrorCurves> error_curves(const Scene& scene, const Progress& progress)
{
    const Mechanism mechanism = mechanism_of(scene);
    const Vectors vectors(scene, mechanism);
    const std::vector<Formats> formats = compared_formats(scene);
    std::vector<ComputedTable> tables;
    for (const Formats& one : formats) tables.emplace_back(table_of(mechanism), one);

    ErrorCurves found;
    found.lengths = spaced_lengths();
    std::vector<Met> met(found.lengths.size());
    for (std::size_t begin = 0; begin < met.size(); begin += 8) {
        if (progress && !progress(static_cast<double>(begin) / static_cast<double>(met.size()))) return std::nullopt;
        const auto count = static_cast<std::int64_t>(std::min<std::size_t>(8, met.size() - begin));
        parallel_for(count, 1, [&](std::int64_t from, std::int64_t to) {
            for (auto i = begin + static_cast<std::size_t>(from); i < begin + static_cast<std::size_t>(to); ++i)
                met[i] = met_at(found.lengths[i], vectors, tables, formats);
        });
    }
    for (std::size_t f = 0; f < formats.size(); ++f) {
        ErrorCurve curve{formats[f], {}, {}};
        for (const Met& one : met) {
            curve.values.push_back(one.values[f]);
            curve.scores.push_back(one.scores[f]);
        }
        run_up(curve.values);
        run_up(curve.scores);
        found.curves.push_back(std::move(curve));
    }
    return found;
}

}  // namespace phasescope

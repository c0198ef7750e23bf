#include "core/analysis/wave_grid.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "core/parallel.hpp"

namespace phasescope {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Row i: amplitude cos, then amplitude sin, of every term at positions[i]. (positions, 2 terms)
RowMajor cosines_and_sines(WaveTerms terms, std::span<const std::int64_t> positions)
{
    const std::size_t count = terms.amplitude.size();
    for (std::size_t k = 0; k < count; ++k) terms.add(terms.amplitude[k], terms.frequency[k], terms.phase[k] - quarter_turn);
    RowMajor rows(static_cast<Eigen::Index>(positions.size()), static_cast<Eigen::Index>(2 * count));
    parallel_for(rows.rows(), 1 + 100'000 / static_cast<std::int64_t>(2 * count), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            wave_row(terms, 2 * positions[static_cast<std::size_t>(i)], std::span(rows.row(i).data(), 2 * count));
    });
    return rows;
}

/// The same frequencies with amplitude 1 and phase 0.
WaveTerms bare(WaveTerms terms)
{
    std::ranges::fill(terms.amplitude, 1.0);
    std::ranges::fill(terms.phase, Turns64{0});
    return terms;
}

}  // namespace

Matrix wave_grid(const WaveTerms& terms, std::span<const std::int64_t> anchors, std::span<const std::int64_t> steps)
{
    Matrix grid(static_cast<std::int64_t>(anchors.size()), static_cast<std::int64_t>(steps.size()));
    if (terms.size() == 0) return grid;
    RowMajor at_anchors = cosines_and_sines(terms, anchors);
    at_anchors.rightCols(static_cast<Eigen::Index>(terms.size())) *= -1;
    Eigen::Map<RowMajor>(grid.values.data(), grid.rows, grid.cols).noalias() =
        at_anchors * cosines_and_sines(bare(terms), steps).transpose();
    return grid;
}

std::vector<double> wave_run(const WaveTerms& terms, std::int64_t first, std::int64_t step, std::int64_t count)
{
    const auto stride = static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(count))));
    std::vector<std::int64_t> anchors, steps;
    for (std::int64_t i = 0; i < count; i += stride) anchors.push_back(first + i * step);
    for (std::int64_t i = 0; i < stride; ++i) steps.push_back(i * step);
    std::vector<double> run = wave_grid(terms, anchors, steps).values;
    run.resize(static_cast<std::size_t>(count));
    return run;
}

double wave_grid_error(const WaveTerms& terms)
{
    // A term is a product of two cosines and one of two sines, each factor off by 4e-16: together at most
    // 4e-16 (|cos x| + |cos y| + |sin x| + |sin y|) <= 4e-16 * 2 sqrt(2). Adding 2K products: 2K * 2^-53.
    double reach = 0;
    for (const double amplitude : terms.amplitude) reach += std::abs(amplitude);
    return reach * (1.2e-15 + 2 * static_cast<double>(terms.size() + 1) * 0x1p-53);
}

}  // namespace phasescope

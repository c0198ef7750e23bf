#include "core/analysis/wave_grid.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

/// So many stay in the cache; fewer than the second are not worth a thread.
constexpr std::int64_t anchor_numbers_at_once = 1 << 15, anchor_numbers_of_a_thread = 50'000;

/// Amplitude cos, then `sine_factor` amplitude sin, of every term at some positions.
class CosinesAndSines {
public:
    CosinesAndSines(WaveTerms terms, double sine_factor) : terms_(std::move(terms))
    {
        const std::size_t count = terms_.amplitude.size();
        for (std::size_t k = 0; k < count; ++k)
            terms_.add(sine_factor * terms_.amplitude[k], terms_.frequency[k], terms_.phase[k] - quarter_turn);
    }

    std::int64_t width() const { return terms_.size(); }

    /// (positions, width)
    void at(std::span<const std::int64_t> positions, std::span<double> rows) const
    {
        const auto width = static_cast<std::size_t>(this->width());
        for (std::size_t i = 0; i < positions.size(); ++i)
            wave_row(terms_, 2 * positions[i], rows.subspan(i * width, width));
    }

private:
    WaveTerms terms_;
};

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
    const CosinesAndSines of_anchors(terms, -1), of_steps(bare(terms), 1);
    const std::int64_t width = of_steps.width();
    Matrix at_steps(grid.cols, width);
    of_steps.at(steps, at_steps.values);
    const std::int64_t height = std::clamp<std::int64_t>(anchor_numbers_at_once / width, 1, grid.rows);
    parallel_for(grid.rows, 1 + anchor_numbers_of_a_thread / width, [&](std::int64_t begin, std::int64_t end) {
        Matrix at_anchors(std::min(height, end - begin), width);
        for (std::int64_t first = begin; first < end; first += height) {
            const std::int64_t count = std::min(height, end - first);
            const auto rows = std::span(at_anchors.values).first(static_cast<std::size_t>(count * width));
            of_anchors.at(anchors.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count)), rows);
            add_dot_products(rows, at_steps.values, width,
                             std::span(grid.row(first).data(), static_cast<std::size_t>(count * grid.cols)));
        }
    });
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

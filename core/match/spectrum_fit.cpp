#include "core/match/spectrum_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/match/simplest_number.hpp"

namespace phasescope {
namespace {

constexpr std::array known_bases{1e4, 5e5, 1e6, 1e5, 1.5e5, 1.6e5, 2.5e5, 3e5, 6e5, 2e6, 5e6, 8e6, 1e7, 5e7, 1e8, 100.0};

/// A frequency that is known to a tenth of itself.
bool is_known(const ColumnWave& wave)
{
    return wave.frequency > 0 && wave.frequency_error < 0.1 * wave.frequency;
}

}  // namespace

std::span<const double> usual_bases()
{
    return known_bases;
}

GeometricFit geometric_fit(std::span<const ColumnWave> waves)
{
    double w = 0, wk = 0, wkk = 0, wy = 0, wky = 0;
    int count = 0;
    const auto each = [&](auto&& take) {
        for (std::size_t k = 0; k < waves.size(); ++k) {
            if (!is_known(waves[k])) continue;
            const double share = waves[k].frequency_error / waves[k].frequency;
            take(static_cast<double>(k), std::log(waves[k].frequency), share);
        }
    };
    each([&](double k, double y, double share) {
        const double weight = 1 / (share * share);
        w += weight, wk += weight * k, wkk += weight * k * k, wy += weight * y, wky += weight * k * y;
        ++count;
    });
    GeometricFit fit;
    if (count == 0) return fit;
    const double determinant = w * wkk - wk * wk;
    fit.determined = count > 1 && determinant > 1e-12 * w * wkk;
    if (!fit.determined) {
        fit.first = std::exp(wy / w);
        fit.first_error = fit.first / std::sqrt(w);
        return fit;
    }
    fit.fall = -(w * wky - wk * wy) / determinant;
    fit.fall_error = std::sqrt(w / determinant);
    fit.first = std::exp((wkk * wy - wk * wky) / determinant);
    fit.first_error = fit.first * std::sqrt(wkk / determinant);
    fit.straight = true;
    each([&](double k, double y, double share) {
        if (std::abs(y - (std::log(fit.first) - k * fit.fall)) > 6 * share + 1e-6) fit.straight = false;
    });
    return fit;
}

std::vector<double> simple_numbers(double number, double error)
{
    std::vector<double> numbers;
    const auto add = [&](double one) {
        if (one > 0 && std::isfinite(one) && std::ranges::find(numbers, one) == numbers.end()) numbers.push_back(one);
    };
    if (!(number > 0) || !std::isfinite(number)) return numbers;
    for (const double width : {8.0, 2.0, 0.25})
        add(simplest_number(std::max(number - width * error, number * 1e-3), number + width * error));
    return numbers;
}

std::vector<double> bases_of(const GeometricFit& fit, double step, double own)
{
    std::vector<double> bases;
    const auto add = [&](double base) {
        if (base >= 1.0001 && base <= 1e9 && std::ranges::find(bases, base) == bases.end()) bases.push_back(base);
    };
    const double base = std::exp(fit.fall / step), share = fit.fall_error / step;
    const auto may_be = [&](double one) { return !fit.determined || std::abs(std::log(one / base)) < 10 * share + 1e-6; };
    if (may_be(own)) add(own);
    for (const double usual : known_bases)
        if (may_be(usual)) add(usual);
    if (fit.determined)
        for (const double simple : simple_numbers(base, base * std::min(share, 0.5))) add(simple);
    return bases;
}

}  // namespace phasescope

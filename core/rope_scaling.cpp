#include "core/rope_scaling.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cassert>
#include <cmath>

#include "core/longrope_factors.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

using Real = boost::multiprecision::cpp_bin_float_50;  // 168 bits

Real exact(Turns128 frequency)
{
    return ldexp(Real(static_cast<std::uint64_t>(frequency >> 64)), -64)
           + ldexp(Real(static_cast<std::uint64_t>(frequency)), -128);
}

/// The nearest multiple of 2^-128 to x, 0 <= x <= 1/2.
Turns128 rounded(const Real& x)
{
    const Real units = floor(ldexp(x, 128) + Real(0.5));
    const auto high = static_cast<std::uint64_t>(floor(ldexp(units, -64)));
    const auto low = static_cast<std::uint64_t>(units - ldexp(Real(high), 64));
    return (static_cast<Turns128>(high) << 64) | low;
}

/// 0 up to `from`, 1 from `to` on, linear between.
Real ramp(const Real& at, const Real& from, const Real& to)
{
    if (at <= from) return 0;
    if (at >= to) return 1;
    return (at - from) / (to - from);
}

/// One method at work: what each unscaled frequency is multiplied by.
class Ratios {
public:
    Ratios(double base, const std::vector<Turns128>& unscaled, const RopeScalingSettings& settings, const Real& division)
        : base_(base),
          unscaled_(unscaled),
          settings_(settings),
          division_(division),
          slow_(std::min(settings.beta_slow, settings.beta_fast)),
          fast_(std::max(settings.beta_slow, settings.beta_fast))
    {
    }

    std::vector<Real> all(bool beyond_trained) const
    {
        switch (settings_.scaling) {
            case RopeScaling::none: return std::vector<Real>(unscaled_.size(), 1);
            case RopeScaling::linear: return std::vector<Real>(unscaled_.size(), 1 / division_);
            case RopeScaling::ntk:
            case RopeScaling::dynamic_ntk: return powers();
            case RopeScaling::ntk_by_parts:
            case RopeScaling::yarn_paper: return blended_by_turns(slow_, fast_);
            case RopeScaling::yarn: return blended_by_index(slow_, fast_, true);
            case RopeScaling::yarn_unrounded: return blended_by_index(slow_, fast_, false);
            case RopeScaling::longrope: return listed(beyond_trained);
            case RopeScaling::llama3:
                return blended_by_turns(std::min(settings_.low_freq_factor, settings_.high_freq_factor),
                                        std::max(settings_.low_freq_factor, settings_.high_freq_factor));
            case RopeScaling::proportional: return first_only();
            case RopeScaling::part_ntk: return part_ntk();
        }
        return {};
    }

private:
    /// (base s^(d/(d-2)))^(-2k/d) = base^(-2k/d) s^(-k/(d/2-1)).
    std::vector<Real> powers() const
    {
        const std::size_t pairs = unscaled_.size();
        const Real step = pairs > 1 ? Real(pow(division_, Real(-1) / Real(pairs - 1))) : Real(1);
        std::vector<Real> ratios{1};
        while (ratios.size() < pairs) ratios.push_back(ratios.back() * step);
        return ratios;
    }

    Real blended(const Real& kept) const { return kept + (1 - kept) / division_; }

    std::vector<Real> blended_by_turns(double slow, double fast) const
    {
        std::vector<Real> ratios;
        for (const Turns128 frequency : unscaled_)
            ratios.push_back(blended(ramp(Real(settings_.trained_length) * exact(frequency), slow, fast)));
        return ratios;
    }

    /// How much of each pair the ramp over k leaves as it is, from 1 where a pair turned `fast` times within the trained
    /// length to 0 where it turned `slow` times. Ends that coincide are set 0.001 apart, as the published code does; so are
    /// ends that crossed when they were clamped.
    std::vector<Real> kept_by_index(double slow, double fast, bool whole) const
    {
        const Real dimension = 2 * unscaled_.size();
        const auto index = [&](double turns) -> Real {
            const Real two_pi = 2 * boost::math::constants::pi<Real>();
            return dimension * log(Real(settings_.trained_length) / (two_pi * Real(turns))) / (2 * log(Real(base_)));
        };
        Real low = index(fast), high = index(slow);
        if (whole) low = floor(low), high = ceil(high);
        low = std::max(low, Real(0));
        high = std::min(high, Real(dimension - 1));
        if (high <= low) high = low + Real(0.001);
        std::vector<Real> kept;
        for (std::size_t k = 0; k < unscaled_.size(); ++k) kept.push_back(1 - ramp(Real(k), low, high));
        return kept;
    }

    std::vector<Real> blended_by_index(double slow, double fast, bool whole) const
    {
        std::vector<Real> ratios = kept_by_index(slow, fast, whole);
        for (Real& ratio : ratios) ratio = blended(ratio);
        return ratios;
    }

    std::vector<Real> listed(bool is_long) const
    {
        const std::span<const double> own = is_long ? settings_.long_factors : settings_.short_factors;
        const auto pairs = static_cast<std::int64_t>(unscaled_.size());
        std::vector<Real> ratios;
        for (std::int64_t k = 0; k < pairs; ++k)
            ratios.push_back(1
                             / Real(own.size() == unscaled_.size() ? own[static_cast<std::size_t>(k)]
                                                                   : longrope_factor(is_long, k, pairs)));
        return ratios;
    }

    std::vector<Real> first_only() const
    {
        std::vector<Real> ratios(unscaled_.size(), 0);
        const auto turning = std::clamp<std::int64_t>(settings_.turning_pairs, 0, std::ssize(ratios));
        std::fill_n(ratios.begin(), turning, Real(1 / division_));
        return ratios;
    }

    /// Linear where a pair turned less than 0.75 times, NTK-aware from 1.25 to 2 times, kept from 16 times on; the numbers
    /// are constants of the published code.
    std::vector<Real> part_ntk() const
    {
        const std::vector<Real> ntk = powers(), against_linear = kept_by_index(0.75, 1.25, true),
                                kept = kept_by_index(2, 16, true);
        std::vector<Real> ratios;
        for (std::size_t k = 0; k < ntk.size(); ++k) {
            const Real slow = ntk[k] * against_linear[k] + (1 - against_linear[k]) / division_;
            ratios.push_back(slow * (1 - kept[k]) + kept[k]);
        }
        return ratios;
    }

    double base_;
    const std::vector<Turns128>& unscaled_;
    const RopeScalingSettings& settings_;
    Real division_;
    double slow_, fast_;
};

/// What the method divides the slowest pairs by.
Real division_of(const RopeScalingSettings& settings, std::int64_t total_length)
{
    const Real factor = settings.factor;
    if (settings.scaling == RopeScaling::none) return 1;
    if (settings.scaling != RopeScaling::dynamic_ntk) return factor;
    const Real stretched = std::max(static_cast<double>(total_length), settings.trained_length);
    return factor * stretched / Real(settings.trained_length) - (factor - 1);
}

double attention_factor_of(const RopeScalingSettings& settings)
{
    const bool yarn = settings.scaling == RopeScaling::yarn || settings.scaling == RopeScaling::yarn_unrounded
                      || settings.scaling == RopeScaling::yarn_paper;
    if (!yarn && settings.scaling != RopeScaling::longrope) return 1;
    if (settings.attention_factor > 0) return settings.attention_factor;
    if (settings.factor <= 1) return 1;
    return yarn ? 0.1 * std::log(settings.factor) + 1
                : std::sqrt(1 + std::log(settings.factor) / std::log(settings.trained_length));
}

}  // namespace

ScaledRope scaled_rope(double base, std::int64_t dimension, const RopeScalingSettings& settings, std::int64_t total_length)
{
    assert(dimension >= 2 && dimension % 2 == 0 && settings.factor >= 1 && settings.trained_length >= 2);
    ScaledRope result{geometric_spectrum(base, 2, static_cast<double>(dimension), dimension / 2)};
    if (settings.scaling == RopeScaling::none) return result;

    const Real division = division_of(settings, total_length);
    const bool beyond_trained = static_cast<double>(total_length) > settings.trained_length;
    const std::vector<Real> ratios = Ratios(base, result.frequencies, settings, division).all(beyond_trained);
    for (std::size_t k = 0; k < ratios.size(); ++k)
        if (ratios[k] != 1) result.frequencies[k] = rounded(exact(result.frequencies[k]) * ratios[k]);
    result.attention_factor = attention_factor_of(settings);
    result.division = static_cast<double>(division);
    return result;
}

double ntk_base(double base, std::int64_t dimension, double factor)
{
    if (dimension <= 2) return base;
    return base * std::pow(factor, static_cast<double>(dimension) / static_cast<double>(dimension - 2));
}

double longrope_factor(bool is_long, std::int64_t pair, std::int64_t pairs)
{
    const auto& list = is_long ? longrope_long_factors : longrope_short_factors;
    const double at = static_cast<double>(std::ssize(list) * pair) / static_cast<double>(pairs);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= list.size()) return list.back();
    return std::lerp(list[below], list[below + 1], at - static_cast<double>(below));
}

}  // namespace phasescope

// Exact values in quadruple precision, by another road than the core's.
#pragma once

#include <boost/math/constants/constants.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "core/phase.hpp"

namespace phasescope {

using Quad = boost::multiprecision::cpp_bin_float_quad;

inline const Quad quad_two_pi = 2 * boost::math::constants::pi<Quad>();

/// A phase in turns.
inline Quad turns(Turns64 phase)
{
    return ldexp(Quad(phase), -64);
}

/// A frequency in turns per position.
inline Quad turns(Turns128 frequency)
{
    return ldexp(Quad(static_cast<std::uint64_t>(frequency >> 64)), -64)
           + ldexp(Quad(static_cast<std::uint64_t>(frequency)), -128);
}

/// How far a number is from the exact one.
inline double error_of(double number, const Quad& exact)
{
    return static_cast<double>(abs(Quad(number) - exact));
}

}  // namespace phasescope

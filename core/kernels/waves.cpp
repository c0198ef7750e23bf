// The vectorised versions: phases from 32-bit integer products, cosines from one polynomial on the reduced turn.
//
// Compiled once for every instruction set that Highway knows on this processor family; the best one is chosen when
// the program runs.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/waves.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/waves.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

// A processor without vectors that are worth it: the plain versions serve.

void double_row(const WaveTerms& terms, std::int64_t twice_x, std::span<double> out)
{
    plain::wave_row(terms, twice_x, out);
}

void float_row(const WaveTerms& terms, std::int64_t twice_x, std::span<float> out)
{
    plain::wave_row(terms, twice_x, out);
}

void sums(const WaveTerms& terms, std::span<const std::int64_t> twice_x, std::span<double> out)
{
    plain::wave_sums(terms, twice_x, out);
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;
using Words = hn::RebindToUnsigned<Doubles>;             // one 64-bit phase a lane
using Halves = hn::Repartition<std::uint32_t, Doubles>;  // the same register as 32-bit words
using Floats = hn::Repartition<float, Doubles>;
using Half = hn::Half<Floats>;  // as many floats as Doubles has lanes
using DoubleVector = hn::Vec<Doubles>;
using WordVector = hn::Vec<Words>;
using FloatVector = hn::Vec<Floats>;
using HalfVector = hn::Vec<Halves>;

constexpr std::size_t most_lanes = hn::MaxLanes(Floats());

/// The products of the low 32 bits of each lane.
HWY_INLINE WordVector low_product(WordVector a, WordVector b)
{
    return hn::MulEven(hn::BitCast(Halves(), a), hn::BitCast(Halves(), b));
}

/// sin(s pi/2) for |s| <= 1, as s + s v h(v) with v = 1 - s^2: exact at 0 and 1, and the rounding of h counts little.
/// h is interpolated at the Chebyshev nodes of [0, 1]; the result is off by 5e-19, what remains is rounding.
HWY_INLINE DoubleVector sine(DoubleVector s)
{
    const Doubles d;
    const DoubleVector v = hn::NegMulAdd(s, s, hn::Set(d, 1.0));
    DoubleVector h = hn::Set(d, 0x1.9bc8236f8094ap-38);
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.55b1fbe73f109p-31));
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.c22b4ddf36178p-25));
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.b70781770aee0p-19));
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.2c79afab0f765p-13));
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.0b0cd906e78cep-8));
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.10b0cd906e892p-4));
    h = hn::MulAdd(h, v, hn::Set(d, 0.5));
    return hn::MulAdd(hn::Mul(s, v), h, s);
}

/// The same in float; the polynomial is off by 4.1e-11.
HWY_INLINE FloatVector sine(FloatVector s)
{
    const Floats d;
    const FloatVector v = hn::NegMulAdd(s, s, hn::Set(d, 1.0f));
    FloatVector h = hn::Set(d, 0x1.c8f50ep-19f);
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.2c3a8ep-13f));
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.0b0d8ep-8f));
    h = hn::MulAdd(h, v, hn::Set(d, 0x1.10b0ccp-4f));
    h = hn::MulAdd(h, v, hn::Set(d, 0.5f));
    return hn::MulAdd(hn::Mul(s, v), h, s);
}

/// cos(2 pi phase): with the phase as b/2 + r turns, r in [0, 1/2), it is sin(2 pi (1/4 - r)), negated where b is 1.
HWY_INLINE DoubleVector cosine(WordVector phase)
{
    // In quarter turns r's words become the mantissas of 2^22 + high and 2^-10 + low, so that 1 - r is rounded only once.
    const Doubles d;
    const Words w;
    const auto low = hn::OddEven(hn::BitCast(Halves(), hn::Set(w, 0x3F50000000000000u)), hn::BitCast(Halves(), phase));
    const auto high = hn::Or(hn::And(hn::ShiftRight<32>(phase), hn::Set(w, 0x7FFFFFFFu)), hn::Set(w, 0x4150000000000000u));
    const DoubleVector s = hn::Sub(hn::Sub(hn::Set(d, 0x1p22 + 1 + 0x1p-10), hn::BitCast(d, high)), hn::BitCast(d, low));
    const auto sign = hn::And(phase, hn::Set(w, half_turn));
    return sine(hn::Xor(s, hn::BitCast(d, sign)));
}

/// The same from the top 32 bits of the phase.
HWY_INLINE FloatVector cosine(HalfVector phase)
{
    const Floats d;
    const Halves h;
    const auto r = hn::And(phase, hn::Set(h, 0x7FFFFFFFu));
    const auto rest = hn::BitCast(hn::RebindToSigned<Halves>(), hn::Sub(hn::Set(h, 1u << 30), r));
    const auto sign = hn::And(phase, hn::Set(h, 1u << 31));
    const FloatVector unit = hn::Xor(hn::Set(d, 0x1p-30f), hn::BitCast(d, sign));
    return sine(hn::MulAdd(hn::ConvertTo(d, rest), unit, hn::Zero(d)));  // adding 0 leaves no negative zero
}

/// One argument of many waves: twice_x / 2 as a sign, a whole part below 2^32 and a half.
class Argument {
public:
    explicit Argument(std::int64_t twice_x)
    {
        const Words w;
        const std::uint64_t twice = static_cast<std::uint64_t>(twice_x < 0 ? -twice_x : twice_x);
        assert(twice < std::uint64_t{1} << 33);
        whole_ = hn::Set(w, twice >> 1);
        half_ = hn::Set(w, twice & 1 ? ~std::uint64_t{0} : 0);
        negative_ = hn::Set(w, twice_x < 0 ? ~std::uint64_t{0} : 0);
    }

    /// Phases of neighbouring terms, up to 3 units of 2^-64 turn below their exact values.
    /// cos is even: at -x it is the cosine of x frequency - phase, and ~phase is -phase but for one unit.
    HWY_INLINE WordVector phases(const Turns128* frequency, const Turns64* phase) const
    {
        const Words w;
        WordVector low, high;
        hn::LoadInterleaved2(w, reinterpret_cast<const std::uint64_t*>(frequency), low, high);
        WordVector turns = low_product(whole_, high);
        turns = hn::Add(turns, hn::ShiftLeft<32>(low_product(whole_, hn::ShiftRight<32>(high))));
        turns = hn::Add(turns, hn::ShiftRight<32>(low_product(whole_, hn::ShiftRight<32>(low))));
        turns = hn::Add(turns, hn::And(hn::ShiftRight<1>(high), half_));
        return hn::Add(turns, hn::Xor(hn::LoadU(w, phase), negative_));
    }

private:
    WordVector whole_, half_, negative_;
};

/// amplitude * cosine, whose zeros have no sign: -0 + 0 is 0, and the sum is rounded once with the product.
HWY_INLINE DoubleVector scaled(DoubleVector amplitude, DoubleVector cosine)
{
    return hn::MulAdd(amplitude, cosine, hn::Zero(Doubles()));
}

/// One register full of terms.
HWY_INLINE void paint(const Argument& x, const double* amplitude, const Turns128* frequency, const Turns64* phase,
                      double* out)
{
    const Doubles d;
    hn::StoreU(scaled(hn::LoadU(d, amplitude), cosine(x.phases(frequency, phase))), d, out);
}

/// Float cosines keep their bound only where the amplitude does not round them once more: where it is 0 or 1.
HWY_INLINE void paint(const Argument& x, const double* amplitude, const Turns128* frequency, const Turns64* phase,
                      float* out)
{
    const Doubles d;
    const Floats f;
    const Half half;
    const std::size_t lanes = hn::Lanes(d);
    const DoubleVector a0 = hn::LoadU(d, amplitude), a1 = hn::LoadU(d, amplitude + lanes);
    const WordVector p0 = x.phases(frequency, phase), p1 = x.phases(frequency + lanes, phase + lanes);
    const auto one = hn::Set(d, 1.0);
    if (hn::AllTrue(d, hn::And(hn::Eq(a0, one), hn::Eq(a1, one)))) {
        const HalfVector top = hn::ConcatOdd(Halves(), hn::BitCast(Halves(), p1), hn::BitCast(Halves(), p0));
        hn::StoreU(cosine(top), f, out);
        return;
    }
    hn::StoreU(hn::DemoteTo(half, scaled(a0, cosine(p0))), half, out);
    hn::StoreU(hn::DemoteTo(half, scaled(a1, cosine(p1))), half, out + lanes);
}

template <class T>
void row(const WaveTerms& terms, std::int64_t twice_x, std::span<T> out)
{
    const Argument x(twice_x);
    const std::size_t lanes = hn::Lanes(hn::ScalableTag<T>());
    std::size_t c = 0;
    for (; c + lanes <= out.size(); c += lanes) paint(x, &terms.amplitude[c], &terms.frequency[c], &terms.phase[c], &out[c]);
    if (c == out.size()) return;

    // The last terms go through a register that is filled up with zeros.
    std::array<double, most_lanes> amplitude{};
    std::array<Turns128, most_lanes> frequency{};
    std::array<Turns64, most_lanes> phase{};
    std::array<T, most_lanes> last{};
    std::copy(terms.amplitude.begin() + static_cast<std::ptrdiff_t>(c), terms.amplitude.end(), amplitude.begin());
    std::copy(terms.frequency.begin() + static_cast<std::ptrdiff_t>(c), terms.frequency.end(), frequency.begin());
    std::copy(terms.phase.begin() + static_cast<std::ptrdiff_t>(c), terms.phase.end(), phase.begin());
    paint(x, amplitude.data(), frequency.data(), phase.data(), last.data());
    std::copy_n(last.begin(), out.size() - c, out.begin() + static_cast<std::ptrdiff_t>(c));
}

void double_row(const WaveTerms& terms, std::int64_t twice_x, std::span<double> out)
{
    row(terms, twice_x, out);
}

void float_row(const WaveTerms& terms, std::int64_t twice_x, std::span<float> out)
{
    row(terms, twice_x, out);
}

/// Arguments are taken in blocks small enough for the first-level cache, each as a first argument and steps from it.
constexpr std::size_t block_size = 128;
static_assert(block_size % most_lanes == 0);

struct Block {
    std::int64_t first = 0;
    alignas(128) std::array<std::uint64_t, block_size> step{};
    alignas(128) std::array<double, block_size> sum{};
};

/// How many of the arguments, from the front on, lie within 2^32 of each other, and the least of these.
std::pair<std::size_t, std::int64_t> near_arguments(std::span<const std::int64_t> twice_x)
{
    std::size_t count = std::min(twice_x.size(), block_size);
    for (;; count = (count + 1) / 2) {
        const auto [low, high] = std::ranges::minmax(twice_x.first(count));
        if (high - low < std::int64_t{1} << 32) return {count, low};
    }
}

/// Adds one wave to the sums of a block.
void add_wave(double amplitude, Turns128 frequency, Turns64 phase, std::size_t count, Block& block)
{
    const Doubles d;
    const Words w;
    const Turns128 step = frequency >> 1;
    const auto high = hn::Set(w, static_cast<std::uint64_t>(step >> 64));
    const auto top = hn::Set(w, static_cast<std::uint64_t>(step >> 96));
    const auto low = hn::Set(w, static_cast<std::uint32_t>(step >> 32));
    const auto start = hn::Set(w, half_phase_at(block.first, frequency) + phase);
    const auto a = hn::Set(d, amplitude);
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const WordVector steps = hn::Load(w, &block.step[i]);
        WordVector turns = hn::Add(start, low_product(steps, high));
        turns = hn::Add(turns, hn::ShiftLeft<32>(low_product(steps, top)));
        turns = hn::Add(turns, hn::ShiftRight<32>(low_product(steps, low)));
        hn::Store(hn::MulAdd(a, cosine(turns), hn::Load(d, &block.sum[i])), d, &block.sum[i]);
    }
}

void sums(const WaveTerms& terms, std::span<const std::int64_t> twice_x, std::span<double> out)
{
    Block block;
    while (!twice_x.empty()) {
        const auto [count, first] = near_arguments(twice_x);
        block.first = first;
        for (std::size_t i = 0; i < count; ++i) block.step[i] = static_cast<std::uint64_t>(twice_x[i] - first);
        block.sum.fill(0);
        for (std::size_t k = 0; k < terms.amplitude.size(); ++k)
            add_wave(terms.amplitude[k], terms.frequency[k], terms.phase[k], count, block);
        std::copy_n(block.sum.begin(), count, out.begin());
        twice_x = twice_x.subspan(count);
        out = out.subspan(count);
    }
}

#endif

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(double_row);
HWY_EXPORT(float_row);
HWY_EXPORT(sums);

void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<double> out)
{
    assert(out.size() == terms.amplitude.size());
    HWY_DYNAMIC_DISPATCH(double_row)(terms, twice_x, out);
}

void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<float> out)
{
    assert(out.size() == terms.amplitude.size());
    HWY_DYNAMIC_DISPATCH(float_row)(terms, twice_x, out);
}

void wave_sums(const WaveTerms& terms, std::span<const std::int64_t> twice_x, std::span<double> out)
{
    assert(out.size() == twice_x.size());
    HWY_DYNAMIC_DISPATCH(sums)(terms, twice_x, out);
}

}  // namespace phasescope
#endif

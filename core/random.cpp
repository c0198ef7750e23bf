#include "core/random.hpp"

#include <cmath>

#include "core/phase.hpp"

namespace phasescope {
namespace {

class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t state) : state_(state) {}

    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t state_;
};

}  // namespace

std::vector<double> normals(std::uint64_t seed, std::uint64_t stream, std::int64_t count)
{
    // Mixed twice, so that stream a of seed b is not stream b of seed a.
    SplitMix64 bits(SplitMix64(SplitMix64(seed).next() + stream).next());
    std::vector<double> numbers;
    numbers.reserve(static_cast<std::size_t>(count + 1));
    while (static_cast<std::int64_t>(numbers.size()) < count) {
        const double uniform = (static_cast<double>(bits.next() >> 11) + 1) * 0x1p-53;  // in (0, 1]
        const double radius = std::sqrt(-2 * std::log(uniform));
        const Turns64 angle = bits.next();
        numbers.push_back(radius * cos_turns(angle));
        numbers.push_back(radius * sin_turns(angle));
    }
    numbers.resize(static_cast<std::size_t>(count));
    return numbers;
}

}  // namespace phasescope

// Vectors of many heads turned at once, against pairs that are turned one by one.
#include <gtest/gtest.h>

#include "core/kernels/rotate.hpp"
#include "core/random.hpp"
#include "core/spectrum.hpp"
#include "targets.hpp"

namespace phasescope::rotate_heads_test {
namespace {

RotatesQueryKey rotation_of(std::int64_t head_size, std::int64_t pairs, bool interleaved, double factor = 1)
{
    RotatesQueryKey rotation;
    rotation.head_size = head_size;
    rotation.frequencies = geometric_spectrum(10000, 2, 2.0 * static_cast<double>(pairs), pairs);
    rotation.interleaved = interleaved;
    rotation.attention_factor = factor;
    return rotation;
}

/// Vectors (heads, positions, head size) with numbers below 6, and their twins turned one by one.
struct Case {
    std::vector<double> x, expected;

    Case(const RotatesQueryKey& rotation, std::int64_t first, std::int64_t heads, std::int64_t positions)
        : x(normals(11, 0, heads * positions * rotation.head_size)), expected(x.size())
    {
        plain::rotate_heads(rotation, first, heads, x, expected);
    }
};

template <class Number>
double worst(std::span<const Number> found, const std::vector<double>& expected)
{
    double result = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) result = std::max(result, std::abs(double{found[i]} - expected[i]));
    return result;
}

TEST(RotateHeads, TurnsEveryPairOnEveryInstructionSet)
{
    for_each_target([] {
        for (const bool interleaved : {false, true}) {
            for (const auto& [size, pairs] : std::vector<std::pair<std::int64_t, std::int64_t>>{
                     {2, 1}, {6, 3}, {64, 32}, {80, 16}, {96, 48}, {128, 64}}) {
                for (const std::int64_t positions : {1, 31, 70}) {
                    const RotatesQueryKey rotation = rotation_of(size, pairs, interleaved, 1.25);
                    const Case turned(rotation, 2147483000, 3, positions);
                    std::vector<double> doubles(turned.x.size());
                    rotate_heads(rotation, 2147483000, 3, std::span<const double>(turned.x), std::span(doubles));
                    ASSERT_LE(worst<double>(doubles, turned.expected), 1e-14) << size << " " << interleaved;
                    const std::vector<float> x(turned.x.begin(), turned.x.end());
                    std::vector<float> floats(x.size());
                    rotate_heads(rotation, 2147483000, 3, std::span<const float>(x), std::span(floats));
                    ASSERT_LE(worst<float>(floats, turned.expected), 6 * 5e-7) << size << " " << interleaved;
                }
            }
        }
    });
}

/// Large arrays that begin `past` numbers behind where memory begins: they pass the caches by where they can.
template <class Number>
void expect_turned_wherever_they_begin(const RotatesQueryKey& rotation, double bound)
{
    const std::int64_t positions = (std::int64_t{5} << 20) / (2 * rotation.head_size * std::int64_t{sizeof(Number)});
    const Case turned(rotation, 100, 2, positions);
    const std::vector<Number> x(turned.x.begin(), turned.x.end());
    for_each_target([&] {
        for (const std::size_t past : {0, 1, 4}) {
            std::vector<Number> all(x.size() + past + 16, Number{9});
            const auto out = std::span(all).subspan(past, x.size());
            rotate_heads(rotation, 100, 2, std::span<const Number>(x), out);
            ASSERT_LE(worst<Number>(out, turned.expected), bound) << rotation.head_size << " past " << past;
            for (std::size_t i = 0; i < past; ++i) ASSERT_EQ(all[i], 9);
            for (std::size_t i = past + x.size(); i < all.size(); ++i) ASSERT_EQ(all[i], 9);
        }
    });
}

TEST(RotateHeads, LargeArraysAreTurnedWhereverInALineOfTheCacheTheyBegin)
{
    for (const bool interleaved : {false, true}) {
        for (const auto& [size, pairs] : std::vector<std::pair<std::int64_t, std::int64_t>>{{128, 64}, {80, 16}, {6, 3}}) {
            const RotatesQueryKey rotation = rotation_of(size, pairs, interleaved);
            expect_turned_wherever_they_begin<float>(rotation, 6 * 5e-7);
            expect_turned_wherever_they_begin<double>(rotation, 1e-14);
        }
    }
}

}  // namespace
}  // namespace phasescope::rotate_heads_test

// Two positions measured alone, against the whole tables.
#include "core/analysis/pair.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "variants.hpp"

namespace phasescope::pair_test {
namespace {

TEST(Pair, TwoPositionsAreMeasuredAsInTheWholeTables)
{
    int measured = 0;
    for (const Variant& variant : variants(20, 30)) {
        for (const Scene& scene : with_contents(variant.scene)) {
            SCOPED_TRACE(variant.name + " " + std::string(content_names[static_cast<std::size_t>(scene.content.kind)]));
            const Mechanism mechanism = mechanism_of(scene);
            const auto tables = score_tables(scene, mechanism);
            const auto alone = measured_pair(scene, mechanism, 33, 41);
            ASSERT_EQ(alone.has_value(), tables.has_value());
            if (!alone) continue;
            const PairMeasure whole = measured_pair(*tables, 3, 11);
            if (std::isnan(whole.dot)) {  // a position that is not defined
                EXPECT_TRUE(std::isnan(alone->dot));
                continue;
            }
            // At most 16 products of numbers up to 10, whose phases and sizes are rounded to some 1e-16.
            EXPECT_NEAR(alone->dot, whole.dot, 2e-12);
            EXPECT_NEAR(alone->cosine, whole.cosine, 1e-12);
            EXPECT_NEAR(alone->distance, whole.distance, 1e-12);
            ++measured;
        }
    }
    EXPECT_GT(measured, 100);
}

}  // namespace
}  // namespace phasescope::pair_test

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/buckets.hpp"
#include "core/encodings/list.hpp"
#include "reference.hpp"

namespace phasescope::t5_test {
namespace {

using reference::case_of;
using reference::Json;

enum Direction { bidirectional, causal };

BiasesScore t5(std::int64_t buckets, std::int64_t max_distance, Direction direction, double heads = 3,
               const Surroundings& around = {})
{
    const std::vector<double> settings{heads, static_cast<double>(buckets), static_cast<double>(max_distance),
                                       static_cast<double>(direction), 1};
    return std::get<BiasesScore>(t5_encoding().mechanism(settings, around));
}

BiasesScore t5(const Json& one)
{
    return t5(one.at("num_buckets"), one.value("max_distance", 128), one.at("bidirectional") ? bidirectional : causal);
}

TEST(T5, BucketsOfEveryOffsetAreTheExactOnes)
{
    const Json group = reference::group("g07_t5_buckets");
    int cases = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "t5_bucket") continue;
        const OffsetLines index = t5(one).index;
        const auto expected = one.at("exact_arithmetic").get<std::vector<int>>();
        std::int64_t offset = one.at("relative_position_min");
        for (const int bucket : expected) EXPECT_EQ(index.at(offset++), bucket) << one.at("name") << " at " << offset - 1;
        EXPECT_EQ(offset - 1, one.at("relative_position_max").get<std::int64_t>());
        ++cases;
    }
    EXPECT_EQ(cases, 6);
}

TEST(T5, BucketMatricesAreTheReferenceOnes)
{
    const Json group = reference::group("g07_t5_buckets");
    int matrices = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "t5_bucket_matrix") continue;
        const OffsetLines index = t5(one).index;
        const Matrix expected = reference::matrix(one.at("expected"));
        for (std::int64_t i = 0; i < expected.rows; ++i)
            for (std::int64_t j = 0; j < expected.cols; ++j) EXPECT_EQ(index.at(j - i), expected(i, j)) << one.at("name");
        ++matrices;
    }
    EXPECT_EQ(matrices, 4);
}

TEST(T5, TheEdgesOfTheModelsBucketsAreThePublishedOnes)
{
    const DistanceClasses encoder = t5_classes(16, 128), decoder = t5_classes(32, 128);
    EXPECT_EQ(encoder.least, (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91}));
    EXPECT_EQ(decoder.least.back(), 113);
    EXPECT_EQ(decoder.least.size(), 32u);
}

TEST(T5, AnEdgeThatIsAWholeNumberBelongsToTheFurtherBucket)
{
    // 4 (324 / 4)^(b / 4) = 4 * 3^b.
    EXPECT_EQ(t5_classes(8, 324).least, (std::vector<std::int64_t>{0, 1, 2, 3, 4, 12, 36, 108}));
    // 2 (2147352578 / 2)^(b / 2) = 2 * 32767^b.
    EXPECT_EQ(t5_classes(4, 2147352578).least, (std::vector<std::int64_t>{0, 1, 2, 65534}));
}

TEST(T5, TheBiasOfAnOffsetIsTheNumberOfItsBucketAndHead)
{
    Matrix table(32, 5);
    for (std::int64_t bucket = 0; bucket < 32; ++bucket)
        for (std::int64_t head = 0; head < 5; ++head) table(bucket, head) = static_cast<double>(100 * head + bucket);
    const BiasesScore bias = t5(8, 128, bidirectional, 6, {.table = Rows(table)});
    ASSERT_EQ(bias.heads.size(), 6u);
    for (std::int64_t offset = -200; offset <= 200; ++offset)
        for (std::size_t head = 0; head < 5; ++head)
            EXPECT_EQ(bias.heads[head].at(offset), 100 * static_cast<double>(head) + bias.index.at(offset));
    EXPECT_EQ(bias.index, t5(32, 128, bidirectional).index);
    EXPECT_EQ(bias.heads[5].largest(greatest_offset), 0);  // the table has no sixth head
}

TEST(T5, TablesOfAnySizeAreTaken)
{
    for (const std::int64_t rows : {1, 2, 3, 5, 2000}) {
        Matrix table(rows, 200);
        for (std::int64_t r = 0; r < rows; ++r) table(r, 0) = static_cast<double>(r);
        for (const Direction direction : {bidirectional, causal}) {
            const BiasesScore bias = t5(32, 128, direction, 1, {.table = Rows(table)});
            EXPECT_EQ(bias.heads.size(), 1u);
            EXPECT_EQ(bias.heads[0], bias.index);
            EXPECT_LT(bias.index.largest(greatest_offset), static_cast<double>(rows));
        }
    }
}

TEST(T5, MoreHeadsAndAnotherDirectionKeepTheNumbersOfTheFirst)
{
    const BiasesScore few = t5(32, 128, causal, 2, {.seed = 7, .table = {}}),
                      many = t5(32, 128, causal, 6, {.seed = 7, .table = {}});
    EXPECT_EQ(few.heads[1], many.heads[1]);
    EXPECT_NE(few.heads[0], few.heads[1]);
    EXPECT_NE(few.heads[0], t5(32, 128, causal, 2, {.seed = 8, .table = {}}).heads[0]);
}

TEST(T5, EverySettingGivesBucketsInOrder)
{
    for (std::int64_t count = 2; count <= 130; ++count) {
        for (const std::int64_t max_distance : {2L, 3L, 20L, 65L, 128L, 1000L, 1048576L}) {
            const DistanceClasses classes = t5_classes(count, max_distance);
            ASSERT_EQ(classes.count(), count);
            EXPECT_TRUE(std::ranges::is_sorted(classes.least));
            EXPECT_LE(classes.least.back(), std::max(max_distance, count / 2 + 1));
            EXPECT_EQ(classes.of(1048576), count - 1);
        }
    }
}

TEST(T5, TheFormulaNamesHeadAndBucket)
{
    const std::vector<double> settings{12, 32, 128, bidirectional, 1};
    EXPECT_EQ(t5_encoding().score_formula(settings, 3, 0, 5), "b_{3}(bucket 21)");
    EXPECT_EQ(t5_encoding().score_formula(settings, 3, 100, 0), "b_{3}(bucket 15)");
}

}  // namespace
}  // namespace phasescope::t5_test

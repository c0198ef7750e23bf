#include "core/content.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/random.hpp"

namespace phasescope::content_test {
namespace {

Matrix filled(std::int64_t rows, std::int64_t cols, double number = 1)
{
    Matrix numbers(rows, cols);
    std::ranges::fill(numbers.values, number);
    return numbers;
}

TEST(Normals, EverySeedAndStreamHasNumbersOfItsOwn)
{
    std::set<std::vector<double>> all;
    for (const std::uint64_t seed : {0ull, 1ull, 2ull, 3ull, 1000ull, ~0ull, ~0ull - 1})
        for (std::uint64_t stream = 0; stream < 4; ++stream) all.insert(normals(seed, stream, 2));
    EXPECT_EQ(all.size(), 7u * 4u);
}

TEST(Content, EachKindHoldsWhatItSays)
{
    Content content{ContentKind::ones, 5, {}, {}};
    EXPECT_EQ(vectors(content, 4).query, filled(1, 4));
    EXPECT_EQ(vectors(content, 4).key, filled(1, 4));
    content.kind = ContentKind::equal;
    EXPECT_EQ(vectors(content, 9).query, vectors(content, 9).key);
    EXPECT_EQ(vectors(content, 9).query.cols, 9);
    content.kind = ContentKind::different;
    EXPECT_NE(vectors(content, 9).query, vectors(content, 9).key);
    EXPECT_TRUE(vectors(content, 9).uniform());

    content = {ContentKind::imported, 5, Rows(filled(3, 4, 2)), {}};
    EXPECT_EQ(vectors(content, 4).query, filled(3, 4, 2));
    EXPECT_EQ(vectors(content, 4).key, filled(3, 4, 2));
    EXPECT_FALSE(vectors(content, 4).uniform());
    content.key = Rows(filled(1, 4, 3));
    EXPECT_EQ(vectors(content, 4).key, filled(1, 4, 3));
}

TEST(Rows, EqualityIsByTheNumbers)
{
    EXPECT_EQ(Rows(filled(2, 3)), Rows(filled(2, 3)));
    EXPECT_NE(Rows(filled(2, 3)), Rows(filled(3, 2)));
    EXPECT_NE(Rows(filled(2, 3)), Rows(filled(2, 3, 2)));
    EXPECT_EQ(Rows(), Rows(Matrix{}));
    EXPECT_TRUE(Rows().empty());
    EXPECT_FALSE(Rows(filled(1, 2)).empty());
}

TEST(ImportedRows, WhatFitsAHeadIsTaken)
{
    for (const auto& [rows, cols] : std::vector<std::pair<int, int>>{{1, 2}, {1, 8192}, {128, 8192}, {524288, 2}}) {
        const Result<Rows> taken = imported_rows(filled(rows, cols), "q.npy");
        ASSERT_TRUE(taken) << taken.error().line();
        EXPECT_EQ(taken->matrix().rows, rows);
        EXPECT_TRUE(taken->fit_a_head());
    }
}

TEST(ImportedRows, WhatDoesNotFitAHeadIsRefusedWithAReason)
{
    const auto with = [](double number) {
        Matrix numbers = filled(3, 4);
        numbers(1, 2) = number;
        return numbers;
    };
    struct Case {
        Matrix numbers;
        std::string reason;
    };
    const Case cases[]{
        {filled(1, 1), "1 x 1"},           {filled(1, 8193), "1 x 8193"},  {filled(0, 4), "0 x 4"},
        {filled(129, 8192), "129 x 8192"}, {with(NAN), "row 1, column 2"}, {with(-INFINITY), "row 1, column 2"},
    };
    for (const Case& c : cases) {
        const Result<Rows> refused = imported_rows(c.numbers, "q.npy");
        ASSERT_FALSE(refused) << c.reason;
        EXPECT_NE(refused.error().where.find("q.npy: " + c.reason), std::string::npos) << refused.error().line();
        EXPECT_FALSE(Rows(c.numbers).fit_a_head());
    }
}

TEST(Content, RowsMustFitEachOther)
{
    EXPECT_TRUE(is_valid({}));
    EXPECT_FALSE(is_valid({ContentKind::imported, 1, {}, {}}));
    EXPECT_TRUE(is_valid({ContentKind::imported, 1, Rows(filled(1, 4)), {}}));
    EXPECT_TRUE(is_valid({ContentKind::ones, 1, Rows(filled(1, 4)), Rows(filled(7, 4))}));
    EXPECT_FALSE(is_valid({ContentKind::imported, 1, Rows(filled(1, 4)), Rows(filled(1, 5))}));
    EXPECT_FALSE(is_valid({ContentKind::ones, 1, {}, Rows(filled(1, 5))}));
    EXPECT_FALSE(is_valid({ContentKind::ones, 1, Rows(filled(1, 4, NAN)), {}}));
}

}  // namespace
}  // namespace phasescope::content_test

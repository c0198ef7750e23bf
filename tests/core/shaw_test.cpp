#include <gtest/gtest.h>

#include <algorithm>

#include "core/encodings/list.hpp"
#include "core/offset_vectors.hpp"
#include "reference.hpp"

namespace phasescope::shaw_test {
namespace {

using reference::Json;

MeetsVectors shaw(double head_size, double clip, const Surroundings& around = {})
{
    const std::vector<double> settings{head_size, clip, 1};
    return std::get<MeetsVectors>(shaw_encoding().mechanism(settings, around));
}

/// 1, 2, 3 ..
Matrix counted(std::int64_t rows, std::int64_t cols)
{
    Matrix table(rows, cols);
    for (std::size_t i = 0; i < table.values.size(); ++i) table.values[i] = static_cast<double>(i + 1);
    return table;
}

TEST(Shaw, IndexMatricesAreTheReferenceOnes)
{
    const Json group = reference::group("g08_relative");
    int matrices = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "shaw_clipped_index") continue;
        const OffsetLines index = shaw(8, one.at("max_relative_position")).index;
        const Matrix expected = reference::matrix(one.at("expected"));
        const Matrix opposite = reference::matrix(one.at("opposite_sign_variant"));
        // Queries are the last ones where they are fewer than keys.
        const std::int64_t lead = expected.cols - expected.rows;
        for (std::int64_t i = 0; i < expected.rows; ++i) {
            for (std::int64_t j = 0; j < expected.cols; ++j) {
                EXPECT_EQ(index.at(j - (i + lead)), expected(i, j));
                EXPECT_EQ(index.at(i + lead - j), opposite(i, j));
            }
        }
        ++matrices;
    }
    EXPECT_EQ(matrices, 2);
}

TEST(Shaw, TheScoreIsTheQueryWithKeyAndVectorOfTheOffset)
{
    const std::vector<double> query{1, 10, 100}, key{2, 3, 5};
    const MeetsVectors meets = shaw(3, 2, {.table = Rows(counted(5, 3))});
    const OffsetLines lines = score_over_offset(meets, query, key).lines;
    // q . k = 532; the rows are (1, 2, 3), (4, 5, 6), ..
    const std::vector<double> expected{853, 853, 853 + 333, 853 + 666, 853 + 999, 853 + 1332, 853 + 1332};
    for (std::int64_t offset = -3; offset <= 3; ++offset)
        EXPECT_EQ(lines.at(offset), expected[static_cast<std::size_t>(offset + 3)]) << offset;
}

TEST(Shaw, AnImportedTableBringsItsClipDistanceAndIsCutOrFilledToTheHead)
{
    const MeetsVectors narrow = shaw(2, 9, {.table = Rows(counted(7, 3))}),
                       wide = shaw(5, 9, {.table = Rows(counted(7, 3))});
    EXPECT_EQ(narrow.index, shaw(2, 3).index);
    EXPECT_EQ(narrow.key_vectors.row(1)[1], 5);
    EXPECT_EQ(wide.key_vectors.row(6)[2], 21);
    EXPECT_EQ(wide.key_vectors.row(6)[3], 0);
}

TEST(Shaw, TablesOfAnySizeAreTaken)
{
    for (const auto& [rows, cols] : {std::pair{1, 1}, {2, 8}, {4, 8}, {9000, 3}}) {
        const MeetsVectors meets = shaw(8, 4, {.table = Rows(counted(rows, cols))});
        EXPECT_EQ(meets.key_vectors.cols, 8);
        EXPECT_EQ(meets.index.at(greatest_offset), static_cast<double>(meets.key_vectors.rows - 1));
    }
}

TEST(Shaw, AnotherClipDistanceKeepsTheVectorsOfTheOffsetsThatStay)
{
    const MeetsVectors few = shaw(8, 2), many = shaw(8, 5);
    for (std::int64_t offset = -2; offset <= 2; ++offset)
        EXPECT_TRUE(std::ranges::equal(few.key_vectors.row(offset + 2), many.key_vectors.row(offset + 5)));
    EXPECT_FALSE(std::ranges::equal(few.key_vectors.row(0), few.key_vectors.row(4)));
}

TEST(Shaw, TheLargestHeadKeepsItsTableSmall)
{
    const MeetsVectors meets = shaw(8192, 1024);
    EXPECT_LE(meets.key_vectors.rows * meets.key_vectors.cols, 1 << 22);
    EXPECT_EQ(meets.index.at(greatest_offset), static_cast<double>(meets.key_vectors.rows - 1));
}

TEST(Shaw, TheFormulaNamesTheRow)
{
    const std::vector<double> settings{64, 16, 1};
    EXPECT_EQ(shaw_encoding().score_formula(settings, 0, 3, 0), "q · k + q · a_{13}");
    EXPECT_EQ(shaw_encoding().score_formula(settings, 0, 0, 100), "q · k + q · a_{32}");
}

}  // namespace
}  // namespace phasescope::shaw_test

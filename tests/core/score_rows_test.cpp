#include "core/analysis/score_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/direction.hpp"
#include "tests/core/variants.hpp"

namespace phasescope {
namespace {

void expect_rows(const Matrix& found, const Field& table, std::int64_t first, const std::string& what)
{
    ASSERT_EQ(found.cols, col_count(table)) << what;
    std::vector<double> row(static_cast<std::size_t>(found.cols));
    for (std::int64_t r = 0; r < found.rows; ++r) {
        rows_of(table, first + r, 1, row);
        for (std::int64_t c = 0; c < found.cols; ++c) {
            const double expected = row[static_cast<std::size_t>(c)];
            if (std::isnan(expected))
                EXPECT_TRUE(std::isnan(found(r, c))) << what;
            else
                EXPECT_EQ(found(r, c), expected) << what << ", row " << first + r << ", column " << c;
        }
    }
}

}  // namespace

TEST(ScoreRows, OfEveryVariantAreThoseOfTheWholeTables)
{
    int with_tables = 0;
    for (const Variant& variant : variants(40, 3, {8, 12})) {
        for (const Scene& given : with_contents(variant.scene)) {
            const Scene scene = repaired(given);
            const Mechanism mechanism = mechanism_of(scene);
            const auto whole = score_tables(scene, mechanism);
            const auto rows = ScoreRows::of(scene, mechanism);
            ASSERT_EQ(rows.has_value(), whole.has_value()) << variant.name;
            if (!whole) continue;
            ++with_tables;
            ASSERT_EQ(rows->rows(), row_count(whole->query)) << variant.name;
            const std::int64_t half = rows->rows() / 2;
            for (const auto& [first, count] : {std::pair{std::int64_t{0}, half}, std::pair{half, rows->rows() - half}}) {
                const QueryKey part = rows->at(first, count);
                expect_rows(part.query, whole->query, first, variant.name);
                expect_rows(part.key, whole->key, first, variant.name);
            }
        }
    }
    EXPECT_GT(with_tables, 20);
}

TEST(ScoreRows, OfManyPositionsGiveTheIndexOfTheWholeTables)
{
    // More rows than are made at a time.
    for (const char* encoding : {"mrope", "xpos"}) {
        Scene scene = with_encoding(first_scene(), encoding);
        scene.length = 10'000;
        scene.content.kind = ContentKind::different;
        scene = repaired(scene);
        const Mechanism mechanism = mechanism_of(scene);
        const auto parts = direction_index(*ScoreRows::of(scene, mechanism)),
                   whole = direction_index(*score_tables(scene, mechanism));
        ASSERT_TRUE(parts && whole);
        EXPECT_GT(*whole, 0.01) << encoding;
        EXPECT_EQ(*parts, *whole) << encoding;
    }
}

TEST(ScoreRows, CanBeStopped)
{
    Scene scene = with_encoding(first_scene(), "mrope");
    scene.length = 10'000;
    scene = repaired(scene);
    const auto rows = *ScoreRows::of(scene, mechanism_of(scene));
    for (const int calls : {0, 1, 4}) {
        int left = calls;
        EXPECT_EQ(direction_index(rows, [&](double) { return left-- > 0; }), std::nullopt) << calls;
    }
}

}  // namespace phasescope

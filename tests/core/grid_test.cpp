#include "core/grid_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "reference.hpp"

namespace phasescope::grid_test {
namespace {

using reference::case_of;
using reference::expect_near;
using reference::Json;

enum Setting { d_model, height, width, time, convention, base, coordinates };
constexpr double mae = 0, moco_v3 = 1, detr = 2, tatp22 = 3;

/// A reference is the exact value rounded to double, 0.6e-16 off; the kernel may be 4e-16 off.
constexpr double tolerance = 4.6e-16;

Matrix table(const std::vector<double>& settings, std::int64_t length = 1000000)
{
    return std::get<AddedRows>(find_encoding("grid")->mechanism(settings, {.length = length, .table = {}})).rows.matrix();
}

/// Nested arrays [x][y].. [channel] as rows in the order in which the numbers stand.
void flatten(const Json& nested, std::int64_t cols, std::vector<double>& out)
{
    if (!nested.is_array()) return out.push_back(nested);
    for (const Json& part : nested) flatten(part, cols, out);
}

Matrix flat(const Json& nested, std::int64_t cols)
{
    Matrix rows;
    flatten(nested, cols, rows.values);
    rows.cols = cols;
    rows.rows = static_cast<std::int64_t>(rows.values.size()) / cols;
    return rows;
}

TEST(Grid, MaeTablesAreTheReferenceOnes)
{
    for (const char* name : {"mae_grid4_dim16", "mae_grid3_dim8"}) {
        const Json one = case_of(reference::group("g09_vision"), name);
        const double side = one.at("grid");
        expect_near(table({one.at("dim"), side, side, 1, mae, one.at("base"), 0}), reference::matrix(one.at("expected")),
                    tolerance, name);
    }
}

TEST(Grid, MocoTablesAreTheReferenceOnes)
{
    for (const char* name : {"moco_v3_h4_w4_dim16", "moco_v3_h2_w3_dim8"}) {
        const Json one = case_of(reference::group("g09_vision"), name);
        expect_near(table({one.at("dim"), one.at("h"), one.at("w"), 1, moco_v3, one.at("base"), 0}),
                    reference::matrix(one.at("expected")), tolerance, name);
    }
}

TEST(Grid, DetrTablesAreTheReferenceOnes)
{
    for (const bool normalized : {false, true}) {
        const char* name = normalized ? "detr_h3_w4_feats8_norm1" : "detr_h3_w4_feats8_norm0";
        const Json one = case_of(reference::group("g09_vision"), name);
        ASSERT_EQ(one.at("normalize").get<bool>(), normalized);
        const double d = 2 * one.at("num_pos_feats").get<double>();
        // Normalized, the frequency is a power and a quotient in double: 4 units of 1.1e-16 of at most one turn.
        const double most = normalized ? tolerance + 4 * 1.1e-16 * 6.3 : tolerance;
        expect_near(table({d, one.at("h"), one.at("w"), 1, detr, one.at("temperature"), normalized ? 1.0 : 0.0}),
                    reference::matrix(one.at("expected")), most, name);
    }
}

TEST(Grid, Tatp22TablesAreTheReferenceOnes)
{
    const Json group = reference::group("g02_multidim");
    const Json flat_grid = case_of(group, "tatp22_2d_4x5x8");
    expect_near(table({8, 4, 5, 1, tatp22, 10000, 0}), flat(flat_grid.at("expected"), 8), tolerance, "2-D");
    const Json clip = case_of(group, "tatp22_3d_3x4x5x10");
    expect_near(table({10, 4, 5, 3, tatp22, 10000, 0}), flat(clip.at("expected"), 10), tolerance, "3-D");
}

TEST(Grid, ChannelsFirstIsTheSameTableTransposed)
{
    const Json one = case_of(reference::group("g02_multidim"), "tatp22_permute_2d");
    const Matrix rows = table({8, 4, 5, 1, tatp22, 10000, 0}), expected = flat(one.at("expected"), 20);
    ASSERT_EQ(expected.rows, 8);
    for (std::int64_t p = 0; p < 20; ++p)
        for (std::int64_t c = 0; c < 8; ++c) EXPECT_NEAR(rows(p, c), expected(c, p), tolerance);
}

TEST(Grid, EveryNumberIsItsChannelsFunctionOfThePatch)
{
    for (const GridConvention kind :
         {GridConvention::mae, GridConvention::moco_v3, GridConvention::detr, GridConvention::tatp22}) {
        for (const std::int64_t d : {2, 7, 12, 30}) {
            const GridTable grid{.shape = {kind, 2, 3, 5}, .d_model = d, .base = 100};
            const Matrix rows = grid_rows(grid, patch_count(grid.shape));
            for (std::int64_t p = 0; p < rows.rows; ++p) {
                const GridPatch patch = patch_at(grid.shape, p);
                for (std::int64_t c = 0; c < rows.cols; ++c) {
                    const GridChannel channel = grid_channel(grid, c);
                    const auto x = static_cast<double>(std::array{patch.time, patch.row, patch.col}.at(
                                       static_cast<std::size_t>(channel.axis)))
                                   + (kind == GridConvention::detr ? 1 : 0);
                    const double angle =
                        x / std::pow(100, static_cast<double>(channel.numerator) / static_cast<double>(channel.denominator));
                    // Angles up to 5 with three roundings of 1.1e-16 of them.
                    EXPECT_NEAR(rows(p, c), channel.sine ? std::sin(angle) : std::cos(angle), 3e-15) << p << ", " << c;
                }
            }
        }
    }
}

TEST(Grid, PatchesAndPositionsAreEachOthersInverse)
{
    for (const GridConvention kind :
         {GridConvention::mae, GridConvention::moco_v3, GridConvention::detr, GridConvention::tatp22}) {
        const GridShape shape{kind, 2, 3, 5};
        EXPECT_EQ(patch_count(shape), kind == GridConvention::tatp22 ? 30 : 15);
        for (std::int64_t p = 0; p < patch_count(shape); ++p) EXPECT_EQ(position_of(shape, patch_at(shape, p)), p);
    }
    EXPECT_EQ(patch_at({GridConvention::mae, 1, 3, 5}, 7), (GridPatch{0, 1, 2}));
    EXPECT_EQ(patch_at({GridConvention::moco_v3, 1, 3, 5}, 7), (GridPatch{0, 1, 2}));
    EXPECT_EQ(patch_at({GridConvention::moco_v3, 1, 3, 5}, 1), (GridPatch{0, 1, 0}));
    EXPECT_EQ(patch_at({GridConvention::tatp22, 2, 3, 5}, 22), (GridPatch{1, 1, 2}));
}

TEST(Grid, TheWidthIsTheNextMultipleOfFourWhereTheAxesMustBeAlike)
{
    for (const double kind : {mae, moco_v3, detr}) {
        EXPECT_EQ(table({2, 3, 5, 1, kind, 10000, 0}).cols, 4);
        EXPECT_EQ(table({13, 3, 5, 1, kind, 10000, 0}).cols, 16);
        EXPECT_EQ(table({16, 3, 5, 1, kind, 10000, 0}).cols, 16);
        EXPECT_EQ(table({13, 3, 5, 1, kind, 10000, 0}), table({16, 3, 5, 1, kind, 10000, 0}));
    }
    EXPECT_EQ(table({13, 3, 5, 1, tatp22, 10000, 0}).cols, 13);
}

TEST(Grid, PositionsBeyondTheGridHaveNoRow)
{
    EXPECT_EQ(table({8, 3, 5, 1, mae, 10000, 0}).rows, 15);
    EXPECT_EQ(table({8, 3, 5, 4, mae, 10000, 0}).rows, 15);  // no frames
    EXPECT_EQ(table({8, 3, 5, 4, tatp22, 10000, 0}).rows, 60);
    EXPECT_EQ(table({8, 3, 5, 1, mae, 10000, 0}, 7).rows, 7);

    const std::vector<double> clip{8, 3, 5, 4, tatp22, 10000, 0};
    EXPECT_EQ(find_encoding("grid")->defined_positions(clip, {}), 60);
    const std::vector<double> vast{8192, 512, 512, 256, tatp22, 10000, 0};
    EXPECT_EQ(find_encoding("grid")->defined_positions(vast, {}), 4096);  // 2^25 numbers at most
}

TEST(Grid, TheSquaredNormIsTheNumberOfPairs)
{
    const Matrix rows = table({12, 3, 5, 2, tatp22, 10000, 0});
    for (std::int64_t p = 0; p < rows.rows; ++p) {
        double norm = 0;
        for (const double v : rows.row(p)) norm += v * v;
        EXPECT_NEAR(norm, 6, 6 * 1e-15);  // 12 squares, each 1e-15 off at most
    }
}

TEST(Grid, TheFormulaOfACellNamesItsCoordinate)
{
    const auto formula = find_encoding("grid")->cell_formula;
    const std::vector<double> settings{16, 3, 5, 1, mae, 10000, 0};
    EXPECT_EQ(formula(settings, {}, 7, 1), "sin(2 / 10000^{2/8})");   // row 1, column 2: the column comes first
    EXPECT_EQ(formula(settings, {}, 7, 12), "cos(1 / 10000^{0/8})");  // and the row second
    EXPECT_EQ(formula(settings, {}, 15, 0), "not defined");
    const std::vector<double> normalized{16, 3, 5, 1, detr, 10000, 1};
    EXPECT_EQ(formula(normalized, {}, 7, 3), "cos(2π · 2 / (3 + 10^{−6}) / 10000^{2/8})");
}

TEST(Grid, AnEncodingWithHeightAndWidthIsOnAGrid)
{
    const Encoding& grid = *find_encoding("grid");
    const auto shape = grid_of(grid, standard_settings(grid));
    ASSERT_TRUE(shape);
    EXPECT_EQ(*shape, (GridShape{GridConvention::mae, 1, 8, 14}));
    EXPECT_EQ(grid.standard_length, patch_count(*shape));
    const Encoding& line = *find_encoding("sinusoidal");
    EXPECT_FALSE(grid_of(line, standard_settings(line)));
}

}  // namespace
}  // namespace phasescope::grid_test

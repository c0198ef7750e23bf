#include "core/analysis/precision.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/picture.hpp"
#include "core/precision_pictures.hpp"
#include "core/rounding.hpp"
#include "core/score.hpp"
#include "quad.hpp"
#include "reference.hpp"
#include "variants.hpp"

namespace phasescope::precision_test {
namespace {

constexpr FloatFormat all_formats[]{FloatFormat::fp64, FloatFormat::fp32, FloatFormat::tf32, FloatFormat::bf16,
                                    FloatFormat::fp16};

Scene sinusoidal(double d, const Formats& formats)
{
    Scene scene = first_scene();
    scene.settings[0] = d;
    scene.formats = formats;
    return repaired(scene);
}

Scene rope(const Formats& formats)
{
    Scene scene = with_encoding(first_scene(), "rope");
    scene.content.kind = ContentKind::different;
    scene.formats = formats;
    return repaired(scene);
}

/// The largest error in log10 of a sheet.
double largest_on(const Scene& scene, Sheet sheet)
{
    return std::ranges::max(dense(picture(scene, sheet)->field).values);
}

TEST(Precision, SheetsOfErrorsAreThoseOfWavesOverThePosition)
{
    for (const Variant& variant : variants(8, 0)) {
        SCOPED_TRACE(variant.name);
        const Mechanism mechanism = mechanism_of(variant.scene);
        const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
        const bool waves = variant.scene.encoding == "sinusoidal" || (rotation && rotation->is_plain());
        EXPECT_EQ(has_precision(mechanism), waves && has_sheet(mechanism, Sheet::angles));
        for (const Sheet sheet : {Sheet::value_error, Sheet::score_error})
            EXPECT_EQ(static_cast<bool>(picture(variant.scene, sheet)), has_precision(mechanism));
    }
}

TEST(Precision, RadiansPerPositionAreExactBeyondDouble)
{
    const Mechanism mechanism = mechanism_of(sinusoidal(512, {}));
    for (std::size_t k = 0; k < 256; k += 5) {
        const Turns128 turns = table_of(mechanism).waves.frequency[2 * k];
        const Radians radians = radians_per_position(turns);
        const Quad exact = exp(-log(Quad(10000)) * Quad(2 * k) / 512);
        const auto rest = static_cast<double>((Quad(radians.high) + Quad(radians.low) - exact) / exact);
        EXPECT_LT(std::abs(rest), 1e-30) << k;
        EXPECT_LE(std::abs(radians.low), radians.high * 0x1p-53);
    }
}

/// The bound of double precision: position, frequency and product each off by half a unit in the last place at most.
TEST(Precision, DoublePrecisionIsWrongByTheRoundingOfItsAngle)
{
    for (const std::int64_t position : {0L, 1L, 1000L, 1'000'000L, 2147483647L}) {
        for (const Scene& scene : {sinusoidal(64, {}), rope({})}) {
            const double bound = static_cast<double>(position) * (0x1p-53 + 0x1p-53) * 1.0001;
            EXPECT_LE(angle_error(scene, position), bound);
            const ComputedTable table(table_of(mechanism_of(scene)), {});
            EXPECT_LE(table.largest_value_error(position), bound + 0x1p-50);
        }
    }
    // Close to the beginning nothing of it can be told.
    EXPECT_EQ(largest_on(sinusoidal(64, {}), Sheet::value_error) < -13, true);
    Scene first = sinusoidal(64, {});
    first.length = 2;
    EXPECT_EQ(largest_on(first, Sheet::value_error), least_log_error);
    EXPECT_EQ(largest_on(first, Sheet::score_error), least_log_error);
}

TEST(Precision, ErrorsOfAnglesAreThoseOfQuadruplePrecision)
{
    for (const FloatFormat format : all_formats) {
        const Formats formats = all_in(format);
        for (const Turns128 turns : table_of(mechanism_of(sinusoidal(32, {}))).waves.frequency) {
            const Radians radians = radians_per_position(turns);
            for (const std::int64_t position : {3L, 1001L, 60001L, 10'000'001L}) {
                const double computed = computed_angle(formats, position, radians);
                const Quad exact = Quad(position) * (Quad(radians.high) + Quad(radians.low));
                const double error = angle_error(computed, position, radians);
                if (!std::isfinite(computed)) {
                    EXPECT_EQ(error, INFINITY);
                    continue;
                }
                const auto expected = static_cast<double>(abs(Quad(computed) - exact));
                EXPECT_NEAR(error, expected, 1e-12 * expected + 1e-30);
            }
        }
    }
}

TEST(Precision, ErrorsOfAnglesInSinglePrecisionAreThePublishedOnes)
{
    const Scene single = sinusoidal(128, all_in(FloatFormat::fp32));
    EXPECT_NEAR(angle_error(single, 4096), 1.2e-4, 0.05e-4);
    EXPECT_NEAR(angle_error(single, 131072), 3.9e-3, 0.05e-3);
    const Scene turning = rope(all_in(FloatFormat::fp32));
    EXPECT_EQ(angle_error(turning, 131072), angle_error(single, 131072)) << "a head of 128 turns as the same table does";
}

/// The published errors are those of code whose exponential is off by up to a unit in the last place; with frequencies that
/// are rounded correctly errors are a little smaller, and with a whole unit more a little larger.
TEST(Precision, SinglePrecisionGrowsWrongAsTutorialsDo)
{
    const Scene scene = sinusoidal(512, all_in(FloatFormat::fp32));
    double position = 1e3;
    for (const double published : {1e-4, 1e-3, 9e-3, 0.08, 0.87}) {
        const auto upto = static_cast<std::int64_t>(position);
        const double correct = value_error(scene, upto);
        EXPECT_LE(correct, published);
        EXPECT_GE(correct, published / 2);
        EXPECT_GE(correct + position * 0x1p-24, published * 0.95) << "an exponential that is off by one unit";
        position *= 10;
    }
}

/// Rows of numpy in single precision, whose frequencies are 1 / 10000^(2k/d) in floats.
TEST(Precision, SinglePrecisionHasTheNumbersOfNumpy)
{
    const auto group = reference::group("g01_sinusoidal");
    const auto golden = reference::case_of(group, "huge_positions_d512");
    const auto& columns = golden["sample_columns"];
    for (std::size_t r = 0; r < golden["positions"].size(); ++r) {
        const std::int64_t position = golden["positions"][r];
        EXPECT_EQ(rounded(FloatFormat::fp32, static_cast<double>(position)), golden["position_after_float32_rounding"][r]);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const int column = columns[c], twice = column - column % 2;
            const float frequency = 1 / std::pow(10000.0F, static_cast<float>(twice) / 512);
            const double angle = computed_angle(all_in(FloatFormat::fp32), position, {frequency, 0});
            const double value = rounded(FloatFormat::fp32, column % 2 ? std::cos(angle) : std::sin(angle));
            EXPECT_NEAR(value, golden["float32_row_sample_values"][r][c], 0x1p-23) << position << " " << column;
        }
    }
}

TEST(Precision, ErrorsOfTheTableAreThoseOfItsComputedRows)
{
    for (const Variant& variant : variants(20, 5000)) {
        Scene scene = variant.scene;
        if (!has_precision(mechanism_of(scene))) continue;
        SCOPED_TRACE(variant.name);
        for (const FloatFormat format : all_formats) {
            scene.formats = all_in(format);
            const Mechanism mechanism = mechanism_of(scene);
            const ComputedTable table(table_of(mechanism), scene.formats);
            const Matrix errors = value_errors(scene, mechanism), exact = dense(*table_field(scene, mechanism));
            std::vector<double> row(static_cast<std::size_t>(table.size()));
            for (std::int64_t r = 0; r < scene.length; ++r) {
                table.computed_row(scene.start + r, row);
                for (std::int64_t c = 0; c < table.size(); ++c) {
                    const double number = row[static_cast<std::size_t>(c)];
                    EXPECT_EQ(rounded(format, number), number);
                    EXPECT_NEAR(errors(r, c), std::abs(number - exact(r, c)), 1e-15 * (1 + std::abs(number)));
                }
            }
        }
    }
}

TEST(Precision, ErrorsOfTheScoreAreThoseOfTheComputedVectors)
{
    for (const FloatFormat format : all_formats) {
        for (Scene scene : {sinusoidal(16, all_in(format)), rope(all_in(format))}) {
            scene.length = 20;
            scene.start = 3000;
            scene.attention.scaled = true;
            const Mechanism mechanism = mechanism_of(scene);
            const ComputedTable table(table_of(mechanism), scene.formats);
            const std::int64_t width = score_width(mechanism);
            const QueryKey content = vectors(scene.content, width);
            const Matrix errors = score_errors(scene, mechanism), exact = dense(*score_field(scene, mechanism));
            const auto vector = [&](std::int64_t r, const Matrix& of) {
                std::vector<double> row(static_cast<std::size_t>(table.size())), out(static_cast<std::size_t>(width));
                table.computed_row(scene.start + r, row);
                score_vector(mechanism, row, of.row(0), out);
                return out;
            };
            for (std::int64_t i = 0; i < 20; ++i) {
                for (std::int64_t j = 0; j < 20; ++j) {
                    const auto query = vector(i, content.query), key = vector(j, content.key);
                    double sum = 0;
                    for (std::size_t c = 0; c < query.size(); ++c) sum += query[c] * key[c];
                    const double number = rounded(format, sum / std::sqrt(static_cast<double>(width)));
                    EXPECT_NEAR(errors(i, j), std::abs(number - exact(i, j)), 2e-13 + spacing(format, number) * 1e-3);
                }
            }
        }
    }
}

TEST(Precision, APositionThatIsRoundedHasTheRowOfAnother)
{
    const ComputedTable table(table_of(mechanism_of(rope({}))), {.positions = FloatFormat::bf16});
    std::vector<double> row(static_cast<std::size_t>(table.size())), other = row;
    table.computed_row(15962, row);
    table.computed_row(15936, other);
    EXPECT_EQ(row, other);
    table.computed_row(16000, other);
    EXPECT_NE(row, other);
}

TEST(Precision, CoarserFormatsAreFurtherOff)
{
    for (const auto& scene_in :
         {+[](const Formats& f) { return sinusoidal(128, f); }, +[](const Formats& f) { return rope(f); }}) {
        double finer = 0;
        for (const FloatFormat format : {FloatFormat::fp64, FloatFormat::fp32, FloatFormat::tf32, FloatFormat::bf16}) {
            const double error = value_error(scene_in(all_in(format)), 60);
            EXPECT_GT(error, 5 * finer);
            finer = error;
        }
        // fp16 has the fraction of TF32, but no number beyond 65504.
        EXPECT_EQ(value_error(scene_in(all_in(FloatFormat::fp16)), 4000),
                  value_error(scene_in(all_in(FloatFormat::tf32)), 4000));
        EXPECT_EQ(value_error(scene_in(all_in(FloatFormat::fp16)), 70000), INFINITY);
    }
}

TEST(Precision, TooManyPositionsForASheetAreToldWithWhatCanBeDone)
{
    Scene scene = sinusoidal(512, {});
    scene.length = most_error_cells / 512 + 1;
    const auto values = picture(scene, Sheet::value_error);
    ASSERT_FALSE(values);
    EXPECT_NE(values.error().line().find("32768"), std::string::npos) << values.error().line();
    scene.length = most_stored_positions + 1;
    const auto scores = picture(scene, Sheet::score_error);
    ASSERT_FALSE(scores);
    EXPECT_NE(scores.error().line().find("2048"), std::string::npos) << scores.error().line();
}

}  // namespace
}  // namespace phasescope::precision_test

// What tests of heatmaps share: a renderer on OpenGL 3.3 or OpenGL ES 3.0, and its pictures against raster().
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/gl/heatmap.hpp"
#include "core/phase.hpp"
#include "tests/app/egl_context.hpp"
#include "tests/app/number_tolerance.hpp"
#include "tests/app/random_heatmap.hpp"

namespace phasescope {

class HeatmapFixture : public testing::TestWithParam<ContextKind> {
protected:
    void SetUp() override { start(NumbersBy::shader); }

    void start(NumbersBy by)
    {
        if (!context_) {
            auto context = EglContext::create(GetParam());
            ASSERT_TRUE(context) << context.error().line();
            context_ = std::move(context).value();
        }
        auto made = HeatmapRenderer::create(by);
        ASSERT_TRUE(made) << made.error().line();
        renderer_ = std::move(made).value();
    }

    /// Of a field that was not drawn before, unless the spec has a version of its own.
    Pixels drawn(HeatmapSpec spec)
    {
        if (spec.field_version == 0) spec.field_version = ++version_;
        return pixels_of(renderer_->draw(0, spec));
    }

    /// Of how many pictures each shader has made the numbers.
    std::array<int, number_shaders.size()> made() const
    {
        std::array<int, number_shaders.size()> counts{};
        std::ranges::transform(number_shaders, counts.begin(), [&](auto shader) { return renderer_->made_by(shader); });
        return counts;
    }

    /// Which shader has made the numbers since then; empty where the processor has.
    std::optional<NumberShader> maker_since(const std::array<int, number_shaders.size()>& before) const
    {
        const auto now = made();
        for (std::size_t i = 0; i < now.size(); ++i)
            if (now[i] != before[i]) return number_shaders[i];
        return {};
    }

    /// Every pixel of the picture against the colour of its number.
    void expect_colours(const HeatmapSpec& spec)
    {
        const auto before = made();
        const Pixels shown = drawn(spec);
        const FloatMatrix expected = numbers_of(spec), tolerance = tolerances(spec, expected, maker_since(before));
        ASSERT_EQ(shown.width, spec.width);
        ASSERT_EQ(shown.height, spec.height);
        for (std::int64_t row = 0; row < expected.rows; ++row) {
            for (std::int64_t col = 0; col < expected.cols; ++col) {
                const Rgb colour = spec.transposed ? shown.at(row, col) : shown.at(col, row);
                if (std::isnan(expected(row, col))) {
                    ASSERT_EQ(colour, non_finite_colour) << told(spec) << "; pixel row " << row << ", column " << col;
                    continue;
                }
                const int right = colour_index(expected(row, col), spec.range);
                int apart = std::abs(colour.r - right);
                if (is_angle(*spec.field)) apart = std::min(apart, 256 - apart);
                const double allowed = 1 + 255 * tolerance(row, col) / (spec.range.hi - spec.range.lo);
                ASSERT_EQ(colour.g, 7) << told(spec);
                ASSERT_LE(apart, allowed) << told(spec) << "; pixel row " << row << ", column " << col << ", number "
                                          << expected(row, col);
            }
        }
    }

    /// Every number of the picture against raster().
    void expect_numbers(const HeatmapSpec& spec)
    {
        const auto before = made();
        drawn(spec);
        const FloatMatrix numbers = renderer_->read_numbers(0);
        const FloatMatrix expected = numbers_of(spec), tolerance = tolerances(spec, expected, maker_since(before));
        ASSERT_EQ(numbers.rows, expected.rows);
        ASSERT_EQ(numbers.cols, expected.cols);
        for (std::size_t i = 0; i < numbers.values.size(); ++i) {
            ASSERT_EQ(std::isnan(numbers.values[i]), std::isnan(expected.values[i])) << told(spec);
            if (std::isnan(expected.values[i]) || numbers.values[i] == expected.values[i]) continue;  // also infinite ones
            double apart = std::abs(numbers.values[i] - expected.values[i]);
            if (is_angle(*spec.field)) apart = std::min(apart, std::abs(2 * pi - apart));
            ASSERT_LE(apart, tolerance.values[i])
                << told(spec) << "; " << numbers.values[i] << " instead of " << expected.values[i];
        }
    }

    std::unique_ptr<EglContext> context_;
    std::unique_ptr<HeatmapRenderer> renderer_;
    static constexpr std::uint64_t own_versions = 1'000'000;  ///< and more: for specs that have one
    std::uint64_t version_ = 0;
};

inline const auto both_contexts = testing::Values(ContextKind::gl_3_3_core, ContextKind::gles_3_0);

inline std::string name_of_context(const testing::TestParamInfo<ContextKind>& kind)
{
    return kind.param == ContextKind::gl_3_3_core ? "GL33" : "GLES30";
}

}  // namespace phasescope

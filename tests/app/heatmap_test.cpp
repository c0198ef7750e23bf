// Colours, lines, slots and the state of GL, on OpenGL 3.3 and on OpenGL ES 3.0.
#include "app/gl/heatmap.hpp"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "app/gl/program.hpp"
#include "tests/app/heatmap_fixture.hpp"

namespace phasescope::heatmap_test {
namespace {

class Heatmap : public HeatmapFixture {};

Field stored(std::int64_t rows, std::int64_t cols, std::vector<double> values)
{
    Matrix matrix(rows, cols);
    matrix.values = std::move(values);
    return StoredField{matrix};
}

TEST_P(Heatmap, WhatIsNotFiniteHasItsOwnColour)
{
    constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    const Field field = stored(2, 3, {0, nan, 1, infinity, 0.5, -infinity});
    const Pixels shown = drawn({0, &field, {0, 2, 0, 3}, 3, 2, false, &index_map, {0, 1}});
    EXPECT_EQ(shown.at(0, 0), (Rgb{0, 7, 0}));
    EXPECT_EQ(shown.at(1, 0), non_finite_colour);
    EXPECT_EQ(shown.at(2, 0), (Rgb{255, 7, 0}));
    EXPECT_EQ(shown.at(0, 1), non_finite_colour);
    EXPECT_EQ(shown.at(1, 1), (Rgb{128, 7, 0}));
    EXPECT_EQ(shown.at(2, 1), non_finite_colour);
}

TEST_P(Heatmap, ANarrowRangeFarFromZeroKeepsItsPlace)
{
    const Field field = stored(1, 3, {1e6, 1e6 + 0.5, 1e6 + 1});
    const Pixels shown = drawn({0, &field, {0, 1, 0, 3}, 3, 1, false, &index_map, {1e6 - 0.1, 1e6 + 1.3}});
    for (int x = 0; x < 3; ++x)
        EXPECT_EQ(shown.at(x, 0).r, colour_index(1e6f + 0.5f * static_cast<float>(x), {1e6 - 0.1, 1e6 + 1.3}));
}

TEST_P(Heatmap, ARangeWithoutWidthIsColouredAsByTheProcessor)
{
    const Field field = stored(1, 3, {0.25, 0.5, 0.75});
    const Pixels shown = drawn({0, &field, {0, 1, 0, 3}, 3, 1, false, &index_map, {0.5, 0.5}});
    for (int x = 0; x < 3; ++x) EXPECT_EQ(shown.at(x, 0).r, colour_index(0.25f * static_cast<float>(x + 1), {0.5, 0.5}));
}

TEST_P(Heatmap, TheFirstRowOfTheTextureIsTheTopOfThePicture)
{
    const Field field = stored(2, 2, {0, 10, 20, 30});
    HeatmapSpec spec{0, &field, {0, 2, 0, 2}, 2, 2, false, &index_map, {0, 255}};
    const Pixels upright = drawn(spec);
    EXPECT_EQ(upright.at(1, 0).r, 10);
    EXPECT_EQ(upright.at(0, 1).r, 20);
    spec.transposed = true;
    const Pixels transposed = drawn(spec);
    EXPECT_EQ(transposed.at(1, 0).r, 20);
    EXPECT_EQ(transposed.at(0, 1).r, 10);
}

TEST_P(Heatmap, LinesStandBetweenLargeCellsOnly)
{
    const Field field = stored(2, 4, {0, 0, 0, 0, 0, 0, 0, 0});
    // Rows are 10 pixels high, columns 4 wide: lines between the rows only.
    HeatmapSpec spec{0, &field, {0, 2, 0, 4}, 16, 20, false, &index_map, {0, 255}, true};
    const Pixels shown = drawn(spec);
    for (int y = 0; y < shown.height; ++y)
        for (int x = 0; x < shown.width; ++x) EXPECT_EQ(shown.at(x, y) == (Rgb{0, 7, 0}), y != 10) << x << ", " << y;

    spec.transposed = true;
    spec.width = 20;
    spec.height = 16;
    const Pixels turned = drawn(spec);
    for (int y = 0; y < turned.height; ++y)
        for (int x = 0; x < turned.width; ++x) EXPECT_EQ(turned.at(x, y) == (Rgb{0, 7, 0}), x != 10) << x << ", " << y;
}

TEST_P(Heatmap, NumbersAreMadeAnewOnlyForAnotherVersionWindowOrSize)
{
    // Shaders may keep what belongs to a version, and here one version means two fields.
    start(NumbersBy::processor);
    const Field zeros = stored(1, 2, {0, 0}), ones = stored(1, 2, {1, 1});
    HeatmapSpec spec{1, &zeros, {0, 1, 0, 2}, 2, 1, false, &index_map, {0, 1}};
    renderer_->draw(3, spec);
    spec.field = &ones;
    spec.range = {0, 2};
    renderer_->draw(3, spec);
    EXPECT_EQ(renderer_->read_numbers(3)(0, 0), 0) << "the range alone does not decide the numbers";
    HeatmapSpec other_version = spec, other_window = spec, other_size = spec;
    other_version.field_version = 2;
    other_window.window.col1 = 1;
    other_size.width = 3;
    for (const HeatmapSpec& other : {other_version, other_window, other_size}) {
        spec.field = other_version.field = &zeros;
        start(NumbersBy::processor);
        renderer_->draw(3, spec);
        renderer_->draw(3, other);
        EXPECT_EQ(renderer_->read_numbers(3)(0, 0), other.field == &ones ? 1 : 0);
    }
}

TEST_P(Heatmap, SlotsDoNotDisturbEachOther)
{
    const Field zeros = stored(1, 1, {0}), ones = stored(1, 1, {1});
    const HeatmapSpec black{1, &zeros, {0, 1, 0, 1}, 4, 4, false, &index_map, {0, 1}};
    HeatmapSpec white = black;
    white.field_version = 2;
    white.field = &ones;
    const HeatmapTexture first = renderer_->draw(0, black), last = renderer_->draw(HeatmapRenderer::slots - 1, white);
    EXPECT_NE(first.name, last.name);
    EXPECT_EQ(pixels_of(first).at(3, 3).r, 0);
    EXPECT_EQ(pixels_of(last).at(3, 3).r, 255);
}

TEST_P(Heatmap, AnEmptySpecGivesNoTexture)
{
    const Field field = stored(1, 1, {0});
    HeatmapSpec spec{1, &field, {0, 1, 0, 1}, 0, 4, false, &index_map};
    EXPECT_EQ(renderer_->draw(0, spec).name, 0u);
    spec.width = 4;
    spec.field = nullptr;
    EXPECT_EQ(renderer_->draw(0, spec).name, 0u);
    EXPECT_EQ(renderer_->read_numbers(0).rows, 0);
}

TEST_P(Heatmap, ALongerSideThanAllowedIsCut)
{
    const Field field = stored(1, 1, {1});
    const HeatmapTexture texture =
        renderer_->draw(0, {1, &field, {0, 1, 0, 1}, HeatmapRenderer::longest_side + 1, 1, false, &index_map, {0, 1}});
    EXPECT_LE(texture.width, HeatmapRenderer::longest_side);
    EXPECT_EQ(pixels_of(texture).at(texture.width - 1, 0).r, 255);
}

TEST_P(Heatmap, DrawingLeavesTheStateOfGLAsItWas)
{
    const auto state = [] {
        std::vector<GLint> values;
        for (const GLenum name : {GL_DRAW_FRAMEBUFFER_BINDING, GL_READ_FRAMEBUFFER_BINDING, GL_CURRENT_PROGRAM,
                                  GL_VERTEX_ARRAY_BINDING, GL_ACTIVE_TEXTURE, GL_TEXTURE_BINDING_2D, GL_SAMPLER_BINDING,
                                  GL_UNPACK_ALIGNMENT, GL_UNPACK_ROW_LENGTH, GL_PACK_ALIGNMENT}) {
            values.push_back(0);
            glGetIntegerv(static_cast<GLenum>(name), &values.back());
        }
        for (const GLenum name : {GL_BLEND, GL_SCISSOR_TEST, GL_CULL_FACE, GL_DITHER}) values.push_back(glIsEnabled(name));
        std::array<GLint, 4> viewport{};
        glGetIntegerv(GL_VIEWPORT, viewport.data());
        values.insert(values.end(), viewport.begin(), viewport.end());
        return values;
    };
    const Field field = stored(2, 2, {0, 1, 1, 0});
    const auto wave = picture(first_scene(), Sheet::matrix);
    GLuint framebuffer = 0, vertex_array = 0, texture = 0, sampler = 0;
    glGenFramebuffers(1, &framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glGenVertexArrays(1, &vertex_array);
    glBindVertexArray(vertex_array);
    glGenTextures(1, &texture);
    glGenSamplers(1, &sampler);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, texture);
    glBindSampler(1, sampler);
    glEnable(GL_BLEND);
    glEnable(GL_SCISSOR_TEST);
    glScissor(0, 0, 1, 1);
    glColorMask(GL_TRUE, GL_FALSE, GL_TRUE, GL_TRUE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 77);
    glViewport(1, 2, 3, 4);

    const auto before = state();
    const HeatmapTexture shown = renderer_->draw(0, {1, &field, {0, 2, 0, 2}, 2, 2, false, &index_map, {0, 1}});
    renderer_->draw(1, {2, &wave->field, wave->whole(), 30, 20, false, &index_map});
    renderer_->read_numbers(1);
    EXPECT_EQ(state(), before);
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));

    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    EXPECT_EQ(pixels_of(shown).at(1, 0), (Rgb{255, 7, 0})) << "blending, the scissor and the mask do not reach the picture";
    EXPECT_EQ(pixels_of(shown).at(1, 1), (Rgb{0, 7, 0}));
    glDeleteSamplers(1, &sampler);
    glDeleteTextures(1, &texture);
    glDeleteVertexArrays(1, &vertex_array);
    glDeleteFramebuffers(1, &framebuffer);
}

TEST_P(Heatmap, AShaderErrorNamesTheShaderAndGivesTheReason)
{
    const ShaderSource good{"good.vert", "void main() { gl_Position = vec4(0.0); }"};
    const auto refused = ShaderProgram::create(good, {"bad.frag", "void main() { this_is_undeclared = 1.0; }"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, "bad.frag");
    EXPECT_NE(refused.error().hint.find("this_is_undeclared"), std::string::npos) << refused.error().line();

    const ShaderSource gives_two{"two.vert", "out vec2 sent; void main() { sent = vec2(0.0); gl_Position = vec4(0.0); }"};
    const auto unlinked =
        ShaderProgram::create(gives_two, {"eager.frag", "in vec4 sent; out vec4 c; void main() { c = sent; }"});
    ASSERT_FALSE(unlinked);
    EXPECT_NE(unlinked.error().where.find("eager.frag"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(On, Heatmap, both_contexts, name_of_context);

TEST(HeatmapVersion, AnOlderOpenGLIsRefusedInOneSentence)
{
    EXPECT_FALSE(version_error(true, 33, "3.3"));
    EXPECT_FALSE(version_error(false, 30, "ES 3.0"));
    EXPECT_TRUE(version_error(false, 20, "ES 2.0"));
    const auto error = version_error(true, 21, "2.1 Mesa");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->line(), "OpenGL 3.3 is needed: this driver has 2.1 Mesa (render, export and check work without it)");
}

}  // namespace
}  // namespace phasescope::heatmap_test

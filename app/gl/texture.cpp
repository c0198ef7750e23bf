#include "app/gl/texture.hpp"

#include <epoxy/gl.h>

#include <cassert>
#include <utility>

namespace phasescope {
namespace {

/// Texels of a list that lie in one row, as in shaders/numbers.glsl.
constexpr int list_width = 2048;

struct Format {
    GLint internal;
    GLenum channels;
    GLenum type;
    std::int64_t bytes;  // of a texel
};

Format format_of(Texels texels)
{
    switch (texels) {
        case Texels::number: return {GL_R32F, GL_RED, GL_FLOAT, 4};
        case Texels::index: return {GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT, 4};
        case Texels::four_indices: return {GL_RGBA32UI, GL_RGBA_INTEGER, GL_UNSIGNED_INT, 16};
        case Texels::four_numbers: return {GL_RGBA32F, GL_RGBA, GL_FLOAT, 16};
        case Texels::colour: break;
    }
    return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, 4};
}

}  // namespace

Texture::Texture(Texels texels) : texels_(texels)
{
    glGenTextures(1, &name_);
}

Texture::Texture(Texture&& other) noexcept
    : texels_(other.texels_), name_(std::exchange(other.name_, 0)), width_(other.width_), height_(other.height_)
{
}

Texture& Texture::operator=(Texture&& other) noexcept
{
    std::swap(texels_, other.texels_);
    std::swap(name_, other.name_);
    std::swap(width_, other.width_);
    std::swap(height_, other.height_);
    return *this;
}

Texture::~Texture()
{
    if (name_ != 0) glDeleteTextures(1, &name_);
}

void Texture::resize(int width, int height)
{
    assert(width > 0 && height > 0);
    glBindTexture(GL_TEXTURE_2D, name_);
    if (width == width_ && height == height_) return;
    const Format format = format_of(texels_);
    glTexImage2D(GL_TEXTURE_2D, 0, format.internal, width, height, 0, format.channels, format.type, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    width_ = width;
    height_ = height;
}

void Texture::fill(int width, int height, const void* texels)
{
    resize(width, height);
    const Format format = format_of(texels_);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, format.channels, format.type, texels);
}

void Texture::fill_list(std::int64_t count, const void* texels)
{
    assert(count > 0 && count <= longest_list());
    const auto whole_rows = static_cast<int>(count / list_width), rest = static_cast<int>(count % list_width);
    resize(list_width, whole_rows + (rest > 0));
    const Format format = format_of(texels_);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, list_width, whole_rows, format.channels, format.type, texels);
    if (rest == 0) return;
    const auto* const last_row = static_cast<const char*>(texels) + format.bytes * whole_rows * list_width;
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, whole_rows, rest, 1, format.channels, format.type, last_row);
}

void Texture::bind(int unit) const
{
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, name_);
}

TexturePainter::TexturePainter()
{
    glGenFramebuffers(1, &framebuffer_);
    glGenVertexArrays(1, &vertex_array_);
}

TexturePainter::~TexturePainter()
{
    glDeleteVertexArrays(1, &vertex_array_);
    glDeleteFramebuffers(1, &framebuffer_);
}

void TexturePainter::target(const Texture& texture) const
{
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
    assert(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
    glViewport(0, 0, texture.width(), texture.height());
}

void TexturePainter::cover() const
{
    glBindVertexArray(vertex_array_);
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

void TexturePainter::cover(const Texture& target, int rows) const
{
    glViewport(0, 0, target.width(), rows);
    cover();
    glViewport(0, 0, target.width(), target.height());
}

int longest_texture_side()
{
    GLint side = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &side);
    return side;
}

std::int64_t longest_list()
{
    const std::int64_t side = longest_texture_side();
    return side < list_width ? 0 : side * list_width;
}

}  // namespace phasescope

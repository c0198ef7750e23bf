#include "app/gl/kept_state.hpp"

#include <epoxy/gl.h>

namespace phasescope {
namespace {

constexpr std::array<GLenum, 7> capabilities{GL_BLEND,     GL_SCISSOR_TEST, GL_DEPTH_TEST,        GL_STENCIL_TEST,
                                             GL_CULL_FACE, GL_DITHER,       GL_RASTERIZER_DISCARD};

constexpr std::array<GLenum, 8> pixel_store{GL_UNPACK_ALIGNMENT,   GL_UNPACK_ROW_LENGTH, GL_UNPACK_SKIP_ROWS,
                                            GL_UNPACK_SKIP_PIXELS, GL_PACK_ALIGNMENT,    GL_PACK_ROW_LENGTH,
                                            GL_PACK_SKIP_ROWS,     GL_PACK_SKIP_PIXELS};

int value_of(GLenum name)
{
    GLint value = 0;
    glGetIntegerv(name, &value);
    return value;
}

GLuint object(int name)
{
    return static_cast<GLuint>(name);
}

void enable(GLenum capability, bool on)
{
    on ? glEnable(capability) : glDisable(capability);
}

}  // namespace

KeptState::KeptState()
    : draw_framebuffer_(value_of(GL_DRAW_FRAMEBUFFER_BINDING)),
      read_framebuffer_(value_of(GL_READ_FRAMEBUFFER_BINDING)),
      program_(value_of(GL_CURRENT_PROGRAM)),
      vertex_array_(value_of(GL_VERTEX_ARRAY_BINDING)),
      active_unit_(value_of(GL_ACTIVE_TEXTURE)),
      pack_buffer_(value_of(GL_PIXEL_PACK_BUFFER_BINDING)),
      unpack_buffer_(value_of(GL_PIXEL_UNPACK_BUFFER_BINDING))
{
    glGetIntegerv(GL_VIEWPORT, viewport_.data());
    glGetBooleanv(GL_COLOR_WRITEMASK, colour_mask_.data());
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    for (std::size_t i = 0; i < capabilities.size(); ++i) {
        enabled_[i] = glIsEnabled(capabilities[i]) == GL_TRUE;
        enable(capabilities[i], false);
    }
    for (std::size_t i = 0; i < pixel_store.size(); ++i) {
        const bool alignment = pixel_store[i] == GL_PACK_ALIGNMENT || pixel_store[i] == GL_UNPACK_ALIGNMENT;
        pixel_store_[i] = value_of(pixel_store[i]);
        glPixelStorei(pixel_store[i], alignment ? 4 : 0);
    }
    for (std::size_t i = 0; i < units_.size(); ++i) {
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(i));
        units_[i] = {value_of(GL_TEXTURE_BINDING_2D), value_of(GL_SAMPLER_BINDING)};
        glBindSampler(static_cast<GLuint>(i), 0);
    }
}

KeptState::~KeptState()
{
    for (std::size_t i = 0; i < units_.size(); ++i) {
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(i));
        glBindTexture(GL_TEXTURE_2D, object(units_[i].texture));
        glBindSampler(static_cast<GLuint>(i), object(units_[i].sampler));
    }
    for (std::size_t i = 0; i < pixel_store.size(); ++i) glPixelStorei(pixel_store[i], pixel_store_[i]);
    for (std::size_t i = 0; i < capabilities.size(); ++i) enable(capabilities[i], enabled_[i]);
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, object(unpack_buffer_));
    glBindBuffer(GL_PIXEL_PACK_BUFFER, object(pack_buffer_));
    glColorMask(colour_mask_[0], colour_mask_[1], colour_mask_[2], colour_mask_[3]);
    glActiveTexture(static_cast<GLenum>(active_unit_));
    glBindVertexArray(object(vertex_array_));
    glUseProgram(object(program_));
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, object(draw_framebuffer_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, object(read_framebuffer_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
}

}  // namespace phasescope

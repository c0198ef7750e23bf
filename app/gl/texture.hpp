// Two-dimensional textures that are read texel by texel, and what draws into them.
#pragma once

#include <cstdint>

namespace phasescope {

enum class Texels {
    number,        ///< one float
    index,         ///< one 32-bit unsigned integer
    four_indices,  ///< four of them
    four_numbers,  ///< four floats
    colour,        ///< red, green, blue, alpha of 8 bits
};

/// Unfiltered, without mipmaps, not repeated. Needs a current context for its whole life.
class Texture {
public:
    explicit Texture(Texels texels);
    Texture(Texture&& other) noexcept;
    Texture& operator=(Texture&& other) noexcept;
    Texture(const Texture&) = delete;
    Texture& operator=(const Texture&) = delete;
    ~Texture();

    /// Gives it this size; what it holds is then undefined, unless it had this size already. Binds it to the active unit.
    void resize(int width, int height);

    /// Gives it this size and these texels, row after row. Binds it to the active unit.
    void fill(int width, int height, const void* texels);

    /// Makes it a list of `count` texels, at most longest_list(), as place() of shaders/numbers.glsl finds them. Binds it to
    /// the active unit.
    void fill_list(std::int64_t count, const void* texels);

    /// Makes it the texture of a unit.
    void bind(int unit) const;

    unsigned name() const { return name_; }
    int width() const { return width_; }
    int height() const { return height_; }

private:
    Texels texels_;
    unsigned name_ = 0;
    int width_ = 0, height_ = 0;
};

/// Runs a fragment shader once for every texel of a texture: a framebuffer and a triangle without vertices.
class TexturePainter {
public:
    TexturePainter();
    TexturePainter(const TexturePainter&) = delete;
    TexturePainter& operator=(const TexturePainter&) = delete;
    ~TexturePainter();

    /// Makes the texture the target of drawing and reading, and all of it the viewport.
    void target(const Texture& texture) const;

    /// Draws every texel of the target with the program in use.
    void cover() const;

    /// Draws those of the target's first rows.
    void cover(const Texture& target, int rows) const;

private:
    unsigned framebuffer_ = 0, vertex_array_ = 0;
};

/// The longest side that a texture may have on this driver.
int longest_texture_side();

/// How many texels a list may have on this driver.
std::int64_t longest_list();

}  // namespace phasescope

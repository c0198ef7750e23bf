// A linked pair of shaders.
#pragma once

#include <string_view>

#include "core/result.hpp"

namespace phasescope {

/// GLSL without its version line: the text is the same for OpenGL 3.3 core and OpenGL ES 3.0.
struct ShaderSource {
    std::string_view name;  ///< as errors name it
    std::string_view text;
    std::string_view before = {};  ///< lines put before the text: "#define LINES\n", or what several shaders share
};

/// A GL program; deleted with this value. Needs a current context for its whole life.
class ShaderProgram {
public:
    /// An Error names the shader and holds the driver's words.
    static Result<ShaderProgram> create(ShaderSource vertex, ShaderSource fragment);

    ShaderProgram(ShaderProgram&& other) noexcept;
    ShaderProgram& operator=(ShaderProgram&& other) noexcept;
    ShaderProgram(const ShaderProgram&) = delete;
    ShaderProgram& operator=(const ShaderProgram&) = delete;
    ~ShaderProgram();

    void use() const;

    /// Where a uniform of this name is set; -1, which GL ignores, where the shader does not use it.
    int at(const char* uniform) const;

private:
    explicit ShaderProgram(unsigned name) : name_(name) {}
    unsigned name_ = 0;
};

}  // namespace phasescope

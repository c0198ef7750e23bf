#include "app/gl/program.hpp"

#include <epoxy/gl.h>

#include <string>
#include <utility>

namespace phasescope {
namespace {

/// What stands before every shader: the version and, where the language asks for it, the precision of each type.
std::string_view version_lines()
{
    if (epoxy_is_desktop_gl()) return "#version 330 core\n";
    return "#version 300 es\n"
           "precision highp float;\n"
           "precision highp int;\n"
           "precision highp sampler2D;\n"
           "precision highp usampler2D;\n";
}

/// Deletes a shader object when it has been linked, or failed to be.
class Shader {
public:
    explicit Shader(GLenum kind) : name(glCreateShader(kind)) {}
    Shader(const Shader&) = delete;
    Shader& operator=(const Shader&) = delete;
    ~Shader() { glDeleteShader(name); }

    const GLuint name;
};

/// The driver's words about a shader or program, without the newlines at their end.
template <class Length, class Log>
std::string words(GLuint name, Length length_of, Log log_of)
{
    GLint length = 0;
    length_of(name, GL_INFO_LOG_LENGTH, &length);
    std::string text(static_cast<std::size_t>(length > 0 ? length : 1), '\0');
    log_of(name, static_cast<GLsizei>(text.size()), nullptr, text.data());
    text.resize(text.find_last_not_of(std::string_view("\n \0", 3)) + 1);
    return text.empty() ? "the driver gives no reason" : text;
}

Result<Done> compile(const Shader& shader, ShaderSource source)
{
    const std::string text =
        std::string(version_lines()) + std::string(source.before) + "#line 1\n" + std::string(source.text);
    const char* const start = text.data();
    const auto length = static_cast<GLint>(text.size());
    glShaderSource(shader.name, 1, &start, &length);
    glCompileShader(shader.name);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader.name, GL_COMPILE_STATUS, &compiled);
    if (compiled) return Done{};
    return Error{"the graphics driver refuses a shader", std::string(source.name),
                 words(shader.name, glGetShaderiv, glGetShaderInfoLog)};
}

}  // namespace

Result<ShaderProgram> ShaderProgram::create(ShaderSource vertex, ShaderSource fragment)
{
    const Shader vertex_shader(GL_VERTEX_SHADER), fragment_shader(GL_FRAGMENT_SHADER);
    if (const auto compiled = compile(vertex_shader, vertex); !compiled) return compiled.error();
    if (const auto compiled = compile(fragment_shader, fragment); !compiled) return compiled.error();

    ShaderProgram program(glCreateProgram());
    glAttachShader(program.name_, vertex_shader.name);
    glAttachShader(program.name_, fragment_shader.name);
    glLinkProgram(program.name_);
    GLint linked = GL_FALSE;
    glGetProgramiv(program.name_, GL_LINK_STATUS, &linked);
    if (linked) return program;
    return Error{"the graphics driver cannot link two shaders",
                 std::string(vertex.name) + " and " + std::string(fragment.name),
                 words(program.name_, glGetProgramiv, glGetProgramInfoLog)};
}

ShaderProgram::ShaderProgram(ShaderProgram&& other) noexcept : name_(std::exchange(other.name_, 0)) {}

ShaderProgram& ShaderProgram::operator=(ShaderProgram&& other) noexcept
{
    std::swap(name_, other.name_);
    return *this;
}

ShaderProgram::~ShaderProgram()
{
    if (name_ != 0) glDeleteProgram(name_);
}

void ShaderProgram::use() const
{
    glUseProgram(name_);
}

int ShaderProgram::at(const char* uniform) const
{
    return glGetUniformLocation(name_, uniform);
}

}  // namespace phasescope

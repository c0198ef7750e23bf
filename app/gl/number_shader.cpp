#include "app/gl/number_shader.hpp"

#include <variant>

#include "app/assets.hpp"

namespace phasescope {
namespace {

constexpr std::array<std::string_view, number_shaders.size()> files{"shaders/wave.frag", "shaders/offset.frag",
                                                                    "shaders/product.frag", "shaders/stored.frag"};

constexpr std::span<const NumberShader> none, all{number_shaders};

struct ShadersFor {
    std::span<const NumberShader> operator()(const WaveField&) const { return all.subspan(0, 1); }
    std::span<const NumberShader> operator()(const OffsetField& field) const { return all.subspan(1, field.causal ? 1 : 2); }
    std::span<const NumberShader> operator()(const PieceField&) const { return all.subspan(1, 1); }
    /// Pixels that the mask cuts are no products.
    std::span<const NumberShader> operator()(const ProductField& field) const
    {
        return field.causal ? none : all.subspan(2, 1);
    }
    std::span<const NumberShader> operator()(const StoredField&) const { return all.subspan(3, 1); }
    std::span<const NumberShader> operator()(const DifferenceField&) const { return none; }
};

}  // namespace

std::span<const NumberShader> shaders_for(const WantedNumbers& wanted)
{
    return wanted.spread ? none : std::visit(ShadersFor{}, wanted.field);
}

Result<ShaderProgram> number_program(NumberShader shader)
{
    const std::string_view file = files[static_cast<std::size_t>(shader)];
    return ShaderProgram::create({"shaders/triangle.vert", asset("shaders/triangle.vert")},
                                 {file, asset(file), asset("shaders/numbers.glsl")});
}

}  // namespace phasescope

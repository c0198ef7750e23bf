#include "app/gl/field_numbers.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <vector>

#include "app/frame_times.hpp"
#include "core/field/spread.hpp"

namespace phasescope {
namespace {

/// Seconds. Pictures that the processor makes in less are no reason to look for something quicker.
constexpr double quick_picture = 0.002;

/// Seconds that the trial of a shader may cost, with its compilation: so long the processor goes on unasked.
constexpr double patience = 0.25;

/// The part of a picture that is drawn on trial: slow drivers take seconds for the whole.
constexpr int trial_share = 16;

void fill_first(Texture& texture, const AxisPixels& axis)
{
    const std::vector<std::uint32_t> cells(axis.first.begin(), axis.first.end());
    texture.fill(static_cast<int>(cells.size()), 1, cells.data());
}

int height_of(const WantedNumbers& wanted)
{
    return static_cast<int>(wanted.rows.first.size());
}

template <class Input>
bool filled(NumbersPlace& place, const WantedNumbers& wanted)
{
    if (!std::holds_alternative<Input>(place.input)) place.input.emplace<Input>();
    return std::get<Input>(place.input).fill(wanted);
}

/// Makes what the shader reads; whether it can make the picture.
bool filled(NumbersPlace& place, const WantedNumbers& wanted, NumberShader shader)
{
    switch (shader) {
        case NumberShader::wave: return filled<WaveChannels>(place, wanted);
        case NumberShader::offset: return filled<OffsetEntries>(place, wanted);
        case NumberShader::product: return filled<ThinRows>(place, wanted);
        case NumberShader::stored: break;
    }
    return filled<StoredCells>(place, wanted);
}

/// Seconds until the work is done, by the GPU too.
double time_of(const auto& work)
{
    double seconds = 0;
    {
        const Stopwatch watch(seconds);
        work();
        glFinish();
    }
    return seconds;
}

}  // namespace

void FieldNumbers::make(NumbersPlace& place, const WantedNumbers& wanted, const TexturePainter& painter)
{
    fill_first(place.row_first, wanted.rows);
    fill_first(place.col_first, wanted.cols);

    double& seconds = seconds_[wanted.field.index()];
    const bool look = by_ == NumbersBy::shader || (by_ == NumbersBy::fastest && seconds >= patience);
    const auto shader = look ? shader_of(place, wanted) : std::nullopt;
    if (shader && (by_ == NumbersBy::shader || of(*shader).quicker)) {
        by_shader(place, wanted, painter, *shader, height_of(wanted));
    } else if (shader) {
        compare(place, wanted, painter, *shader);
    } else {
        double spent = 0;
        {
            const Stopwatch watch(spent);
            by_processor(place, wanted);
        }
        if (spent > quick_picture) seconds += spent;
    }
}

/// One that can make the picture and may be quicker, which in a hurry it must be known to be; its input is then made. Where
/// one is not quicker, neither are those after it, which have more to do.
std::optional<NumberShader> FieldNumbers::shader_of(NumbersPlace& place, const WantedNumbers& wanted)
{
    for (const NumberShader shader : shaders_for(wanted)) {
        if (by_ == NumbersBy::fastest && !of(shader).quicker.value_or(!hurried_)) return {};
        if (filled(place, wanted, shader)) return program_of(shader) ? std::optional(shader) : std::nullopt;
    }
    return {};
}

/// Null where the driver refuses it: the processor then makes its pictures.
const ShaderProgram* FieldNumbers::program_of(NumberShader shader)
{
    Shader& wanted = of(shader);
    if (!wanted.program) wanted.program = number_program(shader);
    if (*wanted.program) return &wanted.program->value();
    wanted.quicker = false;
    return nullptr;
}

void FieldNumbers::by_processor(NumbersPlace& place, const WantedNumbers& wanted)
{
    const FloatMatrix numbers = wanted.spread ? spread_raster(wanted.field, wanted.rows, wanted.cols)
                                              : raster(wanted.field, wanted.rows, wanted.cols);
    place.numbers.fill(static_cast<int>(numbers.cols), static_cast<int>(numbers.rows), numbers.values.data());
}

/// Draws the first rows of the picture.
void FieldNumbers::by_shader(NumbersPlace& place, const WantedNumbers& wanted, const TexturePainter& painter,
                             NumberShader shader, int rows)
{
    place.numbers.resize(static_cast<int>(wanted.cols.first.size()), height_of(wanted));
    painter.target(place.numbers);
    const ShaderProgram& program = *program_of(shader);
    program.use();
    place.row_first.bind(row_first_unit);
    place.col_first.bind(col_first_unit);
    glUniform1i(program.at("row_first"), row_first_unit);
    glUniform1i(program.at("col_first"), col_first_unit);
    std::visit(
        [&](const auto& input) {
            if constexpr (requires { input.set(program, wanted); }) input.set(program, wanted);
        },
        place.input);
    painter.cover(place.numbers, rows);
    of(shader).pictures += rows == height_of(wanted);
}

/// Makes the picture both ways and keeps to the quicker one.
void FieldNumbers::compare(NumbersPlace& place, const WantedNumbers& wanted, const TexturePainter& painter,
                           NumberShader shader)
{
    const int height = height_of(wanted), rows = std::max(1, height / trial_share);
    const auto draw = [&](int count) { by_shader(place, wanted, painter, shader, count); };
    time_of([&] { draw(rows); });  // compiles
    const double input = time_of([&] { filled(place, wanted, shader); }), drawing = time_of([&] { draw(rows); }),
                 processor = time_of([&] { by_processor(place, wanted); });
    of(shader).quicker = input + drawing * height / rows < processor;
    if (*of(shader).quicker) draw(height);
}

}  // namespace phasescope

// Measures as they stand in lessons: an expression, a condition, and a text with measures, of a small scene.
#include "core/measure/measure.hpp"

#include <cmath>

#include "app/text/measured_text.hpp"
#include "core/measure/expression.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void measure(std::string_view bytes)
{
    static const Language english;
    static const Scene small = [] {
        Scene scene = first_scene();
        scene.length = 12;
        scene.settings.front() = 16;
        return repaired(scene);
    }();
    is_read(parsed_expression(bytes));
    is_read(holds(small, bytes));
    is_read(measured_text(std::string(bytes), small, english));
    const Result<Measured> value = measured(small, bytes);
    if (!is_read(value)) return;
    require(value->is_number() == value->word.empty(), "a measured value is a number or a word");
    require(value->kind != Measured::Kind::whole || value->number == std::floor(value->number), "a whole number is whole");
}

}  // namespace phasescope::fuzz

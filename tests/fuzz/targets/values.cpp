// Words behind options of the command line: what is read lies in its range.
#include "app/cli/values.hpp"

#include <bit>
#include <cmath>

#include "core/encoding.hpp"
#include "core/number_text.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {
namespace {

void require_numbers(std::string_view word)
{
    if (const auto number = parsed_number(word)) {
        const auto again = parsed_number(shortest_text(*number));
        require(again && (*again == *number || std::isnan(*number)), "a number reads back the same");
    }
    if (const auto number = number_value("--number", word, -1, 1e6); is_read(number))
        require(*number >= -1 && *number <= 1e6, "a number lies in its range");
    if (const auto whole = whole_value("--whole", word, 1, INT32_MAX); is_read(whole))
        require(*whole >= 1 && *whole <= INT32_MAX, "a whole number lies in its range");
    is_read(seed_value("--seed", word));
}

void require_ranges(std::string_view word)
{
    if (const auto range = range_value("--range", word); is_read(range))
        require(range->lo < range->hi, "a range is not empty");
    if (const auto range = whole_range_value("--rows", word, 0, 1000); is_read(range))
        require(0 <= range->begin && range->begin < range->end && range->end <= 1000, "a range of rows lies in the table");
    if (const auto size = size_value("--size", word, 16, 20000); is_read(size))
        require(size->width >= 16 && size->height >= 16 && size->width <= 20000 && size->height <= 20000,
                "a size lies in its range");
}

}  // namespace

void values(std::string_view bytes)
{
    require_numbers(bytes);
    require_ranges(bytes);
    for (const Knob& knob : find_encoding("rope")->knobs) is_read(knob_value("--knob", knob, bytes));
}

}  // namespace phasescope::fuzz

#include "core/io/array_layout.hpp"

#include <algorithm>

namespace phasescope {
namespace {

/// How far apart neighbours of each dimension lie, in numbers; empty where 63 bits do not hold it.
std::vector<std::int64_t> steps_of(const std::vector<std::int64_t>& shape, std::int64_t innermost, bool first_runs_fastest)
{
    std::vector<std::int64_t> steps(shape.size() + 1);
    std::int64_t step = innermost;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const std::size_t at = first_runs_fastest ? i : shape.size() - 1 - i;
        steps[at] = step;
        if (__builtin_mul_overflow(step, shape[at], &step)) return {};
    }
    steps.back() = step;  // of the whole array
    return steps;
}

/// "array[0, 1]": one table of an array of heads and more.
std::string table_of_array(const std::vector<std::int64_t>& shape)
{
    std::string text = "array[";
    for (std::size_t i = 0; i + 2 < shape.size(); ++i) text += i == 0 ? "0" : ", 0";
    return text + "]";
}

Error no_table(const std::vector<std::int64_t>& shape, const std::string& where)
{
    if (shape.empty())
        return {"the array is a single number", where + ": shape ()", "a row, or rows and columns, are needed"};
    if (std::ranges::find(shape, 0) != shape.end())
        return {"the array is empty", where + ": shape " + shape_text(shape), "give at least one number"};
    return {"the array has " + std::to_string(shape.size()) + " dimensions", where + ": shape " + shape_text(shape),
            "one or two are needed, a row, or rows and columns: choose one table, such as " + table_of_array(shape)};
}

/// The dimensions of a table: heads where there are some, rows, columns, and the two parts of a complex number where these
/// are a dimension of their own.
struct Dimensions {
    std::vector<std::int64_t> shape;
    bool heads = false, parts = false;
};

std::optional<Dimensions> dimensions_of(const std::vector<std::int64_t>& shape, bool complex, bool choose_head)
{
    Dimensions found{without_ones(shape)};
    if (found.shape.empty() || std::ranges::find(found.shape, 0) != found.shape.end()) return std::nullopt;
    if (found.shape.size() == 1) found.shape.insert(found.shape.begin(), 1);
    const std::size_t count = found.shape.size();
    if (count == 2) return found;
    found.parts = !complex && found.shape.back() == 2 && (count == 4 || (count == 3 && !choose_head));
    found.heads = count == (found.parts ? 4u : 3u);
    const bool known = found.heads ? choose_head : count == 3 && found.parts;
    return known ? std::optional(found) : std::nullopt;
}

}  // namespace

Result<ArrayLayout> array_layout(const std::vector<std::int64_t>& shape, const ArrayKind& kind,
                                 std::optional<std::int64_t> head, const std::string& where)
{
    const auto found = dimensions_of(shape, kind.complex, head.has_value());
    if (!found) return no_table(shape, where);
    const std::int64_t each = kind.complex ? 2 : 1;
    const std::vector<std::int64_t> steps = steps_of(found->shape, each, kind.fortran_order);
    if (steps.empty())
        return Error{"the array needs more bytes than any file", where + ": shape " + shape_text(shape), "save it again"};
    const std::size_t row = found->heads ? 1 : 0;
    ArrayLayout layout{.rows = found->shape[row],
                       .cols = found->shape[row + 1],
                       .parts = found->parts ? 2 : each,
                       .row_step = steps[row],
                       .col_step = steps[row + 1],
                       .part_step = found->parts ? steps[row + 2] : 1,
                       .total = steps.back()};
    if (found->heads) {
        const std::int64_t heads = found->shape.front();
        if (*head >= heads)
            return Error{"there is no such head", where + ": shape " + shape_text(shape),
                         "head " + std::to_string(*head) + " was asked for; there are 0 to " + std::to_string(heads - 1)};
        layout.first = *head * steps.front();
        layout.head = true;
        layout.note = "head " + std::to_string(*head) + " of " + std::to_string(heads) + " was taken of the shape "
                      + shape_text(shape);
    } else if (layout.parts == 2) {
        layout.note = "the numbers are complex: their real and imaginary parts became columns in turn, "
                      + std::to_string(layout.rows) + " x " + std::to_string(2 * layout.cols);
    }
    return layout;
}

bool is_table_shape(const std::vector<std::int64_t>& shape, bool complex)
{
    return dimensions_of(shape, complex, false).has_value();
}

std::vector<std::int64_t> without_ones(std::vector<std::int64_t> shape)
{
    for (auto one = shape.begin(); shape.size() > 2 && one != shape.end();) {
        one = std::find(one, shape.end(), 1);
        if (one != shape.end()) one = shape.erase(one);
    }
    return shape;
}

std::string shape_text(const std::vector<std::int64_t>& shape)
{
    std::string text = "(";
    for (const std::int64_t count : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(count);
    return text + (shape.size() == 1 ? ",)" : ")");
}

}  // namespace phasescope

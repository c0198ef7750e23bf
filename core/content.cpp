#include "core/content.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/random.hpp"

namespace phasescope {
namespace {

Matrix one_row(std::vector<double> numbers)
{
    Matrix row;
    row.rows = 1;
    row.cols = static_cast<std::int64_t>(numbers.size());
    row.values = std::move(numbers);
    return row;
}

bool size_fits(const Matrix& table)
{
    return table.rows >= 1 && table.cols >= least_head_size && table.cols <= most_head_size
           && table.rows <= most_imported_numbers / table.cols;
}

std::vector<double>::const_iterator first_non_finite(const Matrix& table)
{
    return std::ranges::find_if(table.values, [](double number) { return !std::isfinite(number); });
}

}  // namespace

Rows::Rows(Matrix numbers)
{
    fit_a_head_ = size_fits(numbers) && first_non_finite(numbers) == numbers.values.end();
    table_ = std::move(numbers);
}

Result<Rows> imported_rows(Matrix numbers, std::string_view source)
{
    const std::string where(source);
    const std::string shape = std::to_string(numbers.rows) + " x " + std::to_string(numbers.cols);
    if (numbers.rows < 1 || numbers.cols < least_head_size || numbers.cols > most_head_size)
        return Error{"these rows cannot be query or key", where + ": " + shape,
                     "each row is one head of " + std::to_string(least_head_size) + " to " + std::to_string(most_head_size)
                         + " numbers; one row, or one for each position"};
    if (!size_fits(numbers))
        return Error{
            "these are too many numbers for query or key", where + ": " + shape,
            "at most " + std::to_string(most_imported_numbers) + " numbers are kept in a scene: use fewer positions"};
    if (const auto bad = first_non_finite(numbers); bad != numbers.values.end()) {
        const std::int64_t index = bad - numbers.values.begin();
        return Error{
            "a number is not finite",
            where + ": row " + std::to_string(index / numbers.cols) + ", column " + std::to_string(index % numbers.cols),
            "query and key hold finite numbers only"};
    }
    return Rows(std::move(numbers));
}

bool is_valid(const Content& content)
{
    if (content.query.empty())
        return content.kind != ContentKind::imported && content.query == Rows{} && content.key == Rows{};
    if (!content.query.fit_a_head()) return false;
    if (content.key.empty()) return content.key == Rows{};
    return content.key.fit_a_head() && content.key.matrix().cols == content.query.matrix().cols;
}

QueryKey vectors(const Content& content, std::int64_t head_size)
{
    const auto random = [&](std::uint64_t stream) { return one_row(normals(content.seed, stream, head_size)); };
    switch (content.kind) {
        case ContentKind::ones: {
            const Matrix ones = one_row(std::vector<double>(static_cast<std::size_t>(head_size), 1.0));
            return {ones, ones};
        }
        case ContentKind::equal: return {random(0), random(0)};
        case ContentKind::different: return {random(0), random(1)};
        case ContentKind::imported: break;
    }
    const Matrix& query = content.query.matrix();
    assert(query.cols == head_size);
    return {query, content.key.empty() ? query : content.key.matrix()};
}

}  // namespace phasescope

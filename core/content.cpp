#include "core/content.hpp"

#include <cassert>

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

}  // namespace

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

// What the query and the key hold before position acts on them.
#pragma once

#include <cstdint>
#include <memory>

#include "core/matrix.hpp"

namespace phasescope {

/// Rows of numbers as one value. Copies share the numbers, which never change; equality is by the numbers.
class Rows {
public:
    Rows() = default;
    explicit Rows(Matrix numbers) : numbers_(std::make_shared<const Matrix>(std::move(numbers))) {}

    bool empty() const { return !numbers_ || numbers_->rows == 0; }
    const Matrix& matrix() const
    {
        static const Matrix none;
        return numbers_ ? *numbers_ : none;
    }
    bool operator==(const Rows& other) const
    {
        return numbers_ == other.numbers_ || matrix() == other.matrix();
    }

private:
    std::shared_ptr<const Matrix> numbers_;
};

enum class ContentKind {
    ones,       ///< query and key are all ones
    equal,      ///< query equals key, standard normal from the seed
    different,  ///< query and key are independent standard normal vectors from the seed
    imported,   ///< rows read from files: one for all positions, or one for each
};

struct Content {
    ContentKind kind = ContentKind::ones;
    std::uint64_t seed = 1;
    Rows query;  ///< imported rows, (1 or positions, head size)
    Rows key;    ///< as query; where it is empty the key is the query

    bool operator==(const Content&) const = default;
};

/// The query rows and key rows for a head: each (1 or positions, head_size).
struct QueryKey {
    Matrix query;
    Matrix key;

    /// The same vector stands at every position.
    bool uniform() const { return query.rows == 1 && key.rows == 1; }
};
QueryKey vectors(const Content& content, std::int64_t head_size);

}  // namespace phasescope

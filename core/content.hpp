// What the query and the key hold before position acts on them.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/result.hpp"
#include "core/shared_rows.hpp"

namespace phasescope {

/// Channels that a head may have.
inline constexpr std::int64_t least_head_size = 2;
inline constexpr std::int64_t most_head_size = 8192;

/// Imported numbers in one table: 8192 positions of a head of 128. A scene with two such tables is 50 MB of text.
inline constexpr std::int64_t most_imported_numbers = std::int64_t{1} << 20;

/// Rows of numbers as one value. Copies share the numbers, which never change; equality is by the numbers.
class Rows {
public:
    Rows() = default;
    explicit Rows(Matrix numbers);

    bool empty() const { return table_.rows() == 0; }
    const Matrix& matrix() const { return table_.matrix(); }
    const SharedRows& shared() const { return table_; }

    /// Whether they can be the content of a head: of an allowed size, and every number finite.
    bool fit_a_head() const { return fit_a_head_; }

    bool operator==(const Rows& other) const { return table_ == other.table_; }

private:
    SharedRows table_;
    bool fit_a_head_ = false;
};

/// Rows read from a file, as the content of a head; an Error where they cannot be that. `source` is named in messages.
Result<Rows> imported_rows(Matrix numbers, std::string_view source);

enum class ContentKind {
    ones,       ///< query and key are all ones
    equal,      ///< query equals key, standard normal from the seed
    different,  ///< query and key are independent standard normal vectors from the seed
    imported,   ///< rows read from files: one for all positions, or one for each
};

struct Content {
    ContentKind kind = ContentKind::ones;
    std::uint64_t seed = 1;
    Rows query;  ///< imported rows, (1 or positions, head size); kept while another kind is looked at
    Rows key;    ///< as query; where it is empty the key is the query

    bool operator==(const Content&) const = default;
};

/// Whether the imported rows fit a head and each other. Having none is fine unless they are what is asked for.
bool is_valid(const Content& content);

/// The query rows and key rows for a head: each (1 or positions, head_size).
struct QueryKey {
    Matrix query;
    Matrix key;

    /// The same vector stands at every position.
    bool uniform() const { return query.rows == 1 && key.rows == 1; }
};
QueryKey vectors(const Content& content, std::int64_t head_size);

}  // namespace phasescope

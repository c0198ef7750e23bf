// Distances in classes that grow with distance: T5's and DeBERTa's buckets, in exact arithmetic.
//
// Both take whole parts of logarithms, which floating point gets wrong by one where the logarithm is a whole number. Here
// a class begins where one whole number exceeds another, and the numbers are compared as they are.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/offset_lines.hpp"

namespace phasescope {

/// Class b holds the distances least[b] .. least[b + 1] - 1, the last class all further ones. least[0] = 0 and least[1] = 1;
/// the numbers do not decrease, and a class whose next begins where it does holds none.
struct DistanceClasses {
    std::vector<std::int64_t> least;

    std::int64_t of(std::int64_t distance) const;
    std::int64_t count() const { return static_cast<std::int64_t>(least.size()); }
};

/// T5's buckets of one direction, `count` >= 2 of them (Raffel et al. 2020, section 2.1). The distances below e = count / 2
/// have a bucket each; then bucket e + floor(ln(r / e) / ln(max_distance / e) (count - e)), at most count - 1. A maximum of
/// e or less is taken as e + 1.
DistanceClasses t5_classes(std::int64_t count, std::int64_t max_distance);

/// DeBERTa's logarithmic buckets, `count` >= 2 of them (He et al. 2021, released code). With m = bucket_size / 2 the
/// distances up to m have a bucket each; then bucket m + ceil(ln(r / m) / ln((max_position - 1) / m) (m - 1)), which
/// reaches 2m - 1 at max_position - 1. bucket_size >= 4; a max_position of m + 1 or less is taken as m + 2.
DistanceClasses deberta_classes(std::int64_t bucket_size, std::int64_t max_position, std::int64_t count);

/// One class for every distance up to `reach` and beyond it none more.
DistanceClasses clipped_classes(std::int64_t reach);

/// The function value(s) of the offset, with s the class of the offset's distance, negative for negative offsets. A
/// piece begins only where the value changes.
OffsetLines over_offsets(const DistanceClasses& classes, const std::function<double(std::int64_t)>& value);

}  // namespace phasescope

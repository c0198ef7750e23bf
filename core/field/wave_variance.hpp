// Variances of a sum of waves over the offset, for rectangles of queries and keys: in closed form, or from its values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "core/offset_lines.hpp"
#include "core/waves.hpp"

namespace phasescope::spreads {

/// Rectangles of equal shape: `rows` queries and `cols` keys.
struct Shape {
    std::int64_t rows = 1, cols = 1;

    double offsets() const { return static_cast<double>(rows + cols); }
};

/// How two sums of waves vary together over a rectangle: with the angles of their terms at its middle, and a and b over the
/// terms of the first and of the second sum, sum_ab cosines(a, b) cos a cos b + sines(a, b) sin a sin b, times both
/// amplitudes.
struct Covariances {
    Matrix cosines, sines;
};

/// Of terms over key - query with each other.
Covariances covariances(const WaveTerms& terms, Shape shape);
/// Of terms over key - query with others over key + query: (differences, sums).
Covariances covariances(const WaveTerms& differences, const WaveTerms& sums, Shape shape);

/// out[i] = the variance over a rectangle whose middle has key - query (or key + query) = twice_x[i] / 2. Error at most
/// 1e-15 of the square of the sum of amplitudes. Takes 2 multiplications for each pair of terms. Frequencies below a quarter
/// turn.
void closed_variances(const WaveTerms& terms, Shape shape, std::span<const std::int64_t> twice_x, std::span<double> out);
double effort_of_closed(double terms, double rectangles);

/// The same for rectangles whose first key comes first[i] after their first query, of which only pairs with
/// key - query <= last count; some do.
void closed_cut_variances(const WaveTerms& terms, Shape shape, std::int64_t last, std::span<const std::int64_t> first,
                          std::span<double> out);
double effort_of_closed_cut(double terms, double rectangles);

/// The values of a sum of waves at neighbouring offsets, and variances from them: exact up to rounding.
class OffsetValues {
public:
    /// At the offsets first .. last.
    OffsetValues(const WaveTerms& terms, std::int64_t first, std::int64_t last);

    /// Takes from each value that of a function of the offset, which counts keys `key_lead` later.
    void subtract(const OffsetLines& lines, std::int64_t key_lead);

    /// As closed_cut_variances() has it; NaN where no pair counts. All offsets of the rectangle up to `last` must be among
    /// the values.
    double variance(Shape shape, std::int64_t first, std::int64_t last) const;
    std::vector<double> variances(Shape shape, std::span<const std::int64_t> first, std::int64_t last) const;

private:
    std::int64_t first_;
    std::vector<double> values_;
};
/// Infinite where there are too many to be kept.
double effort_of_values(double terms, double offsets);
double effort_of_variances(Shape shape, double rectangles);

}  // namespace phasescope::spreads

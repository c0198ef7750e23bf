// The numbers of waves as a program computes them in the formats of a scene, and how far they are from the exact ones.
//
// The position, the frequency in radians per position and their product are each rounded to their format. The sine or cosine
// of that product is rounded to the format of results: the library that takes it is taken to be perfect. A score is summed
// without rounding from the rounded table, as matrix units add in a wider format, and the sum is rounded to the format of
// results. What query and key hold is not rounded: only what the position does is studied.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/progress.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// The same format for all.
constexpr Formats all_in(FloatFormat format)
{
    return {format, format, format, format};
}

/// A frequency in radians per position: the nearest double, and what is left.
struct Radians {
    double high = 0;
    double low = 0;
};
Radians radians_per_position(Turns128 frequency);

/// The angle of a position at a frequency as it is computed, in radians, not reduced. Infinite where a number is beyond the
/// greatest of its format.
double computed_angle(const Formats& formats, std::int64_t position, Radians frequency);

/// How far a computed angle is from the exact one, in radians; infinity where it is no number.
double angle_error(double computed, std::int64_t position, Radians frequency);

/// |computed - exact|; what `resolution` cannot tell from nothing is nothing, and no number is infinitely wrong.
double error_of(double computed, double exact, double resolution);

/// The table of a mechanism of waves over the position, exact and as it is computed: cosines and sines that are added to the
/// input, or that turn query and key.
class ComputedTable {
public:
    ComputedTable(const AddedToInput& table, const Formats& formats);

    std::int64_t size() const { return static_cast<std::int64_t>(waves_.size()); }

    /// Both have size() numbers. The error of an exact one is at most 4e-16 of its amplitude.
    void exact_row(std::int64_t position, std::span<double> out) const;
    void computed_row(std::int64_t position, std::span<double> out) const;

    /// The errors of the values at this position: size() numbers.
    void value_errors(std::int64_t position, std::span<double> out) const;

    /// The largest of them, and of the angles in radians.
    double largest_value_error(std::int64_t position) const;
    double largest_angle_error(std::int64_t position) const;

private:
    struct Wave {
        double amplitude = 0;
        Turns128 frequency = 0;
        Turns64 phase = 0;
        bool is_sine = false;
        Radians exact;
        double rounded = 0;  ///< the frequency in its format, in radians per position
    };
    double exact_value(const Wave& wave, std::int64_t position) const;
    double computed_value(const Wave& wave, double position) const;
    double value_error(const Wave& wave, std::int64_t position) const;

    std::vector<Wave> waves_;
    Formats formats_;
};

/// Whether a mechanism is waves over the position, so that formats change it: sinusoids and plain rotations.
bool has_precision(const Mechanism& mechanism);

/// The vector of the score that a position with this row of the table has: the row itself where it is added to the input,
/// else `content` (head size) turned by it. `out` is as wide as the score's vectors are.
void score_vector(const Mechanism& mechanism, std::span<const double> row, std::span<const double> content,
                  std::span<double> out);

/// How wide the vectors of the score are.
std::int64_t score_width(const Mechanism& mechanism);

/// The most numbers that value_errors() makes: 2^24.
inline constexpr std::int64_t most_error_cells = std::int64_t{1} << 24;

/// The errors of all values of the table in the scene's formats: (length, channels).
Matrix value_errors(const Scene& scene, const Mechanism& mechanism);

/// The errors of the score of every query and key, which is not masked: (length, length).
Matrix score_errors(const Scene& scene, const Mechanism& mechanism);

/// What double itself can tell of a score of vectors of these lengths, 2^-48 of their product.
double score_resolution(double query, double key);

/// The largest error of an angle at a position, in radians, in the scene's formats; 0 where nothing turns with it.
double angle_error(const Scene& scene, std::int64_t position);

/// The largest error of a value of the table at positions up to this one, in the scene's formats: at all of them up to 512,
/// else at the last 256 and at as many that are spaced by a constant factor.
double value_error(const Scene& scene, std::int64_t upto);

}  // namespace phasescope

// What the Frequencies view shows: how fast each pair of a wave-like encoding turns, before and after scaling.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/mechanism.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// What scaling did to a frequency.
enum class Treatment {
    kept,     ///< exactly as it was
    blended,  ///< neither
    divided,  ///< divided by the whole factor (dynamic NTK: by s L/L0 - (s-1)), or by more
};

struct PairFrequency {
    std::int64_t pair = 0;
    double wavelength = 0;           ///< positions per turn; infinite where the pair stands still
    double unscaled_wavelength = 0;  ///< the same without scaling
    Treatment treatment = Treatment::kept;
    /// Length / wavelength; a turn is completed from 1 on. Where positions have coordinates, the length is that of the
    /// pair's axis: from its least coordinate to its greatest.
    double turns_in_length = 0;
    std::optional<double> turns_in_trained;  ///< trained length / unscaled wavelength: what training has seen

    bool turns_within_length() const { return turns_in_length >= 1; }
    bool turned_in_training() const { return turns_in_trained && *turns_in_trained >= 1; }
    bool operator==(const PairFrequency&) const = default;
};

/// The frequency of every pair, in the order of the pairs; empty for a mechanism that has no waves.
std::vector<Turns128> pair_turns(const Mechanism& mechanism);

/// Two spectra of the same pairs compared. `division` is what the slowest pairs are divided by.
std::vector<PairFrequency> pair_frequencies(std::span<const Turns128> unscaled, std::span<const Turns128> scaled,
                                            double division, double length, std::optional<double> trained);

/// Every pair of a repaired scene; empty for an encoding without waves. Without a scaling both wavelengths are the same.
std::vector<PairFrequency> pair_frequencies(const Scene& scene);

/// Whether the channels go from fast to slow (true) or from slow to fast (false); empty where they do neither, all turn
/// alike, or one at an end stands still.
std::optional<bool> slows_down(std::span<const Turns128> channels);

/// Whether each pair turns along an axis of its own, so that no length can be set beside all wavelengths.
bool turns_along_axes(const Mechanism& mechanism);

/// The length that the weights were trained on; empty for an encoding that does not ask for it.
std::optional<double> trained_length(const Scene& scene);

/// The wavelengths of all pairs with one way of scaling.
struct ScalingCurve {
    std::string name;  ///< as in files: "yarn"
    std::vector<double> wavelengths;
    bool chosen = false;  ///< it is the scene's own
};

/// One curve for every way of scaling that the scene's encoding has, all other settings being equal; empty where it has
/// none.
std::vector<ScalingCurve> all_scalings(const Scene& scene);

}  // namespace phasescope

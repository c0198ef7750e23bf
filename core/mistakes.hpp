// Published mistakes: what was written instead of an encoding, so that both can be looked at side by side.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/picture.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// One mistake that was printed or committed. Titles and explanations are texts "mistake.NAME.title" and ".wrong".
struct Mistake {
    std::string_view name;      ///< as in files and on the command line
    std::string_view encoding;  ///< what was meant
    std::string_view found;     ///< where: threads are owner/repo#N

    /// What was made instead, with settings of the encoding; an Error where nothing can be made of them.
    Result<Mechanism> (*mechanism)(std::span<const double> settings, const Surroundings& around);

    /// Changes settings to those in which the mistake can be made; null where it can with all.
    void (*prepare)(const Encoding& encoding, std::span<double> settings) = nullptr;

    /// The score where query and key are not under one mechanism; null where they are. The scene is that of study_of().
    Result<Field> (*score)(const Scene& study) = nullptr;

    /// Positions from which on it can be seen at all.
    std::int64_t shows_from = 2;

    /// Where numbers are made one by one, and therefore not at all lengths: about how many multiplications each takes.
    double each_number = 0;
};

/// Every mistake, in menu order.
std::span<const Mistake> mistakes();

/// The mistake of this name; null where there is none.
const Mistake* find_mistake(std::string_view name);

/// The mistake of a repaired scene.
const Mistake& mistake_of(const Scene& scene);

/// The repaired scene with the encoding that was meant: with the scene's own settings where it has that encoding, else with
/// standard ones. Nothing is imported for it. At the same positions, as far as the encoding has some.
Scene study_of(const Scene& scene);

/// The sheet of study_of() that is compared: rows where the encoding has some and scores are not asked for.
Sheet studied_sheet(const Scene& study);

/// Sheet::correct, mistaken and mistake_difference: rows or scores. The first two have one colour range. Errors where one of
/// the two cannot be made.
SheetPictures mistake_pictures(const Scene& scene);

/// About how many multiplications they take.
double mistake_effort(const Scene& scene);

}  // namespace phasescope

// Figures for papers and slides: one drawing gives PNG, SVG and PDF. Needs no display.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/language.hpp"
#include "core/io/file.hpp"
#include "core/picture.hpp"
#include "core/result.hpp"

namespace phasescope {

enum class FigureFormat { png, svg, pdf };
enum class FigureBackground { white, transparent, dark };

/// What is drawn where there is no sheet: channels over positions, or the wavelength of every pair.
enum class Curves { waves, frequencies };

/// What is drawn and how. Sizes are in pixels at `dpi`; a vector figure has the same size in inches.
struct FigureSpec {
    Scene scene;                 ///< repaired
    std::optional<Sheet> sheet;  ///< empty: curves
    std::vector<Sheet> beside;   ///< further sheets in the same figure
    Curves curves = Curves::waves;
    int width = 1300;
    int height = 900;
    double dpi = 150;
    FigureBackground background = FigureBackground::white;
    std::string title;        ///< "" for the caption of the scene, else the name of the sheet
    bool bare = false;        ///< only the pixels of one sheet, no axes (PNG only): one a cell
    bool bare_sized = false;  ///< bare pixels are width x height, each the mean of the cells under it, not one a cell
};

/// What a side of a figure may have in pixels, and its resolution in dots an inch.
inline constexpr int least_side = 16, longest_side = 20000;
inline constexpr double least_dpi = 10, most_dpi = 2400;

struct FigureSize {
    int width = 0, height = 0;
};

/// The size that suits the shape of what is shown.
FigureSize standard_size(const FigureSpec& spec);

/// The format that the ending of a path asks for; an Error that lists the endings there are.
Result<FigureFormat> figure_format(const std::string& path);

/// Writes the bytes of a figure; an Error where the sink takes no more.
using FigureWriter = std::function<Result<Done>(const Sink&)>;

/// Draws and returns what writes the file: the same spec gives the same bytes. PNG carries the scene (iTXt "phasescope
/// scene"), Software, Description and the dpi. Bare pixels are made while they are written, so that any number of them takes
/// little memory. What is wrong with the spec is told before a byte is written. An Error where the system has no font,
/// except for bare pixels; `warning` names letters that no font has.
Result<FigureWriter> figure_writer(const FigureSpec& spec, FigureFormat format, const Language& language,
                                   std::string* warning = nullptr);

/// What a writer writes, in memory.
Result<std::string> bytes_of(const FigureWriter& writer);

/// The finished file in memory.
Result<std::string> figure(const FigureSpec& spec, FigureFormat format, const Language& language);

/// The scene text inside a PNG that we wrote, without decoding its pixels. `source` is named in messages.
Result<std::string> scene_text_in_png(std::string_view bytes, std::string_view source);

/// Key of the iTXt chunk that holds the scene.
inline constexpr const char* png_scene_key = "phasescope scene";

}  // namespace phasescope

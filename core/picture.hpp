// The view model: which field a scene shows on each sheet, with its axes, its unit and its standard colours.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/field/range.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"
#include "core/score.hpp"

namespace phasescope {

/// What runs along an axis. Texts for each are in the language files.
enum class Axis {
    position,
    query,
    key,
    channel,
    pair,
    entry,
    token,
    grid_row,
    grid_col,
    row,
    col,
    row_difference,
    col_difference
};
inline constexpr std::array<std::string_view, 13> axis_names{
    "position", "query",    "key", "channel", "pair",           "entry",         "token",
    "grid_row", "grid_col", "row", "col",     "row_difference", "col_difference"};

inline std::string_view name_of(Axis axis)
{
    return axis_names[static_cast<std::size_t>(axis)];
}

/// Which family of colours suits the numbers; the map itself depends on the theme.
enum class Palette { signed_values, sequential, angle, classes };

/// A query and a key.
struct PositionPair {
    std::int64_t query = 0;
    std::int64_t key = 0;

    bool operator==(const PositionPair&) const = default;
};

struct Picture {
    Sheet sheet = Sheet::matrix;
    Field field;
    Axis rows = Axis::position;
    Axis cols = Axis::channel;
    std::int64_t first_row = 0;  ///< the label of cell 0: a position, else 0
    std::int64_t first_col = 0;
    std::vector<std::string> row_names;   ///< one a row, where rows have names of their own
    std::vector<std::int64_t> positions;  ///< one a cell, row by row, where each cell is a position
    std::vector<PositionPair> pairs;      ///< one a cell, row by row, where each cell stands for all pairs like this one
    Palette palette = Palette::signed_values;
    std::int64_t classes = 0;  ///< how many classes Palette::classes shows
    double lo = -1;            ///< the standard range
    double hi = 1;

    std::int64_t row_count() const { return phasescope::row_count(field); }
    std::int64_t col_count() const { return phasescope::col_count(field); }
    /// Rows and columns count the same things: cells are drawn as squares.
    bool square() const { return rows == Axis::query || rows == Axis::grid_row || rows == Axis::row_difference; }
    /// A row is a position, and its label one.
    bool rows_are_positions() const { return rows != Axis::entry && rows != Axis::row_difference; }
    Window whole() const { return {0, static_cast<double>(row_count()), 0, static_cast<double>(col_count())}; }
};

/// The waves over the position that the matrix sheet shows: what is added, or the cosines and sines that turn, but for what
/// these grow. Without channels where the mechanism has no such waves.
AddedToInput table_of(const Mechanism& mechanism);

/// Whether a mechanism has this sheet.
bool has_sheet(const Mechanism& mechanism, Sheet sheet);
bool has_sheet(const Scene& scene, Sheet sheet);

/// The sheet of a repaired scene; an error where its encoding has none, or where it cannot be drawn at this length.
Result<Picture> picture(const Scene& scene, const Mechanism& mechanism, Sheet sheet);
Result<Picture> picture(const Scene& scene, Sheet sheet);

/// Sheets made at one go, since they share their numbers and their colours.
using SheetPictures = std::vector<std::pair<Sheet, Result<Picture>>>;

/// The picture of this sheet and of those that are made with it: one alone for most.
SheetPictures pictures_with(const Scene& scene, const Mechanism& mechanism, Sheet sheet);

/// The first of the sheets that are made with this one: the sheet itself for most.
Sheet group_of(Sheet sheet);

/// About how many multiplications it takes to make the pictures of a sheet's group.
double effort(const Scene& scene, const Mechanism& mechanism, Sheet sheet);

/// Signed colours from -reach to reach.
void set_symmetric_range(Picture& picture, double reach);

/// The standard colours of a score: sequential from the least number to the greatest; signed where both signs occur.
void set_score_colours(Picture& picture, Range range);

/// The score that direction and decay are judged by: the similarity of what is added, else the score.
Sheet score_sheet(const Mechanism& mechanism);
Sheet score_sheet(const Scene& scene);

/// What a pixel of the sheet shows: what its look asks for, but the mean where the spread would take too long.
Showing shown_by(const Picture& picture, const Look& look);

/// The numbers under the pixels.
FloatMatrix shown_numbers(const Picture& picture, const Look& look, const PicturePixels& pixels);

/// The family of colours for what is shown.
Palette shown_palette(const Picture& picture, const Look& look);

/// The part of the sheet that its look shows: the look's window cut to the sheet, else the whole.
Window shown_window(const Picture& picture, const Look& look);

/// The colour range of the look, given the numbers on screen (used by RangeMode::follow).
Range shown_range(const Picture& picture, const Look& look, const FloatMatrix& on_screen);

/// What the colour bar spans where the colours span `shown`: the same, or the classes that there are, each as high as the
/// others.
Range bar_range(const Picture& picture, Range shown);

/// The number that a bar's colour stands for, at a share of its height from 0 to 1.
double number_on_bar(const Picture& picture, Range bar, double share);

}  // namespace phasescope

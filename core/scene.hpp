// The scene: everything that two people who open the same file must see the same. A plain value; equality is meaning.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/content.hpp"
#include "core/encoding.hpp"
#include "core/field/cells.hpp"
#include "core/float_format.hpp"

namespace phasescope {

inline constexpr std::int64_t max_length = 2147483647;  // 2^31 - 1

/// A field that can be looked at. From projection on: the table's score after projections; the rows of tokens, of their
/// positions, and their sum; the scene's own field, that of the other setting, and their difference; one patch with all
/// others; the steps of a shift; the terms of a score, and their sum; an encoding, the same with a published mistake, and
/// their difference; the error of the table and of its score in the formats of the scene.
enum class Sheet {
    matrix,
    similarity,
    angles,
    rotated,
    score,
    symmetric,
    antisymmetric,
    weights,
    index,
    projection,
    embedding,
    position,
    input,
    own,
    other,
    difference,
    patch,
    by_distance,
    padded,
    regrouped,
    shifted,
    content_content,
    content_position,
    position_content,
    content_bias,
    position_bias,
    sum,
    correct,
    mistaken,
    mistake_difference,
    value_error,
    score_error
};
inline constexpr std::array<std::string_view, 32> sheet_names{"matrix",
                                                              "similarity",
                                                              "angles",
                                                              "rotated",
                                                              "score",
                                                              "symmetric",
                                                              "antisymmetric",
                                                              "weights",
                                                              "index",
                                                              "projection",
                                                              "embedding",
                                                              "position",
                                                              "input",
                                                              "own",
                                                              "other",
                                                              "difference",
                                                              "patch",
                                                              "by_distance",
                                                              "padded",
                                                              "regrouped",
                                                              "shifted",
                                                              "content_content",
                                                              "content_position",
                                                              "position_content",
                                                              "content_bias",
                                                              "position_bias",
                                                              "sum",
                                                              "correct",
                                                              "mistaken",
                                                              "mistake_difference",
                                                              "value_error",
                                                              "score_error"};

/// An arrangement of the window.
enum class View {
    overview,
    matrix,
    similarity,
    waves,
    rotation,
    score,
    direction,
    frequencies,
    index,
    projection,
    input,
    compare,
    terms,
    claims,
    mistakes,
    precision
};
inline constexpr std::array<std::string_view, 16> view_names{
    "overview", "matrix",     "similarity", "waves",   "rotation", "score",  "direction", "frequencies",
    "index",    "projection", "input",      "compare", "terms",    "claims", "mistakes",  "precision"};

enum class RangeMode {
    standard,  ///< the range that the kind of picture always has
    fixed,     ///< lo .. hi
    follow,    ///< set anew from the numbers on screen
};
inline constexpr std::array<std::string_view, 3> range_mode_names{"standard", "fixed", "follow"};
inline constexpr std::array<std::string_view, 4> content_names{"ones", "equal", "different", "imported"};

/// How one sheet is shown.
struct Look {
    std::string colormap;  ///< "" for the standard one of the sheet and theme
    RangeMode range = RangeMode::standard;
    double lo = -1;
    double hi = 1;
    bool symmetric = false;   ///< the range is made symmetric about 0
    bool transposed = false;  ///< positions run along x
    Showing showing = Showing::mean;
    std::optional<Window> window;  ///< the part shown; the whole sheet where empty

    bool operator==(const Look&) const = default;
};

/// What is under study, in positions (not cells). Query and key also stand for the two positions of a pair.
struct Probe {
    bool pinned = false;
    std::int64_t query = 37;
    std::int64_t key = 52;
    std::int64_t channel = 24;

    bool operator==(const Probe&) const = default;
};

/// Numbers read from a file that stand in for an encoding's own. The scene's file keeps where they came from only.
struct ImportedTable {
    std::string file;         ///< "" where nothing was imported
    std::string name;         ///< of the tensor; "" where the file holds one table
    bool transposed = false;  ///< rows and columns of the file exchanged
    Rows rows;                ///< empty until the file has been read

    bool operator==(const ImportedTable&) const = default;
};

/// How the score is turned into attention.
struct Attention {
    std::int64_t head = 0;             ///< the head that is shown, where heads differ
    bool causal = false;               ///< keys after the query are masked
    bool scaled = false;               ///< query . key is divided by the square root of the head size
    std::int64_t projected_size = 64;  ///< columns of W_q and W_k, where rows of the input are projected

    bool operator==(const Attention&) const = default;
};

/// A line of text that enters the first layer, and two of its tokens that change places.
struct Text {
    std::string line = "The dog bites the man.";
    bool scaled = true;      ///< embeddings are multiplied by sqrt(d_model) (Vaswani et al. 2017, section 3.4)
    std::int64_t first = 1;  ///< tokens, counted from 0
    std::int64_t second = 4;

    bool operator==(const Text&) const = default;
};

/// What the scene's own encoding is compared with, at the same positions and content.
struct Other {
    std::string encoding = "rope";
    std::vector<double> settings;  ///< in the order of its knobs
    Sheet sheet = Sheet::score;    ///< what is compared: one of compared_sheets

    bool operator==(const Other&) const = default;
};
inline constexpr std::array compared_sheets{Sheet::score, Sheet::weights, Sheet::matrix};

/// Which published mistake is looked at, and in what: the scores of its rows, or the rows themselves.
struct MistakeStudy {
    std::string name = "doubled_exponent_pairwise";
    bool scores = false;

    bool operator==(const MistakeStudy&) const = default;
};

struct Scene {
    std::string encoding = "sinusoidal";
    std::vector<double> settings;  ///< in the order of the encoding's knobs
    std::int64_t length = 100;     ///< positions, 1 .. 2^31 - 1
    std::int64_t start = 0;        ///< the first position; start + length <= 2^31
    Content content;
    ImportedTable table;
    Attention attention;
    Text text;
    Other other;
    MistakeStudy mistake;
    Formats formats;
    View view = View::overview;
    Probe probe;
    std::array<Look, sheet_names.size()> looks;
    std::vector<std::int64_t> pairs;  ///< pairs drawn as waves and clocks beside the probe's own; empty: a standard choice
    std::string caption;              ///< title of figures; "" for the standard one

    Look& look(Sheet sheet) { return looks[static_cast<std::size_t>(sheet)]; }
    const Look& look(Sheet sheet) const { return looks[static_cast<std::size_t>(sheet)]; }
    bool operator==(const Scene&) const = default;
};

/// The scene that the program opens with: sinusoidal, 100 x 512, base 10000.
Scene first_scene();

/// Something in a scene that was not allowed, and what it became.
struct Repair {
    std::string where;  ///< "length", "settings.base"
    std::string was;
    std::string now;

    bool operator==(const Repair&) const = default;
};

/// Makes the scene valid: clamps numbers, replaces non-finite ones, forgets what no longer fits. A valid scene stays
/// as it is. What was changed is added to `repairs` where given.
Scene repaired(Scene scene, std::vector<Repair>* repairs = nullptr);

/// The scene with another encoding; settings of the same name are kept, an imported table is not.
Scene with_encoding(const Scene& scene, std::string_view name);

/// The scene with the other encoding in the place of its own, and the other way round.
Scene with_other(const Scene& scene);

/// The encoding of a repaired scene, and its mechanism.
const Encoding& encoding_of(const Scene& scene);
Mechanism mechanism_of(const Scene& scene);

/// What its encoding may depend on besides the knobs.
Surroundings surroundings(const Scene& scene);

/// How many positions from 0 on have a row; empty where all have.
std::optional<std::int64_t> defined_positions(const Scene& scene);

/// The setting of this name of a repaired scene; `otherwise` where the encoding has none.
double setting(const Scene& scene, std::string_view knob, double otherwise = 0);

}  // namespace phasescope

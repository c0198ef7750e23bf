// An encoding is a way of telling position: its knobs, its formula and source, and what it does to attention.
// It knows nothing about the screen. One file each in core/encodings/, listed in registry.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/mechanism.hpp"

namespace phasescope {

enum class Scale { linear, logarithmic };

/// One setting of an encoding. A choice among words is held as the index of the word.
struct Knob {
    std::string_view name;   ///< as in files and, with '-' for '_', on the command line
    std::string_view label;  ///< on screen, English
    std::string_view unit;   ///< "" where it has none
    std::string_view help;   ///< one or two sentences, English
    double min = 0;
    double max = 0;
    double standard = 0;
    Scale scale = Scale::linear;
    bool whole = false;                          ///< only whole numbers
    bool primary = false;                        ///< always shown; others one click away
    std::vector<std::string_view> choices = {};  ///< the words, where the setting is one of a few
    /// Whether the setting matters beside the others; null: always. One that does not is not shown.
    bool (*used)(std::span<const double> settings) = nullptr;

    bool is_choice() const { return !choices.empty(); }
};

/// What an encoding may depend on besides its knobs.
struct Surroundings {
    std::int64_t start = 0;   ///< the first position
    std::int64_t length = 1;  ///< positions
    std::uint64_t seed = 1;   ///< of everything that is drawn at random
    Rows table;               ///< numbers imported for the encoding; empty where it makes its own
};

/// Formulas are text with ^{..} for superscript and _{..} for subscript.
struct Encoding {
    std::string_view name;   ///< as in files and on the command line
    std::string_view title;  ///< on screen, English
    std::string_view citation;
    std::string_view summary;  ///< one sentence: where it acts
    std::string_view used_in;  ///< models that use it
    std::string_view good_at;  ///< one honest sentence
    std::string_view bad_at;   ///< one honest sentence
    std::vector<std::string_view> formula;
    std::vector<Knob> knobs;

    /// The formula where it depends on the settings; null: `formula` always.
    std::vector<std::string_view> (*formula_of)(std::span<const double> settings) = nullptr;

    /// What it does to attention with these settings (in the order of `knobs`, repaired).
    Mechanism (*mechanism)(std::span<const double> settings, const Surroundings& around);

    /// The formula of one cell of its table with the numbers put in; null where its table has no formula.
    std::string (*cell_formula)(std::span<const double> settings, const Surroundings& around, std::int64_t position,
                                std::int64_t channel) = nullptr;

    /// The formula of the score of two positions with the numbers put in; null where it is the dot product of rows.
    std::string (*score_formula)(std::span<const double> settings, std::int64_t head, std::int64_t query,
                                 std::int64_t key) = nullptr;

    /// How many positions from 0 on have a row; null: all have.
    std::int64_t (*defined_positions)(std::span<const double> settings, const Surroundings& around) = nullptr;

    std::int64_t standard_length = 0;  ///< the length that suits it when it is chosen; 0: as it was
    bool causal = false;               ///< meant for keys up to the query only: the mask is set when it is chosen

    /// Sets what an imported table determines, such as the width; null where no table can stand in for its own numbers.
    /// Settings out of range tell that this table cannot, and so does a sentence on what it must be; else that is empty.
    std::string_view (*fit_table)(std::span<double> settings, const Matrix& table) = nullptr;

    /// Whether the table still counts with these settings; null: always.
    bool (*keeps_table)(std::span<const double> settings) = nullptr;

    bool takes_table() const { return fit_table != nullptr; }
    bool takes_table(std::span<const double> settings) const { return fit_table && (!keeps_table || keeps_table(settings)); }
};

/// The standard settings, in the order of the knobs.
std::vector<double> standard_settings(const Encoding& encoding);

/// The index of a knob by name; -1 where there is none.
int knob_index(const Encoding& encoding, std::string_view name);

/// The setting as the knob allows it: finite, in range, whole where asked.
double repaired(const Knob& knob, double setting);

/// The setting as text: the word of a choice, else the shortest number that reads back the same.
std::string setting_text(const Knob& knob, double setting);

/// Every encoding, in menu order.
std::span<const Encoding> encodings();

/// The encoding of this name; null where there is none.
const Encoding* find_encoding(std::string_view name);

}  // namespace phasescope

// One way to read a table of numbers: as what of which encoding, from which position on.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace phasescope {

/// What the numbers of a table are.
enum class Form {
    rows,             ///< the encoding's rows: what is added, or cosine and sine of every pair that turns
    cosines,          ///< (positions, pairs)
    sines,            ///< (positions, pairs)
    cosines_twice,    ///< (positions, 2 pairs): all pairs, then all pairs again
    sines_twice,      ///< the same of sines
    cosines_doubled,  ///< (positions, 2 pairs): every pair in two neighbouring columns
    sines_doubled,    ///< the same of sines
    angles,           ///< (positions, pairs): position times frequency
    angles_twice,     ///< (positions, 2 pairs): all pairs, then all pairs again
    angles_doubled,   ///< (positions, 2 pairs): every pair in two neighbouring columns
    wrapped_angles,   ///< (positions, pairs): the angle in [-pi, pi)
    frequencies,      ///< (1, pairs): radians per position
    slopes,           ///< (1, heads): how steeply a bias falls
    bias,             ///< (queries, keys): of one head, or of all heads one under another
    bias_of_keys,     ///< (heads, keys): slope times position of the key
    index,            ///< (queries, keys): the bucket, or the row of a table
    position_ids,     ///< every row counts positions
    key_minus_query,  ///< (queries, keys)
    query_minus_key,  ///< (queries, keys)
    distance          ///< (queries, keys): |key - query|
};
inline constexpr std::array<std::string_view, 20> form_names{"rows",
                                                             "cosines",
                                                             "sines",
                                                             "cosines_twice",
                                                             "sines_twice",
                                                             "cosines_doubled",
                                                             "sines_doubled",
                                                             "angles",
                                                             "angles_twice",
                                                             "angles_doubled",
                                                             "wrapped_angles",
                                                             "frequencies",
                                                             "slopes",
                                                             "bias",
                                                             "bias_of_keys",
                                                             "index",
                                                             "position_ids",
                                                             "key_minus_query",
                                                             "query_minus_key",
                                                             "distance"};

inline std::string_view name_of(Form form)
{
    return form_names[static_cast<std::size_t>(form)];
}

/// Places are rows and columns of the table as it is read: exchanged where `transposed`.
struct MatchReading {
    std::string_view encoding = "";     ///< "" for numbers that belong to none: position ids, differences of positions
    std::vector<double> settings = {};  ///< in the order of its knobs
    std::string_view mistake = "";      ///< "" where it is as it should be
    Form form = Form::rows;
    bool cosine_first = false;    ///< sines and cosines of a sinusoidal table have changed places
    bool axes_exchanged = false;  ///< the channels of a grid's row stand where the column's should, and the other way round
    bool transposed = false;      ///< positions run along the columns
    bool masked = false;          ///< keys after their query hold no number of the bias
    std::int64_t head = -1;       ///< of a bias: the head that it belongs to; -1: all
    std::int64_t first_row = 0;   ///< rows before it are padding
    std::int64_t first_position = 0;  ///< of that row
    double scale = 1;                 ///< all numbers are multiplied by it

    bool operator==(const MatchReading&) const = default;
};

}  // namespace phasescope

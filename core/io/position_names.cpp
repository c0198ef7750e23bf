// A name is parts between points and slashes; a part is words between underscores and capitals.
#include "core/io/position_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace phasescope {
namespace {

bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

/// The words of a part, in small letters: "relativePositionBias_table" has four.
std::vector<std::string> words_of(std::string_view part)
{
    std::vector<std::string> words{""};
    for (std::size_t i = 0; i < part.size(); ++i) {
        const char letter = part[i];
        const bool begins = is_capital(letter) && i > 0 && !is_capital(part[i - 1]);
        if ((letter == '_' || letter == '-' || begins) && !words.back().empty()) words.emplace_back();
        if (letter != '_' && letter != '-')
            words.back() += is_capital(letter) ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return words;
}

bool has_one_of(const std::vector<std::string>& words, const auto& meant)
{
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return std::ranges::find(meant, word) != meant.end(); });
}

constexpr std::array<std::string_view, 4> whole_names{"wpe", "pe", "posemb", "posembed"};
constexpr std::array<std::string_view, 9> place_words{"pos",      "position", "positions", "positional", "relative",
                                                      "distance", "rel",      "wpe",       "posemb"};
constexpr std::array<std::string_view, 13> number_words{"emb",        "embs",     "embed", "embeds",   "embedding",
                                                        "embeddings", "embedder", "enc",   "encoding", "encodings",
                                                        "bias",       "biases",   "table"};
constexpr std::array<std::string_view, 8> index_words{"id", "ids", "index", "indices", "mask", "norm", "u", "v"};
/// Parts behind the name that say nothing of what it is.
constexpr std::array<std::string_view, 5> layer_parts{"weight", "weights", "kernel", "embedding", "emb"};

bool is_part_of_positions(std::string_view part)
{
    const std::vector<std::string> words = words_of(part);
    if (has_one_of(words, index_words)) return false;
    if (words.size() == 1) return has_one_of(words, whole_names);
    const bool relative_to_height_or_width = words.size() == 3 && words[0] == "rel" && words[1] == "pos";  // rel_pos_h
    return (has_one_of(words, place_words) && has_one_of(words, number_words)) || relative_to_height_or_width;
}

}  // namespace

bool names_positions(std::string_view tensor)
{
    std::vector<std::string_view> parts;
    while (!tensor.empty()) {
        const std::size_t end = std::min(tensor.find_first_of("./"), tensor.size());
        if (end > 0) parts.push_back(tensor.substr(0, end));
        tensor.remove_prefix(std::min(end + 1, tensor.size()));
    }
    while (parts.size() > 1 && std::ranges::find(layer_parts, parts.back()) != layer_parts.end()) parts.pop_back();
    return !parts.empty() && is_part_of_positions(parts.back());
}

}  // namespace phasescope

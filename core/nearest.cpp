#include "core/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace phasescope {
namespace {

/// Lower case, '_' for '-', and no longer than any word of ours could be.
std::string folded(std::string_view word)
{
    std::string text(word.substr(0, 64));
    for (char& letter : text) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        if (letter == '-') letter = '_';
    }
    return text;
}

/// Edit distance with swaps of neighbours, row by row of the table of prefixes.
std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> two_back, back, row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        two_back = std::move(back);
        back = row;
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
        }
    }
    return row.back();
}

std::size_t distance(std::string_view word, std::string_view valid)
{
    const std::size_t edits = edit_distance(word, valid);
    return !word.empty() && valid.starts_with(word) ? std::min<std::size_t>(edits, 1) : edits;
}

}  // namespace

std::vector<std::string> nearest_words(std::string_view word, const std::vector<std::string>& valid, std::size_t most)
{
    const std::string wanted = folded(word);
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const std::string& candidate : valid) ranked.emplace_back(distance(wanted, folded(candidate)), candidate);
    std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, std::string>::first);
    ranked.resize(std::min(most, ranked.size()));
    std::vector<std::string> words;
    for (auto& [rank, candidate] : ranked) words.push_back(std::move(candidate));
    return words;
}

std::string alternatives(const std::vector<std::string>& words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

}  // namespace phasescope

#include "app/cli/view_words.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "app/figure/numbers.hpp"
#include "app/figure/view_sheets.hpp"
#include "core/comparison.hpp"

namespace phasescope {
namespace {

/// A view of several sheets, and the sheet that is exported in its name.
struct SeveralSheets {
    std::string_view word;
    View view;
    Sheet exported;
};
constexpr std::array<SeveralSheets, 7> several_sheets{{{"scores", View::score, Sheet::score},
                                                       {"terms", View::terms, Sheet::sum},
                                                       {"projection", View::projection, Sheet::projection},
                                                       {"input", View::input, Sheet::input},
                                                       {"compare", View::compare, Sheet::difference},
                                                       {"precision", View::precision, Sheet::value_error},
                                                       {"mistakes", View::mistakes, Sheet::mistake_difference}}};

struct CurvesWord {
    std::string_view word;
    Curves curves;
};
constexpr std::array<CurvesWord, 2> curves_words{{{"waves", Curves::waves}, {"frequencies", Curves::frequencies}}};

bool is_compared(Sheet sheet)
{
    return sheet == Sheet::own || sheet == Sheet::other || sheet == Sheet::difference;
}

bool is_of_mistake(Sheet sheet)
{
    return sheet == Sheet::correct || sheet == Sheet::mistaken || sheet == Sheet::mistake_difference;
}

/// Why there is no such sheet, as far as that is known before its numbers are made.
std::optional<Error> why_no_sheet(const Scene& scene, Sheet sheet)
{
    const bool compared = is_compared(sheet);
    if (has_sheet(scene, sheet) && !compared && !is_of_mistake(sheet)) return std::nullopt;
    if (compared) {
        const Result<Scene> other = other_scene(scene);
        if (!other) return other.error();
        if (scene.other.sheet == Sheet::weights) return std::nullopt;
    }
    const Result<Picture> made = picture(scene, sheet);
    return made ? std::nullopt : std::optional(made.error());
}

}  // namespace

std::vector<std::string> view_words(Action action)
{
    std::vector<std::string> words(sheet_names.begin(), sheet_names.end());
    const auto add = [&](std::string_view word) {
        if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
    };
    for (const CurvesWord& curves : curves_words)
        if (action == Action::render || curves.curves != Curves::waves) add(curves.word);
    for (const SeveralSheets& several : several_sheets) add(several.word);
    return words;
}

std::optional<Error> show_word(FigureSpec& spec, Action action, std::string_view word)
{
    spec.sheet.reset();
    spec.beside.clear();
    const auto curves = std::ranges::find(curves_words, word, &CurvesWord::word);
    if (curves != curves_words.end()) {
        spec.curves = curves->curves;
        return spec.curves == Curves::frequencies ? why_no_frequencies(spec.scene) : std::nullopt;
    }
    const auto several = std::ranges::find(several_sheets, word, &SeveralSheets::word);
    const auto sheet = std::ranges::find(sheet_names, word);
    if (several != several_sheets.end() && action == Action::render)
        show_view(spec, several->view);
    else if (several != several_sheets.end())
        spec.sheet = several->exported;
    else if (sheet != sheet_names.end())
        spec.sheet = static_cast<Sheet>(sheet - sheet_names.begin());
    assert(spec.sheet);
    // The last sheet of a view needs all that the others need.
    return why_no_sheet(spec.scene, spec.beside.empty() ? *spec.sheet : spec.beside.back());
}

std::vector<std::string> words_of(const Encoding& encoding)
{
    FigureSpec spec;
    spec.scene = with_encoding(first_scene(), encoding.name);
    const bool waves = !table_of(mechanism_of(spec.scene)).channels.empty();
    std::vector<std::string> words = view_words(Action::render);
    std::erase_if(words, [&](const std::string& word) {
        return (word == "waves" && !waves) || show_word(spec, Action::render, word).has_value();
    });
    return words;
}

}  // namespace phasescope

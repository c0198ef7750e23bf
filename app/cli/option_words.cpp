#include "app/cli/option_words.hpp"

#include <algorithm>
#include <map>

#include "app/cli/option_list.hpp"
#include "app/cli/values.hpp"
#include "app/colour/colormap.hpp"
#include "app/lessons/lesson_shelf.hpp"
#include "app/presets.hpp"
#include "app/text/language.hpp"
#include "core/float_format.hpp"
#include "core/mistakes.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

using WordList = std::vector<std::string>;

/// The names of the things of a list, as they stand there.
template <typename List>
WordList names_of(const List& list)
{
    WordList names;
    for (const auto& thing : list) names.emplace_back(thing.name);
    return names;
}

WordList encoding_names()
{
    return names_of(encodings());
}

WordList compared_names()
{
    WordList names;
    for (const Sheet sheet : compared_sheets) names.emplace_back(sheet_names[static_cast<std::size_t>(sheet)]);
    return names;
}

WordList format_names()
{
    return {float_format_names.begin(), float_format_names.end()};
}

/// "rope" for "08_rope".
WordList short_lesson_names()
{
    WordList names = lesson_names();
    for (std::string& name : names) name.erase(0, name.find('_') + 1);
    return names;
}

/// What any encoding takes for the knob; none where the knob is a number.
WordList knob_words(std::string_view option)
{
    WordList words;
    for (const Encoding& encoding : encodings())
        for (const Knob& knob : encoding.knobs)
            if (knob_option(knob) == option)
                for (const std::string_view word : knob.choices)
                    if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
    return words;
}

const std::map<std::string_view, WordList (*)()> lists{
    {"--model", preset_names},
    {"--encoding", encoding_names},
    {"--content", [] { return WordList(content_names.begin(), content_names.end()); }},
    {"--mask",
     [] {
         return WordList{"none", "causal"};
     }},
    {"--embeddings",
     [] {
         return WordList{"plain", "scaled"};
     }},
    {"--other", encoding_names},
    {"--compare-by", compared_names},
    {"--mistake", [] { return names_of(mistakes()); }},
    {"--mistake-by",
     [] {
         return WordList{"rows", "scores"};
     }},
    {"--positions-format", format_names},
    {"--frequencies-format", format_names},
    {"--products-format", format_names},
    {"--results-format", format_names},
    {"--colormap", [] { return names_of(colormaps()); }},
    {"--pixels", [] { return WordList(showing_names.begin(), showing_names.end()); }},
    {"--lesson", short_lesson_names},
    {"--theme",
     [] {
         return WordList{"light", "dark"};
     }},
    {"--language", language_codes},
    {"--format",
     [] {
         return WordList{"npy", "csv"};
     }},
    {"--dtype",
     [] {
         return WordList{"f4", "f8"};
     }},
};

}  // namespace

std::vector<std::string> option_words(std::string_view option)
{
    const auto list = lists.find(option);
    return list == lists.end() ? knob_words(option) : list->second();
}

Result<std::size_t> option_word_value(std::string_view option, std::string_view word)
{
    return choice_value(option, word, option_words(option));
}

}  // namespace phasescope

#include "app/cli/format_options.hpp"

#include "app/cli/option_words.hpp"

namespace phasescope {

std::optional<Refusal> read_format_options(const Words& words, Formats& formats)
{
    const std::pair<const char*, FloatFormat*> options[]{{"--positions-format", &formats.positions},
                                                         {"--frequencies-format", &formats.frequencies},
                                                         {"--products-format", &formats.products},
                                                         {"--results-format", &formats.results}};
    for (const auto& [option, format] : options) {
        const std::string* word = words.find(option);
        if (!word) continue;
        const auto which = option_word_value(option, *word);
        if (!which) return Refusal{which.error(), 2};
        *format = static_cast<FloatFormat>(*which);
    }
    return {};
}

}  // namespace phasescope

#include "app/cli/study_options.hpp"

#include <algorithm>
#include <sstream>

#include "app/cli/format_options.hpp"
#include "app/cli/option_words.hpp"
#include "app/cli/values.hpp"
#include "core/tokens.hpp"

namespace phasescope {
namespace {

std::optional<Refusal> read_text(const Words& words, Text& text)
{
    if (const std::string* line = words.find("--text")) {
        const auto tokens = tokens_of(*line);
        if (!tokens) return misuse(tokens.error());
        if (tokens->empty()) return misuse({"--text has no tokens", *line, "write at least one word"});
        text.line = *line;
    }
    if (const std::string* word = words.find("--embeddings")) {
        const auto scaled = option_word_value("--embeddings", *word);
        if (!scaled) return misuse(scaled.error());
        text.scaled = *scaled == 1;
    }
    return {};
}

/// One word "knob=value" of the other setting.
std::optional<Refusal> read_other_knob(const std::string& word, const Encoding& encoding, std::vector<double>& settings)
{
    const auto equals = word.find('=');
    if (equals == std::string::npos)
        return misuse({"--other needs knob=value after the encoding's name", word, "such as \"rope base=500000\""});
    std::string name = word.substr(0, equals);
    std::ranges::replace(name, '-', '_');
    const int index = knob_index(encoding, name);
    if (index < 0) {
        std::vector<std::string> names;
        for (const Knob& knob : encoding.knobs) names.emplace_back(knob.name);
        return misuse(unknown_word("knob of " + std::string(encoding.name), word.substr(0, equals), names));
    }
    const auto knob = static_cast<std::size_t>(index);
    const auto number = knob_value("--other " + name, encoding.knobs[knob], word.substr(equals + 1));
    if (!number) return misuse(number.error());
    settings[knob] = *number;
    return {};
}

/// "NAME knob=value ...". Knobs that are not named are as in the scene where both are the same encoding, else standard.
std::optional<Refusal> read_other(const std::string& text, Scene& scene)
{
    std::istringstream words(text);
    std::string name;
    words >> name;
    if (name.empty()) return misuse({"--other names no encoding", text, "such as \"rope base=500000\""});
    const Encoding* encoding = find_encoding(name);
    if (!encoding) return misuse(unknown_word("encoding of --other", name, option_words("--other")));
    scene.other.encoding = encoding->name;
    scene.other.settings = encoding->name == scene.encoding ? scene.settings : standard_settings(*encoding);
    for (std::string word; words >> word;)
        if (auto refusal = read_other_knob(word, *encoding, scene.other.settings)) return refusal;
    return {};
}

std::optional<Refusal> read_comparison(const Words& words, Scene& scene)
{
    if (const std::string* text = words.find("--other"))
        if (auto refusal = read_other(*text, scene)) return refusal;
    if (const std::string* word = words.find("--compare-by")) {
        const auto which = option_word_value("--compare-by", *word);
        if (!which) return misuse(which.error());
        scene.other.sheet = compared_sheets[*which];
    }
    return {};
}

std::optional<Refusal> read_mistake(const Words& words, MistakeStudy& mistake)
{
    if (const std::string* name = words.find("--mistake")) {
        const auto which = option_word_value("--mistake", *name);
        if (!which) return misuse(which.error());
        mistake.name = *name;
    }
    if (const std::string* word = words.find("--mistake-by")) {
        const auto scores = option_word_value("--mistake-by", *word);
        if (!scores) return misuse(scores.error());
        mistake.scores = *scores == 1;
    }
    return {};
}

}  // namespace

std::optional<Refusal> read_study_options(const Words& words, Scene& scene)
{
    if (auto refusal = read_text(words, scene.text)) return refusal;
    if (const std::string* word = words.find("--projected-size")) {
        const auto size = whole_value("--projected-size", *word, 1, most_head_size);
        if (!size) return misuse(size.error());
        scene.attention.projected_size = *size;
    }
    if (auto refusal = read_format_options(words, scene.formats)) return refusal;
    if (auto refusal = read_mistake(words, scene.mistake)) return refusal;
    return read_comparison(words, scene);
}

}  // namespace phasescope

#include "app/figure/description.hpp"

#include <algorithm>
#include <cmath>

#include "app/plot/ticks.hpp"
#include "app/text/encoding_words.hpp"
#include "app/text/sheet_title.hpp"
#include "core/analysis/keys_ahead.hpp"
#include "core/comparison.hpp"
#include "core/mistakes.hpp"
#include "core/own_length.hpp"
#include "core/precision_pictures.hpp"
#include "core/tokens.hpp"

namespace phasescope {
namespace {

constexpr const char* separator = " · ";

/// The sheet that one of the comparison or of patches is made of; others are themselves.
Sheet source_of(const Scene& scene, Sheet sheet)
{
    if (sheet == Sheet::patch) return score_sheet(scene);
    if (group_of(sheet) == Sheet::correct) return studied_sheet(study_of(scene));
    const bool compared = sheet == Sheet::own || sheet == Sheet::other || sheet == Sheet::difference;
    return compared ? scene.other.sheet : sheet;
}

/// What the numbers of a figure depend on besides knobs and positions.
struct Shown {
    bool content = false;      ///< what query and key hold
    bool score = false;        ///< how the score is turned into attention
    bool mask = false;         ///< keys after the query
    bool parts = false;        ///< symmetric or antisymmetric: keys after the query count as well
    bool query = false;        ///< the position that is under study
    bool projections = false;  ///< W_q and W_k
    bool embeddings = false;   ///< rows of tokens
    bool tokens = false;       ///< the line's positions, not the scene's
    bool formats = false;      ///< of its numbers
    bool own = false;          ///< the scene's own setting
    bool other = false;        ///< the one that it is compared with
    bool study = false;        ///< the encoding that a mistake was made in
};

Shown shown_by(const FigureSpec& spec)
{
    Shown shown;
    if (!spec.sheet) shown.own = true;
    for (const Sheet sheet : sheets_of(spec)) {
        const Sheet source = source_of(spec.scene, sheet);
        const bool part = source == Sheet::symmetric || source == Sheet::antisymmetric;
        shown.parts = shown.parts || part;
        const bool patch = sheet == Sheet::patch;
        const bool score = source == Sheet::score || source == Sheet::weights || source == Sheet::score_error || part;
        shown.study = shown.study || group_of(sheet) == Sheet::correct;
        shown.own = shown.own || (sheet != Sheet::other && group_of(sheet) != Sheet::correct);
        shown.other = shown.other || sheet == Sheet::other || sheet == Sheet::difference;
        shown.content = shown.content || score || source == Sheet::rotated;
        shown.score = shown.score || score || source == Sheet::projection;
        const bool open = part || patch || source == Sheet::score_error;
        shown.formats = shown.formats || shows_errors(source);
        shown.mask = shown.mask || (score && !open) || source == Sheet::projection;
        shown.query = shown.query || patch;
        shown.projections = shown.projections || source == Sheet::projection;
        shown.embeddings = shown.embeddings || source == Sheet::embedding || source == Sheet::input;
        shown.tokens = shown.tokens || shown.embeddings || source == Sheet::position;
    }
    return shown;
}

std::string content_text(const Content& content, const Language& language)
{
    const auto kind = static_cast<std::size_t>(content.kind);
    return filled(language("figure.content." + std::string(content_names[kind])),
                  {{"seed", readable(static_cast<std::int64_t>(content.seed))}});
}

std::string knob_text(const Knob& knob, std::string_view encoding, double setting, const Language& language)
{
    const std::string label = label_of(language, knob, encoding);
    if (knob.is_choice()) return label + " " + choice_of(language, setting_text(knob, setting));
    return label + " " + readable(setting, 10);
}

/// The file of an imported table, and which table of it.
std::string table_text(const ImportedTable& table, const Language& language)
{
    const std::string file = table.file.substr(table.file.find_last_of('/') + 1);  // npos + 1 is 0
    const std::string key = table.transposed ? "figure.table.transposed" : "figure.table";
    return filled(language(key), {{"file", table.name.empty() ? file : file + " (" + table.name + ")"}});
}

/// The encoding and its knobs, its table, and the head where heads differ.
std::string knobs_text(const Scene& scene, bool head, const Language& language)
{
    const Encoding& encoding = encoding_of(scene);
    std::string line = settings_text(encoding, scene.settings, language);
    if (!scene.table.rows.empty()) line += separator + table_text(scene.table, language);
    if (head && setting(scene, "heads", 1) > 1)
        line += separator + filled(language("figure.head"), {{"head", readable(scene.attention.head)}});
    return line;
}

std::string positions_text(const Scene& scene, std::int64_t length, const Language& language)
{
    const std::string key = length == 1 ? "figure.position" : "figure.positions";
    return filled(language(key), {{"first", readable(scene.start)}, {"last", readable(scene.start + length - 1)}});
}

/// "positions 48 … 99 without a row", after a separator; "" where all have one.
std::string undefined_text(const Scene& scene, const Language& language)
{
    const auto [first, count] = undefined_positions(scene);
    if (count == 0) return "";
    return separator
           + filled(language(count == 1 ? "figure.undefined.one" : "figure.undefined"),
                    {{"first", readable(first)}, {"last", readable(first + count - 1)}});
}

/// "positions bf16, frequencies fp64, products fp32, results fp32"
std::string formats_text(const Formats& formats, const Language& language)
{
    const auto name = [](FloatFormat format) { return std::string(float_format_names[static_cast<std::size_t>(format)]); };
    return filled(language("figure.formats"), {{"positions", name(formats.positions)},
                                               {"frequencies", name(formats.frequencies)},
                                               {"products", name(formats.products)},
                                               {"results", name(formats.results)}});
}

/// What all settings of the figure share.
std::string shared_text(const Scene& scene, const Shown& shown, bool acts, const Language& language)
{
    const std::string seed = readable(static_cast<std::int64_t>(scene.content.seed));
    std::string text;
    if (shown.formats) text += separator + formats_text(scene.formats, language);
    if (shown.content && acts) text += separator + content_text(scene.content, language);
    if (shown.embeddings) {
        const char* key = scene.text.scaled ? "figure.embeddings.scaled" : "figure.embeddings";
        text += separator + filled(language(key), {{"seed", seed}});
    }
    if (shown.projections)
        text +=
            separator
            + filled(language("figure.projection"), {{"seed", seed}, {"size", readable(scene.attention.projected_size)}});
    if (shown.score && scene.attention.scaled) text += separator + language("attention.scaled");
    if (shown.parts && keys_ahead(mechanism_of(scene)) == KeysAhead::by_formula)
        text += separator + language("figure.by_formula");
    if (shown.mask && scene.attention.causal) text += separator + language("figure.causal");
    if (shown.query) text += separator + filled(language("figure.query"), {{"query", readable(scene.probe.query)}});
    return text + separator + positions_text(scene, shown.tokens ? token_count(scene) : scene.length, language);
}

}  // namespace

std::string settings_text(const Encoding& encoding, std::span<const double> settings, const Language& language)
{
    std::string line = title_of(language, encoding);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        const bool used = !knob.used || knob.used(settings);
        if (used && (knob.primary || settings[i] != knob.standard))
            line += separator + knob_text(knob, encoding.name, settings[i], language);
    }
    return line;
}

std::vector<Sheet> sheets_of(const FigureSpec& spec)
{
    if (!spec.sheet) return {};
    std::vector<Sheet> sheets{*spec.sheet};
    sheets.insert(sheets.end(), spec.beside.begin(), spec.beside.end());
    return sheets;
}

std::string given_title(const FigureSpec& spec)
{
    return spec.title.empty() ? spec.scene.caption : spec.title;
}

std::string figure_title(const FigureSpec& spec, const Language& language)
{
    if (std::string given = given_title(spec); !given.empty()) return given;
    if (!spec.sheet && spec.curves == Curves::frequencies) return language("frequencies.title");
    std::string title = sheet_title(language, spec.scene, spec.sheet);
    for (const Sheet sheet : spec.beside) title += separator + sheet_title(language, spec.scene, sheet);
    return title;
}

std::vector<std::string> settings_lines(const FigureSpec& spec, const Language& language)
{
    const Scene& scene = spec.scene;
    const Shown shown = shown_by(spec);
    std::vector<std::string> lines;
    bool acts = false;
    const auto add = [&](const Scene& one) {
        lines.push_back(knobs_text(one, shown.score, language) + (shown.tokens ? "" : undefined_text(one, language)));
        acts = acts || depends_on_content(mechanism_of(one));
    };
    if (shown.own) add(scene);
    if (shown.study) add(study_of(scene));
    if (shown.other)
        if (const Result<Scene> other = other_scene(scene)) add(*other);
    if (!lines.empty()) lines.back() += shared_text(scene, shown, acts, language);
    return lines;
}

std::string settings_line(const FigureSpec& spec, const Language& language)
{
    std::string line;
    for (const std::string& one : settings_lines(spec, language)) line += (line.empty() ? "" : "  −  ") + one;
    return line;
}

std::int64_t token_count(const Scene& scene)
{
    const auto tokens = tokens_of(scene.text.line);
    return tokens ? static_cast<std::int64_t>(tokens->size()) : 0;
}

std::string wavelength_text(double positions)
{
    return positions < 1000 ? readable(positions, 3) : readable(std::round(positions), 10);
}

}  // namespace phasescope

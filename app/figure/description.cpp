#include "app/figure/description.hpp"

#include <cmath>

#include "app/plot/ticks.hpp"
#include "app/text/sheet_title.hpp"

namespace phasescope {
namespace {

bool shows_content(const FigureSpec& spec)
{
    if (!spec.sheet) return false;
    if (!depends_on_content(mechanism_of(spec.scene))) return false;
    switch (*spec.sheet) {
        case Sheet::weights:
        case Sheet::rotated:
        case Sheet::score:
        case Sheet::symmetric:
        case Sheet::antisymmetric: return true;
        default: return false;
    }
}

std::string content_text(const Content& content, const Language& language)
{
    const auto kind = static_cast<std::size_t>(content.kind);
    return filled(language("figure.content." + std::string(content_names[kind])),
                  {{"seed", readable(static_cast<std::int64_t>(content.seed))}});
}

std::string knob_text(const Knob& knob, double setting, const Language& language)
{
    const std::string label = language("knob." + std::string(knob.name) + ".label", knob.label);
    if (knob.is_choice()) {
        const std::string word = setting_text(knob, setting);
        return label + " " + language("choice." + word, word);
    }
    return label + " " + readable(setting, 10);
}

std::string positions_text(const Scene& scene, const Language& language)
{
    const std::string key = scene.length == 1 ? "figure.position" : "figure.positions";
    return filled(language(key), {{"first", readable(scene.start)}, {"last", readable(scene.start + scene.length - 1)}});
}

}  // namespace

std::string figure_title(const FigureSpec& spec, const Language& language)
{
    if (!spec.title.empty()) return spec.title;
    if (!spec.scene.caption.empty()) return spec.scene.caption;
    return sheet_title(language, spec.scene, spec.sheet);
}

std::string settings_line(const FigureSpec& spec, const Language& language)
{
    const Scene& scene = spec.scene;
    const Encoding& encoding = encoding_of(scene);
    const std::string separator = " · ";
    std::string line = language("encoding." + std::string(encoding.name) + ".title", encoding.title);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        const bool used = !knob.used || knob.used(scene.settings);
        if (used && (knob.primary || scene.settings[i] != knob.standard))
            line += separator + knob_text(knob, scene.settings[i], language);
    }
    if (shows_content(spec)) line += separator + content_text(scene.content, language);
    return line + separator + positions_text(scene, language);
}

std::string wavelength_text(double positions)
{
    return positions < 1000 ? readable(positions, 3) : readable(std::round(positions), 10);
}

}  // namespace phasescope

#include "app/text/measured_text.hpp"

#include <algorithm>
#include <charconv>

#include "app/plot/ticks.hpp"
#include "core/lesson/lesson_json.hpp"

namespace phasescope {

Result<std::string> readable(const Measured& measured, std::string_view format, const Language& language)
{
    if (measured.kind == Measured::Kind::encoding)
        return language("encoding." + measured.word + ".title", find_encoding(measured.word)->title);
    if (measured.kind == Measured::Kind::choice) return language("choice." + measured.word, measured.word);
    if (format == "exact") return readable(measured.number, 15);
    const bool percent = format.ends_with('%');
    const std::string_view written = percent ? format.substr(0, format.size() - 1) : format;
    int digits = percent ? 3 : 4;
    const auto [end, failed] = std::from_chars(written.data(), written.data() + written.size(), digits);
    const bool fits = written.empty() || (failed == std::errc() && end == written.data() + written.size() && digits > 0);
    if (!fits) return Error{"there is no such format of a number", std::string(format), "use 4, %, 3% or exact"};
    if (percent) return readable(100 * measured.number, digits) + " %";
    if (measured.kind == Measured::Kind::whole) return readable(static_cast<std::int64_t>(measured.number));
    return readable(measured.number, digits);
}

Result<std::string> measured_text(const std::string& text, const Scene& scene, const Language& language,
                                  const Progress& progress)
{
    std::string filled;
    std::size_t from = 0;
    for (const Placeholder& place : placeholders(text)) {
        if (progress && !progress(0)) return Error{"cancelled", "", ""};
        const Result<Measured> value = measured(scene, place.expression);
        if (!value) return value.error();
        const Result<std::string> words = readable(*value, place.format, language);
        if (!words) return words.error();
        filled += text.substr(from, place.begin - from) + *words;
        from = place.end;
    }
    filled += text.substr(from);
    std::erase(filled, '$');
    return filled;
}

}  // namespace phasescope

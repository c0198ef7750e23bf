#include <cmath>
#include <nlohmann/json.hpp>

#include "core/scene_json.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// Whole numbers are written as such: 10000, not 10000.0. Both read back as the same double.
Json number_json(double number)
{
    const bool whole = std::abs(number) < 0x1p53 && number == std::floor(number);
    return whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

Json settings_json(const Encoding& encoding, const std::vector<double>& numbers)
{
    Json settings = Json::object();
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        settings[std::string(knob.name)] = knob.is_choice() ? Json(setting_text(knob, numbers[i])) : number_json(numbers[i]);
    }
    return settings;
}

Json rows_json(const Matrix& table)
{
    Json rows = Json::array();
    for (std::int64_t r = 0; r < table.rows; ++r) {
        Json row = Json::array();
        for (const double number : table.row(r)) row.push_back(number_json(number));
        rows.push_back(std::move(row));
    }
    return rows;
}

template <class Enum, std::size_t Count>
Json word_json(Enum value, const std::array<std::string_view, Count>& names)
{
    return std::string(names[static_cast<std::size_t>(value)]);
}

Json content_json(const Content& content)
{
    Json json = {{"kind", word_json(content.kind, content_names)}, {"seed", content.seed}};
    if (!content.query.empty()) json["query"] = rows_json(content.query.matrix());
    if (!content.key.empty()) json["key"] = rows_json(content.key.matrix());
    return json;
}

Json table_json(const ImportedTable& table)
{
    return {{"file", table.file}, {"name", table.name}, {"transposed", table.transposed}};
}

Json attention_json(const Attention& attention)
{
    return {{"head", attention.head},
            {"causal", attention.causal},
            {"scaled", attention.scaled},
            {"projected_size", attention.projected_size}};
}

Json text_json(const Text& text)
{
    return {{"line", text.line}, {"scaled", text.scaled}, {"first", text.first}, {"second", text.second}};
}

Json other_json(const Other& other)
{
    return {{"encoding", other.encoding},
            {"settings", settings_json(*find_encoding(other.encoding), other.settings)},
            {"sheet", word_json(other.sheet, sheet_names)}};
}

Json mistake_json(const MistakeStudy& mistake)
{
    return {{"name", mistake.name}, {"scores", mistake.scores}};
}

Json formats_json(const Formats& formats)
{
    return {{"positions", word_json(formats.positions, float_format_names)},
            {"frequencies", word_json(formats.frequencies, float_format_names)},
            {"products", word_json(formats.products, float_format_names)},
            {"results", word_json(formats.results, float_format_names)}};
}

/// Only what differs from the standard look.
Json look_json(const Look& look)
{
    const Look standard;
    Json json = Json::object();
    if (look.colormap != standard.colormap) json["colormap"] = look.colormap;
    if (look.range != standard.range) json["range"] = word_json(look.range, range_mode_names);
    if (look.lo != standard.lo) json["lo"] = number_json(look.lo);
    if (look.hi != standard.hi) json["hi"] = number_json(look.hi);
    if (look.symmetric != standard.symmetric) json["symmetric"] = look.symmetric;
    if (look.transposed != standard.transposed) json["transposed"] = look.transposed;
    if (look.showing != standard.showing) json["showing"] = word_json(look.showing, showing_names);
    if (look.window) {
        const Window& w = *look.window;
        json["window"] = {{"rows", {number_json(w.row0), number_json(w.row1)}},
                          {"cols", {number_json(w.col0), number_json(w.col1)}}};
    }
    return json;
}

Json looks_json(const Scene& scene)
{
    Json looks = Json::object();
    for (std::size_t s = 0; s < scene.looks.size(); ++s) {
        Json look = look_json(scene.looks[s]);
        if (!look.empty()) looks[std::string(sheet_names[s])] = std::move(look);
    }
    return looks;
}

Json probe_json(const Probe& probe)
{
    return {{"pinned", probe.pinned}, {"query", probe.query}, {"key", probe.key}, {"channel", probe.channel}};
}

}  // namespace

std::string scene_text(const Scene& scene)
{
    Json json = {
        {"type", "phasescope scene"},
        {"version", scene_version},
        {"encoding", scene.encoding},
        {"settings", settings_json(encoding_of(scene), scene.settings)},
        {"length", scene.length},
        {"start", scene.start},
        {"content", content_json(scene.content)},
        {"attention", attention_json(scene.attention)},
        {"text", text_json(scene.text)},
        {"other", other_json(scene.other)},
        {"mistake", mistake_json(scene.mistake)},
        {"formats", formats_json(scene.formats)},
        {"view", word_json(scene.view, view_names)},
        {"probe", probe_json(scene.probe)},
        {"looks", looks_json(scene)},
        {"pairs", scene.pairs},
        {"caption", scene.caption},
    };
    if (!scene.table.file.empty()) json["table"] = table_json(scene.table);
    std::string text;
    for (const auto& [key, value] : json.items()) {
        text += text.empty() ? "{\n  " : ",\n  ";
        text += Json(key).dump() + ": " + value.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return text + "\n}\n";
}

}  // namespace phasescope

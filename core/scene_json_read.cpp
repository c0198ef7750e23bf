#include "core/scene_json_read.hpp"

#include "core/json_object.hpp"
#include "core/strict_json.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// Reads the keys of one scene.
class SceneReader {
public:
    SceneReader(const Json& json, std::string_view source, bool newer)
        : source_(source), complaints_(source), root_(complaints_, json, "")
    {
        if (newer) complaints_.forgive();
    }

    Result<ReadScene> read()
    {
        if (std::optional<Error> error = read_kind()) return *error;
        if (std::optional<Error> error = read_encoding()) return *error;
        read_settings();
        root_.whole("length", scene_.length, &written_);
        root_.whole("start", scene_.start, &written_);
        read_content();
        read_table();
        read_attention();
        read_text();
        read_other();
        read_mistake();
        read_formats();
        root_.word("view", view_names, scene_.view);
        read_probe();
        read_looks();
        root_.wholes("pairs", scene_.pairs);
        root_.text("caption", scene_.caption);
        root_.finish();
        if (complaints_.error()) return *complaints_.error();
        return repaired_scene();
    }

private:
    /// Type and version. Not to be a scene at all is an Error of its own.
    std::optional<Error> read_kind()
    {
        const Json* type = root_.take("type");
        if (!type || *type != "phasescope scene")
            return Error{"this is not a Phasescope scene", source_,
                         type ? "its type is " + json_excerpt(*type) : "the key \"type\": \"phasescope scene\" is missing"};
        std::int64_t version = scene_version;
        root_.whole("version", version);
        if (!complaints_.error() && version < 1)
            complaints_.fault("version is " + std::to_string(version), "the first version is 1");
        if (version > scene_version) {
            complaints_.warn("the scene was made by a newer Phasescope (version " + std::to_string(version)
                             + " of the file, " + std::to_string(scene_version)
                             + " is known): what is not understood is left out");
            complaints_.forgive();
        }
        return complaints_.error();
    }

    /// Without its encoding nothing of a scene can be shown, whatever its version.
    std::optional<Error> read_encoding()
    {
        const Json* json = root_.take("encoding");
        if (!json) return std::nullopt;
        const std::string name = json->is_string() ? json->get<std::string>() : "";
        if (find_encoding(name)) {
            scene_.encoding = name;
            return std::nullopt;
        }
        std::vector<std::string> valid;
        for (const Encoding& encoding : encodings()) valid.emplace_back(encoding.name);
        return Error{"encoding cannot be " + json_excerpt(*json), source_,
                     "use " + alternatives(nearest_words(name, valid, valid.size()))};
    }

    void read_settings() { read_numbers(root_, encoding_of(scene_), scene_.settings); }

    void read_numbers(JsonObject& owner, const Encoding& encoding, std::vector<double>& numbers)
    {
        numbers = standard_settings(encoding);
        std::optional<JsonObject> settings = owner.object("settings");
        if (!settings) return;
        for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            if (knob.is_choice()) {
                auto index = static_cast<std::size_t>(numbers[i]);
                settings->word(knob.name, {knob.choices.begin(), knob.choices.end()}, index);
                numbers[i] = static_cast<double>(index);
            } else {
                settings->number(knob.name, numbers[i]);
            }
        }
        settings->finish();
    }

    void read_content()
    {
        std::optional<JsonObject> content = root_.object("content");
        if (!content) return;
        content->word("kind", content_names, scene_.content.kind);
        content->seed("seed", scene_.content.seed);
        read_rows(*content, "query", scene_.content.query);
        read_rows(*content, "key", scene_.content.key);
        content->finish();
    }

    void read_table()
    {
        std::optional<JsonObject> table = root_.object("table");
        if (!table) return;
        table->text("file", scene_.table.file);
        table->text("name", scene_.table.name);
        table->truth("transposed", scene_.table.transposed);
        table->finish();
    }

    void read_attention()
    {
        std::optional<JsonObject> attention = root_.object("attention");
        if (!attention) return;
        attention->whole("head", scene_.attention.head);
        attention->truth("causal", scene_.attention.causal);
        attention->truth("scaled", scene_.attention.scaled);
        attention->whole("projected_size", scene_.attention.projected_size, &written_);
        attention->finish();
    }

    void read_text()
    {
        std::optional<JsonObject> text = root_.object("text");
        if (!text) return;
        text->text("line", scene_.text.line);
        text->truth("scaled", scene_.text.scaled);
        text->whole("first", scene_.text.first);
        text->whole("second", scene_.text.second);
        text->finish();
    }

    void read_other()
    {
        std::optional<JsonObject> other = root_.object("other");
        if (!other) return;
        other->text("encoding", scene_.other.encoding);
        const Encoding* encoding = find_encoding(scene_.other.encoding);
        if (!encoding) return;
        read_numbers(*other, *encoding, scene_.other.settings);
        other->word("sheet", sheet_names, scene_.other.sheet);
        other->finish();
    }

    void read_mistake()
    {
        std::optional<JsonObject> mistake = root_.object("mistake");
        if (!mistake) return;
        mistake->text("name", scene_.mistake.name);
        mistake->truth("scores", scene_.mistake.scores);
        mistake->finish();
    }

    void read_formats()
    {
        std::optional<JsonObject> formats = root_.object("formats");
        if (!formats) return;
        formats->word("positions", float_format_names, scene_.formats.positions);
        formats->word("frequencies", float_format_names, scene_.formats.frequencies);
        formats->word("products", float_format_names, scene_.formats.products);
        formats->word("results", float_format_names, scene_.formats.results);
        formats->finish();
    }

    void read_rows(JsonObject& content, std::string_view key, Rows& rows)
    {
        const Json* json = content.take(key);
        if (!json) return;
        const std::string path = content.path_of(key);
        if (!json->is_array() || json->empty())
            return complaints_.fault(path + " is " + json_excerpt(*json), "expected rows of numbers");
        Matrix table;
        for (const Json& row : *json) {
            const std::string row_path = path + "[" + std::to_string(table.rows) + "]";
            if (!row.is_array())
                return complaints_.fault(row_path + " is " + json_excerpt(row), "expected a row of numbers");
            const auto cols = static_cast<std::int64_t>(row.size());
            if (table.rows == 0) table.cols = cols;
            if (cols != table.cols)
                return complaints_.fault(row_path + " has " + std::to_string(cols) + " numbers",
                                         "expected " + std::to_string(table.cols) + " as in the first row");
            for (const Json& number : row) {
                if (!number.is_number())
                    return complaints_.fault(row_path + " holds " + json_excerpt(number), "expected numbers only");
                table.values.push_back(number.get<double>());
            }
            ++table.rows;
        }
        Result<Rows> imported = imported_rows(std::move(table), path);
        if (!imported)
            return complaints_.fault(imported.error().what + ": " + imported.error().where, imported.error().hint);
        rows = *std::move(imported);
    }

    void read_probe()
    {
        std::optional<JsonObject> probe = root_.object("probe");
        if (!probe) return;
        probe->truth("pinned", scene_.probe.pinned);
        probe->whole("query", scene_.probe.query, &written_);
        probe->whole("key", scene_.probe.key, &written_);
        probe->whole("channel", scene_.probe.channel, &written_);
        probe->finish();
    }

    void read_looks()
    {
        std::optional<JsonObject> looks = root_.object("looks");
        if (!looks) return;
        for (std::size_t s = 0; s < sheet_names.size(); ++s)
            if (std::optional<JsonObject> look = looks->object(sheet_names[s])) read_look(*look, scene_.looks[s]);
        looks->finish();
    }

    void read_look(JsonObject& json, Look& look)
    {
        json.text("colormap", look.colormap);
        json.word("range", range_mode_names, look.range);
        json.number("lo", look.lo);
        json.number("hi", look.hi);
        json.truth("symmetric", look.symmetric);
        json.truth("transposed", look.transposed);
        json.word("showing", showing_names, look.showing);
        if (std::optional<JsonObject> window = json.object("window")) {
            Window w;
            window->interval("rows", w.row0, w.row1);
            window->interval("cols", w.col0, w.col1);
            window->finish();
            look.window = w;
        }
        json.finish();
    }

    ReadScene repaired_scene()
    {
        std::vector<Repair> repairs;
        ReadScene result{repaired(scene_, &repairs), {}};
        note_probe(result.scene.probe, repairs);
        for (const Repair& repair : repairs) {
            const auto as_written = written_.find(repair.where);
            const std::string& was = as_written == written_.end() ? repair.was : as_written->second;
            complaints_.warn(repair.where + " " + was + " became " + repair.now);
        }
        result.warnings = complaints_.warnings();
        return result;
    }

    /// Moving the probe is silent while knobs are turned, not where a file says otherwise.
    void note_probe(const Probe& now, std::vector<Repair>& repairs) const
    {
        const Probe standard;
        const auto note = [&](const char* where, std::int64_t was, std::int64_t is, std::int64_t by_default) {
            if (was != is && was != by_default) repairs.push_back({where, std::to_string(was), std::to_string(is)});
        };
        note("probe.query", scene_.probe.query, now.query, standard.query);
        note("probe.key", scene_.probe.key, now.key, standard.key);
        note("probe.channel", scene_.probe.channel, now.channel, standard.channel);
    }

    std::string source_;
    Complaints complaints_;
    JsonObject root_;
    Scene scene_;
    std::map<std::string, std::string> written_;  ///< numbers too large for 64 bits, as the file has them
};

}  // namespace

Result<ReadScene> scene_from_text(std::string_view text, std::string_view source)
{
    JsonLimits limits;
    limits.bytes = most_scene_bytes;
    limits.values = most_scene_values();
    const Result<Json> json = strict_json(text, source, limits);
    if (!json) return json.error();
    return scene_from_json(*json, source);
}

Result<ReadScene> scene_from_json(const nlohmann::ordered_json& json, std::string_view source, bool newer)
{
    if (json.is_object()) return SceneReader(json, source, newer).read();
    return Error{"this is not a Phasescope scene", std::string(source), "it holds " + json_excerpt(json)};
}

std::size_t most_scene_values()
{
    return static_cast<std::size_t>(4 * most_imported_numbers + 10000);
}

}  // namespace phasescope

#include "app/kept_session.hpp"

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/text/language.hpp"
#include "core/io/file.hpp"
#include "core/io/scene_table.hpp"
#include "core/scene_json.hpp"

namespace phasescope {

std::string session_path()
{
    const auto folder = [](const char* variable) -> std::filesystem::path {
        const char* value = std::getenv(variable);
        return value && *value == '/' ? std::filesystem::path(value) : std::filesystem::path();
    };
    std::filesystem::path base = folder("XDG_STATE_HOME");
    if (base.empty() && !folder("HOME").empty()) base = folder("HOME") / ".local" / "state";
    return base.empty() ? "" : (base / "phasescope" / "session.json").string();
}

KeptSession kept_session(const std::string& path, bool scene_wanted)
{
    KeptSession kept;
    kept.session.language = system_language();
    if (path.empty()) return kept;
    const Result<std::string> text = read_file(path);
    if (!text) return kept;
    // Written by ourselves: anything unexpected means an older or damaged file, which is no reason to stop.
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object()) return kept;
    const auto number = [&](const char* key, double otherwise) {
        return json.contains(key) && json[key].is_number() ? json[key].get<double>() : otherwise;
    };
    kept.session.dark = json.contains("dark") && json["dark"].is_boolean() && json["dark"].get<bool>();
    kept.session.scale = std::clamp(number("scale", 1), 0.5, 4.0);
    if (json.contains("language") && json["language"].is_string())
        kept.session.language = json["language"].get<std::string>();
    if (!json.contains("scene") || !scene_wanted) return kept;
    const Result<ReadScene> scene = scene_from_text(json["scene"].dump(), path);
    if (!scene) return kept;
    std::vector<std::string> warnings;
    kept.scene = with_named_table(scene->scene, "", warnings);
    if (!warnings.empty()) kept.session.complain(warnings.front());
    return kept;
}

Result<Done> keep_session(const std::string& path, const Scene& scene, const Session& session)
{
    if (path.empty()) return Error{"no home folder to keep the session in", "", "set HOME or XDG_STATE_HOME"};
    std::error_code failed;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
    if (failed) return Error{"cannot make the folder of the session", path, failed.message()};
    nlohmann::ordered_json json;
    json["dark"] = session.dark;
    json["scale"] = session.scale;
    json["language"] = session.language;
    json["scene"] = nlohmann::ordered_json::parse(scene_text(scene));
    return write_file(path, json.dump(1) + "\n");
}

}  // namespace phasescope

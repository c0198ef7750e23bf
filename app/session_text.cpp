#include "app/session_text.hpp"

#include <algorithm>
#include <utility>

#include "app/text/language.hpp"
#include "core/json_object.hpp"
#include "core/scene_json_read.hpp"
#include "core/strict_json.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* session_type = "phasescope session";
constexpr std::int64_t session_version = 1;
constexpr double least_scale = 0.5, most_scale = 4;

std::int64_t version_of(const Json& json)
{
    const auto version = json.find("version");
    return version != json.end() && version->is_number_integer() ? version->get<std::int64_t>() : 0;
}

/// The first version of the program wrote neither type nor version.
void read_members(const Json& json, const std::string& path, ReadSession& read)
{
    Complaints complaints(path);
    JsonObject members(complaints, json, "");
    std::string type = session_type;
    members.text("type", type);
    if (type != session_type) complaints.fault("this is not a session of Phasescope", "its type is " + one_line(type, 64));
    members.truth("dark", read.looks.dark);
    members.number("scale", read.looks.scale);
    read.looks.scale = std::clamp(read.looks.scale, least_scale, most_scale);
    members.text("language", read.looks.language);
    read.newer = version_of(json) > session_version;
    read.fault = complaints.error();
    const Json* const scene = members.take("scene");
    if (!scene) return;
    read.newer = read.newer || (scene->is_object() && version_of(*scene) > scene_version);
    Result<ReadScene> whole = scene_from_json(*scene, path, read.newer);
    if (whole)
        read.scene = std::move(whole).value().scene;
    else if (!read.fault)
        read.fault = whole.error();
}

}  // namespace

ReadSession session_from_text(std::string_view text, const std::string& source)
{
    ReadSession read;
    read.looks.language = system_language();
    JsonLimits limits;
    limits.bytes = most_scene_bytes;
    limits.values = most_scene_values();
    const Result<Json> json = strict_json(text, source, limits);
    if (!json)
        read.fault = json.error();
    else if (!json->is_object())
        read.fault = Error{"this is not a session of Phasescope", source, "it holds " + json_excerpt(*json)};
    else
        read_members(*json, source, read);
    return read;
}

std::string session_text(const KeptSession& kept)
{
    const Json json = {
        {"type", session_type},      {"version", session_version},      {"dark", kept.looks.dark},
        {"scale", kept.looks.scale}, {"language", kept.looks.language}, {"scene", Json::parse(scene_text(kept.scene))}};
    return json.dump(1) + "\n";
}

}  // namespace phasescope

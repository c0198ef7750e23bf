#include "app/kept_session.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/text/language.hpp"
#include "core/io/file.hpp"
#include "core/io/scene_table.hpp"
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

/// The members of a session that can be read.
struct ReadSession {
    std::optional<Scene> scene;
    KeptLooks looks;
    bool newer = false;
    std::optional<Error> fault;  ///< the first
};

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

ReadSession read_session(const std::string& path)
{
    ReadSession read;
    read.looks.language = system_language();
    const Result<std::string> text = read_file(path, most_scene_bytes);
    JsonLimits limits;
    limits.bytes = most_scene_bytes;
    limits.values = most_scene_values();
    const Result<Json> json = text ? strict_json(*text, path, limits) : text.error();
    if (!json)
        read.fault = json.error();
    else if (!json->is_object())
        read.fault = Error{"this is not a session of Phasescope", path, "it holds " + json_excerpt(*json)};
    else
        read_members(*json, path, read);
    return read;
}

/// Gives the file another name, one that no other has. The new name; "" where the system refuses.
std::string put_aside(const std::string& path, const std::string& ending)
{
    constexpr int most = 1000;
    std::error_code failed;
    for (int number = 1; number <= most; ++number) {
        const std::string name = path + ending + (number == 1 ? "" : "-" + std::to_string(number));
        if (std::filesystem::exists(std::filesystem::symlink_status(name, failed))) continue;
        std::filesystem::rename(path, name, failed);
        return failed ? "" : name;
    }
    return "";
}

}  // namespace

KeptLooks kept_looks(const Session& session)
{
    return {session.dark, session.scale, session.language};
}

KeptLooks last_looks(const std::string& path)
{
    return read_session(path).looks;
}

LastSession last_session(const std::string& path, bool scene_wanted)
{
    LastSession last;
    last.looks.language = system_language();
    std::error_code unknown;
    const auto status = std::filesystem::symlink_status(path, unknown);
    if (path.empty() || status.type() == std::filesystem::file_type::not_found) return last;
    const ReadSession read = read_session(path);
    last.looks = read.looks;
    if (read.scene && scene_wanted) last.scene = with_named_table(*read.scene, "", last.notices);
    last.on_disk = !read.fault && !read.newer;
    if (last.on_disk) return last;
    const std::string aside = put_aside(path, read.fault ? ".damaged" : ".newer");
    last.in_the_way = aside.empty();
    const char* const key = last.in_the_way ? "notice.session_in_the_way"
                            : read.fault    ? "notice.session_damaged"
                                            : "notice.session_newer";
    last.notices.push_back(filled(Language(last.looks.language)(key),
                                  {{"file", aside.empty() ? path : aside}, {"why", read.fault ? read.fault->line() : ""}}));
    return last;
}

Result<Done> keep_session(const std::string& path, const KeptSession& kept)
{
    if (path.empty()) return Error{"no home folder to keep the session in", "", "set HOME or XDG_STATE_HOME"};
    std::error_code failed;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
    if (failed) return Error{"cannot make the folder of the session", path, failed.message()};
    const Json json = {{"type", session_type},     {"version", session_version},  {"dark", kept.looks.dark},
                       {"scale", kept.looks.scale}, {"language", kept.looks.language},
                       {"scene", Json::parse(scene_text(kept.scene))}};
    return write_file(path, json.dump(1) + "\n");
}

}  // namespace phasescope

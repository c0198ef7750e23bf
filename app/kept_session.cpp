#include "app/kept_session.hpp"

#include <filesystem>

#include "app/text/language.hpp"
#include "core/io/file.hpp"
#include "core/io/scene_table.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

ReadSession read_session(const std::string& path)
{
    const Result<std::string> text = read_file(path, most_scene_bytes);
    if (text) return session_from_text(*text, path);
    ReadSession read;
    read.looks.language = system_language();
    read.fault = text.error();
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
    return write_file(path, session_text(kept));
}

}  // namespace phasescope

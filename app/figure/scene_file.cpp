#include "app/figure/scene_file.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/figure/figure.hpp"
#include "core/io/file.hpp"
#include "core/io/open_file.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

constexpr std::uint64_t most_picture_bytes = std::uint64_t{128} << 20;

Result<bool> is_png(const std::string& path)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return file.error();
    std::array<char, 4> bytes{};
    if (file->size() < bytes.size()) return false;
    if (const Result<Done> done = file->read(0, bytes); !done) return done.error();
    return std::string_view(bytes.data(), bytes.size()) == "\x89PNG";
}

}  // namespace

Result<SceneFile> scene_file(const std::string& path)
{
    const Result<bool> picture = is_png(path);
    if (!picture) return picture.error();
    Result<std::string> bytes = read_file(path, *picture ? most_picture_bytes : most_scene_bytes);
    if (!bytes) return bytes.error();
    if (!*picture) return SceneFile{*std::move(bytes), false};
    Result<std::string> text = scene_text_in_png(*bytes, path);
    if (!text) return text.error();
    return SceneFile{*std::move(text), true};
}

}  // namespace phasescope

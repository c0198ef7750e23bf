// What is looked at: pictures of a window's size, figures, and images of one pixel a cell.
#include <cassert>
#include <memory>

#include "app/figure/figure.hpp"
#include "core/picture.hpp"
#include "tests/bench/scenes.hpp"
#include "tests/bench/speed/task.hpp"

namespace phasescope {
namespace {

Scene similarity_scene(std::int64_t length)
{
    return scene_of("sinusoidal", length, {{"d_model", 512}});
}

/// The picture of a window of the similarity of a million positions, 1280 x 800 pixels.
Task view_task(const std::string& which, const Window& window)
{
    const auto prepare = [window] {
        const auto field = std::make_shared<const Field>(picture(similarity_scene(1'000'000), Sheet::similarity)->field);
        return Work{.run = [field, window] {
            [[maybe_unused]] const FloatMatrix pixels = raster(*field, window, 800, 1280);
            assert(!pixels.values.empty());
        }};
    };
    return {.name = "view 1280 x 800 of 1 000 000: " + which, .number = "", .prepare = prepare, .most_ms = 30};
}

/// From nothing to the bytes of the file.
Work figure_work(std::int64_t length, bool bare)
{
    const auto bytes = std::make_shared<std::int64_t>(0);
    return {.run =
                [length, bare, bytes] {
                    FigureSpec spec;
                    spec.scene = similarity_scene(length);
                    spec.sheet = Sheet::similarity;
                    spec.width = 1280;
                    spec.height = 800;
                    spec.bare = bare;
                    *bytes = std::ssize(*figure(spec, FigureFormat::png, Language("en")));
                },
            .file_bytes = [bytes] { return *bytes; }};
}

}  // namespace

std::vector<Task> picture_tasks()
{
    return {
        view_task("all", {0, 1e6, 0, 1e6}),
        view_task("a tenth", {312'345.6, 412'345.6, 301'234.5, 401'234.5}),
        view_task("one cell a pixel", {500'000, 500'800, 499'800, 501'080}),
        {.name = "figure 1280 x 800 of 8192 x 8192",
         .number = "",
         .prepare = [] { return figure_work(8192, false); },
         .peers = {{"numpy + matplotlib", "figure matplotlib float32 8192 512 1280 800", 40}}},
        {.name = "PNG 8192 x 8192",
         .number = "",
         .prepare = [] { return figure_work(8192, true); },
         .peers = {{"matplotlib imsave", "image matplotlib float32 8192 512 RdBu_r", 8, true}}},
    };
}

}  // namespace phasescope

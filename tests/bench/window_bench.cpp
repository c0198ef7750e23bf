// The speed of the window: frames while a slider is dragged over a million positions, and the first frame. "median_ms" and
// "longest_ms" are of all frames of a drag; the others are medians of what they went to, as the window itself tells.
#include <benchmark/benchmark.h>
#include <epoxy/gl.h>

#include <algorithm>
#include <vector>

#include "app/frame_times.hpp"
#include "tests/app/driver.hpp"
#include "tests/bench/bench_window.hpp"
#include "tests/bench/seconds.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t million = 1'000'000;

Scene many_positions(const std::string& encoding, View view, std::int64_t length = million)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.content.kind = ContentKind::different;
    scene.length = length;
    scene.view = view;
    return repaired(scene);
}

Driver opened(const Scene& scene)
{
    const BenchWindow& size = bench_window();
    return Driver(scene, size.width, size.height, size.scale);
}

/// One frame to its last pixel.
void show_frame(Driver& window)
{
    window.frames(1);
    window.program().note_drawing(seconds([&] {
        window.draw();
        glFinish();
    }));
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

void note_median(benchmark::State& state, const char* name, const std::vector<FrameParts>& frames, auto part)
{
    std::vector<double> values(frames.size());
    std::ranges::transform(frames, values.begin(), part);
    state.counters[name] = median(std::move(values)) * 1000;
}

/// One step of the hand and all that follows, to the last pixel. Steps go to and fro about the present setting, so that
/// every frame has a new one.
void drag(benchmark::State& state, const Scene& scene, const std::string& slider)
{
    Driver window = opened(scene);
    window.frames(5);
    const ControlPlace place = control_places().at(slider);
    const float middle = (place.low.x + place.high.x) / 2;
    window.move_to({middle, place.centre().y});
    window.press();
    show_frame(window);
    std::vector<double> frames;
    std::vector<FrameParts> parts;
    int step = 0;
    for (auto _ : state) {
        step = (step + 1) % 32;
        ImGui::GetIO().MousePos.x = middle + 2 * static_cast<float>(step < 16 ? step : 32 - step);
        const double took = seconds([&] { show_frame(window); });
        state.SetIterationTime(took);
        frames.push_back(took);
        parts.push_back(window.program().session().frame_times.last());
    }
    state.counters["longest_ms"] = std::ranges::max(frames) * 1000;
    state.counters["median_ms"] = median(std::move(frames)) * 1000;
    note_median(state, "pictures_ms", parts, [](const FrameParts& p) { return p.pictures; });
    note_median(state, "panels_ms", parts, [](const FrameParts& p) { return p.panels; });
    note_median(state, "drawing_ms", parts, [](const FrameParts& p) { return p.drawing; });
}

/// From nothing to the first frames in full, GL context and fonts included.
void first_frame(benchmark::State& state)
{
    for (auto _ : state) {
        state.SetIterationTime(seconds([] {
            Driver window;
            show_frame(window);
        }));
    }
}

/// Frames in which nothing changes.
void resting(benchmark::State& state)
{
    Driver window = opened(many_positions("sinusoidal", View::overview));
    window.wait_for_check();
    show_frame(window);
    for (auto _ : state) {
        state.SetIterationTime(seconds([&] { show_frame(window); }));
    }
}

void register_drags(const std::string& encoding, const std::vector<std::string>& sliders, const std::vector<View>& views,
                    std::int64_t length = million)
{
    for (const View view : views) {
        for (const std::string& slider : sliders) {
            const auto name =
                "drag/" + encoding + "/" + std::string(view_names[static_cast<std::size_t>(view)]) + "/" + slider;
            benchmark::RegisterBenchmark(name.c_str(), drag, many_positions(encoding, view, length), "knob." + slider)
                ->MeasureProcessCPUTime()
                ->UseManualTime()
                ->Iterations(96)
                ->Unit(benchmark::kMillisecond);
        }
    }
}

const bool registered = [] {
    register_drags("sinusoidal", {"d_model", "base", "length"}, {View::overview, View::score, View::direction});
    register_drags("rope", {"head_size", "base", "length"}, {View::overview, View::rotation, View::score, View::direction});
    register_drags("rope", {"base", "length"}, {View::frequencies, View::compare, View::waves});
    register_drags("t5", {"buckets", "length"}, {View::overview, View::score, View::index});
    register_drags("alibi", {"heads", "length"}, {View::overview, View::score});
    register_drags("transformer_xl", {"head_size", "length"}, {View::score, View::terms});
    register_drags("deberta", {"head_size", "length"}, {View::score, View::terms});
    register_drags("mrope", {"head_size", "length"}, {View::overview, View::rotation, View::score}, 100'000);
    register_drags("xpos", {"head_size", "length"}, {View::overview, View::rotation, View::score}, 20'000);
    benchmark::RegisterBenchmark("resting", resting)
        ->MeasureProcessCPUTime()
        ->UseManualTime()
        ->Iterations(50)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("first_frame", first_frame)
        ->MeasureProcessCPUTime()
        ->UseManualTime()
        ->Iterations(5)
        ->Unit(benchmark::kMillisecond);
    return true;
}();

}  // namespace
}  // namespace phasescope

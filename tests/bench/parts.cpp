// Measures sheets and frames of the window alone. --window 3840x2160@2 sets the window's size and scale; all else goes to
// the library of benchmarks.
#include <benchmark/benchmark.h>
#include <epoxy/gl.h>

#include <cstdio>
#include <cstring>

#include "tests/app/egl_context.hpp"
#include "tests/bench/bench_window.hpp"

namespace phasescope {

BenchWindow& bench_window()
{
    static BenchWindow window;
    return window;
}

namespace {

/// Whether it says a window that can be.
bool read_window(const char* text)
{
    BenchWindow& window = bench_window();
    const int read = std::sscanf(text, "%dx%d@%f", &window.width, &window.height, &window.scale);
    return read >= 2 && window.width >= 640 && window.height >= 480 && window.scale >= 0.5F && window.scale <= 4;
}

/// Takes --window WINDOW out of the arguments; whether it was well said.
bool take_window(int& count, char** arguments)
{
    int kept = 1;
    for (int i = 1; i < count; ++i) {
        if (std::strcmp(arguments[i], "--window") != 0)
            arguments[kept++] = arguments[i];
        else if (i + 1 == count || !read_window(arguments[++i]))
            return false;
    }
    count = kept;
    return true;
}

void note_driver()
{
    const auto context = EglContext::create();
    if (!context) return;
    benchmark::AddCustomContext("driver", reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
    const BenchWindow& window = bench_window();
    benchmark::AddCustomContext("window", std::to_string(window.width) + " x " + std::to_string(window.height));
}

}  // namespace
}  // namespace phasescope

int main(int count, char** arguments)
{
    if (!phasescope::take_window(count, arguments)) {
        std::fprintf(stderr, "--window wants WIDTHxHEIGHT or WIDTHxHEIGHT@SCALE, at least 640x480, scale 0.5 to 4\n");
        return 2;
    }
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
    phasescope::note_driver();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}

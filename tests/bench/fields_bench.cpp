// The speed of matrices and pictures. "memsets" is how many times longer it takes than to fill the result with memset.
#include <benchmark/benchmark.h>

#include <cstring>

#include "core/parallel.hpp"
#include "core/picture.hpp"
#include "tests/bench/seconds.hpp"

namespace phasescope {
namespace {

/// The least of several times that memset takes over a buffer that was touched before.
double memset_seconds(std::size_t bytes)
{
    std::vector<char> buffer(bytes, 1);
    double least = 1e9;
    for (int i = 0; i < 7; ++i) {
        least = std::min(least, seconds([&] { std::memset(buffer.data(), i, bytes); }));
        benchmark::DoNotOptimize(buffer.data());
        benchmark::ClobberMemory();
    }
    return least;
}

/// Runs the work for as long as the benchmark wants it and notes the ratio of its mean time to memset.
void measure(benchmark::State& state, std::size_t bytes, const auto& work)
{
    const double memset = memset_seconds(bytes);
    double total = 0;
    for (auto _ : state) total += seconds(work);
    state.counters["memsets"] = total / static_cast<double>(state.iterations()) / memset;
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

Scene sinusoidal(std::int64_t length, double d)
{
    Scene scene = first_scene();
    scene.settings[0] = d;
    scene.length = length;
    return repaired(scene);
}

void matrix_131072x512_float(benchmark::State& state)
{
    const auto terms = std::get<AddedToInput>(mechanism_of(sinusoidal(131072, 512))).waves;
    FloatMatrix matrix(131072, 512);
    measure(state, matrix.values.size() * sizeof(float), [&] {
        parallel_for(matrix.rows, 64, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) wave_row(terms, 2 * row, matrix.row(row));
        });
        benchmark::ClobberMemory();
    });
}
BENCHMARK(matrix_131072x512_float)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The whole sheet as numbers; `d` is the first knob, 0 for its standard.
template <class Number>
void rows_of_sheet(benchmark::State& state, const char* encoding, Sheet sheet, std::int64_t length, double d)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    if (d > 0) scene.settings[0] = d;
    const Field field = picture(repaired(scene), sheet)->field;
    BasicMatrix<Number> matrix(row_count(field), col_count(field));
    measure(state, matrix.values.size() * sizeof(Number), [&] {
        rows_of(field, 0, matrix.rows, std::span<Number>(matrix.values));
        benchmark::ClobberMemory();
    });
}
void rows_in_float(benchmark::State& state, const char* encoding, Sheet sheet, std::int64_t length, double d)
{
    rows_of_sheet<float>(state, encoding, sheet, length, d);
}
void rows_in_double(benchmark::State& state, const char* encoding, Sheet sheet, std::int64_t length, double d)
{
    rows_of_sheet<double>(state, encoding, sheet, length, d);
}
BENCHMARK_CAPTURE(rows_in_float, pe_131072x512, "sinusoidal", Sheet::matrix, 131072, 512)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(rows_in_double, pe_1000000x128, "sinusoidal", Sheet::matrix, 1'000'000, 128)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(rows_in_float, similarity_8192, "sinusoidal", Sheet::similarity, 8192, 512)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(rows_in_float, alibi_8192, "alibi", Sheet::score, 8192, 0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(rows_in_float, t5_8192, "t5", Sheet::score, 8192, 0)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The picture of the whole sheet of a million positions; the arguments are height, width and d_model.
void raster_of(benchmark::State& state, Sheet sheet)
{
    const Picture shown = *picture(sinusoidal(1'000'000, static_cast<double>(state.range(2))), sheet);
    const std::int64_t height = state.range(0), width = state.range(1);
    measure(state, static_cast<std::size_t>(height * width) * sizeof(float),
            [&] { benchmark::DoNotOptimize(raster(shown.field, shown.whole(), height, width)); });
}
BENCHMARK_CAPTURE(raster_of, similarity, Sheet::similarity)
    ->Args({800, 1280, 512})
    ->Args({500, 500, 512})
    ->Args({500, 500, 8192})
    ->Args({437, 611, 512})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(raster_of, matrix, Sheet::matrix)
    ->Args({500, 500, 512})
    ->Args({500, 500, 8192})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// What a slider that changes the encoding costs before anything is drawn.
void picture_of(benchmark::State& state)
{
    const Scene scene = sinusoidal(1'000'000, static_cast<double>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(picture(scene, Sheet::similarity));
}
BENCHMARK(picture_of)->Arg(512)->Arg(8192)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace phasescope

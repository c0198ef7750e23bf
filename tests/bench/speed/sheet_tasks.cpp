// Whole sheets as numbers: encoding matrices, similarities, products of tables, biases.
#include <cassert>
#include <memory>
#include <type_traits>

#include "core/picture.hpp"
#include "tests/bench/limits.hpp"
#include "tests/bench/scenes.hpp"
#include "tests/bench/speed/task.hpp"

namespace phasescope {
namespace {

template <class Number>
constexpr bool is_float = std::is_same_v<Number, float>;

/// The name of the number for peers: numpy's and torch's.
template <class Number>
std::string type_word()
{
    return is_float<Number> ? " float32 " : " float64 ";
}

/// A sheet and the buffer that its numbers go into.
template <class Number>
struct Numbers {
    Field field;
    BasicMatrix<Number> cells;

    Numbers(const Scene& scene, Sheet sheet)
        : field(picture(scene, sheet)->field), cells(phasescope::row_count(field), phasescope::col_count(field))
    {
    }
    void make() { rows_of(field, 0, cells.rows, std::span<Number>(cells.values)); }
};

/// All rows of a sheet, beside a fill of the same buffer.
template <class Number>
Work whole_sheet(const Scene& scene, Sheet sheet)
{
    const auto numbers = std::make_shared<Numbers<Number>>(scene, sheet);
    return {.run = [numbers] { numbers->make(); },
            .limit = "fill",
            .at_the_limit = [numbers] { streaming_fill(std::as_writable_bytes(std::span(numbers->cells.values))); }};
}

/// The same, beside as many multiply-adds as a product of two tables of `width` columns has.
template <class Number>
Work whole_product(const Scene& scene, std::int64_t width)
{
    const auto numbers = std::make_shared<Numbers<Number>>(scene, Sheet::similarity);
    const std::int64_t count = numbers->cells.rows * numbers->cells.cols * width;
    return {.run = [numbers] { numbers->make(); },
            .limit = "multiply-add",
            .at_the_limit = [count] { is_float<Number> ? multiply_adds_in_float(count) : multiply_adds_in_double(count); }};
}

std::string by(std::int64_t rows, std::int64_t cols)
{
    return std::to_string(rows) + " x " + std::to_string(cols);
}

template <class Number>
Task matrix_task(std::int64_t n, std::int64_t d, std::vector<Peer> peers, double most_limits)
{
    for (Peer& peer : peers)
        if (peer.request.empty())
            peer.request = "matrix " + peer.name + type_word<Number>() + std::to_string(n) + " " + std::to_string(d);
    return {.name = "PE matrix " + by(n, d),
            .number = is_float<Number> ? "float" : "double",
            .prepare =
                [=] {
                    return whole_sheet<Number>(scene_of("sinusoidal", n, {{"d_model", double(d)}}), Sheet::matrix);
                },
            .peers = std::move(peers),
            .most_limits = most_limits};
}

template <class Number>
Task similarity_task(double least_ratio, double most_limits)
{
    const std::string request = type_word<Number>() + "8192 512";
    return {.name = "similarity " + by(8192, 8192) + ", d 512",
            .number = is_float<Number> ? "float" : "double",
            .prepare =
                [] {
                    return whole_sheet<Number>(scene_of("sinusoidal", 8192, {{"d_model", 512}}), Sheet::similarity);
                },
            .peers = {{"numpy PE @ PE.T", "similarity numpy" + request, least_ratio},
                      {"torch PE @ PE.T", "similarity torch" + request, least_ratio}},
            .most_limits = most_limits};
}

template <class Number>
Task product_task()
{
    return {.name = "products of a table 8192 x 768",
            .number = is_float<Number> ? "float" : "double",
            .prepare = [] { return whole_product<Number>(imported_scene(8192, 768), 768); },
            .peers = {{"numpy A @ A.T", "product numpy" + type_word<Number>() + "8192 768", 1}}};
}

template <class Number>
Task bias_task(const std::string& encoding, std::initializer_list<NamedSetting> settings, const std::string& as_in)
{
    const Scene scene = scene_of(encoding, 8192, settings);
    const std::string size = type_word<Number>() + "8192";
    return {.name = (encoding == "t5" ? "T5 bias " : "ALiBi ") + by(8192, 8192),
            .number = is_float<Number> ? "float" : "double",
            .prepare = [scene] { return whole_sheet<Number>(scene, Sheet::score); },
            .peers = {{"torch as " + as_in, encoding + " torch" + size, is_float<Number> ? 80.0 : 0},
                      {"torch by offset", encoding + " torch_by_offset" + size}},
            .most_limits = is_float<Number> ? 1.3 : 0};
}

}  // namespace

std::vector<Task> sheet_tasks()
{
    const std::string in_double = "matrix numpy float64 131072 512";
    return {
        matrix_task<float>(131072, 512, {{"numpy", "", 25}, {"numpy in double", in_double}, {"torch", ""}}, 1.3),
        matrix_task<double>(131072, 512, {{"numpy", ""}, {"torch", ""}}, 0),
        matrix_task<float>(1'000'000, 128, {{"numpy", ""}, {"torch", ""}}, 0),
        matrix_task<double>(1'000'000, 128, {{"numpy", "", 50}}, 1.5),
        similarity_task<float>(30, 1.2),
        similarity_task<double>(0, 0),
        product_task<float>(),
        product_task<double>(),
        bias_task<float>("alibi", {{"heads", 8}, {"direction", 1}}, "MosaicBERT"),
        bias_task<double>("alibi", {{"heads", 8}, {"direction", 1}}, "MosaicBERT"),
        bias_task<float>("t5", {}, "transformers"),
        bias_task<double>("t5", {}, "transformers"),
    };
}

std::vector<Task> all_tasks()
{
    std::vector<Task> tasks;
    for (const auto& some : {sheet_tasks(), rotation_tasks(), picture_tasks()})
        tasks.insert(tasks.end(), some.begin(), some.end());
    return tasks;
}

}  // namespace phasescope

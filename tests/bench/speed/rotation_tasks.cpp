// Rotated queries of all heads at all positions, beside a copy of the same numbers.
#include <memory>
#include <type_traits>

#include "core/kernels/rotate.hpp"
#include "tests/bench/limits.hpp"
#include "tests/bench/scenes.hpp"
#include "tests/bench/speed/task.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t heads = 32, positions = 8192, head_size = 128;

template <class Number>
struct Heads {
    RotatesQueryKey rotation;
    std::vector<Number> x, turned;

    explicit Heads(bool halves)
        : rotation(std::get<RotatesQueryKey>(
            mechanism_of(scene_of("rope", positions, {{"head_size", double(head_size)}, {"pairing", halves ? 1.0 : 0.0}})))),
          x(static_cast<std::size_t>(heads * positions * head_size)),
          turned(x.size())
    {
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<Number>(static_cast<double>(i % 1009) / 1009 - 0.5);
    }
};

template <class Number>
Work rotation(bool halves)
{
    const auto all = std::make_shared<Heads<Number>>(halves);
    return {.run = [all] { rotate_heads(all->rotation, 0, heads, std::span<const Number>(all->x), std::span(all->turned)); },
            .limit = "copy",
            .at_the_limit =
                [all] { streaming_copy(std::as_bytes(std::span(all->x)), std::as_writable_bytes(std::span(all->turned))); }};
}

template <class Number>
Task rotation_task(bool halves)
{
    const bool is_float = std::is_same_v<Number, float>;
    const std::string size = (is_float ? " float32 " : " float64 ") + std::to_string(heads) + " " + std::to_string(positions)
                             + " " + std::to_string(head_size);
    const double least_ratio = is_float ? 8 : 0;
    return {.name = "RoPE 32 x 8192 x 128, " + std::string(halves ? "halves" : "neighbours"),
            .number = is_float ? "float" : "double",
            .prepare = [halves] { return rotation<Number>(halves); },
            .peers = {{"torch complex", "rotation torch_complex" + size, least_ratio},
                      {"torch rotate_half", "rotation torch_rotate_half" + size, least_ratio}},
            .most_limits = is_float ? 1.3 : 0};
}

}  // namespace

std::vector<Task> rotation_tasks()
{
    return {rotation_task<float>(false), rotation_task<float>(true), rotation_task<double>(false),
            rotation_task<double>(true)};
}

}  // namespace phasescope

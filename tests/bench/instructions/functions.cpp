#include "tests/bench/instructions/functions.hpp"

#include <memory>
#include <numeric>

#include "core/curves.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/scene_json.hpp"
#include "tests/bench/scenes.hpp"

namespace phasescope {
namespace {

using Run = std::function<void()>;

Scene sinusoidal(std::int64_t length)
{
    return scene_of("sinusoidal", length, {{"d_model", 512}});
}

/// 512 waves at 200 positions.
template <class Number>
Run wave_rows()
{
    const auto terms = std::make_shared<const WaveTerms>(std::get<AddedToInput>(mechanism_of(sinusoidal(100))).waves);
    const auto row = std::make_shared<std::vector<Number>>(512);
    return [=] {
        for (std::int64_t position = 0; position < 200; ++position) wave_row(*terms, 2 * position, *row);
    };
}

/// The score of one query and key over 1000 offsets: 64 waves.
Run sums_of_waves()
{
    const Scene scene = scene_of("rope", 1000, {{"head_size", 128}});
    const auto field = std::make_shared<const OffsetField>(std::get<OffsetField>(picture(scene, Sheet::score)->field));
    std::vector<std::int64_t> twice_x(1000);
    std::iota(twice_x.begin(), twice_x.end(), 0);
    const auto out = std::make_shared<std::vector<double>>(twice_x.size());
    return [=] { wave_sums(field->difference, twice_x, *out); };
}

/// 128 x 128 products of 64 numbers.
Run dot_products()
{
    const auto rows = std::make_shared<const Matrix>(imported_scene(128, 64).table.rows.matrix());
    const auto sum = std::make_shared<Matrix>(128, 128);
    return [=] { add_dot_products(rows->values, rows->values, 64, sum->values); };
}

/// The whole field as a picture of 320 x 200 pixels.
Run picture_of(Field field)
{
    const auto shared = std::make_shared<const Field>(std::move(field));
    const Window whole{0, static_cast<double>(row_count(*shared)), 0, static_cast<double>(col_count(*shared))};
    return [=] { (void)raster(*shared, whole, 200, 320); };
}

Run picture_of(const Scene& scene, Sheet sheet)
{
    return picture_of(picture(scene, sheet)->field);
}

Run picture_of_stored()
{
    return picture_of(StoredField{imported_scene(1000, 800).table.rows.matrix()});
}

Run rows_in_float()
{
    const auto field = std::make_shared<const Field>(picture(sinusoidal(512), Sheet::similarity)->field);
    const auto cells = std::make_shared<FloatMatrix>(512, 512);
    return [=] { rows_of(*field, 0, cells->rows, std::span(cells->values)); };
}

/// From the settings to the field, as when a slider moves.
Run view_model()
{
    return [scene = sinusoidal(1'000'000)] {
        const Scene valid = repaired(scene);
        (void)picture(valid, Sheet::matrix);
        (void)picture(valid, Sheet::similarity);
    };
}

Run repair()
{
    return [scene = sinusoidal(1000)] { (void)repaired(scene); };
}

Run reading()
{
    return [text = scene_text(sinusoidal(1000))] { (void)scene_from_text(text, "scene.json"); };
}

Run envelopes()
{
    return [scene = sinusoidal(1'000'000), curves = wave_curves(sinusoidal(1'000'000))] {
        for (const WaveCurve& curve : curves) (void)envelope(curve, 0, 1e6, 1000);
    };
}

Run offset_curve()
{
    const auto field = std::make_shared<const Field>(picture(sinusoidal(1'000'000), Sheet::similarity)->field);
    return [=] { (void)score_over_offset(*field, -1'000'000, 1'000'000, 1000); };
}

}  // namespace

std::vector<CountedFunction> counted_functions()
{
    return {
        {"wave_row in double", wave_rows<double>},
        {"wave_row in float", wave_rows<float>},
        {"wave_sums", sums_of_waves},
        {"add_dot_products", dot_products},
        {"raster of waves", [] { return picture_of(sinusoidal(1'000'000), Sheet::matrix); }},
        {"raster of waves over offsets", [] { return picture_of(sinusoidal(1'000'000), Sheet::similarity); }},
        {"raster of straight pieces", [] { return picture_of(scene_of("alibi", 1'000'000, {}), Sheet::score); }},
        {"raster of products", [] { return picture_of(imported_scene(1000, 64), Sheet::similarity); }},
        {"raster of stored numbers", picture_of_stored},
        {"rows_of in float", rows_in_float},
        {"picture", view_model},
        {"repaired", repair},
        {"scene_from_text", reading},
        {"envelope", envelopes},
        {"score_over_offset", offset_curve},
    };
}

}  // namespace phasescope

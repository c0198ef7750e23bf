// Measures of the settings themselves.
#include <cmath>

#include "core/analysis/frequencies.hpp"
#include "core/measure/list.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

Result<Measured> set(const Scene& scene, MeasureValues values)
{
    const Encoding& encoding = encoding_of(scene);
    const int index = knob_index(encoding, values[0].text);
    if (index < 0) return Error{std::string(encoding.name) + " has no setting of this name", values[0].text, ""};
    const Knob& knob = encoding.knobs[static_cast<std::size_t>(index)];
    const double number = scene.settings[static_cast<std::size_t>(index)];
    if (knob.is_choice()) return Measured{Measured::Kind::choice, NAN, setting_text(knob, number)};
    return plain_number(number);
}

Result<Measured> columns(const Scene& scene, MeasureValues)
{
    if (!has_sheet(scene, Sheet::matrix)) return Error{"the encoding has no rows", "", ""};
    const Result<Picture> rows = picture(scene, Sheet::matrix);
    if (!rows) return rows.error();
    return whole_number(rows->col_count());
}

constexpr std::array<Measure, 8> list{{
    {{"set", "KNOB", "a setting"}, 1, set},
    {{"length", "", "positions that are looked at"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> { return whole_number(scene.length); }},
    {{"start", "", "the first position"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> { return whole_number(scene.start); }},
    {{"last", "", "the last position"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> { return whole_number(scene.start + scene.length - 1); }},
    {{"columns", "", "columns of the table"}, 0, columns},
    {{"pairs", "", "pairs of a sine and a cosine, or of channels that turn"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> {
         return whole_number(std::ssize(pair_turns(mechanism_of(scene))));
     }},
    {{"heads", "", "heads that differ"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> { return whole_number(head_count(mechanism_of(scene))); }},
    {{"title", "", "the name of the encoding"},
     0,
     [](const Scene& scene, MeasureValues) -> Result<Measured> {
         return Measured{Measured::Kind::encoding, NAN, scene.encoding};
     }},
}};

}  // namespace

std::span<const Measure> setting_measures()
{
    return list;
}

}  // namespace phasescope

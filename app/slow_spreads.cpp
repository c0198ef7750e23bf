#include "app/slow_spreads.hpp"

#include <optional>
#include <utility>

#include "core/field/spread.hpp"

namespace phasescope {
namespace {

/// Some 50 milliseconds. Numbers in memory are not copied for another thread.
bool takes_long(const Field& field, const Window& window, std::int64_t height, std::int64_t width)
{
    constexpr double most_effort = 1e8;
    return !std::holds_alternative<StoredField>(field) && spread_effort(field, window, height, width) > most_effort;
}

}  // namespace

SlowSpreads::Place::Place(std::function<void()> wake)
    : spreads(
        [](const Wanted& asked, const Progress&) {
            const Key& key = asked.key;
            const PicturePixels pixels = pixels_of(*asked.field, key.window, key.height, key.width, Showing::spread);
            const FloatMatrix found = spread_raster(*asked.field, pixels.rows, pixels.cols);
            Matrix numbers(found.rows, found.cols);
            numbers.values.assign(found.values.begin(), found.values.end());
            return std::optional<Field>(StoredField{std::move(numbers)});
        },
        std::move(wake))
{
}

bool SlowSpreads::stand_in(Sheet sheet, HeatmapSpec& spec)
{
    if (spec.showing != Showing::spread) return true;
    const std::int64_t across = spec.width, down = spec.height;
    const Key key{spec.field_version, spec.window, spec.transposed ? across : down, spec.transposed ? down : across};
    if (!takes_long(*spec.field, key.window, key.height, key.width)) return true;

    Place& place = places_.try_emplace(sheet, wake_).first->second;
    Wanted& wanted = place.wanted;
    if (!wanted.field || wanted.key != key) {
        if (!wanted.field || wanted.key.field_version != key.field_version)
            wanted.field = std::make_shared<const Field>(*spec.field);
        wanted.key = key;
        ++place.changes;
        place.spreads.forget();
    }
    const Field* numbers = place.spreads.of(wanted);
    if (!numbers) return false;

    // Fields of sheets count their changes from below.
    constexpr std::uint64_t above = std::uint64_t{1} << 63;
    spec.field_version = above + place.changes * sheet_names.size() + static_cast<std::size_t>(sheet);
    spec.field = numbers;
    spec.window = {0, static_cast<double>(key.height), 0, static_cast<double>(key.width)};
    spec.showing = Showing::mean;
    spec.grid = false;
    return true;
}

std::vector<double> SlowSpreads::progress() const
{
    std::vector<double> all;
    for (const auto& [sheet, place] : places_)
        if (const auto done = place.spreads.progress()) all.push_back(*done);
    return all;
}

}  // namespace phasescope

#include "core/match/meant_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/mistakes.hpp"
#include "core/rotation.hpp"
#include "core/score.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

constexpr double masked_out = std::numeric_limits<double>::infinity();

/// What the usual float code makes of an angle of `radians` a position.
double error_a_position(double radians)
{
    if (radians == 0) return 0;
    return radians * 0x1p-24 * (4 + 4 * std::abs(std::log(radians)));
}

double radians(Turns128 frequency)
{
    return 2 * pi * turns_per_position(frequency);
}

std::optional<Mechanism> mechanism_of(const MatchReading& reading, const Scene& scene)
{
    const Surroundings around = surroundings(scene);
    // Exchanged axes are made from the correct table.
    if (reading.mistake.empty() || reading.axes_exchanged)
        return find_encoding(reading.encoding)->mechanism(scene.settings, around);
    Result<Mechanism> made = find_mistake(reading.mistake)->mechanism(scene.settings, around);
    if (!made) return std::nullopt;
    return std::move(made).value();
}

/// Sine for cosine and cosine for sine: a quarter of a turn on for one, back for the other.
void exchange_functions(AddedToInput& table)
{
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        if (table.channels[c].kind == Channel::Kind::sine) table.waves.phase[c] += quarter_turn;
        if (table.channels[c].kind == Channel::Kind::cosine) table.waves.phase[c] -= quarter_turn;
    }
}

std::int64_t greatest_of(const Matrix& coordinates)
{
    return coordinates.values.empty() ? 0 : std::llround(*std::ranges::max_element(coordinates.values));
}

/// Columns of the first half behind those of the second.
void exchange_halves(std::span<double> numbers, std::int64_t cols)
{
    for (auto row = numbers.begin(); row != numbers.end(); row += cols) std::rotate(row, row + cols / 2, row + cols);
}

MeantTable from_field(Field field)
{
    MeantTable table{.rows = row_count(field), .cols = col_count(field)};
    table.fill = [held = std::move(field)](std::int64_t first, std::int64_t count, std::span<double> out) {
        rows_of(held, first, count, out);
    };
    return table;
}

std::optional<MeantTable> rows_table(const MatchReading& reading, const Scene& scene, Mechanism mechanism)
{
    auto* added = std::get_if<AddedToInput>(&mechanism);
    if (added && reading.cosine_first) exchange_functions(*added);
    std::optional<Field> field = table_field(scene, mechanism);
    if (!field) return std::nullopt;
    MeantTable table = from_field(*std::move(field));
    const AddedToInput waves = table_of(mechanism);
    for (const Turns128 frequency : waves.waves.frequency) table.angle_error.push_back(error_a_position(radians(frequency)));
    if (waves.channels.empty()) table.angle_error.assign(static_cast<std::size_t>(table.cols), error_a_position(1));
    if (const auto* rows = std::get_if<AddedRows>(&mechanism); rows && !rows->coordinates.empty())
        table.greatest_coordinate = greatest_of(rows->coordinates.matrix());
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) table.grows = !rotation->growth.empty();
    if (!reading.axes_exchanged) return table;
    table.fill = [fill = table.fill, cols = table.cols](std::int64_t first, std::int64_t count, std::span<double> out) {
        fill(first, count, out);
        exchange_halves(out, cols);
    };
    return table;
}

/// Which pair stands in each column.
std::vector<std::int64_t> pairs_in_columns(Form form, std::int64_t pairs)
{
    const bool doubled = form == Form::cosines_doubled || form == Form::sines_doubled || form == Form::angles_doubled;
    const bool twice = form == Form::cosines_twice || form == Form::sines_twice || form == Form::angles_twice;
    std::vector<std::int64_t> columns;
    for (std::int64_t c = 0; c < pairs * (twice || doubled ? 2 : 1); ++c) columns.push_back(doubled ? c / 2 : c % pairs);
    return columns;
}

bool is_angle(Form form)
{
    return form == Form::angles || form == Form::angles_twice || form == Form::angles_doubled;
}

bool is_sine(Form form)
{
    return form == Form::sines || form == Form::sines_twice || form == Form::sines_doubled;
}

/// Cosines, sines or angles of the pairs.
std::optional<MeantTable> pair_table(const MatchReading& reading, const Scene& scene, const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    if (!rotation || !rotation->growth.empty()) return std::nullopt;
    const std::vector<std::int64_t> columns = pairs_in_columns(reading.form, pair_total(*rotation));
    MeantTable table{.rows = scene.length, .cols = std::ssize(columns)};
    for (const std::int64_t pair : columns)
        table.angle_error.push_back(error_a_position(radians(rotation->frequencies[static_cast<std::size_t>(pair)])));
    if (!rotation->coordinates.empty()) table.greatest_coordinate = greatest_of(rotation->coordinates.matrix());
    table.on_circle = reading.form == Form::wrapped_angles;
    table.by_share = is_angle(reading.form);
    if (table.by_share)
        for (std::size_t c = 0; c < columns.size(); ++c)
            table.angle_error[c] /= radians(rotation->frequencies[static_cast<std::size_t>(columns[c])]) + 1e-300;
    table.fill = [turning = *rotation, columns, form = reading.form, start = scene.start](
                     std::int64_t first, std::int64_t count, std::span<double> out) {
        for (std::int64_t r = 0; r < count; ++r)
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const Turns128 frequency = turning.frequencies[static_cast<std::size_t>(columns[c])];
                double& number = out[static_cast<std::size_t>(r) * columns.size() + c];
                const auto at = coordinate(turning, columns[c], start + first + r);
                if (!at) {
                    number = nothing;
                    continue;
                }
                const Turns64 phase = phase_at(*at, frequency);
                if (is_angle(form))
                    number = static_cast<double>(*at) * radians(frequency);
                else if (form == Form::wrapped_angles)
                    number = angle_of(phase);
                else
                    number = turning.attention_factor * (is_sine(form) ? sin_turns(phase) : cos_turns(phase));
            }
    };
    return table;
}

/// One row of numbers.
MeantTable one_row(std::vector<double> numbers)
{
    MeantTable table{.rows = 1, .cols = std::ssize(numbers), .by_share = true};
    for (const double number : numbers)
        table.angle_error.push_back(number == 0 ? 0 : 1e-6 + error_a_position(std::abs(number)) / std::abs(number));
    table.fill = [row = std::move(numbers)](std::int64_t, std::int64_t, std::span<double> out) {
        std::ranges::copy(row, out.begin());
    };
    return table;
}

double slope_of_head(const OffsetLines& lines)
{
    return lines.at(0) - lines.at(-1);
}

std::optional<MeantTable> bias_table(const MatchReading& reading, const Mechanism& mechanism, std::int64_t rows,
                                     std::int64_t cols)
{
    const auto* bias = std::get_if<BiasesScore>(&mechanism);
    if (!bias) return std::nullopt;
    std::vector<OffsetLines> heads = bias->heads;
    if (reading.head >= 0) heads = {bias->heads[static_cast<std::size_t>(reading.head)]};
    std::vector<double> slopes;
    for (const OffsetLines& lines : heads) slopes.push_back(slope_of_head(lines));
    if (reading.form == Form::slopes) return one_row(std::move(slopes));
    MeantTable table{.rows = rows, .cols = cols, .by_share = true};
    table.angle_error.assign(static_cast<std::size_t>(cols), 2e-6);
    if (reading.form == Form::bias_of_keys) {
        if (std::ssize(slopes) != rows) return std::nullopt;
        table.fill = [slopes, cols, start = reading.first_position](std::int64_t first, std::int64_t count,
                                                                    std::span<double> out) {
            for (std::int64_t i = 0; i < count * cols; ++i)
                out[static_cast<std::size_t>(i)] =
                    slopes[static_cast<std::size_t>(first + i / cols)] * static_cast<double>(start + i % cols);
        };
        return table;
    }
    if (std::ssize(heads) * cols != rows) return std::nullopt;
    table.fill = [heads, cols, masked = reading.masked](std::int64_t first, std::int64_t count, std::span<double> out) {
        for (std::int64_t i = 0; i < count * cols; ++i) {
            const std::int64_t row = first + i / cols, offset = i % cols - row % cols;
            out[static_cast<std::size_t>(i)] =
                masked && offset > 0 ? masked_out : heads[static_cast<std::size_t>(row / cols)].at(offset);
        }
    };
    return table;
}

/// Whole numbers that belong to no encoding.
MeantTable counted_table(const MatchReading& reading, std::int64_t rows, std::int64_t cols)
{
    MeantTable table{.rows = rows, .cols = cols};
    table.angle_error.assign(static_cast<std::size_t>(cols), 0);
    table.fill = [cols, form = reading.form, start = reading.first_position](std::int64_t first, std::int64_t count,
                                                                             std::span<double> out) {
        for (std::int64_t i = 0; i < count * cols; ++i) {
            const std::int64_t offset = i % cols - (first + i / cols);
            const std::int64_t number = form == Form::position_ids      ? start + i % cols
                                        : form == Form::key_minus_query ? offset
                                        : form == Form::query_minus_key ? -offset
                                                                        : std::abs(offset);
            out[static_cast<std::size_t>(i)] = static_cast<double>(number);
        }
    };
    return table;
}

std::optional<MeantTable> index_table(const Scene& scene, const Mechanism& mechanism)
{
    if (!has_sheet(mechanism, Sheet::index)) return std::nullopt;
    Result<Field> field = index_field(scene, mechanism);
    if (!field) return std::nullopt;
    MeantTable table = from_field(std::move(field).value());
    table.angle_error.assign(static_cast<std::size_t>(table.cols), 0);
    return table;
}

std::optional<MeantTable> table_of_form(const MatchReading& reading, std::int64_t rows, std::int64_t cols)
{
    if (reading.encoding.empty()) return counted_table(reading, rows, cols);
    Scene scene;
    scene.encoding = reading.encoding;
    scene.settings = reading.settings;
    scene.start = reading.form == Form::bias_of_keys ? 0 : reading.first_position;
    scene.length = rows - reading.first_row;
    if (scene.start < 0 || scene.length < 1 || scene.start + scene.length > max_length) return std::nullopt;
    std::optional<Mechanism> mechanism = mechanism_of(reading, scene);
    if (!mechanism) return std::nullopt;
    switch (reading.form) {
        case Form::rows: return rows_table(reading, scene, *std::move(mechanism));
        case Form::frequencies: {
            const auto* rotation = std::get_if<RotatesQueryKey>(&*mechanism);
            if (!rotation) return std::nullopt;
            std::vector<double> numbers;
            for (const Turns128 frequency : rotation->frequencies) numbers.push_back(radians(frequency));
            return one_row(std::move(numbers));
        }
        case Form::slopes:
        case Form::bias:
        case Form::bias_of_keys: return bias_table(reading, *mechanism, rows, cols);
        case Form::index: return index_table(scene, *mechanism);
        default: return pair_table(reading, scene, *mechanism);
    }
}

}  // namespace

double MeantTable::tolerance(std::int64_t row, std::int64_t col, double meant) const
{
    const double error = angle_error[static_cast<std::size_t>(col)];
    if (by_share) return 1e-9 + std::abs(meant) * error;
    const std::int64_t counted = greatest_coordinate >= 0 ? greatest_coordinate : first_position + row;
    const double size = grows ? std::max(1.0, std::abs(meant)) : 1;
    return size * (1e-6 + static_cast<double>(counted) * error);
}

std::optional<MeantTable> meant_table(const MatchReading& reading, std::int64_t rows, std::int64_t cols)
{
    std::optional<MeantTable> table = table_of_form(reading, rows, cols);
    if (!table || table->rows != rows - reading.first_row || table->cols != cols) return std::nullopt;
    table->first_position = std::max<std::int64_t>(reading.first_position, 0);
    return table;
}

}  // namespace phasescope

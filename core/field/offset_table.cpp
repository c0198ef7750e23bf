#include "core/field/offset_table.hpp"

#include <algorithm>
#include <limits>
#include <mutex>

#include "core/field/mask.hpp"
#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

using Cells = std::vector<std::int64_t>;

/// The first cells under the pixels of a picture, each of them once, and how many numbers are few.
struct Pairs {
    Pairs(const AxisPixels& rows, const AxisPixels& cols)
        : queries(rows.first),
          keys(cols.first),
          few(std::min(most, 4 * (rows.first.size() + cols.first.size()) + rows.first.size() * cols.first.size() / 16))
    {
        for (Cells* cells : {&queries, &keys}) cells->erase(std::unique(cells->begin(), cells->end()), cells->end());
    }

    Cells queries, keys;
    std::size_t few;

    static constexpr std::size_t most = std::size_t{1} << 22;  // 32 MB, however large the picture
};

/// A table without its numbers, and the arguments that these belong to.
struct Plan {
    ArgumentTable table;
    Cells arguments;
};

/// The needed part of each bucket: arguments table.least + low .. table.least + high.
struct Needed {
    std::vector<std::uint32_t> low, high;
};

/// Takes in what the queries from number `begin` to `end` need.
void add_needed(const Pairs& pairs, int sign, const ArgumentTable& table, std::int64_t begin, std::int64_t end,
                Needed& needed)
{
    for (std::int64_t i = begin; i < end; ++i) {
        const std::int64_t from = sign * pairs.queries[static_cast<std::size_t>(i)] - table.least;
        for (const std::int64_t key : pairs.keys) {
            const auto beyond = static_cast<std::uint32_t>(key + from);
            std::uint32_t &low = needed.low[beyond >> table.bits], &high = needed.high[beyond >> table.bits];
            low = std::min(low, beyond);
            high = std::max(high, beyond);
        }
    }
}

Needed needed_of(const Pairs& pairs, int sign, const ArgumentTable& table)
{
    const Needed nothing{std::vector<std::uint32_t>(table.shift.size(), std::numeric_limits<std::uint32_t>::max()),
                         std::vector<std::uint32_t>(table.shift.size(), 0)};
    Needed needed = nothing;
    std::mutex mutex;
    parallel_for(std::ssize(pairs.queries), 1000, [&](std::int64_t begin, std::int64_t end) {
        Needed some = nothing;
        add_needed(pairs, sign, table, begin, end, some);
        const auto least = [](std::uint32_t a, std::uint32_t b) { return std::min(a, b); };
        const auto greatest = [](std::uint32_t a, std::uint32_t b) { return std::max(a, b); };
        const std::scoped_lock lock(mutex);
        std::ranges::transform(some.low, needed.low, needed.low.begin(), least);
        std::ranges::transform(some.high, needed.high, needed.high.begin(), greatest);
    });
    return needed;
}

/// For the arguments key + sign query.
std::optional<Plan> plan_of(const Pairs& pairs, int sign)
{
    const auto [first_query, last_query] = std::ranges::minmax(pairs.queries);
    const auto [first_key, last_key] = std::ranges::minmax(pairs.keys);
    const std::int64_t least = first_key + (sign < 0 ? -last_query : first_query);
    const std::int64_t reach = last_key + (sign < 0 ? -first_query : last_query) - least;

    // A reach that is short itself is one bucket. Else there are so many that the arguments of one diagonal, which are
    // hardly apart, seldom share a bucket with those of another.
    Plan plan;
    const auto most_buckets = static_cast<std::int64_t>(4 * (pairs.queries.size() + pairs.keys.size()));
    plan.table.least = least;
    if (reach >= most_buckets)
        for (plan.table.bits = 0; (reach >> plan.table.bits) >= most_buckets;) ++plan.table.bits;
    plan.table.shift.resize(static_cast<std::size_t>(reach >> plan.table.bits) + 1);
    const Needed needed =
        reach < most_buckets ? Needed{{0}, {static_cast<std::uint32_t>(reach)}} : needed_of(pairs, sign, plan.table);

    for (std::size_t bucket = 0; bucket < plan.table.shift.size(); ++bucket) {
        const std::int64_t low = needed.low[bucket], high = needed.high[bucket];
        if (low > high) continue;
        if (plan.arguments.size() + static_cast<std::size_t>(high - low) >= pairs.few) return {};
        plan.table.shift[bucket] = static_cast<std::uint32_t>(std::ssize(plan.arguments) - (least + low));
        for (std::int64_t argument = least + low; argument <= least + high; ++argument) plan.arguments.push_back(argument);
    }
    plan.table.numbers.resize(plan.arguments.size());
    return plan;
}

/// The sums of all terms at (2 argument + constant) / 2.
void fill_sums(const WaveTerms& terms, std::int64_t constant, std::span<const std::int64_t> arguments, std::span<double> out)
{
    if (terms.size() == 0) return;
    parallel_for(std::ssize(arguments), 1 + 100'000 / terms.size(), [&](std::int64_t begin, std::int64_t end) {
        Cells twice_x(arguments.begin() + begin, arguments.begin() + end);
        for (std::int64_t& x : twice_x) x = 2 * x + constant;
        wave_sums(terms, twice_x, out.subspan(static_cast<std::size_t>(begin), twice_x.size()));
    });
}

void fill_means(const OffsetField& field, std::int64_t rows, std::int64_t cols, std::span<const std::int64_t> arguments,
                std::span<double> out)
{
    fill_sums(parts::averaged(field.difference, rows, cols), cols - rows, arguments, out);
}

void fill_means(const PieceField& field, std::int64_t rows, std::int64_t cols, std::span<const std::int64_t> arguments,
                std::span<double> out)
{
    parallel_for(std::ssize(arguments), 200, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            out[i] = field.lines.mean(arguments[i] + field.key_lead, rows, cols);
    });
}

/// The means over rectangles of cells whose first column is an argument beyond their first row.
template <class Kind>
ArgumentTable differences_of(const Kind& field, std::int64_t rows, std::int64_t cols, Plan plan)
{
    // Arguments ascend: pixels that the mask leaves whole, then those that it cuts, then those that it hides.
    const auto mask = field.causal ? std::optional(Mask{field.key_lead}) : std::nullopt;
    const auto rectangle = [=](std::int64_t argument) { return CellRect{0, rows, argument, argument + cols}; };
    const auto whole_end = std::ranges::partition_point(
        plan.arguments, [&](std::int64_t argument) { return !mask || mask->hides_nothing_of(rectangle(argument)); });
    const auto whole = static_cast<std::size_t>(whole_end - plan.arguments.begin());
    fill_means(field, rows, cols, std::span(plan.arguments).first(whole), std::span(plan.table.numbers).first(whole));

    if (!mask) return std::move(plan.table);
    const Field shown = field;
    const auto rest = static_cast<std::int64_t>(plan.arguments.size() - whole);
    parallel_for(rest, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::size_t i = whole + static_cast<std::size_t>(begin); i < whole + static_cast<std::size_t>(end); ++i) {
            const CellRect cells = rectangle(plan.arguments[i]);
            plan.table.numbers[i] =
                mask->hides_all_of(cells) ? std::numeric_limits<double>::quiet_NaN() : cut_mean(shown, *mask, cells);
        }
    });
    return std::move(plan.table);
}

std::optional<OffsetTable> table_of(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const bool with_sums = field.sum.size() > 0;
    if (with_sums && field.causal) return {};
    const Pairs pairs(rows, cols);
    auto differences = plan_of(pairs, -1);
    if (!differences) return {};
    OffsetTable result{differences_of(field, rows.count, cols.count, std::move(*differences)), {}};
    if (!with_sums) return result;

    auto sums = plan_of(pairs, +1);
    if (!sums) return {};
    fill_sums(parts::averaged(field.sum, rows.count, cols.count), rows.count + cols.count - 2 + 4 * field.first_position,
              sums->arguments, sums->table.numbers);
    result.sums = std::move(sums->table);
    return result;
}

std::optional<OffsetTable> table_of(const PieceField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    auto differences = plan_of(Pairs(rows, cols), -1);
    if (!differences) return {};
    return OffsetTable{differences_of(field, rows.count, cols.count, std::move(*differences)), {}};
}

}  // namespace

double ArgumentTable::at(std::int64_t argument) const
{
    const auto bucket = static_cast<std::uint32_t>(argument - least) >> bits;
    return numbers[static_cast<std::uint32_t>(argument) + shift[bucket]];
}

std::optional<OffsetTable> offset_table(const Field& field, const AxisPixels& rows, const AxisPixels& cols)
{
    if (const auto* waves = std::get_if<OffsetField>(&field)) return table_of(*waves, rows, cols);
    if (const auto* pieces = std::get_if<PieceField>(&field)) return table_of(*pieces, rows, cols);
    return {};
}

FloatMatrix looked_up(const OffsetTable& table, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture(std::ssize(rows.first), std::ssize(cols.first));
    parallel_for(picture.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y) {
            const std::int64_t row = rows.first[static_cast<std::size_t>(y)];
            const auto out = picture.row(y);
            for (std::size_t x = 0; x < out.size(); ++x) {
                const double sum = table.sums ? table.sums->at(cols.first[x] + row) : 0;
                out[x] = static_cast<float>(table.differences.at(cols.first[x] - row) + sum);
            }
        }
    });
    return picture;
}

}  // namespace phasescope

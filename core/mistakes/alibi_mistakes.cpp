// What was written instead of ALiBi's slopes (Press et al. 2022, section 3).
#include <bit>
#include <cmath>

#include "core/alibi_slopes.hpp"
#include "core/mistakes/list.hpp"

namespace phasescope {
namespace {

constexpr std::string_view encoding_name = "alibi";

/// The biases that were meant, with another slope for each head.
template <class Slope>
Mechanism with_slopes(std::span<const double> settings, const Surroundings& around, Slope&& slope)
{
    auto bias = std::get<BiasesScore>(find_encoding(encoding_name)->mechanism(settings, around));
    const std::size_t total = bias.heads.size();
    for (std::size_t head = 0; head < total; ++head) {
        std::vector<OffsetPiece> pieces = bias.heads[head].pieces();
        for (OffsetPiece& piece : pieces)
            if (piece.slope != 0) piece.slope = std::copysign(slope(head, total), piece.slope);
        bias.heads[head] = OffsetLines(std::move(pieces));
    }
    return bias;
}

/// 2^(-8h/H) from h = 0 on, and so in both series where H is no power of two.
double slope_from_zero(std::uint64_t head, std::uint64_t total)
{
    const std::uint64_t power = std::bit_floor(total);
    return head < power ? alibi_ratio_slope(head, power) : alibi_ratio_slope(2 * (head - power), 2 * power);
}

Result<Mechanism> from_zero(std::span<const double> settings, const Surroundings& around)
{
    return with_slopes(settings, around, slope_from_zero);
}

Result<Mechanism> printed(std::span<const double> settings, const Surroundings& around)
{
    const Encoding& encoding = *find_encoding(encoding_name);
    if (settings[static_cast<std::size_t>(knob_index(encoding, "heads"))] == 1)
        return Error{"the printed formula of the slopes divides by the number of heads less one", "1 head",
                     "use at least 2 heads"};
    return with_slopes(settings, around, [](std::uint64_t head, std::uint64_t total) {
        return std::exp2(static_cast<double>(head) / static_cast<double>(total - 1) - 8);
    });
}

}  // namespace

Mistake alibi_off_by_one()
{
    return {"alibi_off_by_one", encoding_name, "paiml/aprender#2143", from_zero};
}

Mistake alibi_printed_slopes()
{
    return {"alibi_printed_slopes", encoding_name, "a printed listing", printed};
}

}  // namespace phasescope

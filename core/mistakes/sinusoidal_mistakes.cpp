// What was written instead of the sinusoidal encoding (Vaswani et al. 2017, section 3.5).
#include <cmath>

#include "core/mistakes/list.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

constexpr std::string_view encoding_name = "sinusoidal";

/// The table that was meant.
AddedToInput meant(std::span<const double> settings, const Surroundings& around)
{
    return std::get<AddedToInput>(find_encoding(encoding_name)->mechanism(settings, around));
}

double base_of(std::span<const double> settings)
{
    const Encoding& encoding = *find_encoding(encoding_name);
    return settings[static_cast<std::size_t>(knob_index(encoding, "base"))];
}

/// The table with another frequency for each pair.
AddedToInput with_frequencies(AddedToInput table, const std::vector<Turns128>& frequencies)
{
    for (std::size_t c = 0; c < table.channels.size(); ++c)
        if (table.channels[c].pair >= 0)
            table.waves.frequency[c] = frequencies[static_cast<std::size_t>(table.channels[c].pair)];
    return table;
}

/// Frequencies of the table, one a pair.
std::vector<Turns128> frequencies_of(const AddedToInput& table)
{
    std::vector<Turns128> frequencies;
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        const auto pair = static_cast<std::size_t>(table.channels[c].pair + 1);  // 0: a channel without a function
        if (pair > frequencies.size()) frequencies.resize(pair);
        if (pair > 0) frequencies[pair - 1] = table.waves.frequency[c];
    }
    return frequencies;
}

/// w_k = base^(-2 (2k)/d): the index of the dimension taken for that of the pair.
Result<Mechanism> doubled_pairwise(std::span<const double> settings, const Surroundings& around)
{
    AddedToInput table = meant(settings, around);
    const auto d = static_cast<double>(table.channels.size());
    const auto pairs = static_cast<std::int64_t>(frequencies_of(table).size());
    return Mechanism(with_frequencies(std::move(table), geometric_spectrum(base_of(settings), 4, d, pairs)));
}

/// w_c = base^(-2c/d) for column c: sine and cosine of a pair turn at different speeds. Columns are counted in the order of
/// the interleaved layout, whichever way they are laid out. Pixels take sine and cosine together, as of the correct table.
Result<Mechanism> doubled_per_column(std::span<const double> settings, const Surroundings& around)
{
    AddedToInput table = meant(settings, around);
    const auto d = static_cast<std::int64_t>(table.channels.size());
    const auto frequencies = geometric_spectrum(base_of(settings), 2, static_cast<double>(d), d + 1);
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        Channel& channel = table.channels[c];
        if (channel.pair < 0) continue;
        const bool cosine = channel.kind == Channel::Kind::cosine;
        table.waves.frequency[c] = frequencies[static_cast<std::size_t>(2 * channel.pair + (cosine ? 1 : 0))];
        channel.pair = channel.partner = -1;
    }
    return Mechanism(std::move(table));
}

/// exp(2k (-ln(base)/d // 2)) with // rounding down: meant was a division by the whole number d // 2, half the width of two
/// axes. The exponent of a pair becomes a whole number.
Result<Mechanism> whole_exponent(std::span<const double> settings, const Surroundings& around)
{
    AddedToInput table = meant(settings, around);
    const auto d = static_cast<double>(table.channels.size());
    const double step = std::ceil(std::log(base_of(settings)) / (2 * d));
    const auto pairs = static_cast<std::int64_t>(frequencies_of(table).size());
    return Mechanism(with_frequencies(std::move(table), exponential_spectrum(2 * step, pairs)));
}

Result<Mechanism> with_base_1000(std::span<const double> settings, const Surroundings& around)
{
    return changed_mechanism(encoding_name, settings, around, [](const Encoding& encoding, std::span<double> others) {
        setting_of(encoding, others, "base") = 1000;
    });
}

Result<Mechanism> reversed_frequencies(std::span<const double> settings, const Surroundings& around)
{
    AddedToInput table = meant(settings, around);
    const std::vector<Turns128> frequencies = frequencies_of(table);
    return Mechanism(with_frequencies(std::move(table), {frequencies.rbegin(), frequencies.rend()}));
}

/// Column l = 1 .. d holds sin(p / base^(2l/d)) + cos(p / base^(2(l-1)/d)).
Result<Mechanism> sums(std::span<const double> settings, const Surroundings& around)
{
    const auto d = static_cast<std::int64_t>(meant(settings, around).channels.size());
    const std::int64_t count = around.start + around.length;
    if (count > most_mistaken_numbers / d)
        return Error{"the sums of sine and cosine are made one by one, and these are too many",
                     std::to_string(count) + " positions of " + std::to_string(d),
                     "use positions below " + std::to_string(most_mistaken_numbers / d)};
    const auto frequencies = geometric_spectrum(base_of(settings), 2, static_cast<double>(d), d + 1);
    WaveTerms sines, cosines;
    for (std::size_t l = 1; l <= static_cast<std::size_t>(d); ++l) {
        sines.add(1, frequencies[l], -quarter_turn);
        cosines.add(1, frequencies[l - 1], 0);
    }
    Matrix rows(count, d), second(count, d);
    wave_rows(sines, 0, count, std::span<double>(rows.values));
    wave_rows(cosines, 0, count, std::span<double>(second.values));
    for (std::size_t i = 0; i < rows.values.size(); ++i) rows.values[i] += second.values[i];
    return Mechanism(AddedRows{Rows(std::move(rows))});
}

}  // namespace

Mistake doubled_exponent_pairwise()
{
    return {"doubled_exponent_pairwise", encoding_name, "a Packt book's listing; SamLynnEvans/Transformer#25",
            doubled_pairwise};
}

Mistake doubled_exponent_per_column()
{
    return {"doubled_exponent_per_column", encoding_name,
            "Kyubyong/transformer#38, jadore801120/attention-is-all-you-need-pytorch#32", doubled_per_column};
}

Mistake integer_division()
{
    return {"integer_division", encoding_name, "zju3dv/LoFTR#41", whole_exponent};
}

Mistake base_1000()
{
    return {"base_1000", encoding_name, "maxjcohen/transformer#62", with_base_1000};
}

Mistake fast_slow_swapped()
{
    return {"fast_slow_swapped", encoding_name, "two web demos", reversed_frequencies};
}

Mistake sum_instead_of_pair()
{
    return {.name = "sum_instead_of_pair",
            .encoding = encoding_name,
            .found = "a printed formula",
            .mechanism = sums,
            .each_number = 4};
}

}  // namespace phasescope

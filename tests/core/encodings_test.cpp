#include "core/encoding.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/field/field.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/picture.hpp"
#include "reference.hpp"
#include "variants.hpp"

namespace phasescope::encodings_test {
namespace {

using reference::case_of;
using reference::expect_near;
using reference::Json;

enum Layout { interleaved, halves };
enum Exponent { paper, tensor2tensor };

AddedToInput sinusoidal(std::int64_t d, double base, Layout layout, Exponent exponent)
{
    const std::vector<double> settings{static_cast<double>(d), base, static_cast<double>(layout),
                                       static_cast<double>(exponent)};
    return std::get<AddedToInput>(find_encoding("sinusoidal")->mechanism(settings, {}));
}

/// The rows of a table at these positions.
Matrix rows_at(const AddedToInput& table, const std::vector<std::int64_t>& positions)
{
    Matrix rows(static_cast<std::int64_t>(positions.size()), table.waves.size());
    for (std::int64_t r = 0; r < rows.rows; ++r)
        wave_row(table.waves, 2 * positions[static_cast<std::size_t>(r)], rows.row(r));
    return rows;
}

std::vector<std::int64_t> counted(std::int64_t length)
{
    std::vector<std::int64_t> positions(static_cast<std::size_t>(length));
    for (std::int64_t p = 0; p < length; ++p) positions[static_cast<std::size_t>(p)] = p;
    return positions;
}

/// A reference is the exact value rounded to double, 0.6e-16 off; the kernel may be 4e-16 off.
constexpr double table_tolerance = 4.6e-16;

void expect_table(const Json& one, Layout layout, Exponent exponent)
{
    const AddedToInput table = sinusoidal(one.at("d"), one.at("base"), layout, exponent);
    expect_near(rows_at(table, counted(one.at("length"))), reference::matrix(one.at("expected")), table_tolerance,
                one.at("name"));
}

TEST(Sinusoidal, InterleavedTablesAreTheReferenceOnes)
{
    const Json group = reference::group("g01_sinusoidal");
    int tables = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "interleaved_exact") continue;
        expect_table(one, interleaved, paper);
        ++tables;
    }
    EXPECT_EQ(tables, 4);
}

TEST(Sinusoidal, TablesInHalvesAreTheReferenceOnes)
{
    const Json group = reference::group("g01_sinusoidal");
    int tables = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") == "concatenated_timescales_minus_1")
            expect_table(one, halves, tensor2tensor);
        else if (one.at("kind") == "concatenated_paper_exponents")
            expect_table(one, halves, paper);
        else
            continue;
        ++tables;
    }
    EXPECT_EQ(tables, 5);
}

TEST(Sinusoidal, OddWidthsAreTheReferenceOnes)
{
    const Json one = case_of(reference::group("g01_sinusoidal"), "odd_d_10x7");
    const auto expect = [&](const char* variant, Layout layout, Exponent exponent) {
        const Matrix expected = reference::matrix(one.at("variants").at(variant).at("expected"));
        expect_near(rows_at(sinusoidal(7, 10000, layout, exponent), counted(10)), expected, table_tolerance, variant);
    };
    expect("literal_formula_exponent_2k_over_d", interleaved, paper);
    expect("hf_marian_roformer_concatenated", halves, paper);
    expect("tensor2tensor_fairseq_concatenated_zero_pad", halves, tensor2tensor);
}

TEST(Sinusoidal, TheSmallestWidthsAreThoseOfTheReferenceImplementations)
{
    const Json peers = case_of(reference::group("g01_sinusoidal"), "degenerate_d_1_2_3").at("peers");
    const auto expect = [&](const char* peer, std::int64_t d, Layout layout, Exponent exponent) {
        // The peers compute in float: at most 2e-5 off below position 128 (the group's own tolerance).
        const Matrix expected = reference::matrix(peers.at(peer).at("values"));
        expect_near(rows_at(sinusoidal(d, 10000, layout, exponent), counted(3)), expected, 2e-5, peer);
    };
    expect("hf_xlm_d2", 2, interleaved, paper);
    expect("hf_xlm_d3", 3, interleaved, paper);
    expect("hf_marian_d2", 2, halves, paper);
    expect("hf_marian_d3", 3, halves, paper);
    expect("tensor2tensor_d2", 2, halves, tensor2tensor);
    expect("tensor2tensor_d3", 3, halves, tensor2tensor);
}

TEST(Sinusoidal, HugePositionsAreTheReferenceOnes)
{
    const Json one = case_of(reference::group("g01_sinusoidal"), "huge_positions_d512");
    const auto positions = one.at("positions").get<std::vector<std::int64_t>>();
    const AddedToInput table = sinusoidal(512, 10000, interleaved, paper);
    expect_near(rows_at(table, positions), reference::matrix(one.at("expected")), table_tolerance, "huge positions");
}

TEST(Sinusoidal, AnyPositionCanBeAskedFor)
{
    const Json group = reference::group("g01_sinusoidal");
    const Json fairseq = case_of(group, "fairseq_positions_and_padding_d6");
    const Matrix rows = rows_at(sinusoidal(6, 10000, halves, tensor2tensor), {2, 3, 4});
    const Matrix expected = reference::matrix(fairseq.at("expected"));
    for (std::int64_t r = 0; r < 3; ++r)
        for (std::int64_t c = 0; c < 6; ++c) EXPECT_NEAR(rows(r, c), expected(r, c), table_tolerance);

    const Json diffusers = case_of(group, "diffusers_timestep_d8_flip0_shift1");
    expect_near(rows_at(sinusoidal(8, 10000, halves, tensor2tensor), {0, 1, 10, 999}),
                reference::matrix(diffusers.at("expected")), table_tolerance, "diffusers");
}

TEST(Sinusoidal, ThePublishedAssertionsOfOtherProjectsHold)
{
    const Json group = reference::group("g04_rope");
    const Json basic = case_of(group, "hf_roformer_sinusoidal_test_asserted");
    expect_near(rows_at(sinusoidal(6, 10000, halves, paper), {0, 1}), reference::matrix(basic.at("expected")), 1e-4,
                "RoFormer, d = 6");
    const Json fsmt = case_of(group, "hf_fsmt_sinusoidal_test_asserted");
    expect_near(rows_at(sinusoidal(6, 10000, halves, tensor2tensor), {2, 3}), reference::matrix(fsmt.at("expected")), 1e-4,
                "FSMT");

    const Json wide = case_of(group, "hf_roformer_sinusoidal_512_test_asserted");
    const Matrix rows = rows_at(sinusoidal(512, 10000, halves, paper), {0, 1, 2}),
                 exact = reference::matrix(wide.at("exact"));
    for (std::int64_t r = 0; r < 3; ++r)
        for (std::int64_t c = 0; c < 5; ++c) EXPECT_NEAR(rows(r, c), exact(r, c), table_tolerance);
}

TEST(Sinusoidal, ProjectedTablesGiveTheReferenceScores)
{
    const Json group = reference::group("g11_projection");
    ASSERT_EQ(group.at("cases").size(), 2u);
    for (const Json& one : group.at("cases")) {
        const Matrix pe = rows_at(sinusoidal(one.at("d"), one.at("base"), interleaved, paper), counted(one.at("length")));
        expect_near(pe, reference::matrix(one.at("PE")), table_tolerance, one.at("name"));
        const auto projected = [&](const char* weights) {
            const Matrix w = reference::matrix(one.at(weights));
            Matrix result(pe.rows, w.cols);
            for (std::int64_t p = 0; p < pe.rows; ++p)
                for (std::int64_t k = 0; k < w.cols; ++k)
                    for (std::int64_t c = 0; c < w.rows; ++c) result(p, k) += pe(p, c) * w(c, k);
            return result;
        };
        const Matrix query = projected("W_q"), key = projected("W_k");
        Matrix score(pe.rows, pe.rows);
        add_dot_products(query.values, key.values, query.cols, score.values);
        expect_near(score, reference::matrix(one.at("S")), 1e-12, one.at("name"));  // the group's own tolerance
    }
}

Matrix similarity(std::int64_t length, double d, double base, Exponent exponent)
{
    Scene scene;
    scene.settings = {d, base, 0, static_cast<double>(exponent)};
    scene.length = length;
    return dense(picture(repaired(scene), Sheet::similarity)->field);
}

TEST(Similarity, TablesAreTheReferenceOnes)
{
    const Json group = reference::group("g03_similarity");
    for (const char* name : {"similarity_n64_d128_base10000", "similarity_n48_d64_base500000"}) {
        const Json one = case_of(group, name);
        // d/2 cosines, each 4e-16 off, and as many roundings of a sum of at most d/2.
        const double d = one.at("d"), tolerance = d / 2 * (4.6e-16 + d / 2 * 0x1p-53);
        expect_near(similarity(one.at("length"), d, one.at("base"), paper), reference::matrix(one.at("expected")), tolerance,
                    name);
    }
}

TEST(Similarity, AnOddWidthIsTheReferenceOne)
{
    const Json one = case_of(reference::group("g03_similarity"), "similarity_odd_n8_d7");
    expect_near(similarity(8, 7, 10000, paper), reference::matrix(one.at("expected_exponent_2k_over_d")), 1e-14, "d = 7");
}

TEST(Similarity, TheProfileWithTheExponentOfTensor2tensorIsTheReferenceOne)
{
    const Json one = case_of(reference::group("g03_similarity"), "similarity_t2t_n64_d128");
    const auto profile = one.at("profile_by_offset").get<std::vector<double>>();
    const Matrix table = similarity(64, 128, 10000, tensor2tensor);
    for (std::int64_t t = 0; t < 64; ++t)
        EXPECT_NEAR(table(0, t), profile[static_cast<std::size_t>(t)], 64 * (4.6e-16 + 64 * 0x1p-53));
}

TEST(Similarity, PositionsOneAndTenThousandAndOneAreNearlyOpposed)
{
    const Matrix rows = rows_at(sinusoidal(512, 10000, interleaved, paper), {1, 10001});
    Matrix product(1, 1);
    add_dot_products(rows.row(0), rows.row(1), 512, product.values);
    EXPECT_NEAR(product(0, 0) / 256, -0.064, 0.0005);
}

TEST(Encodings, NamesAreUniqueAndFound)
{
    std::set<std::string_view> names;
    for (const Encoding& encoding : encodings()) {
        EXPECT_TRUE(names.insert(encoding.name).second) << encoding.name;
        EXPECT_EQ(find_encoding(encoding.name), &encoding);
        EXPECT_FALSE(encoding.title.empty() || encoding.citation.empty() || encoding.summary.empty()) << encoding.name;
        EXPECT_FALSE(encoding.formula.empty()) << encoding.name;
    }
    EXPECT_EQ(find_encoding("nothing of this name"), nullptr);
}

TEST(Encodings, KnobsHaveAUnitARangeAndAStandardInsideIt)
{
    for (const Encoding& encoding : encodings()) {
        std::set<std::string_view> names;
        for (const Knob& knob : encoding.knobs) {
            SCOPED_TRACE(std::string(encoding.name) + ", " + std::string(knob.name));
            EXPECT_TRUE(names.insert(knob.name).second);
            EXPECT_FALSE(knob.label.empty() || knob.help.empty());
            EXPECT_LT(knob.min, knob.max);
            EXPECT_EQ(repaired(knob, knob.standard), knob.standard);
            EXPECT_TRUE(!knob.is_choice() || knob.max == static_cast<double>(knob.choices.size() - 1));
            EXPECT_TRUE(knob.scale == Scale::linear || knob.min > 0);
            EXPECT_FALSE(setting_text(knob, knob.standard).empty());
        }
    }
}

TEST(Encodings, EverySettingIsRepairedIntoItsRange)
{
    for (const Encoding& encoding : encodings()) {
        for (const Knob& knob : encoding.knobs) {
            for (const double wrong : {knob.min - 1, knob.max + 1, knob.min + 0.3, -HUGE_VAL, HUGE_VAL, std::nan("")}) {
                const double right = repaired(knob, wrong);
                EXPECT_GE(right, knob.min) << knob.name;
                EXPECT_LE(right, knob.max) << knob.name;
                EXPECT_EQ(repaired(knob, right), right) << knob.name;
                EXPECT_TRUE(!(knob.whole || knob.is_choice()) || right == std::round(right)) << knob.name;
            }
        }
    }
}

TEST(Encodings, EveryChannelOfATableKnowsItsPairAndItsPartner)
{
    for (const Variant& variant : variants(4, 0)) {
        SCOPED_TRACE(variant.name);
        const AddedToInput table = table_of(mechanism_of(variant.scene));
        ASSERT_EQ(static_cast<std::int64_t>(table.channels.size()), table.waves.size());
        for (std::size_t c = 0; c < table.channels.size(); ++c) {
            const Channel& channel = table.channels[c];
            EXPECT_EQ(channel.pair >= 0, channel.kind != Channel::Kind::constant);
            if (channel.partner < 0) continue;
            const auto partner = static_cast<std::size_t>(channel.partner);
            EXPECT_EQ(table.channels[partner].partner, static_cast<std::int64_t>(c));
            EXPECT_EQ(table.channels[partner].pair, channel.pair);
            EXPECT_NE(table.channels[partner].kind, channel.kind);
            EXPECT_TRUE(table.waves.frequency[partner] == table.waves.frequency[c]);
            EXPECT_TRUE(!table.alternating || partner / 2 == c / 2);
        }
    }
}

/// What every sine and cosine of the table is multiplied by.
double amplitude_of(const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation ? rotation->attention_factor : 1;
}

TEST(Encodings, AtPositionZeroSinesAreZeroAndCosinesAreTheAmplitude)
{
    for (const Variant& variant : variants(1, 0)) {
        SCOPED_TRACE(variant.name);
        const Mechanism mechanism = mechanism_of(variant.scene);
        const AddedToInput table = table_of(mechanism);
        const double cosine = amplitude_of(mechanism);
        const Matrix row = rows_at(table, {0});
        for (std::size_t c = 0; c < table.channels.size(); ++c) {
            const Channel::Kind kind = table.channels[c].kind;
            if (kind == Channel::Kind::constant) continue;
            EXPECT_EQ(row(0, static_cast<std::int64_t>(c)), kind == Channel::Kind::cosine ? cosine : 0);
        }
    }
}

TEST(Encodings, TheSquaredNormIsTheNumberOfPairsTimesTheSquaredAmplitudeWhereEverySineHasItsCosine)
{
    for (const Variant& variant : variants(1, 0, {2, 8, 512})) {
        SCOPED_TRACE(variant.name);
        const Mechanism mechanism = mechanism_of(variant.scene);
        const AddedToInput table = table_of(mechanism);
        const double amplitude = amplitude_of(mechanism);
        std::int64_t pairs = 0;
        for (const Channel& channel : table.channels) pairs += channel.kind == Channel::Kind::sine;
        const Matrix rows = rows_at(table, {0, 1, 1000, 2147483647});
        for (std::int64_t r = 0; r < rows.rows; ++r) {
            double norm = 0;
            for (const double v : rows.row(r)) norm += v * v;
            const double expected = static_cast<double>(pairs) * amplitude * amplitude;
            EXPECT_NEAR(norm, expected, expected * 1e-14);  // 512 roundings of 1e-16
        }
    }
}

TEST(Encodings, EveryCellOfAWaveAndEveryScoreThatIsNoProductHasAFormula)
{
    for (const Variant& variant : variants(1, 0)) {
        const Encoding& encoding = encoding_of(variant.scene);
        const Mechanism mechanism = mechanism_of(variant.scene);
        if (!has_sheet(mechanism, Sheet::similarity)) {
            ASSERT_TRUE(encoding.score_formula) << variant.name;
            for (const std::int64_t key : {0, 7, 10})
                EXPECT_FALSE(encoding.score_formula(variant.scene.settings, 0, 7, key).empty()) << variant.name;
            continue;
        }
        if (table_of(mechanism).channels.empty()) continue;
        for (const std::int64_t channel : {0, 1}) {
            const std::string text = encoding.cell_formula(variant.scene.settings, surroundings(variant.scene), 37, channel);
            EXPECT_FALSE(text.empty()) << variant.name;
        }
    }
    const Encoding& encoding = *find_encoding("sinusoidal");
    const std::vector<double> settings = standard_settings(encoding);
    EXPECT_EQ(encoding.cell_formula(settings, {}, 37, 24), "sin(37 / 10000^{24/512})");
    EXPECT_EQ(encoding.cell_formula(settings, {}, 37, 25), "cos(37 / 10000^{24/512})");
}

TEST(Encodings, EveryEndOfEveryKnobGivesFiniteNumbers)
{
    for (const Encoding& encoding : encodings()) {
        for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
            for (const double end : {encoding.knobs[i].min, encoding.knobs[i].max}) {
                std::vector<double> settings = standard_settings(encoding);
                settings[i] = end;
                SCOPED_TRACE(settings_text(encoding, settings));
                const Matrix rows = rows_at(table_of(encoding.mechanism(settings, {})), {0, 1, 2147483647});
                for (const double v : rows.values) ASSERT_LE(std::abs(v), 1);  // false for a NaN too
            }
        }
    }
}

TEST(Encodings, TheFormulaOfSinusoidsFollowsLayoutAndExponent)
{
    const Encoding& encoding = *find_encoding("sinusoidal");
    const auto formula = [&](double d, double layout, double exponent) {
        return encoding.formula_of(std::vector<double>{d, 10000, layout, exponent});
    };
    EXPECT_EQ(formula(512, 0, 0), encoding.formula);
    EXPECT_EQ(formula(512, 1, 0)[1], "PE(p, d/2+k) = cos(p w_{k})");
    EXPECT_EQ(formula(7, 1, 0)[1], "PE(p, (d+1)/2+k) = cos(p w_{k})");
    EXPECT_EQ(formula(7, 1, 1)[1], "PE(p, (d−1)/2+k) = cos(p w_{k})");
    EXPECT_EQ(formula(512, 0, 1)[2], "w_{k} = base^{−k/(d/2−1)}");
}

}  // namespace
}  // namespace phasescope::encodings_test

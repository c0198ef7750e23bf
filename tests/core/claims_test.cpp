#include "core/analysis/claims.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>

#include "core/analysis/claim_study.hpp"
#include "tests/core/claims_reading.hpp"
#include "tests/core/variants.hpp"

namespace phasescope::claims_test {
namespace {

using test::Judged, test::judged, test::known_models, test::standard;

/// The sheets that the window draws for a view.
std::vector<Sheet> sheets_of(const Scene& scene)
{
    const bool table = has_sheet(scene, Sheet::similarity);
    switch (scene.view) {
        case View::matrix: return {Sheet::matrix};
        case View::similarity: return {Sheet::similarity};
        case View::rotation: return {Sheet::angles, Sheet::matrix};
        case View::score: return {Sheet::score, Sheet::weights};
        case View::direction: return {Sheet::symmetric, Sheet::antisymmetric};
        case View::frequencies: return {Sheet::angles};
        case View::projection: return {Sheet::similarity, Sheet::projection};
        case View::overview: return {table ? Sheet::matrix : Sheet::score};
        default: return {};
    }
}

void expect_can_be_shown(const Scene& scene, const std::string& where)
{
    std::vector<Repair> repairs;
    EXPECT_EQ(repaired(scene, &repairs), scene) << where;
    EXPECT_TRUE(repairs.empty()) << where;
    for (const Sheet sheet : sheets_of(scene))
        EXPECT_TRUE(has_sheet(scene, sheet)) << where << ": " << sheet_names[static_cast<std::size_t>(sheet)];
}

/// The number that is shown decides as the verdict says; where it depends, two numbers decide differently.
void expect_evidence(const ClaimResult& result, const std::string& what)
{
    const auto judged = result.number(result.judged);
    ASSERT_TRUE(judged) << what << " has no number " << result.judged;
    const bool within = *judged <= result.limit();
    if (result.verdict != Verdict::depends) {
        EXPECT_EQ(result.verdict == Verdict::holds, within != result.holds_above)
            << what << ": " << *judged << " against " << result.limit();
        EXPECT_TRUE(result.otherwise.empty()) << what;
        return;
    }
    const auto otherwise = result.number(result.otherwise);
    ASSERT_TRUE(otherwise) << what << " has no number " << result.otherwise;
    EXPECT_NE(within, *otherwise <= result.limit())
        << what << ": " << result.judged << " " << *judged << ", " << result.otherwise << " " << *otherwise;
}

void expect_sound(const Scene& scene, const std::string& where)
{
    const auto results = measured_claims(scene, known_models());
    ASSERT_TRUE(results) << where;
    ASSERT_EQ(results->size(), claims().size()) << where;
    for (std::size_t i = 0; i < results->size(); ++i) {
        const ClaimResult& result = (*results)[i];
        const std::string what = where + ": " + std::string(claims()[i].name);
        EXPECT_FALSE(result.reason.empty()) << what;
        EXPECT_EQ(result.numbers.empty(), !result.applies()) << what;
        if (result.applies()) expect_evidence(result, what);
        for (const ClaimNumber& number : result.numbers)
            EXPECT_TRUE(!number.value || std::isfinite(*number.value)) << what << " " << number.name;
        EXPECT_TRUE(!result.tolerance || (std::isfinite(*result.tolerance) && *result.tolerance >= 0)) << what;
        EXPECT_TRUE(result.applies() || !result.tolerance) << what;
        EXPECT_LE(result.measured_positions, scene.length) << what;
        expect_can_be_shown(result.show_me, what);
    }
}

TEST(Claims, NamesAreThereOnceAndStandByTheme)
{
    std::map<std::string_view, int> seen;
    for (const Claim& claim : claims()) EXPECT_EQ(++seen[claim.name], 1) << claim.name;
    EXPECT_TRUE(std::ranges::is_sorted(claims(), {}, &Claim::theme));
}

TEST(Claims, AllAreJudgedForEveryEncodingAndItsChoices)
{
    for (const Variant& variant : variants(20, 3, {3, 16})) expect_sound(variant.scene, variant.name);
}

/// 8 channels wide, else with its standard settings.
Scene narrow(const Encoding& encoding)
{
    Scene scene = standard(encoding.name);
    for (const char* width : {"d_model", "head_size"})
        if (const int knob = knob_index(encoding, width); knob >= 0) scene.settings[static_cast<std::size_t>(knob)] = 8;
    return repaired(std::move(scene));
}

TEST(Claims, AllAreJudgedAtOddShapes)
{
    for (const Encoding& encoding : encodings()) {
        for (const std::int64_t length : {1, 2, 3, 5}) {
            Scene scene = narrow(encoding);
            scene.length = length;
            expect_sound(repaired(scene), std::string(encoding.name) + " of length " + std::to_string(length));
        }
        Scene scene = narrow(encoding);
        scene.attention = {1, true, true, 8};
        scene.content = {ContentKind::different, 5, {}, {}};
        scene.text.line = "one";
        expect_sound(repaired(scene), std::string(encoding.name) + " with mask, scaled, one token");
    }
}

TEST(Claims, AllAreJudgedAtTheGreatestLengthAndStart)
{
    for (const Encoding& encoding : encodings()) {
        Scene scene = narrow(encoding);
        scene.start = max_length + 1 - 3000;
        scene.length = 3000;
        expect_sound(repaired(scene), std::string(encoding.name) + " at the end");
        scene.start = 0;
        scene.length = max_length;
        expect_sound(repaired(scene), std::string(encoding.name) + " everywhere");
    }
}

TEST(Claims, OfImportedTablesAndContentAreJudged)
{
    Scene learned = standard("learned");
    Matrix table(40, 6);
    for (std::size_t i = 0; i < table.values.size(); ++i) table.values[i] = std::sin(static_cast<double>(i * i));
    learned.table = {"table.npy", "", false, Rows(table)};
    learned.length = 30;
    expect_sound(repaired(learned), "imported table");
    learned.length = 100;
    expect_sound(repaired(learned), "imported table with positions beyond it");
    learned.start = 60;
    expect_sound(repaired(learned), "beyond an imported table");

    Scene rope = standard("rope");
    Matrix rows(20, 8);
    for (std::size_t i = 0; i < rows.values.size(); ++i) rows.values[i] = std::cos(static_cast<double>(i * i));
    rope.content = {ContentKind::imported, 1, Rows(rows), {}};
    expect_sound(repaired(rope), "imported content");
}

TEST(Claims, ThatDoNotApplyLeadToAnEncodingToWhichTheyDo)
{
    std::vector<std::pair<Scene, Judged>> known;  // many lead to the same encoding, seen in another view
    const auto judged_there = [&](const Scene& scene) -> const Judged& {
        const Scene plain = shown_in(at_positions(scene, 0, std::min<std::int64_t>(scene.length, 50)), View::overview);
        const auto found = std::ranges::find(known, plain, &std::pair<Scene, Judged>::first);
        return found != known.end() ? found->second : known.emplace_back(plain, judged(plain)).second;
    };
    for (const Encoding& encoding : encodings()) {
        Scene scene = standard(encoding.name);
        scene.probe = {};
        for (const auto& [name, result] : judged(scene)) {
            if (result.applies()) continue;
            Scene there = result.show_me;
            there.probe = {};
            const ClaimResult& found = judged_there(there).at(name);
            EXPECT_TRUE(found.applies()) << encoding.name << ": " << name << " " << found.reason;
        }
    }
}

TEST(Claims, ArePinnedToTheVeryCells)
{
    const Judged of = judged(standard("sinusoidal"));
    const Probe& period = of.at("base_is_period").show_me.probe;
    EXPECT_TRUE(period.pinned);
    EXPECT_EQ(period.query, 1);
    EXPECT_EQ(period.key, 10001);
    const Probe& rise = of.at("similarity_falls").show_me.probe;
    EXPECT_EQ(rise.query - rise.key, 44) << "the distance that is nearer again than 43";
    const Scene& example = of.at("printed_example").show_me;
    EXPECT_EQ(setting(example, "d_model"), 4);
    EXPECT_EQ(example.probe.query, 1);
    EXPECT_EQ(example.probe.channel, 0);

    const Judged learned = judged(standard("learned"));
    const Scene& end = learned.at("learned_is_recomputed").show_me;
    EXPECT_EQ(end.probe.query, 511) << "the last row";
    EXPECT_GT(end.start + end.length, 512) << "and positions without one";
}

TEST(Claims, CanBeCancelled)
{
    EXPECT_FALSE(measured_claims(standard("sinusoidal"), known_models(), [](double) { return false; }));
    double last = 0;
    const auto results = measured_claims(standard("sinusoidal"), known_models(), [&](double done) {
        EXPECT_GE(done, last - 1e-12);
        last = done;
        return true;
    });
    EXPECT_TRUE(results);
    EXPECT_EQ(last, 1);
}

}  // namespace
}  // namespace phasescope::claims_test

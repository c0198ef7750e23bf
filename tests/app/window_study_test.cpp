// The views that study an encoding: projection, input, compare, terms.
#include <gtest/gtest.h>

#include <thread>

#include "tests/app/driver.hpp"

namespace phasescope::window_study_test {
namespace {

Scene with_view(View view, std::string_view encoding = "sinusoidal")
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.view = view;
    return scene;
}

/// Frames until `found` gives something.
template <class Found>
bool awaited(Driver& window, Found found)
{
    for (int tries = 0; tries < 3000; ++tries) {
        window.frames(1);
        if (found()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

TEST(Window, ClickedTokensChangePlacesAndTheEffectIsMeasured)
{
    Driver window(with_view(View::input));
    ASSERT_TRUE(awaited(window, [&] { return window.program().model().token_swap() != nullptr; }));
    EXPECT_TRUE(window.program().model().token_swap()->value().without.order_blind);
    EXPECT_FALSE(window.program().model().token_swap()->value().with.order_blind);
    window.click("token.0");
    EXPECT_EQ(window.scene().text.first, 4);
    EXPECT_EQ(window.scene().text.second, 0);
    window.key('Z', true);
    EXPECT_EQ(window.scene().text, Text{});
}

TEST(Window, ATypedLineBecomesTokensAndIsOneStepToUndo)
{
    Driver window(with_view(View::input));
    window.type_into("text.line", "Eins zwei, drei");
    EXPECT_EQ(window.scene().text.line, "Eins zwei, drei");
    EXPECT_TRUE(window.has("token.3"));
    EXPECT_FALSE(window.has("token.4"));
    EXPECT_EQ(window.program().model().picture(Sheet::embedding)->row_names.back(), "drei");
    window.key('Z', true);
    EXPECT_EQ(window.scene().text.line, Text{}.line);
}

TEST(Window, AnEmptyLineSaysSoAndNothingIsLost)
{
    Driver window(with_view(View::input));
    window.type_into("text.line", " ");
    EXPECT_EQ(window.program().model().picture(Sheet::embedding), nullptr);
    EXPECT_NE(window.program().model().why_none(Sheet::embedding).find("no tokens"), std::string::npos);
    window.type_into("text.line", "again");
    EXPECT_NE(window.program().model().picture(Sheet::embedding), nullptr);
}

TEST(Window, ExchangeSwapsTheTwoSettingsAndACopyMakesThemEqual)
{
    Driver window(with_view(View::compare));
    EXPECT_EQ(window.scene().other.encoding, "rope");
    window.click("other.exchange");
    EXPECT_EQ(window.scene().encoding, "rope");
    EXPECT_EQ(window.scene().other.encoding, "sinusoidal");
    window.click("other.copy");
    EXPECT_EQ(window.scene().other.encoding, "rope");
    EXPECT_EQ(window.scene().other.settings, window.scene().settings);
    window.frames(1);
    EXPECT_EQ(value(window.program().model().picture(Sheet::difference)->field, 5, 50), 0);
}

TEST(Window, TheOtherEncodingIsChosenAndTurnedByItsOwnKnobs)
{
    Driver window(with_view(View::compare));
    window.click("other");
    window.click("other.alibi");
    EXPECT_EQ(window.scene().other.encoding, "alibi");
    EXPECT_EQ(window.scene().encoding, "sinusoidal");
    window.type_into("other.knob.heads.typed", "4");
    EXPECT_EQ(window.scene().other.settings[static_cast<std::size_t>(knob_index(*find_encoding("alibi"), "heads"))], 4);
    window.click("other.sheet.1");
    EXPECT_EQ(window.scene().other.sheet, Sheet::weights);
}

TEST(Window, AllEncodingsAreMeasuredBesideEachOther)
{
    Driver window(with_view(View::compare));
    ASSERT_TRUE(awaited(window, [&] { return window.program().model().properties() != nullptr; }));
    EXPECT_EQ(window.program().model().properties()->size(), encodings().size());
}

TEST(Window, TheHeadSizeOfTheProjectionChangesItsScore)
{
    Driver window(with_view(View::projection));
    ASSERT_TRUE(awaited(window, [&] { return window.program().model().projection() != nullptr; }));
    const double before = value(window.program().model().picture(Sheet::projection)->field, 3, 9);
    EXPECT_TRUE(window.program().model().projection()->value().after.direction.sees_direction);
    window.type_into("knob.projected_size.typed", "8");
    EXPECT_EQ(window.scene().attention.projected_size, 8);
    window.frames(1);
    EXPECT_NE(value(window.program().model().picture(Sheet::projection)->field, 3, 9), before);
}

TEST(Window, ManyRowsThatAreNoWavesAppearOnceTheyAreMade)
{
    Scene scene = with_encoding(first_scene(), "mrope");
    scene.length = 20000;
    Driver window(repaired(scene));
    EXPECT_TRUE(awaited(window, [&] { return window.program().model().picture(Sheet::matrix) != nullptr; }));
    EXPECT_EQ(window.program().model().why_none(Sheet::matrix), "");
}

TEST(Window, TheTermsOfAScoreStandBesideTheirSum)
{
    Driver window(with_view(View::terms, "deberta"));
    EXPECT_FALSE(window.has("sheet.content_bias"));
    for (const char* sheet : {"content_content", "content_position", "position_content", "sum"})
        EXPECT_TRUE(window.has(std::string("sheet.") + sheet)) << sheet;
    window.click("knob.terms");
    window.click("knob.terms.2");
    EXPECT_TRUE(window.has("sheet.content_position"));
    EXPECT_FALSE(window.has("sheet.content_content"));
}

TEST(Window, AProjectionThatTakesLongIsMadeBesideTheFrames)
{
    Scene scene = with_view(View::projection);
    scene.length = 20000;
    Driver window(repaired(scene));
    window.frames(1);
    EXPECT_EQ(window.program().model().picture(Sheet::projection), nullptr);
    EXPECT_EQ(window.program().model().why_none(Sheet::projection), "");
    EXPECT_TRUE(awaited(window, [&] { return window.program().model().picture(Sheet::projection) != nullptr; }));
}

TEST(Window, TheMapOfPatchesFollowsThePatchUnderTheMouse)
{
    Driver window(with_view(View::similarity, "grid"));
    const ImVec2 place = window.centre("sheet.patch");
    window.click_at(place);
    const Probe& probe = window.scene().probe;
    EXPECT_TRUE(probe.pinned);
    const Picture* map = window.program().model().picture(Sheet::patch);
    const auto at = std::ranges::find(map->positions, probe.query) - map->positions.begin();
    // A patch is most like itself.
    EXPECT_EQ(std::ranges::max(std::get<StoredField>(map->field).values.values),
              std::get<StoredField>(map->field).values.values[static_cast<std::size_t>(at)]);
    const std::int64_t before = probe.query;
    window.key(262);  // right
    EXPECT_EQ(window.scene().probe.query, map->positions[static_cast<std::size_t>(at) + 1]) << before;
}

}  // namespace
}  // namespace phasescope::window_study_test

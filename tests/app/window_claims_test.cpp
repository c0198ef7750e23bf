// The view of claims in the window: it measures in the background, filters, and leads to the evidence and back.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/app/driver.hpp"

namespace phasescope::window_claims_test {
namespace {

Scene with_claims(std::string_view encoding)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.view = View::claims;
    return repaired(scene);
}

const std::vector<ClaimResult>& measured_in(Driver& window)
{
    static const std::vector<ClaimResult> none;
    for (int tries = 0; tries < 3000; ++tries) {
        window.frames(1);
        if (const auto* results = window.program().model().claims()) {
            window.frames(2);
            return *results;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "the claims were never measured";
    return none;
}

std::size_t index_of(std::string_view name)
{
    return static_cast<std::size_t>(std::ranges::find(claims(), name, &Claim::name) - claims().begin());
}

TEST(WindowClaims, AreMeasuredAsOnTheCommandLineAndEachHasItsButton)
{
    Driver window(with_claims("sinusoidal"));
    const std::vector<ClaimResult> results = measured_in(window);
    ASSERT_EQ(results.size(), claims().size());
    EXPECT_EQ(results[index_of("dot_is_distance")].verdict, Verdict::holds);
    EXPECT_EQ(results[index_of("neox_uses_alibi")].verdict, Verdict::fails) << "judged by the models that come along";
    for (const Claim& claim : claims()) EXPECT_TRUE(window.has("claim.show." + std::string(claim.name))) << claim.name;
}

TEST(WindowClaims, ShowMeLeadsToTheEvidenceInOneStepAndUndoLeadsBack)
{
    Driver window(with_claims("sinusoidal"), 1600, 1600);
    const std::vector<ClaimResult> results = measured_in(window);
    for (const char* name : {"bounded_values", "base_is_period", "dot_tells_direction"}) {
        measured_in(window);
        window.click("claim.show." + std::string(name));
        EXPECT_EQ(window.scene(), results[index_of(name)].show_me) << name;
        EXPECT_TRUE(window.scene().probe.pinned) << name;
        window.key('Z', true);
        EXPECT_EQ(window.scene(), with_claims("sinusoidal")) << name;
    }
}

TEST(WindowClaims, ShowMeKeepsColoursAndTitleOfTheMoment)
{
    Driver window(with_claims("sinusoidal"), 1600, 1600);
    measured_in(window);
    window.key('2');
    window.key('C');
    const std::string colours = window.scene().look(Sheet::matrix).colormap;
    EXPECT_NE(colours, "");
    window.key('Q');
    measured_in(window);
    window.click("claim.show.bounded_values");
    EXPECT_EQ(window.scene().view, View::matrix);
    EXPECT_EQ(window.scene().look(Sheet::matrix).colormap, colours);
}

TEST(WindowClaims, OneThatDoesNotApplyLeadsToAnEncodingToWhichItDoes)
{
    Driver window(with_claims("none"), 1600, 1600);
    measured_in(window);
    window.click("claim.show.bounded_values");
    EXPECT_EQ(window.scene().encoding, "sinusoidal");
}

TEST(WindowClaims, TheFilterListsOnlyOneVerdict)
{
    Driver window(with_claims("rope"), 1600, 1600);
    const std::vector<ClaimResult> results = measured_in(window);
    for (int filter = 1; filter <= 3; ++filter) {
        window.click("claims.filter." + std::to_string(filter));
        window.frames(2);
        for (std::size_t i = 0; i < claims().size(); ++i)
            EXPECT_EQ(window.has("claim.show." + std::string(claims()[i].name)),
                      static_cast<int>(results[i].verdict) == filter - 1)
                << filter << " " << claims()[i].name;
    }
}

TEST(WindowClaims, FollowTheKnobs)
{
    Driver window(with_claims("sinusoidal"));
    EXPECT_EQ(measured_in(window)[index_of("dot_is_distance")].verdict, Verdict::holds);
    window.type_into("knob.d_model.typed", "7");
    window.frames(1);
    EXPECT_EQ(measured_in(window)[index_of("dot_is_distance")].verdict, Verdict::fails);
}

}  // namespace
}  // namespace phasescope::window_claims_test

// The view of published mistakes: choosing one, the quiz, and a table that is dropped.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/text/language.hpp"
#include "core/mistakes.hpp"
#include "tests/app/driver.hpp"
#include "tests/app/program.hpp"
#include "tests/app/table_files.hpp"

namespace phasescope::window_mistakes_test {
namespace {

using test::save_npy, test::ScratchFolder;

Scene mistakes_scene()
{
    Scene scene = first_scene();
    scene.settings[0] = 64;
    scene.view = View::mistakes;
    return repaired(scene);
}

Matrix mistaken_table(std::string_view name)
{
    Scene scene = mistakes_scene();
    scene.mistake.name = name;
    return dense(picture(repaired(scene), Sheet::mistaken)->field);
}

void drop(Driver& window, const std::filesystem::path& path)
{
    window.program().session().notice.reset();
    window.program().drop(path.string());
    window.frames(3);
}

std::string notice(Driver& window)
{
    const auto& said = window.program().session().notice;
    return said ? said->text : "";
}

TEST(MistakesView, EveryMistakeCanBeChosenAndIsOneStepToUndo)
{
    const Scene first = mistakes_scene();
    Driver window(first);
    for (const Mistake& mistake : mistakes()) {
        if (mistake.name == first.mistake.name) continue;
        SCOPED_TRACE(mistake.name);
        window.click("mistake");
        window.click("mistake." + std::string(mistake.name));
        window.frames(2);
        EXPECT_EQ(window.scene().mistake.name, mistake.name);
        EXPECT_EQ(window.scene().encoding, mistake.encoding);
        EXPECT_EQ(window.scene().view, View::mistakes);
        EXPECT_GE(window.scene().length, mistake.shows_from);
        for (const char* sheet : {"sheet.correct", "sheet.mistaken", "sheet.mistake_difference"})
            EXPECT_TRUE(window.has(sheet)) << sheet;
        window.key('Z', true);
        EXPECT_EQ(window.scene(), first);
    }
}

TEST(Window, WhatTheMouseWasOverIsForgottenWhereUndoTakesItAway)
{
    Driver window;
    window.type_into("knob.length.typed", "1000");
    const ImVec2 middle = window.centre("sheet.matrix");
    window.move_to({middle.x, middle.y + 100});
    window.frames(2);
    EXPECT_GE(window.program().session().probe(window.scene()).query, 100);
    window.key('Z', true);
    EXPECT_EQ(window.scene().length, 100);
    EXPECT_LT(window.program().session().probe(window.scene()).query, 100);
}

TEST(MistakesView, RowsAndScoresAreExchanged)
{
    Driver window(mistakes_scene());
    window.frames(2);
    EXPECT_EQ(window.program().model().picture(Sheet::mistaken)->col_count(), 64);
    window.click("mistake.scores.1");
    window.frames(2);
    EXPECT_TRUE(window.scene().mistake.scores);
    EXPECT_EQ(window.program().model().picture(Sheet::mistaken)->col_count(), 100);
}

TEST(MistakesView, AKnobChangesWhatIsShown)
{
    Driver window(mistakes_scene());
    window.frames(2);
    const Field before = window.program().model().picture(Sheet::mistaken)->field;
    window.type_into("knob.base.typed", "50");
    window.frames(2);
    EXPECT_EQ(setting(window.scene(), "base"), 50);
    EXPECT_NE(window.program().model().picture(Sheet::mistaken)->field, before);
}

TEST(Quiz, ShowsOneMatrixWithoutItsNameThenWhatItIs)
{
    Driver window(mistakes_scene());
    Quiz& quiz = window.program().session().quiz;
    quiz.state = 1;
    window.click("quiz");
    bool correct_asked = false, mistake_asked = false;
    for (int question = 0; question < 40 && !(correct_asked && mistake_asked && question >= 12); ++question) {
        window.frames(3);
        SCOPED_TRACE(quiz.answer);
        ASSERT_TRUE(quiz.is_open());
        (quiz.answer.empty() ? correct_asked : mistake_asked) = true;
        EXPECT_EQ(std::ranges::count(quiz.choices, quiz.answer), 1);
        for (const std::string& choice : quiz.choices) EXPECT_EQ(std::ranges::count(quiz.choices, choice), 1) << choice;
        EXPECT_FALSE(window.has("mistake"));
        EXPECT_FALSE(window.has("sheet.mistake_difference"));
        EXPECT_EQ(window.has("sheet.correct"), quiz.answer.empty());
        EXPECT_EQ(window.has("sheet.mistaken"), !quiz.answer.empty());
        EXPECT_TRUE(quiz.answer.empty() || window.scene().mistake.name == quiz.answer);

        const int chosen = question % 4;
        window.click("quiz.choice." + std::to_string(chosen));
        window.frames(3);
        EXPECT_EQ(quiz.chosen, chosen);
        EXPECT_TRUE(window.has("sheet.correct") && window.has("sheet.mistaken") && window.has("sheet.mistake_difference"));
        window.click("quiz.next");
    }
    EXPECT_TRUE(correct_asked && mistake_asked);
    window.click("quiz.end");
    window.frames(2);
    EXPECT_FALSE(quiz.on);
    EXPECT_TRUE(window.has("mistake"));
}

TEST(DroppedTable, IsNamedWhereverItIsDropped)
{
    const ScratchFolder scratch;
    const Language text;
    save_npy(scratch / "wrong.npy", mistaken_table("doubled_exponent_per_column"));
    for (const View view : {View::overview, View::mistakes}) {
        Scene scene = mistakes_scene();
        scene.view = view;
        Driver window(repaired(scene));
        drop(window, scratch / "wrong.npy");
        EXPECT_NE(notice(window).find(text("mistake.doubled_exponent_per_column.title")), std::string::npos)
            << notice(window);
        EXPECT_FALSE(window.program().session().notice->is_error);
        EXPECT_EQ(window.scene().encoding, view == View::mistakes ? "sinusoidal" : "learned");
        if (view != View::mistakes) continue;
        EXPECT_EQ(window.scene().mistake.name, "doubled_exponent_per_column");
        EXPECT_EQ(window.scene().length, 100);
    }
}

TEST(DroppedTable, ThatIsRightOrUnknownIsToldSo)
{
    const ScratchFolder scratch;
    save_npy(scratch / "right.npy", dense(picture(mistakes_scene(), Sheet::matrix)->field));
    save_npy(scratch / "unknown.npy", test::counted(30, 8));
    Driver window(mistakes_scene());
    drop(window, scratch / "right.npy");
    EXPECT_NE(notice(window).find("as it should be"), std::string::npos) << notice(window);
    drop(window, scratch / "unknown.npy");
    EXPECT_NE(notice(window).find("none that is known"), std::string::npos) << notice(window);
    EXPECT_EQ(window.scene().view, View::mistakes);
}

TEST(DroppedTable, ThatIsNothingLeavesTheSceneAsItIs)
{
    const ScratchFolder scratch;
    save_npy(scratch / "small.npy", Matrix(1, 3));
    Driver window(mistakes_scene());
    drop(window, scratch / "small.npy");
    EXPECT_NE(notice(window).find("too few"), std::string::npos) << notice(window);
    EXPECT_EQ(window.scene(), mistakes_scene());
}

}  // namespace
}  // namespace phasescope::window_mistakes_test

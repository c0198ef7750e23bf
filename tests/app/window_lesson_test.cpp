// Lessons in the window, driven by keys and mouse.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <thread>

#include "app/lessons/lesson_shelf.hpp"
#include "tests/app/driver.hpp"
#include "tests/core/temporary_folder.hpp"

namespace phasescope::window_lesson_test {
namespace {

/// A way between two steps is over after so many frames.
constexpr int way = 40;

Lesson small_lesson()
{
    Lesson lesson;
    lesson.title.by_language["en"] = "Small";
    for (const std::int64_t length : {100, 400, 50}) {
        Step step;
        step.title.by_language["en"] = "Step";
        step.text.by_language["en"] = "{length} positions";
        step.scene = first_scene();
        step.scene.length = length;
        step.scene = repaired(step.scene);
        lesson.steps.push_back(step);
    }
    Question question;
    question.text.by_language["en"] = "How many?";
    question.choices.push_back({{{{"en", "few"}}}, "length < 100"});
    question.choices.push_back({{{{"en", "many"}}}, "length >= 100"});
    question.answer.by_language["en"] = "{length}.";
    lesson.steps[1].question = question;
    return lesson;
}

/// Frames until the texts of the present step are measured.
const StepWords& words_in(Driver& window)
{
    const LessonRun& run = window.program().session().lesson;
    const Language language(window.program().session().language);
    const StepWords* words = nullptr;
    for (int i = 0; !words && i < 2000; ++i) {
        window.frames(1);
        words = window.program().model().step_words(run.version(), run.step(), language);
    }
    EXPECT_TRUE(words);
    static const StepWords none;
    return words ? *words : none;
}

TEST(WindowLesson, IsGoneThroughByKeys)
{
    Driver window;
    Session& session = window.program().session();
    session.lesson.begin(small_lesson(), "small");
    window.frames(2);
    EXPECT_EQ(words_in(window).text, "100 positions");
    window.key(key::page_down);
    window.frames(way);
    EXPECT_EQ(session.lesson.step_index(), 1u);
    EXPECT_EQ(window.scene().length, 400);
    EXPECT_FALSE(window.has("sheet.matrix")) << "the view is covered by the question";
    words_in(window);
    window.frames(1);
    window.click("lesson.choice.2");
    window.frames(2);
    EXPECT_TRUE(window.has("sheet.matrix"));
    window.key(key::space);
    window.frames(way);
    EXPECT_EQ(window.scene().length, 50);
    window.key(key::space);
    window.frames(way);
    EXPECT_EQ(session.lesson.step_index(), 2u) << "there is no step behind the last";
    window.key(key::page_up);
    window.frames(way);
    EXPECT_EQ(window.scene().length, 400);
    EXPECT_TRUE(window.has("sheet.matrix")) << "an answer stays given";
    window.key('1', true);
    window.frames(way);
    EXPECT_EQ(window.scene().length, 100);
}

TEST(WindowLesson, KnobsStayFreeAndBackspaceReturns)
{
    Driver window;
    window.program().session().lesson.begin(small_lesson(), "small");
    window.frames(2);
    window.type_into("knob.length.typed", "77");
    EXPECT_EQ(window.scene().length, 77);
    window.key(key::backspace);
    window.frames(way);
    EXPECT_EQ(window.scene().length, 100);
    window.key('Z', true);
    window.frames(2);
    EXPECT_EQ(window.scene().length, 77) << "the way back is one step to undo";
}

TEST(WindowLesson, OfTheListBeginsWithAClick)
{
    Driver window;
    window.key(key::f2);
    window.frames(3);
    window.click("lesson." + lesson_names().front());
    window.frames(way);
    const LessonRun& run = window.program().session().lesson;
    ASSERT_TRUE(run.running());
    EXPECT_EQ(window.scene(), run.step().scene);
    words_in(window);
    window.frames(1);
    if (run.covers()) window.click("lesson.choice.1");
    window.click("lesson.end");
    EXPECT_FALSE(run.running());
}

TEST(WindowLesson, WhatIsShownIsSavedAsAStepOfOnesOwn)
{
    const TemporaryFolder data;
    const char* const was = std::getenv("XDG_DATA_HOME");
    const std::string before = was ? was : "";
    setenv("XDG_DATA_HOME", data.path().c_str(), 1);
    Scene scene = first_scene();
    scene.length = 77;
    Driver window(repaired(scene));
    window.key(key::f2);
    window.frames(3);
    window.click("lessons.save_step");
    window.frames(3);
    window.type_into("new_step.lesson", "mine");
    window.type_into("new_step.title", "A step");
    window.click("new_step.save");
    window.frames(2);
    const LessonShelf shelf = lesson_shelf(own_lessons_folder());
    if (was)
        setenv("XDG_DATA_HOME", before.c_str(), 1);
    else
        unsetenv("XDG_DATA_HOME");
    EXPECT_TRUE(shelf.complaints.empty());
    ASSERT_EQ(shelf.lessons.size(), lesson_names().size() + 1);
    const Lesson& lesson = shelf.lessons.back().lesson;
    EXPECT_EQ(lesson.title.in("en"), "mine");
    ASSERT_EQ(lesson.steps.size(), 1u);
    EXPECT_EQ(lesson.steps[0].title.in("en"), "A step");
    EXPECT_EQ(lesson.steps[0].scene, window.scene());
    ASSERT_TRUE(window.program().session().notice);
    EXPECT_FALSE(window.program().session().notice->is_error);
}

TEST(WindowLesson, BlankHidesEverythingUntilAnyKey)
{
    Driver window;
    window.frames(2);
    const Rgb before = window.pixel(window.width() / 2, window.height() / 3);
    window.key('B');
    window.frames(1);
    const Rgb wall = window.pixel(2, window.height() / 2);
    for (const auto& [x, y] : {std::pair{10, 10}, std::pair{800, 300}, std::pair{1500, 900}})
        EXPECT_EQ(window.pixel(x, y), wall);
    window.key('F');
    window.frames(1);
    EXPECT_EQ(window.pixel(window.width() / 2, window.height() / 3), before);
    EXPECT_FALSE(window.program().session().blank);
}

TEST(WindowLesson, TheSpotIsThereWhileLIsHeld)
{
    Driver window;
    window.move_to({800, 500});
    window.frames(2);
    const Rgb before = window.pixel(800, 500);
    window.hold('L');
    window.frames(2);
    EXPECT_FALSE(window.pixel(800, 500) == before);
    window.let_go('L');
    window.frames(2);
    EXPECT_EQ(window.pixel(800, 500), before);
}

/// Where a step's look_at stands among the places of the controls; "" where it is none or a picture.
std::string place_in_columns(const LookAt& look_at)
{
    if (look_at.kind == LookAt::Kind::control) return look_at.name;
    return look_at.kind == LookAt::Kind::panel ? "panel." + look_at.name : "";
}

/// That what the steps speak of in the columns is on screen.
void expect_in_sight(float width, float height, bool projector)
{
    constexpr float bars = 30;
    int seen = 0;
    for (const std::string& name : lesson_names()) {
        const Result<ReadLesson> read = found_lesson(name);
        ASSERT_TRUE(read);
        Driver window(read->lesson.steps.front().scene, static_cast<int>(width), static_cast<int>(height));
        Session& session = window.program().session();
        session.projector = projector;
        session.lesson.begin(read->lesson, name);
        for (std::size_t i = 0; i < read->lesson.steps.size(); ++i) {
            const Step& step = read->lesson.steps[i];
            const std::string label = place_in_columns(step.look_at);
            if (!label.starts_with("knob.") && label != "panel.pair" && label != "panel.probe") continue;
            SCOPED_TRACE(name + ", step " + std::to_string(i + 1));
            ++seen;
            session.lesson.go_to(i, window.scene(), -1000);
            if (step.question) session.lesson.choose(0);
            window.frames(4);
            ASSERT_TRUE(window.has(label)) << label;
            const ControlPlace place = control_places().at(label);
            EXPECT_GE(place.low.x, 0) << label;
            EXPECT_LE(place.high.x, width) << label;
            EXPECT_GT(place.centre().y, bars) << label;
            EXPECT_LT(place.centre().y, height - bars) << label;
        }
    }
    EXPECT_GT(seen, 10);
}

TEST(WindowLesson, WhatAStepSpeaksOfComesIntoSightInASmallWindow)
{
    expect_in_sight(1024, 640, false);
}

// The knobs are away there, but for those that a step speaks of.
TEST(WindowLesson, WhatAStepSpeaksOfComesIntoSightInFrontOfAClass)
{
    expect_in_sight(1600, 1000, true);
}

TEST(WindowLesson, KnobsGiveWayToThePicturesInASmallWindowInFrontOfAClass)
{
    const Result<ReadLesson> read = found_lesson("10_alibi");
    ASSERT_TRUE(read);
    Driver window(read->lesson.steps.front().scene, 1024, 640);
    Session& session = window.program().session();
    session.projector = true;
    session.lesson.begin(read->lesson, "10_alibi");
    session.lesson.go_to(1, window.scene(), -1000);
    window.frames(4);
    EXPECT_EQ(read->lesson.steps[1].look_at.name, "knob.head");
    EXPECT_FALSE(window.has("knob.head"));
    EXPECT_TRUE(window.has("sheet.score"));
    EXPECT_TRUE(window.has("sheet.weights"));
}

TEST(WindowLesson, EveryStepShowsWhatItPointsAt)
{
    for (const std::string& name : lesson_names()) {
        const Result<ReadLesson> read = found_lesson(name);
        ASSERT_TRUE(read);
        Driver window(read->lesson.steps.front().scene);
        LessonRun& run = window.program().session().lesson;
        run.begin(read->lesson, name);
        for (std::size_t i = 0; i < read->lesson.steps.size(); ++i) {
            SCOPED_TRACE(name + ", step " + std::to_string(i + 1));
            const Step& step = read->lesson.steps[i];
            run.go_to(i, window.scene(), -1000);
            if (step.question) run.choose(0);
            const LookAt& look_at = step.look_at;
            const bool is_sheet = look_at.kind == LookAt::Kind::sheet || look_at.kind == LookAt::Kind::cell;
            const std::string label = (is_sheet                              ? "sheet."
                                       : look_at.kind == LookAt::Kind::panel ? "panel."
                                                                             : "")
                                      + look_at.name;
            // What is computed beside the frames may take some.
            window.frames(3);
            for (int more = 0; look_at.kind != LookAt::Kind::none && !window.has(label) && more < 500; ++more) {
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
                window.frames(1);
            }
            EXPECT_EQ(window.scene(), step.scene);
            EXPECT_TRUE(look_at.kind == LookAt::Kind::none || window.has(label)) << label;
        }
    }
}

}  // namespace
}  // namespace phasescope::window_lesson_test

#include "core/lesson/lesson.hpp"

#include <gtest/gtest.h>

#include "core/lesson/blend.hpp"
#include "core/lesson/lesson_json.hpp"
#include "tests/core/random_scene.hpp"

namespace phasescope::lesson_test {
namespace {

/// A lesson of one step that holds this after its scene.
std::string lesson_with(const std::string& more, const std::string& scene = R"({"length": 50})")
{
    return R"({"type": "phasescope lesson", "version": 1, "title": {"en": "T", "zh": "题"}, "summary": "S",
        "steps": [{"title": "first", "text": "a {norm 1}", "scene": )"
           + scene + more + "}]}";
}

Lesson lesson_of(const std::string& text)
{
    const auto read = lesson_from_text(text, "test");
    EXPECT_TRUE(read) << read.error().line();
    return read ? read->lesson : Lesson{};
}

std::string complaint(const std::string& text)
{
    const auto read = lesson_from_text(text, "test");
    if (!read) return read.error().line();
    return read->warnings.empty() ? "" : read->warnings.front();
}

TEST(Lesson, IsReadWithItsScenesRepaired)
{
    const Lesson lesson = lesson_of(lesson_with(R"(, "look_at": {"sheet": "matrix", "row": 3, "col": 4})"));
    ASSERT_EQ(lesson.steps.size(), 1u);
    EXPECT_EQ(lesson.title.in("zh"), "题");
    EXPECT_EQ(lesson.title.in("fr"), "T");
    EXPECT_EQ(lesson.summary.in("zh"), "S");
    const Step& step = lesson.steps.front();
    EXPECT_EQ(step.scene.length, 50);
    EXPECT_EQ(step.scene, repaired(step.scene));
    EXPECT_EQ(step.look_at, (LookAt{LookAt::Kind::cell, "matrix", 3, 4}));
    EXPECT_FALSE(step.question);
}

TEST(Lesson, FaultsNameTheKey)
{
    EXPECT_NE(complaint("{").find("test"), std::string::npos);
    EXPECT_NE(complaint("[]").find("lesson"), std::string::npos);
    EXPECT_NE(complaint("{}").find("lesson"), std::string::npos);
    EXPECT_NE(complaint(R"({"type": "phasescope lesson"})").find("title"), std::string::npos);
    EXPECT_NE(complaint(R"({"type": "phasescope lesson", "title": "a", "summary": "b", "steps": []})").find("steps"),
              std::string::npos);
    const auto in_step = [](const std::string& more) { return complaint(lesson_with(more)); };
    EXPECT_NE(in_step(R"(, "look_at": {})").find("steps[0].look_at"), std::string::npos);
    EXPECT_NE(in_step(R"(, "look_at": {"sheet": "nothing"})").find("steps[0].look_at.sheet"), std::string::npos);
    EXPECT_NE(in_step(R"(, "look_at": {"sheet": "matrix", "row": 1})").find("both"), std::string::npos);
    EXPECT_NE(in_step(R"(, "lok_at": 1)").find("steps[0].lok_at"), std::string::npos);
    EXPECT_NE(in_step(R"(, "question": {"text": "?", "choices": [{"text": "a"}], "answer": "b"})")
                  .find("steps[0].question.choices[0].holds"),
              std::string::npos);
    EXPECT_NE(complaint(lesson_with("", R"({"length": "long"})")).find("steps[0].scene"), std::string::npos);
    EXPECT_NE(complaint(lesson_with("", R"({"length": 0})")).find("steps[0].scene"), std::string::npos);
}

TEST(Lesson, WhatIsWrittenReadsBackTheSame)
{
    RandomScenes random(7);
    Lesson lesson = lesson_of(lesson_with(
        R"(, "question": {"text": "?", "choices": [{"text": "a", "holds": "length = 50"}], "answer": {"en": "b"}})"));
    for (const LookAt& look_at :
         {LookAt{}, LookAt{LookAt::Kind::sheet, "matrix", 0, 0}, LookAt{LookAt::Kind::cell, "score", 7, 9},
          LookAt{LookAt::Kind::control, "knob.base", 0, 0}, LookAt{LookAt::Kind::panel, "probe", 0, 0}}) {
        for (int i = 0; i < 20; ++i) {
            Step step = lesson.steps.front();
            step.scene = repaired(random.next(0));
            step.look_at = look_at;
            lesson.steps.push_back(step);
        }
    }
    lesson.steps.resize(most_steps);
    const Lesson read = lesson_of(lesson_text(lesson));
    ASSERT_EQ(read.steps.size(), lesson.steps.size());
    for (std::size_t i = 0; i < read.steps.size(); ++i) EXPECT_EQ(read.steps[i], lesson.steps[i]) << i;
    EXPECT_EQ(read, lesson);
}

TEST(Lesson, ExactlyOneChoiceMustHold)
{
    Question question;
    for (const char* condition : {"length < 10", "length = 100", "length > 200"})
        question.choices.push_back({{}, condition});
    EXPECT_EQ(true_choice(question, first_scene()).value(), 1u);
    question.choices[0].condition = "length < 1000";
    EXPECT_NE(true_choice(question, first_scene()).error().line().find("two"), std::string::npos);
    question.choices.resize(1);
    question.choices[0].condition = "length < 10";
    EXPECT_NE(true_choice(question, first_scene()).error().line().find("no choice"), std::string::npos);
    question.choices[0].condition = "lenth < 10";
    EXPECT_NE(true_choice(question, first_scene()).error().line().find("length"), std::string::npos);
}

TEST(Lesson, PlaceholdersAreFoundBesideFormulas)
{
    const auto found = placeholders("$a^{2k/d}_{i}$ is {norm 3 :5} and {rising_share 10 :2%} of {length}, {open");
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].expression, "norm 3");
    EXPECT_EQ(found[0].format, "5");
    EXPECT_EQ(found[1].expression, "rising_share 10");
    EXPECT_EQ(found[1].format, "2%");
    EXPECT_EQ(found[2].expression, "length");
    EXPECT_EQ(found[2].format, "");
}

TEST(Lesson, PlaceholdersDoNotOverlapAndMayLackTheirMeasure)
{
    const auto found = placeholders("{a {b} c} {:4}");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].end, 6u);
    EXPECT_EQ(found[1].expression, "");
    EXPECT_EQ(found[1].format, "4");
}

TEST(Blend, BeginsAndEndsWhereItShould)
{
    RandomScenes random(3);
    for (int i = 0; i < 100; ++i) {
        const Scene from = repaired(random.next(0)), to = repaired(random.next(0));
        EXPECT_EQ(blended(from, to, 0), from);
        EXPECT_EQ(blended(from, to, 1), to);
        for (const double t : {0.1, 0.5, 0.9}) {
            const Scene between = blended(from, to, t);
            EXPECT_EQ(between, repaired(between));
        }
        EXPECT_EQ(blended(to, to, 0.5), to);
    }
}

TEST(Blend, NumbersLieBetween)
{
    Scene from = first_scene(), to = first_scene();
    from.length = 100;
    to.length = 10000;
    to.start = 50;
    to.probe.query = 99;
    to.settings[0] = 64;
    to.look(Sheet::matrix).window = Window{0, 10, 0, 20};
    from.look(Sheet::matrix).window = Window{0, 20, 0, 40};
    from = repaired(from);
    to = repaired(to);
    const Scene half = blended(from, to, 0.5);
    EXPECT_EQ(half.length, 1000);  // on a logarithmic scale
    EXPECT_EQ(half.start, 25);
    EXPECT_GT(half.settings[0], 64);
    EXPECT_LT(half.settings[0], 512);
    EXPECT_EQ(half.settings[0], std::round(half.settings[0]));
    EXPECT_EQ(half.look(Sheet::matrix).window, (Window{0, 15, 0, 30}));
    // Another encoding's knobs are other numbers.
    const Scene rope = repaired(with_encoding(first_scene(), "rope"));
    EXPECT_EQ(blended(from, rope, 0.5).settings, rope.settings);
}

}  // namespace
}  // namespace phasescope::lesson_test

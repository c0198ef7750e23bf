// The program's own lessons, and the user's.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "app/lessons/lesson_run.hpp"
#include "app/lessons/lesson_shelf.hpp"
#include "app/lessons/step_words.hpp"
#include "app/text/measured_text.hpp"
#include "tests/core/temporary_folder.hpp"

namespace phasescope::lessons_test {
namespace {

/// Every text of a step with where it stands.
std::vector<std::pair<std::string, const LessonText*>> texts_of(const Step& step)
{
    std::vector<std::pair<std::string, const LessonText*>> texts{{"title", &step.title}, {"text", &step.text}};
    if (!step.question) return texts;
    texts.emplace_back("question", &step.question->text);
    for (const Choice& choice : step.question->choices) texts.emplace_back("choice", &choice.text);
    texts.emplace_back("answer", &step.question->answer);
    return texts;
}

/// The text without measures, formulas, years in brackets, and names that have digits.
std::string without_names(const std::string& text)
{
    static const std::regex parts[]{std::regex(R"(\$[^$]*\$)"),
                                    std::regex(R"(\{[^{}]*\})"),
                                    std::regex(R"((\(|（|, |，)(19|20)[0-9][0-9](\)|）))"),
                                    std::regex(R"((Llama|GPT|Qwen|Phi|Pythia|ChatGLM)[- ]?[0-9]+(\.[0-9]+)?(-[0-9]+B)?)"),
                                    std::regex(R"([A-Za-z][A-Za-z_-]*[0-9]+)"),
                                    std::regex(R"([0-9]-?D)")};
    std::string rest = text;
    for (const std::regex& part : parts) rest = std::regex_replace(rest, part, "");
    return rest;
}

std::multiset<std::string> measures_in(const std::string& text)
{
    std::multiset<std::string> found;
    for (const Placeholder& place : placeholders(text)) found.insert(place.expression);
    return found;
}

template <class Do>
void for_every_step(Do act)
{
    for (const std::string& name : lesson_names()) {
        const Result<ReadLesson> read = found_lesson(name);
        ASSERT_TRUE(read) << read.error().line();
        for (std::size_t i = 0; i < read->lesson.steps.size(); ++i) {
            SCOPED_TRACE(name + ", step " + std::to_string(i + 1));
            act(read->lesson.steps[i]);
        }
    }
}

TEST(Lessons, OfTheProgramLoadWithNothingRepairedAndNothingUnknown)
{
    ASSERT_EQ(lesson_names().size(), 14u);
    for (const std::string& name : lesson_names()) {
        const Result<ReadLesson> read = found_lesson(name);
        ASSERT_TRUE(read) << read.error().line();
        for (const std::string& warning : read->warnings) ADD_FAILURE() << name << ": " << warning;
        EXPECT_GE(read->lesson.steps.size(), 6u) << name;
        EXPECT_LE(read->lesson.steps.size(), 12u) << name;
        for (const char* const code : {"en", "zh"}) {
            EXPECT_TRUE(read->lesson.title.by_language.contains(code)) << name;
            EXPECT_TRUE(read->lesson.summary.by_language.contains(code)) << name;
        }
    }
}

TEST(Lessons, SayTheSameInBothLanguages)
{
    for_every_step([](const Step& step) {
        for (const auto& [where, text] : texts_of(step)) {
            ASSERT_TRUE(text->by_language.contains("en") && text->by_language.contains("zh")) << where;
            EXPECT_EQ(text->by_language.size(), 2u) << where;
            EXPECT_EQ(measures_in(text->in("en")), measures_in(text->in("zh"))) << where << ": " << text->in("en");
        }
    });
}

TEST(Lessons, TypeNoNumbers)
{
    for_every_step([](const Step& step) {
        for (const auto& [where, text] : texts_of(step))
            for (const auto& [code, words] : text->by_language)
                EXPECT_EQ(without_names(words).find_first_of("0123456789"), std::string::npos) << where << ": " << words;
    });
}

TEST(Lessons, MeasureWhatTheySayAndExactlyOneChoiceHolds)
{
    for (const char* const code : {"en", "zh"}) {
        const Language language(code);
        for_every_step([&](const Step& step) {
            const StepWords words = *step_words(step, language);
            for (const std::string& complaint : words.complaints) ADD_FAILURE() << complaint;
            EXPECT_TRUE(placeholders(words.text).empty()) << words.text;
            EXPECT_EQ(words.true_choice.has_value(), step.question.has_value());
        });
    }
}

TEST(Lessons, TheirReadmeNamesEveryMeasure)
{
    std::stringstream readme;
    readme << std::ifstream(PHASESCOPE_SOURCE_DIR "/assets/lessons/README.md").rdbuf();
    EXPECT_GT(measure_uses().size(), 40u);
    for (const MeasureUse& use : measure_uses()) {
        std::string written = "`" + std::string(use.name) + (use.arguments.empty() ? "" : " ") + std::string(use.arguments);
        EXPECT_NE(readme.str().find(written + "`"), std::string::npos) << written;
    }
}

TEST(Lessons, AreFoundByNameNumberAndPath)
{
    const Lesson rope = found_lesson("08_rope").value().lesson;
    EXPECT_EQ(found_lesson("rope").value().lesson, rope);
    EXPECT_EQ(found_lesson("8").value().lesson, rope);
    EXPECT_NE(found_lesson("1").value().lesson, rope);
    EXPECT_NE(found_lesson("rop").error().line().find("rope"), std::string::npos);
    EXPECT_NE(found_lesson("/no/such.json").error().line().find("/no/such.json"), std::string::npos);
}

TEST(Lessons, OfOnesOwnGrowStepByStep)
{
    const TemporaryFolder folder;
    const std::string own = folder / "lessons";
    Step step;
    step.title.by_language["en"] = "mine";
    step.text.by_language["en"] = "{length} positions";
    step.scene = repaired(first_scene());
    ASSERT_TRUE(saved_step(own, "class", step));
    step.scene.length = 77;
    const Result<std::string> path = saved_step(own, "class", step);
    ASSERT_TRUE(path) << path.error().line();
    const LessonShelf shelf = lesson_shelf(own);
    EXPECT_TRUE(shelf.complaints.empty());
    ASSERT_EQ(shelf.lessons.size(), lesson_names().size() + 1);
    const ShelfLesson& last = shelf.lessons.back();
    EXPECT_EQ(last.name, "class");
    ASSERT_EQ(last.lesson.steps.size(), 2u);
    EXPECT_EQ(last.lesson.steps[1], step);
    EXPECT_EQ(step_words(last.lesson.steps[1], Language())->text, "77 positions");
    EXPECT_FALSE(saved_step(own, "a/b", step));
    EXPECT_FALSE(saved_step(own, "", step));
    EXPECT_FALSE(saved_step("", "class", step));
}

TEST(Lessons, AUsersFileThatIsNoneIsReportedAndLeftAsItIs)
{
    const TemporaryFolder folder;
    std::ofstream(folder / "broken.json") << R"({"type": "phasescope lesson", "titel": "x"})";
    const LessonShelf shelf = lesson_shelf(folder.path());
    EXPECT_EQ(shelf.lessons.size(), lesson_names().size());
    ASSERT_EQ(shelf.complaints.size(), 1u);
    EXPECT_NE(shelf.complaints[0].find("broken.json"), std::string::npos);
    EXPECT_NE(shelf.complaints[0].find("title"), std::string::npos);
    EXPECT_FALSE(saved_step(folder.path(), "broken", Step{}));
    EXPECT_EQ(std::filesystem::file_size(folder / "broken.json"), 43u);
}

TEST(LessonRun, GoesFromStepToStepOnAWay)
{
    Lesson lesson;
    for (const std::int64_t length : {100, 1000, 50}) {
        Step step;
        step.scene = first_scene();
        step.scene.length = length;
        step.scene = repaired(step.scene);
        lesson.steps.push_back(step);
    }
    lesson.steps[1].question = Question{};
    LessonRun run;
    EXPECT_FALSE(run.running());
    run.begin(lesson, "test");
    run.next(lesson.steps[0].scene, 10);
    EXPECT_EQ(run.step_index(), 1u);
    EXPECT_TRUE(run.covers());
    EXPECT_EQ(run.on_the_way(10)->length, 100);
    const std::int64_t between = run.on_the_way(10.2)->length;
    EXPECT_GT(between, 100);
    EXPECT_LT(between, 1000);
    EXPECT_EQ(run.on_the_way(11)->length, 1000);
    EXPECT_FALSE(run.is_on_the_way());
    EXPECT_FALSE(run.on_the_way(12));
    run.choose(0);
    EXPECT_FALSE(run.covers());
    run.next(lesson.steps[1].scene, 12);
    run.next(lesson.steps[1].scene, 12);
    EXPECT_EQ(run.step_index(), 2u);
    run.back(lesson.steps[1].scene, 12);
    run.back(lesson.steps[1].scene, 12);
    run.back(lesson.steps[1].scene, 12);
    EXPECT_EQ(run.step_index(), 0u);
    run.end();
    EXPECT_FALSE(run.running());
    EXPECT_FALSE(run.covers());
}

TEST(MeasuredText, IsFilledAndFormatted)
{
    const Language english;
    const Scene scene = first_scene();
    const auto text = [&](const char* written) { return measured_text(written, scene, english).value(); };
    EXPECT_EQ(text("{length} of {set d_model}"), "100 of 512");
    EXPECT_EQ(text("$a^{2k}$ {norm 1 :5}"), "a^{2k} 16");
    EXPECT_EQ(text("{div 1 3 :2}"), "0.33");
    EXPECT_EQ(text("{div 1 3 :%}"), "33.3 %");
    EXPECT_EQ(text("{div 1 3 :1%}"), "30 %");
    EXPECT_EQ(text("{cell matrix 1 0 :exact}"), "0.841470984807897");
    EXPECT_EQ(text("{title}, {set layout}"), "Sinusoidal, interleaved");
    EXPECT_FALSE(measured_text("{lenth}", scene, english));
    EXPECT_FALSE(measured_text("{length :x}", scene, english));
}

}  // namespace
}  // namespace phasescope::lessons_test

#include "app/lessons/step_words.hpp"

#include "app/text/measured_text.hpp"

namespace phasescope {

std::optional<StepWords> step_words(const Step& step, const Language& language, const Progress& progress)
{
    StepWords words;
    bool cancelled = false;
    const auto filled_in = [&](const LessonText& text) {
        const std::string& written = text.in(language.code());
        cancelled = cancelled || (progress && !progress(0));
        if (cancelled) return written;
        const Result<std::string> filled = measured_text(written, step.scene, language, progress);
        cancelled = cancelled || (progress && !progress(0));
        if (filled) return *filled;
        words.complaints.push_back(filled.error().line());
        return written;
    };
    words.title = filled_in(step.title);
    words.text = filled_in(step.text);
    if (cancelled) return std::nullopt;
    if (!step.question) return words;
    words.question = filled_in(step.question->text);
    for (const Choice& choice : step.question->choices) words.choices.push_back(filled_in(choice.text));
    words.answer = filled_in(step.question->answer);
    if (cancelled) return std::nullopt;
    const Result<std::size_t> choice = true_choice(*step.question, step.scene);
    if (choice)
        words.true_choice = *choice;
    else
        words.complaints.push_back(choice.error().line());
    return words;
}

}  // namespace phasescope

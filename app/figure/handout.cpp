#include "app/figure/handout.hpp"

#include <algorithm>

#include "app/figure/canvas.hpp"
#include "app/figure/drawing.hpp"
#include "app/figure/letters.hpp"
#include "app/figure/surface.hpp"
#include "app/figure/view_sheets.hpp"
#include "app/lessons/step_words.hpp"
#include "app/plot/ticks.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

/// A4 at this many pixels an inch.
constexpr double dpi = 150;
constexpr int paper_width = 1240, paper_height = 1754;
constexpr double margin = 110, type = 21;

/// The sheet that a step points at, if its scene has it.
std::optional<Sheet> pointed_sheet(const Step& step)
{
    const bool is_sheet = step.look_at.kind == LookAt::Kind::sheet || step.look_at.kind == LookAt::Kind::cell;
    if (!is_sheet) return std::nullopt;
    const auto sheet = static_cast<Sheet>(std::ranges::find(sheet_names, step.look_at.name) - sheet_names.begin());
    return has_sheet(step.scene, sheet) ? std::optional(sheet) : std::nullopt;
}

/// The sheet that a view is best known by.
Sheet sheet_of(View view)
{
    switch (view) {
        case View::similarity: return Sheet::similarity;
        case View::rotation: return Sheet::angles;
        case View::direction: return Sheet::antisymmetric;
        default: return Sheet::matrix;
    }
}

/// What stands for the step's view on paper: its curves, the sheets that it has beside each other, the sheet that is pointed
/// at, else the one that the view is best known by.
FigureSpec figure_of(const Step& step)
{
    FigureSpec spec;
    spec.scene = step.scene;
    spec.dpi = dpi;
    const View view = step.scene.view;
    if (view == View::waves) return spec;
    if (view == View::frequencies) {
        spec.curves = Curves::frequencies;
        return spec;
    }
    if (!sheets_of_view(step.scene, view).empty()) {
        show_view(spec, view);
        return spec;
    }
    spec.sheet = pointed_sheet(step);
    if (spec.sheet) return spec;
    const Sheet own = sheet_of(view);
    spec.sheet = has_sheet(step.scene, own) ? own : has_sheet(step.scene, Sheet::matrix) ? Sheet::matrix : Sheet::score;
    return spec;
}

/// Draws the figure into the box, no taller than it needs to be.
void draw_figure(const Canvas& canvas, const Area& box, const Step& step, const Language& language)
{
    FigureSpec spec = figure_of(step);
    const FigureSize standard = standard_size(spec);
    const double shape = static_cast<double>(standard.width) / standard.height;
    const double width = std::min(box.width, box.height * std::max(shape, 1.5));
    spec.width = static_cast<int>(width);
    // Sheets beside each other need no more height than their width allows.
    spec.height = static_cast<int>(spec.beside.empty() ? box.height : std::min(box.height, 1.25 * width / shape));
    Result<Drawing> drawing = drawing_of(spec, language);
    // Where not all sheets of a view can be made, the first one.
    if (!drawing && !spec.beside.empty()) {
        spec.beside.clear();
        drawing = drawing_of(spec, language);
    }
    if (!drawing) {
        canvas.paragraph(drawing.error().line(), canvas.remark(), box);
        return;
    }
    cairo_save(canvas.cairo());
    cairo_translate(canvas.cairo(), box.x + (box.width - width) / 2, box.y);
    (*drawing)(canvas.cairo());
    cairo_restore(canvas.cairo());
}

/// The question with its choices to tick; returns where it ends.
double draw_question(const Canvas& canvas, const Area& box, const StepWords& words)
{
    double y = box.y + canvas.paragraph(words.question, canvas.ordinary(), box) + 0.3 * type;
    for (const std::string& choice : words.choices) {
        const Area line{box.x + 2 * type, y, box.width - 2 * type, box.bottom() - y};
        const double high = canvas.paragraph(choice, canvas.ordinary(), line), side = 0.7 * type;
        canvas.frame({box.x + 0.7 * type, y + 0.25 * type, side, side});
        y += high + 0.2 * type;
    }
    return y;
}

void draw_step(const Canvas& canvas, const Area& box, std::size_t number, const Step& step, const StepWords& words,
               const Language& language)
{
    const std::string title = readable(static_cast<std::int64_t>(number)) + "   " + words.title;
    double y = box.y + canvas.paragraph(title, canvas.heading(), box) + 0.5 * type;
    const auto rest = [&] { return Area{box.x, y, box.width, box.bottom() - y}; };
    y += canvas.paragraph(words.text, canvas.ordinary(), rest()) + 0.6 * type;
    if (step.question) y = draw_question(canvas, rest(), words) + 0.6 * type;
    const Area left = rest();
    if (left.height > 6 * type) draw_figure(canvas, left, step, language);
}

/// The head and the foot of a page.
void draw_frame(const Canvas& canvas, const std::string& title, std::size_t page, std::size_t pages)
{
    const Spot left{.x = margin, .y = margin * 0.6, .most = paper_width - 2 * margin};
    canvas.write(title, canvas.remark(), left);
    const std::string number =
        readable(static_cast<std::int64_t>(page)) + " / " + readable(static_cast<std::int64_t>(pages));
    canvas.write(number, canvas.remark(),
                 {.x = paper_width - margin, .y = paper_height - margin * 0.5, .along = Anchor::end});
    canvas.write("Phasescope", canvas.remark(), {.x = margin, .y = paper_height - margin * 0.5});
}

/// What is true of each question, so that it does not stand below it.
void draw_answers(const Canvas& canvas, const std::vector<StepWords>& words, const Language& language)
{
    double y = margin;
    const auto put = [&](const std::string& text, const Style& style, double indent) {
        const Area box{margin + indent, y, paper_width - 2 * margin - indent, paper_height - margin - y};
        y += canvas.paragraph(text, style, box) + 0.3 * type;
    };
    put(language("handout.answers"), canvas.heading(), 0);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].true_choice) continue;
        y += 0.4 * type;
        put(readable(static_cast<std::int64_t>(i + 1)) + "   " + words[i].choices[*words[i].true_choice], canvas.ordinary(),
            0);
        put(words[i].answer, canvas.ordinary(), 2 * type);
    }
}

}  // namespace

Result<std::string> handout(const Lesson& lesson, const Language& language, std::string* warning)
{
    if (auto error = why_no_letters()) return *std::move(error);
    std::vector<StepWords> words;
    for (const Step& step : lesson.steps) {
        words.push_back(*step_words(step, language));
        if (!words.back().complaints.empty())
            return Error{"a text of the lesson cannot be measured", words.back().complaints.front(), ""};
    }
    const bool asks = std::ranges::any_of(words, [](const StepWords& w) { return w.true_choice.has_value(); });
    const std::size_t pages = (words.size() + 1) / 2 + (asks ? 1 : 0);
    const std::string title = lesson.title.in(language.code());

    const Drawing drawing = [&](cairo_t* cairo) {
        const Canvas canvas(cairo, ink_of(FigureBackground::white), type, false);
        const double half = (paper_height - 2.2 * margin) / 2;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i % 2 == 0) draw_frame(canvas, title, i / 2 + 1, pages);
            const double top = margin + (i % 2 == 0 ? 0 : half + 0.2 * margin);
            draw_step(canvas, {margin, top, paper_width - 2 * margin, half - 0.2 * margin}, i + 1, lesson.steps[i], words[i],
                      language);
            if (i % 2 == 1 || i + 1 == words.size()) cairo_show_page(cairo);
        }
        if (!asks) return;
        draw_frame(canvas, title, pages, pages);
        draw_answers(canvas, words, language);
        cairo_show_page(cairo);
    };
    FigureSpec page;
    page.width = paper_width;
    page.height = paper_height;
    page.dpi = dpi;
    return drawn_pdf(page, drawing, title, lesson.summary.in(language.code()), warning);
}

}  // namespace phasescope

// Several sheets in one figure: a title where one is given, the sheets with their own titles, the settings below.
#include <algorithm>
#include <cmath>

#include "app/figure/description.hpp"
#include "app/figure/drawing.hpp"
#include "app/figure/view_sheets.hpp"
#include "app/text/sheet_title.hpp"

namespace phasescope {
namespace {

/// Where one is of pairs, or a table lies on its side, sheets stand side by side; else one above the other.
bool stand_side_by_side(const FigureSpec& spec)
{
    const std::vector<Sheet> sheets = sheets_of(spec);
    return spec.scene.look(*spec.sheet).transposed
           || std::ranges::any_of(sheets, [&](Sheet sheet) { return is_of_pairs(spec.scene, sheet); });
}

/// The parts of the page, in whole pixels.
struct PanelsLayout {
    std::vector<Area> panels;
    double left = 0, right = 0;  ///< of lines of text
    double title_y = 0;          ///< centre of the title
    std::vector<double> note_y;  ///< of the lines below
};

PanelsLayout panels_layout(const Canvas& canvas, const PageSize& page, bool title, std::size_t notes, std::size_t count,
                           bool side_by_side)
{
    const double type = canvas.type(), outer = 1.1 * type;
    const double heading = line_height(canvas, canvas.heading()), note = line_height(canvas, canvas.remark());
    PanelsLayout layout;
    layout.left = outer;
    layout.right = page.width - outer;
    layout.title_y = outer + heading / 2;
    const double top = title ? std::ceil(outer + heading) : 0;
    // The panels keep a distance of their own from what stands below them.
    const double bottom = std::ceil(static_cast<double>(notes) * note + 0.9 * type);
    for (std::size_t i = 0; i < notes; ++i)
        layout.note_y.push_back(page.height - bottom + (static_cast<double>(i) + 0.5) * note);
    const double room = std::max(1.0, page.height - top - bottom), n = static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double at = static_cast<double>(i);
        if (side_by_side) {
            const double x = std::floor(page.width * at / n);
            layout.panels.push_back({x, top, std::max(1.0, std::floor(page.width / n)), room});
        } else {
            const double y = top + std::floor(room * at / n);
            layout.panels.push_back({0, y, page.width, std::max(1.0, std::floor(room / n))});
        }
    }
    return layout;
}

/// The most that any of the sheets needs.
LabelRoom shared_room(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, std::span<const Picture> pictures)
{
    LabelRoom most;
    for (const Picture& picture : pictures) {
        const LabelRoom room = label_room(canvas, page, spec, picture);
        most = {std::max(most.down, room.down), std::max(most.bar, room.bar)};
    }
    return most;
}

/// One line where all settings fit into it, else one for each.
std::vector<std::string> fitting_lines(const Canvas& canvas, const FigureSpec& spec, double width, const Language& language)
{
    const std::string line = settings_line(spec, language);
    if (canvas.size_of(line, canvas.remark()).width <= width) return {line};
    return settings_lines(spec, language);
}

}  // namespace

void draw_panels(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, std::span<const Picture> pictures,
                 const Language& language)
{
    const std::string title = given_title(spec);
    // On small pages the sheets need all the room.
    const bool words = page.width >= 18 * canvas.type() && page.height >= 14 * canvas.type();
    const std::vector<std::string> notes =
        words ? fitting_lines(canvas, spec, page.width - 2.2 * canvas.type(), language) : std::vector<std::string>{};
    const bool titled = words && !title.empty();
    const PanelsLayout layout = panels_layout(canvas, page, titled, notes.size(), pictures.size(), stand_side_by_side(spec));

    const PageSize panel{layout.panels.front().width, layout.panels.front().height};
    SheetWords around;
    around.room = shared_room(canvas, panel, spec, pictures);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        around.title = sheet_title(language, spec.scene, pictures[i].sheet);
        cairo_save(canvas.cairo());
        cairo_translate(canvas.cairo(), layout.panels[i].x, layout.panels[i].y);
        draw_heatmap(canvas, panel, spec, pictures[i], around, language);
        cairo_restore(canvas.cairo());
    }
    const auto line = [&](const std::string& text, const Style& style, double y) {
        canvas.write(text, style, {.x = layout.left, .y = y, .most = layout.right - layout.left});
    };
    if (titled) line(title, canvas.heading(), layout.title_y);
    for (std::size_t i = 0; i < notes.size(); ++i) line(notes[i], canvas.remark(), layout.note_y[i]);
}

FigureSize standard_size(const FigureSpec& spec)
{
    const FigureSize page{FigureSpec{}.width, FigureSpec{}.height};
    if (!spec.sheet) return page;
    const auto count = static_cast<int>(1 + spec.beside.size());
    const bool tokens = *spec.sheet == Sheet::embedding || *spec.sheet == Sheet::position || *spec.sheet == Sheet::input;
    if (tokens && !spec.scene.look(*spec.sheet).transposed) {
        // A label for each token, while that makes no tower.
        const int rows = std::clamp(34 * static_cast<int>(token_count(spec.scene)), 150, 420);
        return {page.width, 60 + count * (180 + rows)};
    }
    if (count == 1) return page;
    if (!stand_side_by_side(spec)) return {page.width, 60 + count * 470};
    return count == 2 ? FigureSize{1800, 820} : FigureSize{2560, 780};
}

}  // namespace phasescope

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/documents.hpp"
#include "app/figure/view_sheets.hpp"
#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/dialogs.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/text/sheet_title.hpp"

namespace phasescope {
namespace {

constexpr std::array endings{".png", ".svg", ".pdf", ".npy", ".csv"};

/// Whether figures, not numbers, are written.
bool writes_figures(const ExportChoice& choice)
{
    return choice.format <= 2;
}

/// Whether the view shows several sheets that make one figure.
bool has_whole_view(const Ui& ui)
{
    const std::vector<Sheet> sheets = sheets_of_view(ui.scene, ui.scene.view);
    return sheets.size() > 1 && std::ranges::all_of(sheets, [&](Sheet sheet) { return ui.model.has(sheet); });
}

/// What is exported: the curves where they are the view, all of the view where that is chosen, else the sheet in focus.
FigureSpec shown_spec(const Ui& ui)
{
    const ExportChoice& choice = ui.session.exporting;
    FigureSpec spec;
    spec.scene = ui.scene;
    if (ui.scene.view == View::frequencies)
        spec.curves = Curves::frequencies;
    else if (choice.whole_view && writes_figures(choice) && has_whole_view(ui))
        show_view(spec, ui.scene.view);
    else if (ui.scene.view != View::waves)
        spec.sheet = ui.session.focus;
    spec.background = static_cast<FigureBackground>(choice.background);
    spec.bare = choice.bare && choice.format == 0 && spec.beside.empty();
    return spec;
}

/// In the names of files.
std::string word_of(const Ui& ui, const FigureSpec& spec)
{
    if (spec.sheet && spec.beside.empty()) return std::string(sheet_names[static_cast<std::size_t>(*spec.sheet)]);
    return std::string(view_names[static_cast<std::size_t>(ui.scene.view)]);
}

std::string title_of(const Ui& ui, const FigureSpec& spec)
{
    if (spec.sheet && spec.beside.empty()) return sheet_title(ui.text, ui.model.scene(), ui.model.mechanism(), spec.sheet);
    return ui.text("view." + std::string(view_names[static_cast<std::size_t>(ui.scene.view)]));
}

std::string standard_path(const Ui& ui)
{
    std::error_code ignored;
    const auto ending = endings[static_cast<std::size_t>(ui.session.exporting.format)];
    const std::string name = "phasescope-" + word_of(ui, shown_spec(ui)) + ending;
    return (std::filesystem::current_path(ignored) / name).string();
}

std::string with_ending(const std::string& path, const char* ending)
{
    return std::filesystem::path(path).replace_extension(ending).string();
}

void number_line(Ui& ui, const char* key, int& number, int least, int most, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paint_text(ui, ui.fonts.body, {at.x, at.y + ui.theme(6)}, ui.theme.text, ui.text(key));
    ImGui::SetCursorScreenPos({at.x + width - ui.theme(120), at.y});
    ImGui::SetNextItemWidth(ui.theme(120));
    ImGui::InputInt((std::string("##") + key).c_str(), &number, 0, 0);
    note_control(key);
    if (ImGui::IsItemDeactivatedAfterEdit() || !ImGui::IsItemActive()) number = std::clamp(number, least, most);
    tooltip(ui, ui.text(std::string(key) + ".help"));
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(36)});
}

void write(Ui& ui)
{
    const ExportChoice& choice = ui.session.exporting;
    FigureSpec spec = shown_spec(ui);
    spec.width = choice.width, spec.height = choice.height, spec.dpi = choice.dpi;
    const Result<std::string> warning = exported(ui.session.dialog_path, spec, ui.text);
    if (!warning) return ui.session.complain(warning.error().line());
    const std::string wrote = filled(ui.text("notice.exported"), {{"path", ui.session.dialog_path}});
    if (warning->empty())
        ui.session.say(wrote);
    else
        ui.session.complain(wrote + ": " + *warning);
    ui.session.dialog = Dialog::none;
}

/// The sheet in focus or all of the view, in a size that suits it.
void draw_whole_view(Ui& ui, float width)
{
    ExportChoice& choice = ui.session.exporting;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool own_path = ui.session.dialog_path != standard_path(ui);
    int chosen = choice.whole_view ? 1 : 0;
    if (choice_control(ui, "export.part", {ui.text("export.this_sheet"), ui.text("export.whole_view")}, chosen, width)) {
        choice.whole_view = chosen == 1;
        const FigureSize suits =
            choice.whole_view ? standard_size(shown_spec(ui)) : FigureSize{ExportChoice{}.width, ExportChoice{}.height};
        choice.width = suits.width, choice.height = suits.height;
        if (!own_path) ui.session.dialog_path = standard_path(ui);
    }
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(42)});
}

void draw_picture_settings(Ui& ui, float width)
{
    ExportChoice& choice = ui.session.exporting;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    choice_control(ui, "export.background", {ui.text("export.white"), ui.text("export.transparent"), ui.text("export.dark")},
                   choice.background, width);
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(42)});
    number_line(ui, "export.width", choice.width, 64, longest_side, width);
    number_line(ui, "export.height", choice.height, 64, longest_side, width);
    number_line(ui, "export.dpi", choice.dpi, static_cast<int>(least_dpi), static_cast<int>(most_dpi), width);
    if (choice.format != 0 || !shown_spec(ui).beside.empty()) return;
    ImGui::Checkbox(ui.text("export.bare").c_str(), &choice.bare);
    note_control("export.bare");
    tooltip(ui, ui.text("export.bare.help"));
}

}  // namespace

void draw_export_dialog(Ui& ui)
{
    const float width = std::min(ui.theme(430), ImGui::GetIO().DisplaySize.x - ui.theme(80));
    Session& s = ui.session;
    ExportChoice& choice = s.exporting;
    const bool fresh = s.shown_dialog != s.dialog;
    if (fresh) s.dialog_path = standard_path(ui);
    const ImVec2 top = ImGui::GetCursorScreenPos();
    paint_text(ui, ui.fonts.bold, top, ui.theme.text,
               shortened(ui, ui.fonts.bold, ui.text("export.title") + "  " + title_of(ui, shown_spec(ui)), width));
    ImGui::SetCursorScreenPos({top.x, top.y + font_size(ui.fonts.bold) + ui.theme(7)});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (choice_control(ui, "export.format", {"PNG", "SVG", "PDF", "NPY", "CSV"}, choice.format, width))
        s.dialog_path = with_ending(s.dialog_path, endings[static_cast<std::size_t>(choice.format)]);
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(42)});
    if (writes_figures(choice) && has_whole_view(ui)) draw_whole_view(ui, width);
    if (writes_figures(choice)) draw_picture_settings(ui, width);
    ImGui::SetNextItemWidth(width);
    const bool entered = ImGui::InputText("##path", &s.dialog_path, ImGuiInputTextFlags_EnterReturnsTrue);
    note_control("path");
    tooltip(ui, ui.text("export.path.help"));
    if (s.notice && s.notice->is_error) paragraph(ui, ui.fonts.small, ui.theme.warning, s.notice->text, width);
    const ImVec2 foot = ImGui::GetCursorScreenPos();
    const float w = ui.theme(120), h = ui.theme(34);
    const bool go = button(ui, "path.go", {foot.x + width - w, foot.y, w, h}, ui.text("button.export"), ButtonKind::primary);
    if (button(ui, "path.cancel", {foot.x + width - 2 * w - ui.theme(8), foot.y, w, h}, ui.text("button.cancel")))
        s.dialog = Dialog::none;
    if (go || entered) write(ui);
}

}  // namespace phasescope

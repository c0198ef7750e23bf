// A small file chooser: no system package for native ones can be relied on.
#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "app/documents.hpp"
#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/dialogs.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"

namespace phasescope {
namespace {

namespace fs = std::filesystem;

struct Entry {
    std::string name;
    bool folder = false;
};

bool worth_showing(const fs::directory_entry& entry)
{
    std::error_code ignored;
    if (entry.path().filename().string().starts_with('.')) return false;
    if (entry.is_directory(ignored)) return true;
    const std::string ending = entry.path().extension().string();
    constexpr std::array known{".json", ".png", ".npy", ".npz", ".csv", ".tsv", ".safetensors"};
    return std::ranges::find(known, ending) != known.end();
}

/// Folders first, then files that can be opened, by name. Empty where the folder cannot be read.
std::vector<Entry> entries_of(const fs::path& folder)
{
    constexpr std::size_t most = 2000;
    std::vector<Entry> entries;
    std::error_code failed;
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end && entries.size() < most;
         it.increment(failed)) {
        std::error_code ignored;
        if (worth_showing(*it)) entries.push_back({it->path().filename().string(), it->is_directory(ignored)});
    }
    std::ranges::sort(
        entries, [](const Entry& a, const Entry& b) { return std::pair(!a.folder, a.name) < std::pair(!b.folder, b.name); });
    return entries;
}

/// The folder that the path field points into.
fs::path folder_of(const std::string& typed)
{
    std::error_code ignored;
    const fs::path path = typed.empty() ? fs::path(".") : fs::path(typed);
    if (fs::is_directory(path, ignored)) return path;
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void draw_entries(Ui& ui, std::string& typed, float width)
{
    const fs::path folder = folder_of(typed);
    if (!begin_part("files", {width, ui.theme(260)}, true)) return ImGui::EndChild();
    if (ImGui::Selectable("▴  ..", false, ImGuiSelectableFlags_DontClosePopups)) {
        std::error_code failed;
        const fs::path whole = fs::weakly_canonical(folder, failed);
        if (!failed) typed = (whole.parent_path() / "").string();
    }
    note_control("file...");
    for (const Entry& entry : entries_of(folder)) {
        const std::string label = (entry.folder ? "▸  " : "    ") + entry.name;
        if (ImGui::Selectable(label.c_str(), false, ImGuiSelectableFlags_DontClosePopups))
            typed = (folder / entry.name / (entry.folder ? "" : ".")).lexically_normal().string();
        note_control("file." + entry.name);
    }
    ImGui::EndChild();
}

/// The path as meant: without the "/." that normalising may leave.
std::string meant(std::string typed)
{
    std::error_code unknown;
    if (typed.size() > 1 && typed.ends_with('/') && !fs::is_directory(typed, unknown)) typed.pop_back();
    return typed;
}

void act(Ui& ui, bool saving)
{
    const std::string path = meant(ui.session.dialog_path);
    if (!saving) {
        // The file may open a page of its own.
        ui.session.dialog = Dialog::none;
        return open_path(ui, path);
    }
    const Result<Done> done = saved(path, ui.scene);
    if (!done) return ui.session.complain(done.error().line());
    ui.session.scene_path = path;
    ui.session.say(filled(ui.text("notice.saved"), {{"path", path}}));
    ui.session.dialog = Dialog::none;
}

}  // namespace

void draw_file_dialog(Ui& ui, bool saving)
{
    const float width = std::min(ui.theme(560), ImGui::GetIO().DisplaySize.x - ui.theme(80));
    Session& s = ui.session;
    const bool fresh = s.shown_dialog != s.dialog;
    if (fresh) {
        std::error_code ignored;
        const std::string here = (fs::current_path(ignored) / "").string();
        s.dialog_path = saving ? (s.scene_path.ends_with(".json") ? s.scene_path : here + "scene.phasescope.json") : here;
    }
    paragraph(ui, ui.fonts.bold, ui.theme.text, ui.text(saving ? "file.save" : "file.open"), width);
    ImGui::SetNextItemWidth(width);
    if (fresh) ImGui::SetKeyboardFocusHere();
    const bool entered = ImGui::InputText("##path", &s.dialog_path, ImGuiInputTextFlags_EnterReturnsTrue);
    note_control("path");
    s.dialog_path = meant(s.dialog_path);
    draw_entries(ui, s.dialog_path, width);
    // A failure stays in sight of the field that it is about.
    if (s.notice && s.notice->is_error) paragraph(ui, ui.fonts.small, ui.theme.warning, s.notice->text, width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float w = ui.theme(120), h = ui.theme(34);
    const bool go = button(ui, "path.go", {at.x + width - w, at.y, w, h}, ui.text(saving ? "button.save" : "button.open"),
                           ButtonKind::primary);
    if (button(ui, "path.cancel", {at.x + width - 2 * w - ui.theme(8), at.y, w, h}, ui.text("button.cancel")))
        s.dialog = Dialog::none;
    if (go || entered) act(ui, saving);
}

}  // namespace phasescope

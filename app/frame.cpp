#include "app/frame.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/bars.hpp"
#include "app/panels/controls.hpp"
#include "app/panels/dialogs.hpp"
#include "app/panels/encoding_panel.hpp"
#include "app/panels/frame_times_panel.hpp"
#include "app/panels/heatmap.hpp"
#include "app/panels/lesson_panel.hpp"
#include "app/panels/paint_log.hpp"
#include "app/panels/pointing.hpp"
#include "app/panels/probe_panel.hpp"
#include "app/panels/views.hpp"

namespace phasescope {
namespace {

constexpr float projector_scale = 1.4F;

/// Left column, middle, right column; columns give way where the window is small.
struct Layout {
    Box top, left, middle, right, bottom;
};

Layout layout(const Ui& ui, ImVec2 display)
{
    const Theme& t = ui.theme;
    const float gap = t(10), width = display.x / t.scale;
    // In front of a class only what is being shown, and what is said about it.
    const bool teaching = ui.session.lesson.running(), hidden = ui.session.panels_hidden || ui.session.projector;
    const float beside = hidden || width < 900 ? 0 : width < 1300 ? 250.0F : 308.0F;
    const float right = teaching ? (width < 1300 ? 290.0F : 360.0F) : beside;
    // The pictures need more room than the knobs.
    const float knobs = width < 1300 ? 232.0F : 284.0F, rest = width - right - knobs - 40;
    const bool wanted = !hidden || points_at_left_column(ui.session);
    const float left = wanted && width >= 720 && rest >= 320 ? knobs : 0;
    Layout l;
    l.top = {0, 0, display.x, t(50)};
    l.bottom = {0, display.y - t(30), display.x, t(30)};
    const float y = l.top.bottom() + gap, height = std::max(l.bottom.y - gap - y, 1.0F);
    l.left = {gap, y, t(left), height};
    l.right = {display.x - gap - t(right), y, t(right), height};
    const float x0 = left > 0 ? l.left.right() + gap : gap, x1 = right > 0 ? l.right.x - gap : display.x - gap;
    l.middle = {x0, y, std::max(x1 - x0, 1.0F), height};
    return l;
}

/// Whether both scenes have the same positions and channels, so that what was computed for one has the other's cells.
bool same_cells(const Scene& a, const Scene& b)
{
    return a.encoding == b.encoding && a.settings == b.settings && a.length == b.length && a.start == b.start
           && a.content == b.content && a.table == b.table;
}

/// Heatmaps whose time is counted.
class TimedHeatmaps : public Heatmaps {
public:
    TimedHeatmaps(Heatmaps& heatmaps, double& seconds) : heatmaps_(heatmaps), seconds_(seconds) {}

    unsigned draw(int slot, const HeatmapSpec& spec) override
    {
        const Stopwatch watch(seconds_);
        return heatmaps_.draw(slot, spec);
    }
    FloatMatrix numbers(int slot) override
    {
        const Stopwatch watch(seconds_);
        return heatmaps_.numbers(slot);
    }
    void fill_ground(const Ground& ground) override { heatmaps_.fill_ground(ground); }

private:
    Heatmaps& heatmaps_;
    double& seconds_;
};

/// Whether the scene has the positions and the channel of the probe.
bool has_place(Scene scene, const Probe& probe)
{
    scene.probe = probe;
    return repaired(std::move(scene)).probe == probe;
}

}  // namespace

Program::Program(Scene first, Session session, Desktop desktop, Fonts fonts)
    : store_(std::move(first)),
      session_(std::move(session)),
      desktop_(std::move(desktop)),
      model_(desktop_.wake),
      language_(session_.language),
      fonts_(std::move(fonts))
{
    say_what_fonts_lack();
}

float Program::scale_of(const Session& session, float screen_scale)
{
    return screen_scale * static_cast<float>(session.scale) * (session.projector ? projector_scale : 1.0F);
}

bool Program::prepare(float screen_scale)
{
    const float scale = scale_of(session_, screen_scale);
    const bool dark = session_.dark && !session_.projector;
    if (language_.code() != session_.language) language_ = Language(session_.language);
    session_.language = language_.code();
    if (scale != theme_.scale || dark != theme_.dark) {
        theme_ = make_theme(dark, scale);
        apply_style(theme_);
    }
    if (fonts_.scale == scale && fonts_.language == language_.code()) return false;
    load_letters(scale);
    return true;
}

void Program::load_letters(float scale)
{
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    fonts_ = load_fonts(atlas, scale, language_.code());
    say_what_fonts_lack();
    if (fonts_.lacking) fonts_ = load_fonts(atlas, scale, language_.code());
}

void Program::say_what_fonts_lack()
{
    if (fonts_.lacking) {
        session_.complain(filled(Language()("notice.no_letters"), {{"language", language_("language.english_name")}}));
        language_ = Language();
        session_.language = language_.code();
    }
    if (fonts_.built_in) session_.complain(language_("notice.no_font"));
}

double Program::next_frame_in() const
{
    constexpr double progress_step = 0.1;
    if (session_.lesson.is_on_the_way()) return 0;
    const double measuring = model_.progress() ? progress_step : -1;
    if (session_.settle_at <= 0) return measuring;
    return std::max(session_.settle_at - ImGui::GetTime(), 0.0);
}

void Program::frame(Heatmaps& heatmaps)
{
    double all = 0, pictures = 0;
    {
        const Stopwatch watch(all);
        TimedHeatmaps timed(heatmaps, pictures);
        run_frame(timed);
    }
    parts_ = {.pictures = pictures, .panels = all - pictures, .drawing = 0};
}

void Program::note_drawing(double seconds)
{
    parts_.drawing = seconds;
    session_.frame_times.note(parts_);
}

void Program::run_frame(Heatmaps& heatmaps)
{
    control_places().clear();
    paint_log().cut.clear();
    paint_log().painted.clear();
    session_.slots.fill(-1);
    session_.pixels.clear();
    Scene edited = store_.scene();
    if (auto between = session_.lesson.on_the_way(ImGui::GetTime())) edited = *std::move(between);
    Ui ui{edited, session_, model_, language_, theme_, fonts_, heatmaps};
    // Undo may have taken away what the mouse was over.
    if (session_.hover && !has_place(edited, *session_.hover)) session_.hover.reset();
    model_.update(edited, session_.probe(edited));

    for (const std::string& path : std::exchange(dropped_, {})) open_path(ui, path);
    draw(ui);
    run_pressed_keys(ui, store_, desktop_);

    // A probe found late in this frame is shown by all views in the next.
    if (session_.next_hover != session_.hover) desktop_.wake();
    session_.hover = session_.next_hover;

    const bool turning = session_.settle_at > ImGui::GetTime();
    if (!turning) session_.settle_at = 0;
    const std::uint64_t before = store_.version();
    store_.propose(edited, ui.dragging || turning || session_.lesson.is_on_the_way());
    // What was edited in this frame is on screen in the next.
    if (store_.version() != before) desktop_.wake();
}

void Program::draw(Ui& ui)
{
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(display);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushFont(fonts_.body);
    ImGui::Begin("root", nullptr,
                 // The screen is cleared to the ground already.
                 ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove
                     | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus
                     | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar(3);

    const Layout l = layout(ui, display);
    session_.next_hover.reset();
    if (session_.lesson.covers())
        draw_question(ui, l.middle);
    else
        draw_view(ui, l.middle);
    // Panels read what was computed for the scene as it was: one of other positions or channels, to which a view leads, is
    // shown in the next frame.
    std::optional<Scene> next;
    if (!same_cells(ui.scene, model_.scene())) next = std::exchange(ui.scene, model_.scene());
    keep_focus_on_screen(ui);
    if (l.left.w > 0) draw_encoding_panel(ui, l.left);
    if (l.right.w > 0) draw_probe_panel(ui, l.right);
    draw_top_bar(ui, store_, desktop_, l.top);
    draw_status_bar(ui, l.bottom);
    draw_dialogs(ui);
    if (session_.times_shown) draw_frame_times(ui, l.middle);
    draw_look_at(ui, {0, 0, display.x, l.bottom.y});
    draw_spot(ui);
    if (session_.blank) draw_blank(ui);
    if (next) ui.scene = *std::move(next);

    ImGui::End();
    ImGui::PopFont();
}

}  // namespace phasescope

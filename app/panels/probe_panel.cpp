#include "app/panels/probe_panel.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "app/imgui_compat.hpp"
#include "app/panels/clocks.hpp"
#include "app/panels/column.hpp"
#include "app/panels/compare_panel.hpp"
#include "app/panels/direction_panel.hpp"
#include "app/panels/lesson_panel.hpp"
#include "app/panels/missing_picture.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/pointing.hpp"
#include "app/panels/precision_panel.hpp"
#include "app/panels/views.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/encoding_words.hpp"

namespace phasescope {
namespace {

constexpr std::string_view thin_space = "\u2009";

/// The number with thin spaces after every third decimal; powers of ten stay as they are.
std::string grouped(std::string text)
{
    const auto point = text.find('.');
    if (point == std::string::npos || text.find("·") != std::string::npos) return text;
    for (std::size_t at = point + 4; at < text.size(); at += 3 + thin_space.size()) text.insert(at, thin_space);
    return text;
}

/// All digits that a double has.
std::string all_digits(double number)
{
    return grouped(readable(number, 17));
}

std::string role_of(const Ui& ui, const Channel& channel)
{
    switch (channel.kind) {
        case Channel::Kind::sine: return ui.text("channel.sine");
        case Channel::Kind::cosine: return ui.text("channel.cosine");
        default: return ui.text("channel.constant");
    }
}

/// The dial of the probe's pair beside what is known of the cell.
void draw_cell_facts(Ui& ui, const Picture& matrix, double number, float width)
{
    const Probe& probe = ui.probe();
    const auto c = static_cast<std::size_t>(probe.channel);
    const AddedToInput& table = ui.model.table();
    const bool is_wave = c < table.channels.size();
    const Channel channel = is_wave ? table.channels[c] : Channel{};
    const Turns128 frequency = is_wave ? table.waves.frequency[c] : 0;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float dial = channel.pair >= 0 && width > ui.theme(240) ? ui.theme(76) : 0;
    if (dial > 0)
        draw_dial(ui, {at.x, at.y + ui.theme(2), dial, dial}, phase_at(probe.query, frequency), true,
                  channel.kind == Channel::Kind::sine);
    const float left = dial > 0 ? dial + ui.theme(14) : 0;
    const auto line = [&](const std::string& label, const std::string& text, const std::string& help) {
        ImGui::SetCursorScreenPos({at.x + left, ImGui::GetCursorScreenPos().y});
        value_line(ui, label, text, width - left, help);
    };
    ImGui::SetCursorScreenPos({at.x + left, at.y});
    line(ui.text("probe.position"), readable(probe.query), ui.text("probe.position.help"));
    line(ui.text("probe.channel"), readable(probe.channel) + (is_wave ? " " + role_of(ui, channel) : ""),
         ui.text("probe.channel.help"));
    if (channel.partner >= 0) {
        const double partner = value(matrix.field, probe.query - matrix.first_row, channel.partner);
        line(ui.text(channel.kind == Channel::Kind::sine ? "probe.cosine" : "probe.sine"), readable(partner, 6),
             filled(ui.text("probe.partner.help"),
                    {{"channel", readable(channel.partner)}, {"pair", readable(channel.pair)}}));
    }
    if (frequency != 0)
        line(ui.text("probe.wavelength"), readable(1 / turns_per_position(frequency), 5), ui.text("probe.wavelength.help"));
    const float bottom = std::max(ImGui::GetCursorScreenPos().y, at.y + dial + ui.theme(8));
    ImGui::SetCursorScreenPos({at.x, bottom});
    paint_text(ui, ui.fonts.small, {at.x, bottom}, ui.theme.muted, fitted(ui, ui.fonts.small, all_digits(number), width));
    ImGui::Dummy({width, font_size(ui.fonts.small)});
    tooltip(ui, ui.text("probe.digits.help"));
    ImGui::SetCursorScreenPos({at.x, bottom + font_size(ui.fonts.small) + ui.theme(4)});
}

/// The number of the cell under study, large; `nothing` says why there is none.
void draw_number(Ui& ui, double number, const char* nothing)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool defined = !std::isnan(number);
    paint_text(ui, ui.fonts.large, at, defined ? ui.theme.text : ui.theme.warning,
               defined ? grouped(readable(number, 9)) : ui.text(nothing));
    ImGui::SetCursorScreenPos({at.x, at.y + font_size(ui.fonts.large) + ui.theme(8)});
}

/// Where no position has a row of its own: the score of the probe's query and key.
void draw_score_of_pair(Ui& ui, float width)
{
    const Probe& probe = ui.probe();
    const Picture* score = ui.model.picture(Sheet::score);
    if (!score) return paragraph(ui, ui.fonts.small, ui.theme.muted, ui.model.why_none(Sheet::score), width);
    const std::int64_t row = probe.query - ui.scene.start, col = probe.key - ui.scene.start;
    if (row < 0 || col < 0 || row >= score->row_count() || col >= score->col_count()) return;
    const double number = value(score->field, row, col);
    draw_number(ui, number, "probe.masked");
    const std::int64_t offset = probe.key - probe.query;
    const Scene& shown = ui.model.scene();
    if (const auto formula = encoding_of(shown).score_formula)
        formula_box(ui, {formula_in(ui.text, formula(shown.settings, shown.attention.head, probe.query, probe.key))}, width);
    value_line(ui, ui.text("pair.positions"), readable(probe.query) + ", " + readable(probe.key), width,
               ui.text("pair.positions.help"));
    value_line(ui, ui.text("probe.offset"), readable(offset), width, ui.text("probe.offset.help"));
    if (const Picture* index = ui.model.picture(Sheet::index))
        value_line(ui, ui.text("probe.index"), readable(value(index->field, row, col), 9), width,
                   ui.text("probe.index.help"));
}

void draw_probe_card(Ui& ui)
{
    const Probe& probe = ui.probe();
    const ColumnCard card(ui, ui.text(ui.scene.probe.pinned ? "panel.probe.pinned" : "panel.probe"), "probe");
    if (!ui.model.has(Sheet::similarity)) return draw_score_of_pair(ui, card.width());
    const Picture* matrix = ui.model.picture(Sheet::matrix);
    const std::int64_t row = probe.query - ui.scene.start;
    if (!matrix) {
        paragraph(ui, ui.fonts.small, ui.theme.muted, why_no_picture(ui, Sheet::matrix), card.width());
        return;
    }
    if (probe.channel >= matrix->col_count() || row < 0 || row >= matrix->row_count()) {
        paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("probe.outside"), card.width());
        return;
    }
    const double number = value(matrix->field, row, probe.channel);
    draw_number(ui, number, "probe.no_row");
    // The channel fits the table that is shown, not always the one that a slider has just asked for.
    const Scene& shown = ui.model.scene();
    if (const auto formula = encoding_of(shown).cell_formula)
        formula_box(ui, {formula_in(ui.text, formula(shown.settings, surroundings(shown), probe.query, probe.channel))},
                    card.width());
    draw_cell_facts(ui, *matrix, number, card.width());
    if (ui.scene.view == View::precision) draw_computed_value(ui, card.width());
}

void draw_pair_card(Ui& ui)
{
    const Probe& probe = ui.probe();
    const PairMeasure* measured = ui.model.pair(probe.query, probe.key);
    if (!measured || std::isnan(measured->dot)) return;
    const ColumnCard card(ui, ui.text("panel.pair"), "pair");
    const float width = card.width();
    const PairMeasure& pair = *measured;
    value_line(ui, ui.text("pair.positions"), readable(probe.query) + ", " + readable(probe.key), width,
               ui.text("pair.positions.help"));
    value_line(ui, ui.text("pair.dot"), readable(pair.dot, 8), width,
               ui.text("pair.dot.help") + "\n" + all_digits(pair.dot));
    value_line(ui, ui.text("pair.cosine"), readable(pair.cosine, 6), width,
               ui.text("pair.cosine.help") + "\n" + all_digits(pair.cosine));
    value_line(ui, ui.text("pair.distance"), readable(pair.distance, 6), width,
               ui.text("pair.distance.help") + "\n" + all_digits(pair.distance));
}

constexpr std::array<std::pair<std::string_view, void (*)(Ui&)>, 3> cards{
    {{"probe", draw_probe_card}, {"pair", draw_pair_card}, {"direction", draw_direction_card}}};

}  // namespace

void draw_probe_panel(Ui& ui, const Box& box)
{
    ImGui::SetCursorScreenPos(box.low());
    if (begin_part("right", {box.w, box.h}, true)) {
        if (ui.session.lesson.running()) draw_lesson_card(ui);
        if (ui.session.lesson.covers()) return ImGui::EndChild();
        if (ui.scene.view == View::compare) draw_other_card(ui);
        if (ui.scene.view == View::precision && view_applies(ui, View::precision)) draw_formats_card(ui);
        // What a lesson speaks of stands next to its text; in front of a class there is nothing else.
        for (const bool spoken_of : {true, false})
            for (const auto& [name, draw] : cards) {
                const bool hidden = !spoken_of && (ui.session.projector || ui.session.panels_hidden);
                if (!hidden && points_at_card(ui.session, name) == spoken_of) draw(ui);
            }
    }
    ImGui::EndChild();
}

}  // namespace phasescope

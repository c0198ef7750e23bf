#include "app/panels/clocks.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "core/rotation.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

/// A pair with the channels that read it.
struct PairDial {
    std::int64_t pair = 0;
    std::int64_t channel = 0;
    Turns128 frequency = 0;
};

std::vector<PairDial> all_pairs(Ui& ui)
{
    std::vector<PairDial> pairs;
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&ui.model.mechanism())) {
        for (std::size_t k = 0; k < rotation->frequencies.size(); ++k) {
            const auto pair = static_cast<std::int64_t>(k);
            pairs.push_back({pair, channels_of(*rotation, pair).second, rotation->frequencies[k]});
        }
        return pairs;
    }
    const AddedToInput& table = ui.model.table();
    for (std::size_t c = 0; c < table.channels.size(); ++c)
        if (table.channels[c].kind == Channel::Kind::sine)
            pairs.push_back({table.channels[c].pair, static_cast<std::int64_t>(c), table.waves.frequency[c]});
    std::ranges::sort(pairs, {}, &PairDial::pair);
    return pairs;
}

/// What turns the pair at the probe's position: the position, or its coordinate; empty where it has none.
std::optional<std::int64_t> turned_by(const Ui& ui, const PairDial& dial)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&ui.model.mechanism());
    return rotation ? coordinate(*rotation, dial.pair, ui.probe().query) : std::optional(ui.probe().query);
}

/// At most `most` of the pairs, evenly chosen, first and last among them.
std::vector<PairDial> some_of(const std::vector<PairDial>& pairs, std::size_t most)
{
    if (pairs.size() <= most) return pairs;
    std::vector<PairDial> chosen;
    for (std::size_t i = 0; i < most; ++i)
        chosen.push_back(pairs[i * (pairs.size() - 1) / (std::max<std::size_t>(most, 2) - 1)]);
    return chosen;
}

void toggle_pair(Scene& scene, std::int64_t pair)
{
    const auto found = std::ranges::find(scene.pairs, pair);
    if (found == scene.pairs.end())
        scene.pairs.push_back(pair);
    else
        scene.pairs.erase(found);
}

void draw_one(Ui& ui, const Box& cell, const PairDial& dial)
{
    const float small = font_size(ui.fonts.small);
    const float size = std::min(cell.w - ui.theme(8), cell.h - 2 * small - ui.theme(8));
    const Box face{std::floor(cell.x + (cell.w - size) / 2), cell.y + ui.theme(2), size, size};
    const bool chosen = std::ranges::find(ui.scene.pairs, dial.pair) != ui.scene.pairs.end();
    const std::string label = "clock." + std::to_string(dial.pair);
    if (mouse_area(label, {cell.x, cell.y, cell.w - 1, cell.h - 1})) {
        toggle_pair(ui.scene, dial.pair);
        ui.scene.probe.channel = dial.channel;
    }
    const std::string wave = readable(1 / turns_per_position(dial.frequency), 5);
    if (chosen || ImGui::IsItemHovered())
        ImGui::GetWindowDrawList()->AddRectFilled(cell.low(), {cell.right() - 2, cell.bottom() - 2}, ui.theme.accent_soft,
                                                  ui.theme(6));
    tooltip(ui, filled(ui.text("clock.help"), {{"pair", readable(dial.pair)}, {"wavelength", wave}}));
    if (const auto at = turned_by(ui, dial)) draw_dial(ui, face, phase_at(*at, dial.frequency), false, true);
    const float middle = cell.x + cell.w / 2;
    paint_text(ui, ui.fonts.small, {middle, face.bottom() + ui.theme(3)}, ui.theme.text, "k " + readable(dial.pair),
               Align::centre);
    if (text_width(ui, ui.fonts.small, "λ " + wave) < cell.w)
        paint_text(ui, ui.fonts.small, {middle, face.bottom() + ui.theme(2) + small}, ui.theme.muted, "λ " + wave,
                   Align::centre);
}

struct DialGrid {
    std::size_t across = 1, down = 1;
    float width = 0, height = 0;  ///< of one
};

/// As large as lets all of them be seen, within reason; the least size where they are too many.
DialGrid dial_grid(const Ui& ui, const Box& box, std::size_t count)
{
    constexpr float least = 78, most = 176, step = 7;
    DialGrid grid;
    for (float wanted = most; wanted >= least; wanted -= step) {
        grid.across = std::max<std::size_t>(1, static_cast<std::size_t>(box.w / ui.theme(wanted)));
        grid.width = std::min(box.w / static_cast<float>(grid.across), ui.theme(1.15F * wanted));
        grid.height = grid.width * 0.82F + 2 * font_size(ui.fonts.small);
        grid.down = std::max<std::size_t>(1, static_cast<std::size_t>(box.h / grid.height));
        if (grid.across * grid.down >= count && static_cast<float>(grid.down) * grid.height <= box.h) break;
    }
    return grid;
}

}  // namespace

void draw_dial(const Ui& ui, const Box& box, Turns64 phase, bool projection, bool sine)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 centre{box.x + box.w / 2, box.y + box.h / 2};
    const float radius = std::min(box.w, box.h) / 2 - ui.theme(3);
    const auto x = static_cast<float>(cos_turns(phase)), y = static_cast<float>(sin_turns(phase));
    const ImVec2 tip{centre.x + radius * x, centre.y - radius * y};
    list.AddLine({centre.x - radius, centre.y}, {centre.x + radius, centre.y}, ui.theme.line);
    list.AddLine({centre.x, centre.y - radius}, {centre.x, centre.y + radius}, ui.theme.line);
    list.AddCircle(centre, radius, ui.theme.line, 48, ui.theme(1.5F));
    if (projection) {
        const ImVec2 foot = sine ? ImVec2{tip.x, centre.y} : ImVec2{centre.x, tip.y};
        list.AddLine(tip, foot, ui.theme.muted, ui.theme(1.2F));
    }
    list.AddLine(centre, tip, ui.theme.accent, ui.theme(ui.session.projector ? 3.2F : 2.2F));
    list.AddCircleFilled(tip, ui.theme(box.w > ui.theme(50) ? 4.0F : 3.0F), ui.theme.accent, 20);
}

void draw_clocks_card(Ui& ui, const Box& card)
{
    paint_card(ui, card, "clocks");
    const std::vector<PairDial> pairs = all_pairs(ui);
    const std::string title = filled(ui.text("clocks.title"), {{"p", readable(ui.probe().query)}});
    if (pairs.empty()) {
        const Box rest = paint_heading(ui, card, title);
        paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted, ui.text("waves.none"));
        return;
    }
    const Box rest = paint_heading(ui, card, title, ui.text("clocks.remark"));
    const DialGrid grid = dial_grid(ui, rest, pairs.size());
    const std::vector<PairDial> shown = some_of(pairs, grid.across * grid.down);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto column = static_cast<float>(i % grid.across), row = static_cast<float>(i / grid.across);
        draw_one(ui, {rest.x + column * grid.width, rest.y + row * grid.height, grid.width, grid.height}, shown[i]);
    }
}

}  // namespace phasescope

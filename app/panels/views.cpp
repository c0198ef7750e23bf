#include "app/panels/views.hpp"

#include <cmath>
#include <utility>

#include "app/panels/claims_panel.hpp"
#include "app/panels/clocks.hpp"
#include "app/panels/compare_panel.hpp"
#include "app/panels/direction_panel.hpp"
#include "app/panels/frequencies_panel.hpp"
#include "app/panels/heatmap.hpp"
#include "app/panels/input_panel.hpp"
#include "app/panels/mistakes_panel.hpp"
#include "app/panels/offset_panel.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/precision_panel.hpp"
#include "app/panels/projection_panel.hpp"
#include "app/panels/terms_panel.hpp"
#include "app/panels/waves_panel.hpp"

namespace phasescope {
namespace {

/// A box cut in two, side by side or one above the other.
std::pair<Box, Box> side_by_side(const Ui& ui, const Box& box)
{
    const float gap = ui.theme(10), first = std::floor((box.w - gap) / 2);
    return {{box.x, box.y, first, box.h}, {box.x + first + gap, box.y, box.w - first - gap, box.h}};
}

std::pair<Box, Box> stacked(const Ui& ui, const Box& box, float share)
{
    const float gap = ui.theme(10), first = std::floor((box.h - gap) * share);
    return {{box.x, box.y, box.w, first}, {box.x, box.y + first + gap, box.w, box.h - first - gap}};
}

/// Two heatmaps; returns the box below them.
Box draw_two(Ui& ui, const Box& box, Sheet first, Sheet second)
{
    const auto [top, below] = stacked(ui, box, share_of_two_heatmaps(ui, box));
    const auto [left, right] = side_by_side(ui, top);
    draw_heatmap_card(ui, left, first, 0);
    draw_heatmap_card(ui, right, second, 1);
    return below;
}

/// Whether there are waves over the position: not where it has coordinates that turn the pairs.
bool has_waves(const Ui& ui)
{
    return ui.model.has(Sheet::angles) && !ui.model.table().channels.empty();
}

void draw_overview(Ui& ui, const Box& box)
{
    const Sheet score = score_sheet(ui.model.mechanism());
    if (has_waves(ui)) return draw_waves_card(ui, draw_two(ui, box, Sheet::matrix, score));
    const bool table = ui.model.has(Sheet::similarity);
    const Box below = draw_two(ui, box, table ? Sheet::matrix : Sheet::score, table ? score : Sheet::weights);
    if (ui.model.has(Sheet::patch)) return draw_heatmap_card(ui, below, Sheet::patch, 2);
    draw_offset_card(ui, below, score);
}

void draw_similarity(Ui& ui, const Box& box)
{
    if (!ui.model.has(Sheet::patch)) return draw_heatmap_card(ui, box, Sheet::similarity, 0);
    const auto [top, below] = stacked(ui, box, 0.58F);
    draw_heatmap_card(ui, top, Sheet::similarity, 0);
    draw_heatmap_card(ui, below, Sheet::patch, 1);
}

/// Scores by distance become scores by key, step by step.
void draw_shift(Ui& ui, const Box& box)
{
    const auto [top, below] = stacked(ui, box, 0.5F);
    const auto [first, second] = side_by_side(ui, top);
    const auto [third, fourth] = side_by_side(ui, below);
    draw_heatmap_card(ui, first, Sheet::by_distance, 0);
    draw_heatmap_card(ui, second, Sheet::padded, 1);
    draw_heatmap_card(ui, third, Sheet::regrouped, 2);
    draw_heatmap_card(ui, fourth, Sheet::shifted, 3);
}

void draw_index(Ui& ui, const Box& box)
{
    if (!ui.model.has(Sheet::index)) return draw_shift(ui, box);
    const auto [top, below] = stacked(ui, box, 0.6F);
    draw_heatmap_card(ui, top, Sheet::index, 0);
    if (ui.model.has(Sheet::matrix) && ui.model.has(Sheet::patch)) return draw_heatmap_card(ui, below, Sheet::matrix, 1);
    draw_offset_card(ui, below, Sheet::index);
}

void draw_nothing(Ui& ui, const Box& box)
{
    paint_card(ui, box);
    const Box rest =
        paint_heading(ui, box, ui.text("view." + std::string(view_names[static_cast<std::size_t>(ui.scene.view)])));
    paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted, ui.text("view.none"));
}

}  // namespace

bool view_applies(const Ui& ui, View view)
{
    switch (view) {
        case View::matrix: return ui.model.has(Sheet::matrix);
        case View::similarity: return ui.model.has(Sheet::similarity);
        case View::waves: return has_waves(ui);
        case View::rotation:
        case View::frequencies: return ui.model.has(Sheet::angles);
        case View::index: return ui.model.has(Sheet::index) || ui.model.has(Sheet::shifted);
        case View::projection: return ui.model.has(Sheet::projection);
        case View::terms: return ui.model.has(Sheet::sum);
        case View::precision: return ui.model.has(Sheet::value_error);
        default: return true;
    }
}

void draw_view(Ui& ui, const Box& box)
{
    if (!view_applies(ui, ui.scene.view)) return draw_nothing(ui, box);
    switch (ui.scene.view) {
        case View::overview: return draw_overview(ui, box);
        case View::matrix: return draw_heatmap_card(ui, box, Sheet::matrix, 0);
        case View::similarity: return draw_similarity(ui, box);
        case View::waves: return draw_waves_card(ui, box);
        case View::rotation:
            return draw_clocks_card(
                ui, draw_two(ui, box, Sheet::angles, ui.model.has(Sheet::rotated) ? Sheet::rotated : Sheet::matrix));
        case View::score: return draw_offset_card(ui, draw_two(ui, box, Sheet::score, Sheet::weights), Sheet::score);
        case View::direction: return draw_direction_view(ui, box);
        case View::frequencies: return draw_frequencies_card(ui, box);
        case View::index: return draw_index(ui, box);
        case View::projection: return draw_projection_view(ui, box);
        case View::input: return draw_input_view(ui, box);
        case View::compare: return draw_compare_view(ui, box);
        case View::terms: return draw_terms_view(ui, box);
        case View::claims: return draw_claims_view(ui, box);
        case View::mistakes: return draw_mistakes_view(ui, box);
        case View::precision: return draw_precision_view(ui, box);
    }
}

}  // namespace phasescope

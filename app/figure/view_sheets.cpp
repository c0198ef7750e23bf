#include "app/figure/view_sheets.hpp"

#include <cassert>

#include "core/mistakes.hpp"
#include "core/score_terms.hpp"

namespace phasescope {

std::vector<Sheet> sheets_of_view(const Scene& scene, View view)
{
    switch (view) {
        case View::score: return {Sheet::score, Sheet::weights};
        case View::projection: return {Sheet::similarity, Sheet::projection};
        case View::input:
            if (!has_sheet(scene, Sheet::input)) return {Sheet::embedding};
            return {Sheet::embedding, Sheet::position, Sheet::input};
        case View::index:
            if (has_sheet(scene, Sheet::index)) return {Sheet::index};
            return {Sheet::by_distance, Sheet::padded, Sheet::regrouped, Sheet::shifted};
        case View::compare: return {Sheet::own, Sheet::other, Sheet::difference};
        case View::mistakes: return {Sheet::correct, Sheet::mistaken, Sheet::mistake_difference};
        case View::terms: {
            std::vector<Sheet> sheets = score_terms(mechanism_of(scene));
            sheets.push_back(Sheet::sum);
            return sheets;
        }
        case View::precision: return {Sheet::value_error, Sheet::score_error};
        default: return {};
    }
}

void show_view(FigureSpec& spec, View view)
{
    const std::vector<Sheet> sheets = sheets_of_view(spec.scene, view);
    assert(!sheets.empty());
    spec.sheet = sheets.front();
    spec.beside.assign(sheets.begin() + 1, sheets.end());
}

bool is_of_pairs(const Scene& scene, Sheet sheet)
{
    switch (sheet) {
        case Sheet::matrix:
        case Sheet::angles:
        case Sheet::rotated:
        case Sheet::embedding:
        case Sheet::position:
        case Sheet::input:
        case Sheet::patch:
        case Sheet::by_distance:
        case Sheet::padded:
        case Sheet::regrouped:
        case Sheet::shifted:
        case Sheet::value_error: return false;
        case Sheet::own:
        case Sheet::other:
        case Sheet::difference: return scene.other.sheet != Sheet::matrix;
        case Sheet::correct:
        case Sheet::mistaken:
        case Sheet::mistake_difference: return studied_sheet(study_of(scene)) == Sheet::score;
        default: return true;
    }
}

}  // namespace phasescope

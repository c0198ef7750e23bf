// Cards one under another in a column that scrolls when there is too little room.
#pragma once

#include <string>
#include <string_view>

#include "app/panels/ui.hpp"

namespace phasescope {

/// A card as high as what is drawn between its making and its end; content is placed at ImGui's cursor.
class ColumnCard {
public:
    /// `name` is what lessons call it.
    ColumnCard(const Ui& ui, std::string_view title, std::string_view name = {});
    ~ColumnCard();
    ColumnCard(const ColumnCard&) = delete;
    ColumnCard& operator=(const ColumnCard&) = delete;

    float width() const { return width_; }

private:
    const Ui& ui_;
    std::string name_;
    ImVec2 top_;
    float outer_ = 0;
    float width_ = 0;
};

/// A paragraph at the cursor, which moves on.
void paragraph(const Ui& ui, ImFont* font, ImU32 colour, std::string_view text, float width);

/// Says that something is being measured, and how much of it is done.
void measuring(const Ui& ui, float width);

/// Lines of a formula on a sunken ground; long ones are set smaller so that they fit.
void formula_box(const Ui& ui, const std::vector<std::string>& lines, float width);

}  // namespace phasescope

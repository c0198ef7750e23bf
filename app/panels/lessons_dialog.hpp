// The list of lessons, and where a scene becomes a step of one's own.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_lessons(Ui& ui);
void draw_save_step(Ui& ui);

/// Begins a lesson at its first step.
void begin_lesson(Ui& ui, const Lesson& lesson, const std::string& name);

}  // namespace phasescope

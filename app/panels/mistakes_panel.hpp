// Published mistakes: correct, mistaken and their difference, which checks find it, and a quiz.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

struct Mistake;

void draw_mistakes_view(Ui& ui, const Box& box);

/// The scene shows this mistake: with the encoding in which it was made, in what it can be seen, at positions enough.
void show_mistake(Ui& ui, const Mistake& mistake);

}  // namespace phasescope

// Cairo's surfaces and contexts, destroyed by themselves.
#pragma once

#include <cairo.h>

#include <memory>

namespace phasescope {

struct CairoDestroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, CairoDestroy>;
using Cairo = std::unique_ptr<cairo_t, CairoDestroy>;

}  // namespace phasescope

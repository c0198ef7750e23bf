// Whether the fonts of the system have the letters of a figure.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <optional>
#include <set>
#include <string>

#include "core/result.hpp"

namespace phasescope {

/// An Error where the system has no font at all: there would be boxes in place of all letters.
std::optional<Error> why_no_letters();

/// Notes, while it lives, which letters of the text written on a page no font has.
class LackingLetters {
public:
    explicit LackingLetters(cairo_t* page);
    ~LackingLetters();
    LackingLetters(const LackingLetters&) = delete;
    LackingLetters& operator=(const LackingLetters&) = delete;

    /// A warning that names them; "" where there are none.
    std::string warning() const;

    /// Text is put on the page.
    static void note(cairo_t* page, PangoLayout* text);

private:
    cairo_t* page_;
    std::set<char32_t> letters_;
};

}  // namespace phasescope

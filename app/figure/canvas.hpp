// The page of a figure: shapes and text in pixels, the same for PNG, SVG and PDF.
#pragma once

#include <cairo.h>

#include <string>
#include <string_view>

#include "app/colour/colormap.hpp"
#include "app/figure/figure.hpp"

namespace phasescope {

struct Area {
    double x = 0, y = 0, width = 0, height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
};

/// The colours of everything that is not data.
struct Ink {
    Rgb page, text, muted, line, grid;
};
Ink ink_of(FigureBackground background);

/// How text looks. The size is that of the type in pixels.
struct Style {
    double size = 10;
    Rgb colour;
};

enum class Anchor { start, centre, end };

/// Where text stands: which of its points lies at (x, y). Turned text reads upwards.
struct Spot {
    double x = 0, y = 0;
    Anchor along = Anchor::start;    ///< in the direction of reading
    Anchor across = Anchor::centre;  ///< from the top of the line to its bottom
    bool upwards = false;
    double most = 0;  ///< longer text is cut and ends in "…"; 0: as long as it is
};

struct TextSize {
    double width = 0, height = 0;
};

/// Draws on a cairo context. Text is marked up as in app/plot/markup.hpp.
class Canvas {
public:
    /// `type` is the size of ordinary text. `pixels`: the page consists of pixels, not of shapes.
    Canvas(cairo_t* cairo, const Ink& ink, double type, bool pixels) : cairo_(cairo), ink_(ink), type_(type), pixels_(pixels)
    {
    }

    cairo_t* cairo() const { return cairo_; }
    const Ink& ink() const { return ink_; }
    double type() const { return type_; }
    bool pixels() const { return pixels_; }

    Style ordinary() const { return {0.9 * type_, ink_.text}; }
    Style heading() const { return {1.2 * type_, ink_.text}; }
    Style remark() const { return {0.8 * type_, ink_.muted}; }

    /// The width of thin lines: whole pixels.
    double line() const;

    TextSize size_of(std::string_view text, const Style& style) const;
    void write(std::string_view text, const Style& style, const Spot& spot) const;
    /// Text broken into lines as wide as the box, from its top on; returns their height.
    double paragraph(std::string_view text, const Style& style, const Area& box) const;
    void fill(const Area& box, Rgb colour) const;

    /// A thin line around the box, outside of it.
    void frame(const Area& box) const;

private:
    cairo_t* cairo_;
    Ink ink_;
    double type_;
    bool pixels_;
};

void set_colour(cairo_t* cairo, Rgb colour, double opacity = 1);

/// The same text as valid UTF-8 on one line.
std::string clean_text(std::string_view text);

/// Without the marks of sub- and superscripts.
std::string plain_text(std::string_view marked_up);

}  // namespace phasescope

// From numbers to colours on the GPU (shaders/colour.frag), as colour_index() does on the processor.
#pragma once

#include "app/colour/colormap.hpp"
#include "app/gl/program.hpp"
#include "app/gl/texture.hpp"

namespace phasescope {

/// How the numbers of a sheet become a picture.
struct Colouring {
    const Colormap& colormap;
    Range range;
    bool transposed = false;
    bool row_lines = false;  ///< thin lines between rows of cells
    bool col_lines = false;
};

class ColourPass {
public:
    static Result<ColourPass> create();

    /// Draws the picture into the painter's target. `numbers` lie as the sheet does; the others hold the first cell
    /// under each of its pixel rows and columns.
    void draw(const TexturePainter& painter, const Colouring& colouring, const Texture& numbers, const Texture& row_first,
              const Texture& col_first);

private:
    ColourPass(ShaderProgram plain, ShaderProgram lined)
        : plain_(std::move(plain)), lined_(std::move(lined)), table_(Texels::colour)
    {
    }

    ShaderProgram plain_;
    ShaderProgram lined_;
    Texture table_;
};

}  // namespace phasescope

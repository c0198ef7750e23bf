// The picture: each number becomes one of 256 colours. With LINES defined, thin lines stand between large cells; without,
// nothing is read for them, which saves a software driver half its time.
uniform sampler2D numbers;      // texel (x, y): pixel column x and pixel row y of the sheet
uniform sampler2D colours;      // 256 x 1
uniform bool transposed;        // rows of the sheet run along x
uniform vec2 low;               // the low end of the range is low.x + low.y
uniform float scale;            // 1 / (high end - low end)
uniform float shift;            // where a number at the low end lies, as a share of the range: 0
uniform vec4 non_finite;        // the colour of what is not a finite number

layout(location = 0) out vec4 colour;

bool is_finite(float v)
{
    return (floatBitsToUint(v) & 0x7f800000u) != 0x7f800000u;
}

#ifdef LINES
uniform usampler2D row_first;  // (1 row) the first cell under each pixel row of the sheet
uniform usampler2D col_first;  // (1 row) the first cell under each pixel column of the sheet
uniform bvec2 lines;           // lines between (rows, columns)

const vec3 line_colour = vec3(0.5);
const float line_strength = 0.4;

// Whether a pixel is the first of its cell, other than the first of the picture.
bool starts_cell(usampler2D first, int pixel)
{
    if (pixel == 0) return false;
    return texelFetch(first, ivec2(pixel, 0), 0).r != texelFetch(first, ivec2(pixel - 1, 0), 0).r;
}

bool on_line(ivec2 at)
{
    return (lines.x && starts_cell(row_first, at.y)) || (lines.y && starts_cell(col_first, at.x));
}
#endif

void main()
{
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    ivec2 at = transposed ? pixel.yx : pixel;
    float v = texelFetch(numbers, at, 0).r;
    if (is_finite(v)) {
        float share = clamp(((v - low.x) - low.y) * scale + shift, 0.0, 1.0);
        colour = texelFetch(colours, ivec2(int(floor(255.0 * share + 0.5)), 0), 0);
    } else {
        colour = non_finite;
    }
#ifdef LINES
    if (on_line(at)) colour.rgb = mix(colour.rgb, line_colour, line_strength);
#endif
}

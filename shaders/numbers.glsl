// What all shaders of numbers share: texel (x, y) is the exact mean of the cells under pixel column x and pixel row y.
uniform usampler2D row_first;  // (1 row) the first cell under each pixel row
uniform usampler2D col_first;  // (1 row) the first cell under each pixel column

layout(location = 0) out float number;

const uint no_number = 0x7fc00000u;                 // the bits of a float
const float radians_per_unit = 1.4629180792671596e-9;  // 2 pi / 2^32

uint first_row()
{
    return texelFetch(row_first, ivec2(int(gl_FragCoord.y), 0), 0).r;
}

uint first_col()
{
    return texelFetch(col_first, ivec2(int(gl_FragCoord.x), 0), 0).r;
}

// Where an entry of a list lies: 2048 of them in a row of texels.
ivec2 place(uint index)
{
    return ivec2(int(index & 2047u), int(index >> 11u));
}

// (cos, sin) of a phase in 2^-32 turn; error at most 9e-8. Polynomials on an eighth of a turn to either side.
vec2 arrow(uint phase)
{
    uint quadrant = (phase + 0x20000000u) >> 30u;
    float x = float(int(phase - (quadrant << 30u))) * radians_per_unit;
    float xx = x * x;
    float s = x + x * xx * (-0.16666654611 + xx * (8.3321608736e-3 + xx * -1.9515295891e-4));
    float c = 1.0 + xx * (-0.5 + xx * (4.166664568298827e-2 + xx * (-1.388731625493765e-3 + xx * 2.443315711809948e-5)));
    vec2 turned = (quadrant & 1u) == 0u ? vec2(c, s) : vec2(-s, c);
    return (quadrant & 2u) == 0u ? turned : -turned;
}

// The direction of an arrow; 0 of one without length.
float direction(vec2 mean)
{
    return mean.x == 0.0 && mean.y == 0.0 ? 0.0 : atan(mean.y, mean.x);
}

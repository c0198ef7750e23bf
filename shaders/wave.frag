// The numbers of a wave field: texel (x, y) is the exact mean of the cells under pixel column x and pixel row y.
//
// Row r, column c of the field is amplitude cos(2 pi ((first_position + r) frequency + phase)). The mean over successive
// rows is the wave at their midpoint times a factor per channel, which is already in the amplitude here.
uniform usampler2D row_first;  // (1 row) the first cell under each pixel row
uniform usampler2D col_first;  // (1 row) the first channel under each pixel column
uniform usampler2D channels;   // (1024 wide) half the frequency in 2^-64 turn (high, low), phase in 2^-32 turn, float amplitude
uniform uint twice_base;       // 2 first_position + (cells under a pixel row) - 1
uniform int col_count;         // channels under a pixel column
uniform bool read_angle;       // the direction of the mean arrow, not its length along the cosine
uniform bool one_cell;         // a pixel covers a single cell

layout(location = 0) out float number;

const float radians_per_unit = 1.4629180792671596e-9;  // 2 pi / 2^32

// The upper 32 bits of a * b.
uint high_product(uint a, uint b)
{
    uint a0 = a & 0xffffu, a1 = a >> 16u, b0 = b & 0xffffu, b1 = b >> 16u;
    uint middle = a1 * b0 + ((a0 * b0) >> 16u);
    uint carry = a0 * b1 + (middle & 0xffffu);
    return a1 * b1 + (middle >> 16u) + (carry >> 16u);
}

// The phase of a channel at half of `twice` positions, in 2^-32 turn. Whole turns fall off at the top by themselves.
uint phase_at(uint twice, uvec4 channel)
{
    return twice * channel.x + high_product(twice, channel.y) + channel.z;
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

uvec4 channel_at(int c)
{
    return texelFetch(channels, ivec2(c & 1023, c >> 10), 0);
}

void main()
{
    uint row = texelFetch(row_first, ivec2(int(gl_FragCoord.y), 0), 0).r;
    int first = int(texelFetch(col_first, ivec2(int(gl_FragCoord.x), 0), 0).r);
    uint twice = row * 2u + twice_base;

    if (one_cell && read_angle) {
        number = float(int(phase_at(twice, channel_at(first)))) * radians_per_unit;
        return;
    }

    // Summed in blocks, so that rounding grows with the length of a block and not with that of the row.
    vec2 sum = vec2(0.0);
    for (int block = 0; block < col_count; block += 64) {
        vec2 part = vec2(0.0);
        int end = min(block + 64, col_count);
        for (int i = block; i < end; ++i) {
            uvec4 channel = channel_at(first + i);
            part += uintBitsToFloat(channel.w) * arrow(phase_at(twice, channel));
        }
        sum += part;
    }
    bool no_direction = sum.x == 0.0 && sum.y == 0.0;
    if (read_angle) {
        number = no_direction ? 0.0 : atan(sum.y, sum.x);
    } else {
        number = sum.x / float(col_count);
    }
}

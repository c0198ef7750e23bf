// The numbers of a wave field.
//
// Row r, column c of the field is amplitude cos(2 pi ((first_position + r) frequency + phase)). A pixel over successive
// rows is the wave at their midpoint times a factor per channel (of a tent), which is already in the amplitude here.
uniform usampler2D channels;  // (list) half the frequency in 2^-64 turn (high, low), phase in 2^-32 turn, float amplitude
uniform uint twice_base;      // 2 first_position + (cells under a pixel row) - 1
uniform int col_count;        // channels under a pixel column
uniform bool read_angle;      // the direction of the mean arrow, not its length along the cosine
uniform bool one_cell;        // a pixel covers a single cell

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

uvec4 channel_at(int c)
{
    return texelFetch(channels, place(uint(c)), 0);
}

void main()
{
    int first = int(first_col());
    uint twice = first_row() * 2u + twice_base;

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
    number = read_angle ? direction(sum) : sum.x / float(col_count);
}

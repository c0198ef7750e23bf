// The numbers of a product: the mean row of a table under a pixel row times that of another under a pixel column.
uniform sampler2D u;  // (list) rows after each other, four numbers a texel, zeros at the end
uniform sampler2D v;
uniform int across;  // texels of a row

bool is_number(float x)
{
    return (floatBitsToUint(x) & 0x7fffffffu) <= 0x7f800000u;
}

void main()
{
    uint row = uint(gl_FragCoord.y) * uint(across), col = uint(gl_FragCoord.x) * uint(across);
    // Rows without numbers tell so in their first.
    if (!is_number(texelFetch(u, place(row), 0).r) || !is_number(texelFetch(v, place(col), 0).r)) {
        number = uintBitsToFloat(no_number);
        return;
    }
    // Summed in blocks of 64 numbers, as in the shader of waves.
    vec4 sum = vec4(0.0);
    for (int block = 0; block < across; block += 16) {
        vec4 part = vec4(0.0);
        int end = min(block + 16, across);
        for (int i = block; i < end; ++i)
            part += texelFetch(u, place(row + uint(i)), 0) * texelFetch(v, place(col + uint(i)), 0);
        sum += part;
    }
    number = (sum.x + sum.y) + (sum.z + sum.w);
}

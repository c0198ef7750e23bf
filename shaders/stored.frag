// The numbers of a matrix: the mean of the cells under a pixel that hold a number.
uniform usampler2D cells;  // (list) row after row: the bits of a float, or an angle in 2^-32 turn, odd where there is none
uniform uint cols;         // of the matrix
uniform ivec2 count;       // columns and rows of cells under a pixel
uniform float centre;      // is added to every number
uniform bool read_angle;

uint cell(uint row, uint col)
{
    return texelFetch(cells, place(row * cols + col), 0).r;
}

// What a cell adds: its number or its arrow, and how many these are.
vec3 summand(uint bits)
{
    if (read_angle) return (bits & 1u) == 0u ? vec3(arrow(bits), 1.0) : vec3(0.0);
    return bits != no_number ? vec3(uintBitsToFloat(bits), 0.0, 1.0) : vec3(0.0);
}

// Summed in blocks of 64 columns, and 64 rows, as in the shader of waves.
vec3 sum_of_row(uint row)
{
    vec3 sum = vec3(0.0);
    for (int block = 0; block < count.x; block += 64) {
        vec3 part = vec3(0.0);
        int end = min(block + 64, count.x);
        for (int i = block; i < end; ++i) part += summand(cell(row, first_col() + uint(i)));
        sum += part;
    }
    return sum;
}

void main()
{
    vec3 sum = vec3(0.0);
    for (int block = 0; block < count.y; block += 64) {
        vec3 part = vec3(0.0);
        int end = min(block + 64, count.y);
        for (int i = block; i < end; ++i) part += sum_of_row(first_row() + uint(i));
        sum += part;
    }
    if (sum.z == 0.0) {
        number = uintBitsToFloat(no_number);
    } else if (!read_angle) {
        number = centre + sum.x / sum.z;
    } else if (count == ivec2(1)) {
        number = float(int(cell(first_row(), first_col()))) * radians_per_unit;
    } else {
        number = direction(sum.xy);
    }
}

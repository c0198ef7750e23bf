// The numbers of a function of the offset, and of the sum of positions: entries of lists, which ArgumentTable explains.
uniform usampler2D shifts;  // (list) one for each bucket of arguments
uniform sampler2D entries;  // (list) the numbers
uniform uvec3 differences;  // the least argument, the bits of an argument that a bucket ignores, where its shifts begin
uniform uvec3 sums;
uniform bool with_sums;

float entry(uint argument, uvec3 table)
{
    uint bucket = (argument - table.x) >> table.y;
    uint shift = texelFetch(shifts, place(table.z + bucket), 0).r;
    return texelFetch(entries, place(argument + shift), 0).r;
}

void main()
{
    number = entry(first_col() - first_row(), differences);
    if (with_sums) number += entry(first_col() + first_row(), sums);
}

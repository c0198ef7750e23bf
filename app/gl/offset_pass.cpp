#include "app/gl/offset_pass.hpp"

#include <epoxy/gl.h>

namespace phasescope {

OffsetEntries::Part OffsetEntries::append(const ArgumentTable& table, std::vector<std::uint32_t>& shifts,
                                          std::vector<float>& entries)
{
    const auto first_shift = static_cast<std::uint32_t>(shifts.size()),
               first_entry = static_cast<std::uint32_t>(entries.size());
    for (const std::uint32_t shift : table.shift) shifts.push_back(first_entry + shift);
    for (const double number : table.numbers) entries.push_back(static_cast<float>(number));
    return {static_cast<std::uint32_t>(table.least), static_cast<std::uint32_t>(table.bits), first_shift};
}

bool OffsetEntries::fill(const WantedNumbers& wanted)
{
    const auto table = offset_table(wanted.field, wanted.rows, wanted.cols);
    if (!table) return false;
    std::vector<std::uint32_t> shifts;
    std::vector<float> entries;
    differences_ = append(table->differences, shifts, entries);
    with_sums_ = table->sums.has_value();
    if (with_sums_) sums_ = append(*table->sums, shifts, entries);
    if (std::ssize(shifts) > longest_list() || std::ssize(entries) > longest_list()) return false;
    shifts_.fill_list(std::ssize(shifts), shifts.data());
    entries_.fill_list(std::ssize(entries), entries.data());
    return true;
}

void OffsetEntries::set(const ShaderProgram& program, const WantedNumbers&) const
{
    shifts_.bind(own_unit);
    entries_.bind(own_unit + 1);
    glUniform1i(program.at("shifts"), own_unit);
    glUniform1i(program.at("entries"), own_unit + 1);
    const auto set_part = [&](const char* name, const Part& part) {
        glUniform3ui(program.at(name), part.least, part.bits, part.first_shift);
    };
    set_part("differences", differences_);
    set_part("sums", sums_);
    glUniform1i(program.at("with_sums"), with_sums_);
}

}  // namespace phasescope

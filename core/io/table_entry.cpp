#include "core/io/table_entry.hpp"

#include <algorithm>

#include "core/nearest.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

bool has_rows_and_columns(const TableEntry& entry)
{
    return entry.usable && entry.shape.size() >= 2;
}

/// At most five names: those nearest to `name`, or the first ones where it is "".
std::string some_names(const std::vector<TableEntry>& entries, std::string_view name)
{
    constexpr std::size_t most = 5, most_looked_at = 1000;
    std::vector<std::string> names;
    const bool any_usable = std::ranges::any_of(entries, has_rows_and_columns);
    for (const TableEntry& entry : entries)
        if ((has_rows_and_columns(entry) || !any_usable) && names.size() < most_looked_at)
            names.push_back(one_line(entry.name, 64));
    const std::size_t all = names.size();
    if (name.empty())
        names.resize(std::min(all, most));
    else
        names = nearest_words(one_line(name, 64), names, most);
    return alternatives(names) + (all > names.size() ? ", ..." : "");
}

}  // namespace

std::vector<std::int64_t> without_leading_ones(std::vector<std::int64_t> shape)
{
    while (shape.size() > 2 && shape.front() == 1) shape.erase(shape.begin());
    return shape;
}

bool is_table_shape(const std::vector<std::int64_t>& shape)
{
    const auto kept = without_leading_ones(shape);
    return (kept.size() == 1 || kept.size() == 2) && std::ranges::find(kept, 0) == kept.end();
}

std::string shape_text(const std::vector<std::int64_t>& shape)
{
    std::string text = "(";
    for (const std::int64_t count : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(count);
    return text + (shape.size() == 1 ? ",)" : ")");
}

Result<std::size_t> chosen_table(const std::vector<TableEntry>& entries, std::string_view name, const std::string& where)
{
    if (entries.empty()) return Error{"the file holds no tables", where, "choose another file"};
    if (!name.empty()) {
        const auto found = std::ranges::find(entries, name, &TableEntry::name);
        if (found != entries.end()) return static_cast<std::size_t>(found - entries.begin());
        const bool nameless = entries.size() == 1 && entries.front().name.empty();
        return Error{"there is no table called \"" + one_line(name, 64) + "\"", where,
                     nameless ? "the only table of the file has no name" : "there is " + some_names(entries, name)};
    }
    if (entries.size() == 1) return std::size_t{0};
    const auto first = std::ranges::find_if(entries, has_rows_and_columns);
    const bool only =
        first != entries.end() && std::find_if(first + 1, entries.end(), has_rows_and_columns) == entries.end();
    if (only) return static_cast<std::size_t>(first - entries.begin());
    return Error{"the file holds " + std::to_string(entries.size()) + " tables and none is named", where,
                 "name one: " + some_names(entries, "")};
}

}  // namespace phasescope

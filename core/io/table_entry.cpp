#include "core/io/table_entry.hpp"

#include <algorithm>

#include "core/io/array_layout.hpp"
#include "core/io/position_names.hpp"
#include "core/nearest.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

bool is_of_positions(const TableEntry& entry)
{
    return has_rows_and_columns(entry) && names_positions(entry.name);
}

/// At most five names: those nearest to `name`, or, where it is "", the first ones, tables of positions before others.
std::string some_names(const std::vector<TableEntry>& entries, std::string_view name)
{
    constexpr std::size_t most = 5, most_looked_at = 1000;
    std::vector<std::string> names;
    const bool any_usable = std::ranges::any_of(entries, has_rows_and_columns);
    for (const bool of_positions : {true, false})
        for (const TableEntry& entry : entries)
            if ((has_rows_and_columns(entry) || !any_usable) && is_of_positions(entry) == of_positions
                && names.size() < most_looked_at)
                names.push_back(one_line(entry.name, 64));
    const std::size_t all = names.size();
    if (name.empty())
        names.resize(std::min(all, most));
    else
        names = nearest_words(one_line(name, 64), names, most);
    return alternatives(names) + (all > names.size() ? ", ..." : "");
}

/// The only one; none where there are more.
std::optional<std::size_t> only(const std::vector<TableEntry>& entries, bool (*fits)(const TableEntry&))
{
    const auto first = std::ranges::find_if(entries, fits);
    if (first == entries.end() || std::find_if(first + 1, entries.end(), fits) != entries.end()) return std::nullopt;
    return static_cast<std::size_t>(first - entries.begin());
}

}  // namespace

void report_layout(const ArrayLayout& layout, TableReport& report)
{
    report.head = layout.head;
    if (!layout.note.empty()) report.notes.push_back(layout.note);
}

bool has_rows_and_columns(const TableEntry& entry)
{
    return entry.usable && entry.shape.size() >= 2;
}

Result<std::size_t> chosen_table(const std::vector<TableEntry>& entries, std::string_view name, const std::string& where,
                                 TableReport& report)
{
    const auto take = [&](std::size_t index) {
        report.name = entries[index].name;
        return index;
    };
    if (entries.empty()) return Error{"the file holds no tables", where, "choose another file"};
    if (!name.empty()) {
        const auto found = std::ranges::find(entries, name, &TableEntry::name);
        if (found != entries.end()) return take(static_cast<std::size_t>(found - entries.begin()));
        const bool nameless = entries.size() == 1 && entries.front().name.empty();
        return Error{"there is no table called \"" + one_line(name, 64) + "\"", where,
                     nameless ? "the only table of the file has no name" : "there is " + some_names(entries, name)};
    }
    if (entries.size() == 1) return take(0);
    if (const auto wide = only(entries, has_rows_and_columns)) return take(*wide);
    if (const auto found = only(entries, is_of_positions)) {
        report.notes.push_back(one_line(entries[*found].name, 64) + " was taken: of " + std::to_string(entries.size())
                               + " tables the only one that is called as tables of positions are");
        return take(*found);
    }
    return Error{"the file holds " + std::to_string(entries.size()) + " tables and none is named", where,
                 "name one: " + some_names(entries, "")};
}

}  // namespace phasescope

#include "core/io/csv_read.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/number_text.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

constexpr std::size_t most_columns = 1'000'000;

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string_view without_quotes(std::string_view cell)
{
    return cell.size() >= 2 && cell.front() == '"' ? trimmed(cell.substr(1, cell.size() - 2)) : cell;
}

std::optional<double> number_in(std::string_view cell)
{
    return parsed_number(without_quotes(cell));
}

/// The first of tab, semicolon and comma that the first line holds outside quotes; a space where it holds none.
char separator_of(std::string_view text)
{
    constexpr std::string_view order = "\t;, ";
    std::size_t best = order.size() - 1;
    bool in_quotes = false;
    for (const char letter : text) {
        if (!in_quotes && (letter == '\n' || letter == '\r')) break;
        if (letter == '"') in_quotes = !in_quotes;
        if (!in_quotes) best = std::min(best, order.find(letter));
    }
    return order[best];
}

/// Cuts a text into rows of cells. The cells are parts of the text, trimmed, with their quotes.
class RowReader {
public:
    RowReader(std::string_view text, std::string where) : text_(text), where_(std::move(where))
    {
        skip_empty_lines();
        separator_ = separator_of(text_.substr(at_));
    }

    bool at_end() const { return at_ == text_.size(); }
    char separator() const { return separator_; }

    /// The next row; there is one.
    Result<Done> next(std::vector<std::string_view>& cells)
    {
        cells.clear();
        row_line_ = line_;
        do {
            if (cells.size() == most_columns)
                return Error{"a row has too many cells", place(cells.size()),
                             "at most " + std::to_string(most_columns) + " are accepted"};
            skip_spaces();
            if (separator_ == ' ' && at_line_end() && !cells.empty()) break;
            const std::size_t begin = at_;
            if (!at_end() && text_[at_] == '"' && !skip_quoted())
                return Error{"a quote is never closed", place(cells.size()), "close it, or remove it"};
            const std::size_t closed = at_;
            while (!at_line_end() && text_[at_] != separator_) ++at_;
            const std::string_view behind = trimmed(text_.substr(closed, at_ - closed));
            if (closed != begin && !behind.empty())
                return Error{"something follows a closing quote", place(cells.size()) + ": " + one_line(behind, 32),
                             "write quotes inside a cell twice"};
            cells.push_back(trimmed(text_.substr(begin, at_ - begin)));
        } while (skip_separator());
        skip_empty_lines();
        return Done{};
    }

    /// "file: line 3, column 2" of a cell of the last row.
    std::string place(std::size_t cell) const
    {
        return where_ + ": line " + std::to_string(row_line_) + ", column " + std::to_string(cell + 1);
    }

private:
    bool at_line_end() const { return at_end() || text_[at_] == '\n' || text_[at_] == '\r'; }

    void skip_spaces()
    {
        while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t') && (text_[at_] != separator_ || separator_ == ' '))
            ++at_;
    }

    bool skip_separator()
    {
        if (at_line_end()) return false;
        ++at_;
        return true;
    }

    /// From a quote to behind the one that closes it.
    bool skip_quoted()
    {
        for (++at_; !at_end(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') continue;
            ++at_;
            if (at_end() || text_[at_] != '"') return true;
        }
        return false;
    }

    /// Stands afterwards at the end, or in a line that holds a row: at its begin, or at its first cell.
    void skip_empty_lines()
    {
        for (;;) {
            const std::size_t begin = at_;
            while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
            const bool comment = !at_end() && text_[at_] == '#';
            while (comment && !at_line_end()) ++at_;
            if (at_end()) return;
            if (!at_line_end()) {
                at_ = begin;  // a tab there may be a separator
                return;
            }
            if (text_[at_] == '\n' || at_ + 1 == text_.size() || text_[at_ + 1] != '\n') ++line_;
            ++at_;
        }
    }

    std::string_view text_;
    std::string where_;
    char separator_ = ',';
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    std::int64_t row_line_ = 1;
};

/// Whether the cells behind the first are whole numbers that count up by one.
bool counts_columns(const std::vector<std::string_view>& cells)
{
    std::int64_t last = 0;
    for (std::size_t i = 1; i < cells.size(); ++i) {
        const std::string_view cell = without_quotes(cells[i]);
        std::int64_t number = 0;
        const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), number);
        if (end.ec != std::errc{} || end.ptr != cell.data() + cell.size()) return false;
        if (i > 1 && (last == INT64_MAX || number != last + 1)) return false;
        last = number;
    }
    return cells.size() > 1;
}

Error no_number(std::string_view cell, const RowReader& rows, std::size_t index)
{
    const std::string_view word = without_quotes(cell);
    if (word.empty()) return {"a cell is empty", rows.place(index), "write a number there"};
    const bool decimal_comma = rows.separator() != ',' && std::ranges::count(word, ',') == 1;
    return {"\"" + one_line(word, 32) + "\" is not a number", rows.place(index),
            decimal_comma ? "write the decimal mark as a point" : "write a number such as -0.5 or 1e-3"};
}

/// Reads the rows behind the header into a table.
class Table {
public:
    Table(RowReader& rows, bool allow_non_finite) : rows_(rows), allow_non_finite_(allow_non_finite) {}

    Result<Matrix> read(const std::string& where)
    {
        std::vector<std::string_view> cells;
        if (Result<Done> done = rows_.next(cells); !done) return done.error();
        if (is_header(cells)) {
            labels_ = cells.front().empty() || counts_columns(cells);
            width_ = cells.size();
            if (rows_.at_end())
                return Error{"the table has a header and no rows", where, "give at least one row of numbers"};
            if (Result<Done> done = rows_.next(cells); !done) return done.error();
        }
        width_ = width_ == 0 ? cells.size() : width_;
        labels_ = width_ > 1 && (labels_ || (!cells.front().empty() && !number_in(cells.front())));
        for (;;) {
            if (Result<Done> done = keep(cells); !done) return done.error();
            if (rows_.at_end()) break;
            if (Result<Done> done = rows_.next(cells); !done) return done.error();
        }
        table_.cols = static_cast<std::int64_t>(width_ - (labels_ ? 1 : 0));
        return std::move(table_);
    }

private:
    /// A row in which only the first cell is no number is one of the table, unless it counts the columns.
    static bool is_header(const std::vector<std::string_view>& cells)
    {
        const auto is_number = [](std::string_view cell) { return number_in(cell).has_value(); };
        if (std::ranges::all_of(cells, is_number)) return false;
        const bool labelled = cells.size() > 1 && !is_number(cells.front()) && !cells.front().empty()
                              && std::all_of(cells.begin() + 1, cells.end(), is_number);
        return !labelled || counts_columns(cells);
    }

    Result<Done> keep(const std::vector<std::string_view>& cells)
    {
        if (cells.size() != width_)
            return Error{"the rows of the table differ in width",
                         rows_.place(cells.size() - 1) + " is the last cell, expected " + std::to_string(width_),
                         "give each row the same number of cells"};
        for (std::size_t i = labels_ ? 1 : 0; i < cells.size(); ++i) {
            const std::optional<double> number = number_in(cells[i]);
            if (!number) return no_number(cells[i], rows_, i);
            if (!std::isfinite(*number) && !allow_non_finite_)
                return Error{"the table holds a number that is not finite", rows_.place(i) + " is " + shortest_text(*number),
                             "replace it by a number, or save the table before it went wrong"};
            table_.values.push_back(*number);
        }
        ++table_.rows;
        return Done{};
    }

    RowReader& rows_;
    bool allow_non_finite_;
    bool labels_ = false;
    std::size_t width_ = 0;
    Matrix table_;
};

}  // namespace

Result<Matrix> read_csv(std::string_view text, std::string_view source, bool allow_non_finite)
{
    const std::string where(source);
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return Error{"the text is UTF-16", where, "save it as UTF-8"};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t byte = std::min(first_invalid_utf8(text), text.find('\0'));
    if (byte != std::string_view::npos)
        return Error{"this is no text in UTF-8", where + ": byte " + std::to_string(byte),
                     "save the table as CSV in UTF-8, or as NPY"};
    RowReader rows(text, where);
    if (rows.at_end()) return Error{"the table is empty", where, "give at least one row of numbers"};
    return Table(rows, allow_non_finite).read(where);
}

}  // namespace phasescope

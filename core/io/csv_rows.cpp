#include "core/io/csv_rows.hpp"

#include <algorithm>

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

}  // namespace

std::string_view without_quotes(std::string_view cell)
{
    return cell.size() >= 2 && cell.front() == '"' ? trimmed(cell.substr(1, cell.size() - 2)) : cell;
}

CsvRows::CsvRows(std::string_view text, std::string where) : text_(text), where_(std::move(where))
{
    skip_empty_lines();
    separator_ = separator_of(text_.substr(at_));
}

Result<Done> CsvRows::next(std::vector<std::string_view>& cells)
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

std::string CsvRows::place(std::int64_t line, std::size_t cell) const
{
    return where_ + ": line " + std::to_string(line) + ", column " + std::to_string(cell + 1);
}

void CsvRows::skip_spaces()
{
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t') && (text_[at_] != separator_ || separator_ == ' ')) ++at_;
}

bool CsvRows::skip_separator()
{
    if (at_line_end()) return false;
    ++at_;
    return true;
}

/// From a quote to behind the one that closes it.
bool CsvRows::skip_quoted()
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
void CsvRows::skip_empty_lines()
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

}  // namespace phasescope

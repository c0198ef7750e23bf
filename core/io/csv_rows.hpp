// A text cut into rows of cells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

/// A cell without the quotes around it.
std::string_view without_quotes(std::string_view cell);

/// Goes through a text row by row. The cells are parts of the text, trimmed, with their quotes (RFC 4180). They are parted
/// by the first of tab, semicolon and comma that the first row holds outside quotes, by spaces where it holds none. Empty
/// lines and lines that begin with '#' are passed over.
class CsvRows {
public:
    CsvRows(std::string_view text, std::string where);

    bool at_end() const { return at_ == text_.size(); }
    char separator() const { return separator_; }

    /// The next row; there is one.
    Result<Done> next(std::vector<std::string_view>& cells);

    /// The line that the last row begins in, counted from 1.
    std::int64_t line() const { return row_line_; }

    /// "file: line 3, column 2" of a cell of the last row.
    std::string place(std::size_t cell) const { return place(row_line_, cell); }
    std::string place(std::int64_t line, std::size_t cell) const;

private:
    bool at_line_end() const { return at_end() || text_[at_] == '\n' || text_[at_] == '\r'; }
    void skip_spaces();
    bool skip_separator();
    bool skip_quoted();
    void skip_empty_lines();

    std::string_view text_;
    std::string where_;
    char separator_ = ',';
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    std::int64_t row_line_ = 1;
};

}  // namespace phasescope

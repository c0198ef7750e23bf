#include "core/io/csv_read.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "core/io/csv_cell.hpp"
#include "core/io/csv_rows.hpp"
#include "core/number_text.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Cells = std::vector<std::string_view>;

std::string quoted(std::string_view cell)
{
    return "\"" + one_line(without_quotes(cell), 32) + "\"";
}

/// What the first line of a text is.
enum class FirstLine { header, row, counting };

FirstLine kind_of(const Cells& cells, bool comma_is_mark)
{
    const std::span<const std::string_view> all(cells);
    const auto is_number = [&](std::string_view cell) {
        return cell_number(cell, comma_is_mark).has_value() || stands_for_number(cell);
    };
    if (all.size() > 1 && count_up(all)) return FirstLine::counting;
    const bool may_count = all.front().empty() || names_rows(all.front()) || (all.size() > 2 && !is_number(all.front()));
    if (may_count && count_up(all.subspan(1))) return FirstLine::header;
    const auto named = all.subspan(all.size() > 1 && all.front().empty() ? 1 : 0);  // the corner of a table has no name
    const auto numbers = static_cast<std::size_t>(std::ranges::count_if(named, is_number));
    return 2 * numbers < named.size() ? FirstLine::header : FirstLine::row;
}

/// What the cells of the first column are, as far as they have been read.
struct LeadColumn {
    std::string name;        ///< in the header
    bool labels = false;     ///< they are passed over
    bool by_a_word = false;  ///< for no other reason than that the first of them is a word
    std::int64_t word_line = 0;
    std::string word;
    bool others_are_decimals = true;  ///< behind the first
    bool counts = true;               ///< whole numbers, each a step above the one before
    std::optional<std::int64_t> first, last, step;

    void take(std::string_view cell)
    {
        const std::optional<std::int64_t> number = whole_cell(cell);
        const std::optional<std::int64_t> before = last;
        last = number;
        if (!first) first = number;
        if (!number) counts = false;
        if (!counts || !before) return;
        std::int64_t apart = 0;
        if (__builtin_sub_overflow(*number, *before, &apart) || apart <= 0 || (step && *step != apart)) counts = false;
        step = apart;
    }

    std::string span_text() const { return std::to_string(*first) + " to " + std::to_string(*last); }
};

/// Reads all rows, and settles at the end what the first line and the first column were.
class Table {
public:
    Table(CsvRows& rows, std::string where, std::vector<std::string>* notes)
        : rows_(rows), where_(std::move(where)), comma_is_mark_(rows.separator() != ','), notes_(notes)
    {
    }

    Result<Matrix> read()
    {
        Cells cells;
        if (Result<Done> done = rows_.next(cells); !done) return done.error();
        if (Result<Done> done = begin(cells); !done) return done.error();
        for (;;) {
            if (Result<Done> done = keep(cells); !done) return done.error();
            if (rows_.at_end()) break;
            if (Result<Done> done = rows_.next(cells); !done) return done.error();
        }
        return settled();
    }

private:
    void note(std::string sentence)
    {
        if (notes_) notes_->push_back(std::move(sentence));
    }

    /// Looks at the first line; afterwards the cells are those of the first row of numbers.
    Result<Done> begin(Cells& cells)
    {
        width_ = cells.size();
        first_line_ = kind_of(cells, comma_is_mark_);
        first_row_line_ = rows_.line();
        if (first_line_ == FirstLine::header) {
            lead_.labels = cells.front().empty() || count_up(std::span(cells).subspan(1));
            lead_.name = without_quotes(cells.front());
            if (lead_.labels && !lead_.name.empty() && !names_rows(lead_.name))
                note("line " + std::to_string(first_row_line_) + " counts behind " + quoted(lead_.name)
                     + ": it was taken for a header");
            if (rows_.at_end())
                return Error{"the table has a header and no rows", where_, "give at least one row of numbers"};
            if (Result<Done> done = rows_.next(cells); !done) return done;
        }
        const std::string_view front = cells.front();
        lead_.by_a_word = !lead_.labels && !cell_number(front, comma_is_mark_) && !stands_for_number(front);
        if (lead_.by_a_word) {
            lead_.word = quoted(front);
            lead_.word_line = rows_.line();
        }
        lead_.labels = width_ > 1 && (lead_.labels || lead_.by_a_word);
        return Done{};
    }

    Result<Done> keep(const Cells& cells)
    {
        if (cells.size() != width_)
            return Error{"the rows of the table differ in width",
                         rows_.place(cells.size() - 1) + " is the last cell, expected " + std::to_string(width_),
                         "give each row the same number of cells"};
        if (table_.values.size() + width_ > most_csv_numbers)
            return Error{"the table has too many numbers", rows_.place(0),
                         "at most " + std::to_string(most_csv_numbers) + " are read from text: save it with numpy.save"};
        for (std::size_t i = lead_.labels ? 1 : 0; i < cells.size(); ++i) {
            const std::optional<double> number = cell_number(cells[i], comma_is_mark_);
            if (!number) return no_number(cells, i);
            if (Result<Done> done = one_mark(cells[i], i); !done) return done;
            table_.values.push_back(*number);
        }
        if (!lead_.labels)
            lead_.take(cells.front());
        else if (table_.rows > 0)
            lead_.others_are_decimals =
                lead_.others_are_decimals && cell_number(cells.front(), comma_is_mark_) && written_as_decimal(cells.front());
        if (table_.rows > 0) look_for_decimals(cells);
        ++table_.rows;
        return Done{};
    }

    /// An Error where this cell has another decimal mark than those before it.
    Result<Done> one_mark(std::string_view cell, std::size_t index)
    {
        if (!comma_is_mark_) return Done{};
        const bool comma = cell.find(',') != std::string_view::npos;
        if (!comma && cell.find('.') == std::string_view::npos) return Done{};
        if (!mark_) mark_ = comma ? ',' : '.';
        if (*mark_ == (comma ? ',' : '.')) return Done{};
        return Error{"the table has two decimal marks, point and comma", rows_.place(index) + " is " + quoted(cell),
                     "write all of them as points"};
    }

    /// What the rows behind the first are written like.
    void look_for_decimals(const Cells& cells)
    {
        if (!all_decimals_ && any_decimals_) return;
        for (std::size_t i = 1; i < cells.size(); ++i) {
            const bool decimal = written_as_decimal(cells[i]);
            all_decimals_ = all_decimals_ && decimal;
            any_decimals_ = any_decimals_ || decimal;
        }
        if (!lead_.labels) all_decimals_ = all_decimals_ && written_as_decimal(cells.front());
    }

    Error no_number(const Cells& cells, std::size_t index) const
    {
        const std::string_view word = without_quotes(cells[index]);
        const std::string what = word.empty() ? "a cell is empty" : quoted(word) + " is not a number";
        std::string hint =
            word.empty() ? "write a number there, nan where there is none" : "write a number such as -0.5 or 1e-3";
        if (table_.rows == 0 && first_line_ != FirstLine::header) {
            const auto numbers = std::ranges::count_if(
                cells, [&](std::string_view cell) { return cell_number(cell, comma_is_mark_).has_value(); });
            hint = std::to_string(numbers) + " of " + std::to_string(cells.size())
                   + " cells of the line are numbers: it is a row, not a header; " + hint;
        }
        return {what, rows_.place(index), hint};
    }

    /// The table without what was no part of it.
    Result<Matrix> settled()
    {
        table_.cols = static_cast<std::int64_t>(width_ - (lead_.labels ? 1 : 0));
        if (lead_.by_a_word && lead_.labels && first_line_ != FirstLine::header && table_.rows > 1
            && lead_.others_are_decimals)
            return Error{lead_.word + " is not a number", rows_.place(lead_.word_line, 0),
                         "the first cells of all other lines are decimals; write a number there"};
        if (lead_.by_a_word && lead_.labels && first_line_ != FirstLine::header)
            note("the first column holds words, such as " + lead_.word + ": it was passed over");
        if (mark_ == ',') note("the decimal mark of this table is the comma");
        settle_first_line();
        settle_lead_column();
        return std::move(table_);
    }

    /// Two cells that count, 0 and 1, are also the sine and cosine of position 0: these stay.
    void settle_first_line()
    {
        if (first_line_ != FirstLine::counting || table_.rows < 2) return;
        const double first = table_.values.front();
        const std::string counts = "line " + std::to_string(first_row_line_) + " counts " + shortest_text(first) + " to "
                                   + shortest_text(table_.values[static_cast<std::size_t>(table_.cols) - 1]);
        if (all_decimals_ && table_.cols > 2 && (first == 0 || first == 1)) {
            table_.values.erase(table_.values.begin(), table_.values.begin() + table_.cols);
            --table_.rows;
            note(counts + ": it was taken for a header");
        } else if (table_.cols > 2 || all_decimals_) {
            note(counts + ": it was taken for a row; leave it out where it is a header");
        }
    }

    void settle_lead_column()
    {
        const bool counts = !lead_.labels && lead_.counts && lead_.step && table_.cols > 1;
        if (!counts) return;
        if (names_rows(lead_.name)) {
            drop_lead_column();
            note("column \"" + one_line(lead_.name, 32) + "\" counts " + lead_.span_text()
                 + ": it numbers the rows, and was passed over");
        } else if (any_decimals_ && table_.rows > 2 && lead_.step == 1 && (lead_.first == 0 || lead_.first == 1)) {
            note("the first column counts " + lead_.span_text()
                 + ": it was taken for numbers of the table; call it index where it numbers the rows");
        }
    }

    void drop_lead_column()
    {
        auto to = table_.values.begin();
        for (std::int64_t row = 0; row < table_.rows; ++row) {
            const auto from = table_.values.begin() + row * table_.cols;
            to = std::copy(from + 1, from + table_.cols, to);
        }
        table_.values.erase(to, table_.values.end());
        --table_.cols;
    }

    CsvRows& rows_;
    std::string where_;
    bool comma_is_mark_;
    std::vector<std::string>* notes_;
    FirstLine first_line_ = FirstLine::row;
    std::int64_t first_row_line_ = 1;
    LeadColumn lead_;
    std::optional<char> mark_;                         ///< the decimal mark that was met
    bool all_decimals_ = true, any_decimals_ = false;  ///< cells of the rows behind the first
    std::size_t width_ = 0;
    Matrix table_;
};

}  // namespace

Result<Matrix> read_csv(std::string_view text, std::string_view source, std::vector<std::string>* notes)
{
    const std::string where(source);
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return Error{"the text is UTF-16", where, "save it as UTF-8"};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t byte = std::min(first_invalid_utf8(text), text.find('\0'));
    if (byte != std::string_view::npos)
        return Error{"this is no text in UTF-8", where + ": byte " + std::to_string(byte),
                     "save the table as CSV in UTF-8, or as NPY"};
    CsvRows rows(text, where);
    if (rows.at_end()) return Error{"the table is empty", where, "give at least one row of numbers"};
    return Table(rows, where, notes).read();
}

}  // namespace phasescope

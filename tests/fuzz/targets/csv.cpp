// Tables in text: what is read and written again reads back the same.
#include "core/io/csv.hpp"

#include "core/io/csv_read.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void csv(std::string_view bytes)
{
    is_read(read_csv(bytes, source));
    const Result<Matrix> read = read_csv(bytes, source);
    if (!is_read(read)) return;
    std::string written;
    const auto sink = [&](std::string_view piece) {
        written += piece;
        return true;
    };
    const CsvLabels labels{.corner = "position"};
    require(is_read(write_csv(StoredField{*read}, NumberType::f8, labels, sink)), "a table that was read can be written");
    const Result<Matrix> again = read_csv(written, source);
    require(is_read(again) && same_numbers(*read, *again), "numbers read back the same");
}

}  // namespace phasescope::fuzz

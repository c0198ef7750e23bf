// NPY files: what is read from bytes is read from a file, and what is written of it reads back the same.
#include "core/io/npy.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/table_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void npy(std::string_view bytes)
{
    require_tables(bytes);
    const Result<Matrix> read = read_npy(bytes, source);
    if (!is_read(read)) return;
    std::string written;
    const auto sink = [&](std::string_view piece) {
        written += piece;
        return true;
    };
    require(is_read(write_npy(StoredField{*read}, NumberType::f8, sink)), "a table that was read can be written");
    const Result<Matrix> again = read_npy(written, source);
    require(is_read(again) && same_numbers(*read, *again), "numbers read back the same");
}

}  // namespace phasescope::fuzz

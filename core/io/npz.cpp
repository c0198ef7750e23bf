#include "core/io/npz.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/io/npy.hpp"
#include "core/io/system_error.hpp"
#include "core/io/zip_end.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

constexpr zip_uint64_t most_entries = 10'000;
constexpr std::int64_t most_in_array = std::int64_t{1} << 25;  // 256 MiB of doubles; they may be packed into nothing
constexpr zip_uint64_t most_ratio = 1032;  // deflate makes no more bytes of one (RFC 1951: 258 from two bits)

constexpr std::string_view again = "copy or save it again";

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

/// One array of the archive: what is known of it, or why nothing is.
struct Array {
    TableEntry entry;
    zip_uint64_t index = 0;
    zip_uint64_t bytes = 0;  ///< of the NPY file, when unpacked
    NpyHeader header = {};
    std::optional<Error> fault = std::nullopt;
};

std::string place(const OpenFile& file, std::string_view name)
{
    return file.path() + ": array \"" + one_line(name, 64) + "\"";
}

Error refused(const OpenFile& file, int code)
{
    if (code == ZIP_ER_NOZIP)
        return {"this is not an NPZ file, or it is cut off",
                file.path() + ": the directory of the archive is missing or wrong", "save the arrays with numpy.savez"};
    if (code == ZIP_ER_EXISTS) return {"two entries of the NPZ file have the same name", file.path(), std::string(again)};
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string words = zip_error_strerror(&error);
    zip_error_fini(&error);
    return {"the NPZ file is damaged", file.path() + ": " + words, std::string(again)};
}

Error too_many_arrays(const OpenFile& file, std::uint64_t count)
{
    return {"the NPZ file holds too many arrays", file.path() + ": " + std::to_string(count),
            "at most " + std::to_string(most_entries) + " are accepted"};
}

Result<Archive> opened(const OpenFile& file)
{
    const Result<std::uint64_t> claimed = claimed_zip_entries(file);
    if (!claimed) return claimed.error();
    if (*claimed > most_entries) return too_many_arrays(file, *claimed);
    const int descriptor = ::fcntl(file.descriptor(), F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) return system_error("cannot read the file", file.path(), errno);
    int code = 0;
    Archive archive(zip_fdopen(descriptor, ZIP_CHECKCONS, &code));
    if (archive) return archive;
    ::close(descriptor);
    return refused(file, code);
}

/// Whether the entry is of a kind that numpy writes, and its sizes are possible in this file.
std::optional<Error> fault_of(const OpenFile& file, const zip_stat_t& stat, const std::string& where)
{
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if ((stat.valid & needed) != needed) return Error{"the size of an array is not known", where, std::string(again)};
    if (stat.encryption_method != ZIP_EM_NONE) return Error{"the array is encrypted", where, "save it without a password"};
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
        return Error{"the array is packed in a way that numpy does not use",
                     where + ": zip method " + std::to_string(stat.comp_method), "save it with numpy.savez"};
    const bool stored = stat.comp_method == ZIP_CM_STORE;
    const bool possible =
        stat.comp_size <= file.size() && (stored ? stat.size == stat.comp_size : stat.size / most_ratio <= stat.comp_size);
    if (possible) return std::nullopt;
    return Error{"the sizes of an array cannot be true",
                 where + ": " + std::to_string(stat.size) + " bytes from " + std::to_string(stat.comp_size)
                     + " in a file of " + std::to_string(file.size()),
                 std::string(again)};
}

/// Fills `bytes` with what comes next in the entry.
Result<Done> fill(zip_file_t* entry, std::span<char> bytes, const std::string& where)
{
    while (!bytes.empty()) {
        const zip_int64_t got = zip_fread(entry, bytes.data(), bytes.size());
        if (got == 0) return Error{"the array ends too early", where, std::string(again)};
        if (got < 0) return Error{"the array is damaged", where + ": " + zip_file_strerror(entry), std::string(again)};
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return Done{};
}

/// Unpacks so many bytes for nobody.
Result<Done> pass_over(zip_file_t* entry, std::uint64_t count, const std::string& where)
{
    std::array<char, 65536> bytes{};
    while (count > 0) {
        const auto piece = std::span(bytes).first(static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes.size())));
        if (Result<Done> done = fill(entry, piece, where); !done) return done;
        count -= piece.size();
    }
    return Done{};
}

Result<Entry> opened(zip_t* archive, zip_uint64_t index, const std::string& where)
{
    Entry entry(zip_fopen_index(archive, index, 0));
    if (entry) return entry;
    return Error{"the array is damaged", where + ": " + zip_strerror(archive), std::string(again)};
}

/// The header of an entry of `size` bytes. Nearly all are shorter than the first piece read.
Result<NpyHeader> header_of(zip_t* archive, zip_uint64_t index, zip_uint64_t size, const std::string& where)
{
    const Result<Entry> entry = opened(archive, index, where);
    if (!entry) return entry.error();
    std::string begin;
    for (const std::size_t piece : {std::size_t{1024}, npy_most_header}) {
        const std::size_t filled = begin.size();
        begin.resize(static_cast<std::size_t>(std::min<zip_uint64_t>(piece, size)));
        if (const Result<Done> done = fill(entry->get(), std::span(begin).subspan(filled), where); !done)
            return done.error();
        Result<NpyHeader> header = npy_header(begin, where);
        if (header || begin.size() == size || piece == npy_most_header) return header;
    }
    return Error{"the NPY header is too long", where, ""};
}

Array described(const OpenFile& file, zip_t* archive, const zip_stat_t& stat, std::string name)
{
    const std::string where = place(file, name);
    Array array{.entry = {.name = std::move(name), .shape = {}, .type = {}, .usable = false}, .index = stat.index};
    array.fault = fault_of(file, stat, where);
    if (array.fault) return array;
    array.bytes = stat.size;
    Result<NpyHeader> header = header_of(archive, stat.index, stat.size, where);
    if (!header) {
        array.fault = header.error();
        return array;
    }
    array.header = *std::move(header);
    const std::int64_t numbers = bytes_of_shape(array.header.shape, 1);
    if (numbers < 0 || numbers > most_in_array)
        array.fault = Error{"the array holds too many numbers", where + ": shape " + shape_text(array.header.shape),
                            "at most " + std::to_string(most_in_array) + " are accepted: save the rows that you need"};
    array.entry.shape = array.header.shape;
    array.entry.type = one_line(array.header.descr, 16);
    array.entry.usable = !array.fault && is_table(array.header);
    return array;
}

Result<std::vector<Array>> all_arrays(const OpenFile& file, zip_t* archive)
{
    const auto count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive, 0)));
    if (count > most_entries) return too_many_arrays(file, count);
    std::vector<Array> arrays;
    bool pytorch = false;
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive, i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME))
            return Error{"the NPZ file is damaged",
                         file.path() + ": entry " + std::to_string(i) + ": " + zip_strerror(archive), std::string(again)};
        const std::string_view name = stat.name;
        pytorch = pytorch || name.ends_with("/data.pkl");
        if (!name.ends_with(".npy")) continue;
        arrays.push_back(described(file, archive, stat, std::string(name.substr(0, name.size() - 4))));
    }
    if (!arrays.empty()) return arrays;
    if (pytorch)
        return Error{"this is a PyTorch file, which is pickled", file.path(),
                     "it could run a program, and is not read; save it with safetensors' save_file"};
    return Error{"the zip archive holds no arrays", file.path(), "save them with numpy.savez"};
}

}  // namespace

Result<std::vector<TableEntry>> npz_tables(const OpenFile& file)
{
    const Result<Archive> archive = opened(file);
    if (!archive) return archive.error();
    const Result<std::vector<Array>> arrays = all_arrays(file, archive->get());
    if (!arrays) return arrays.error();
    std::vector<TableEntry> entries;
    for (const Array& array : *arrays) entries.push_back(array.entry);
    return entries;
}

Result<Matrix> read_npz(const OpenFile& file, std::string_view name, const TableReading& reading, TableReport& report)
{
    const Result<Archive> archive = opened(file);
    if (!archive) return archive.error();
    const Result<std::vector<Array>> arrays = all_arrays(file, archive->get());
    if (!arrays) return arrays.error();
    std::vector<TableEntry> entries;
    for (const Array& array : *arrays) entries.push_back(array.entry);
    const Result<std::size_t> chosen = chosen_table(entries, name, file.path(), report);
    if (!chosen) return chosen.error();

    const Array& array = (*arrays)[*chosen];
    if (array.fault) return *array.fault;
    const std::string where = place(file, array.entry.name);
    const Result<StoredNumbers> stored = npy_numbers(array.header, array.bytes - array.header.data_begin, reading, where);
    if (!stored) return stored.error();
    const Result<Entry> entry = opened(archive->get(), array.index, where);
    if (!entry) return entry.error();
    const std::uint64_t begin = array.header.data_begin + bytes_before(*stored), wanted = bytes_wanted(*stored);
    if (const Result<Done> done = pass_over(entry->get(), begin, where); !done) return done.error();
    const ByteSource next = [&](std::span<char> piece) { return fill(entry->get(), piece, where); };
    Result<Matrix> table = read_numbers(*stored, reading.transposed, next, where);
    if (!table) return table;
    if (const Result<Done> done = pass_over(entry->get(), array.bytes - begin - wanted, where); !done) return done.error();

    // Reading on to the end lets the library compare the sum of all bytes.
    char more = 0;
    const zip_int64_t got = zip_fread(entry->get(), &more, 1);
    if (got == 0) {
        report_layout(stored->layout, report);
        return table;
    }
    if (got > 0) return Error{"the array is longer than its size", where, std::string(again)};
    return Error{"the array is damaged", where + ": " + zip_file_strerror(entry->get()), std::string(again)};
}

}  // namespace phasescope

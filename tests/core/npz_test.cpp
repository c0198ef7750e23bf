#include "core/io/npz.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/io/npy_header.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/core/zip_bytes.hpp"

namespace phasescope::npz_test {
namespace {

/// A file that numpy wrote; reference/npz/make.py says how.
Result<OpenFile> reference(const std::string& name)
{
    return OpenFile::open(std::string(PHASESCOPE_REFERENCE_DIR) + "/npz/" + name);
}

/// The numbers of make.py, all of which a half can hold.
Matrix table()
{
    Matrix numbers(2, 4);
    numbers.values = {0, -0.5, 1, 65504, std::ldexp(1, -24), -std::ldexp(1, -14), 0.25, -3};
    return numbers;
}

TableReport unused;

Result<Matrix> read(const std::string& bytes, const std::string& name = "", const TableReading& reading = {})
{
    const TemporaryFolder folder;
    put_bytes(folder / "some.npz", bytes);
    const Result<OpenFile> file = OpenFile::open(folder / "some.npz");
    TableReport report;
    return file ? read_npz(*file, name, reading, report) : Result<Matrix>(file.error());
}

/// 1 x 4 doubles.
std::string npy(const std::vector<double>& numbers = {1, 2, 3, 4})
{
    return npy_header_text("<f8", 1, static_cast<std::int64_t>(numbers.size())) + f8_bytes(numbers);
}

Matrix row(std::vector<double> numbers)
{
    Matrix one(1, static_cast<std::int64_t>(numbers.size()));
    one.values = std::move(numbers);
    return one;
}

TEST(Npz, WhatNumpySavesIsListed)
{
    const std::vector<TableEntry> expected{
        {"half", {2, 4}, "<f2", true},
        {"single", {2, 4}, "<f4", true},
        {"double", {2, 4}, "<f8", true},
        {"big", {2, 4}, ">f4", true},
        {"fortran", {2, 4}, "<f8", true},
        {"row", {4}, "<f8", true},
        {"one_table", {1, 1, 2, 4}, "<f8", true},
        {"cube", {2, 2, 2}, "<f8", true},
        {"whole", {2, 2}, "<i8", true},
        {"objects", {2}, "|O", false},
    };
    for (const std::string name : {"stored.npz", "deflated.npz"}) {
        const Result<OpenFile> file = reference(name);
        ASSERT_TRUE(file) << file.error().line();
        const auto entries = npz_tables(*file);
        ASSERT_TRUE(entries) << entries.error().line();
        EXPECT_EQ(*entries, expected) << name;
    }
}

TEST(Npz, EveryArrayThatNumpySavesGivesTheSameNumbers)
{
    for (const std::string file_name : {"stored.npz", "deflated.npz"}) {
        const Result<OpenFile> file = reference(file_name);
        ASSERT_TRUE(file) << file.error().line();
        for (const std::string name : {"half", "single", "double", "big", "fortran", "one_table"}) {
            const Result<Matrix> read = read_npz(*file, name, {}, unused),
                                 exchanged = read_npz(*file, name, {.transposed = true}, unused);
            ASSERT_TRUE(read) << read.error().line();
            ASSERT_TRUE(exchanged) << exchanged.error().line();
            EXPECT_EQ(*read, table()) << file_name << " " << name;
            ASSERT_EQ(exchanged->rows, 4);
            ASSERT_EQ(exchanged->cols, 2);
            for (std::int64_t r = 0; r < 2; ++r)
                for (std::int64_t c = 0; c < 4; ++c) EXPECT_EQ((*exchanged)(c, r), table()(r, c)) << name;
        }
        const Result<Matrix> one_row = read_npz(*file, "row", {}, unused);
        ASSERT_TRUE(one_row) << one_row.error().line();
        EXPECT_EQ(*one_row, row({0, -0.5, 1, 65504}));
    }
}

/// Whole numbers row after row, pairs as real and imaginary parts, and a head of an array of heads from the middle of it.
TEST(Npz, WholeNumbersPairsAndHeadsAreRead)
{
    for (const std::string file_name : {"stored.npz", "deflated.npz"}) {
        const Result<OpenFile> file = reference(file_name);
        ASSERT_TRUE(file) << file.error().line();
        EXPECT_EQ(read_npz(*file, "whole", {}, unused)->values, (std::vector<double>{0, 1, 2, 3}));
        EXPECT_EQ(*read_npz(*file, "cube", {}, unused), table());
        TableReport report;
        const Result<Matrix> head = read_npz(*file, "cube", {.head = 0}, report);
        ASSERT_TRUE(head) << head.error().line();
        EXPECT_EQ(head->values, (std::vector<double>{0, -0.5, 1, 65504}));
        EXPECT_TRUE(report.head);
    }
}

TEST(Npz, WhatIsNoTableOfNumbersIsRefusedByName)
{
    const Result<OpenFile> file = reference("stored.npz");
    ASSERT_TRUE(file);
    for (const auto& [name, reason] : std::vector<std::pair<std::string, std::string>>{
             {"objects", "pickled Python objects"}, {"haf", "there is half"}, {"", "name one: half"}}) {
        const Result<Matrix> read = read_npz(*file, name, {}, unused);
        ASSERT_FALSE(read) << name;
        EXPECT_NE(read.error().line().find(reason), std::string::npos) << read.error().line();
    }
}

TEST(Npz, ALongDeflatedArrayKeepsItsOrder)
{
    const Result<OpenFile> file = reference("long.npz");
    ASSERT_TRUE(file);
    const Result<Matrix> read = read_npz(*file, "", {}, unused);
    ASSERT_TRUE(read) << read.error().line();
    ASSERT_EQ(read->rows, 300);
    ASSERT_EQ(read->cols, 70);
    for (std::size_t i = 0; i < read->values.size(); ++i) ASSERT_EQ(read->values[i], static_cast<double>(i % 97) / 8) << i;
}

TEST(Npz, ArchivesOfOtherWritersAreRead)
{
    const std::string plain = npy();
    const ZipPart stored{.name = "t.npy", .bytes = plain};
    const ZipPart packed{
        .name = "t.npy", .bytes = deflated(plain), .method = 8, .crc = crc32_of(plain), .size = plain.size()};
    for (const std::string& bytes :
         {zip_bytes({stored}), zip_bytes({packed}), zip_bytes({stored}, Zip64{}), zip_bytes({packed}, Zip64{}),
          zip_bytes({ZipPart{.name = "read me.txt", .bytes = "hello"}, stored, ZipPart{.name = "folder/"}})}) {
        const Result<Matrix> table = read(bytes);
        ASSERT_TRUE(table) << table.error().line();
        EXPECT_EQ(*table, row({1, 2, 3, 4}));
    }
}

TEST(Npz, NumbersThatAreNotFiniteAreRead)
{
    const Result<Matrix> table = read(zip_bytes({{.name = "t.npy", .bytes = npy({1, 2, INFINITY, 4})}}));
    ASSERT_TRUE(table) << table.error().line();
    EXPECT_EQ(*table, row({1, 2, INFINITY, 4}));
}

TEST(Npz, WhatCannotBeReadIsNamedWithAReasonAndAHint)
{
    constexpr std::uint64_t terabyte = std::uint64_t{1} << 40;
    const std::string plain = npy();
    const std::string good = zip_bytes({{.name = "t.npy", .bytes = plain}});
    const auto part = [&](ZipPart changed) {
        changed.name = "t.npy";
        return zip_bytes({changed});
    };
    const auto part64 = [&](ZipPart changed, const Zip64& zip64 = {}) {
        changed.name = "t.npy";
        return zip_bytes({changed}, zip64);
    };
    const auto dictionary = [&](const std::string& text) {
        const std::string bytes =
            std::string("\x93NUMPY\x01\x00", 8) + little(static_cast<std::uint16_t>(text.size())) + text;
        return part({.bytes = bytes + f8_bytes({1, 2, 3, 4})});
    };
    std::string flipped = good, wrong_end = good;
    flipped[30 + 5 + plain.size() - 1] ^= 1;  // behind the local header and the name: the last byte of the numbers
    wrong_end[wrong_end.size() - 22] = 'Q';
    const std::string bomb_header = npy_header_text("<f8", 1 << 20, 1 << 17);
    struct Case {
        std::string bytes, reason;
    };
    const Case cases[]{
        {"", "directory of the archive is missing"},
        {"PK\x03\x04", "directory of the archive is missing"},
        {good.substr(0, good.size() - 1), "directory of the archive is missing"},
        {good.substr(0, good.size() / 2), "directory of the archive is missing"},
        {wrong_end, "directory of the archive is missing"},
        {good.substr(10), "damaged"},
        {good + std::string(100, '\0'), "damaged"},
        {flipped, "array \"t\": CRC"},
        {part({.bytes = plain, .crc = 1}), "CRC"},
        {part({.bytes = plain, .packed_size = plain.size() + 8, .size = plain.size() + 8}), "NPZ file"},
        {part({.bytes = plain, .size = plain.size() - 8}), "cannot be true"},
        {part({.bytes = plain, .local_size = plain.size() - 8}), "damaged"},
        {part({.bytes = plain, .size = terabyte}), "cannot be true"},
        {part64({.bytes = plain, .size = terabyte}), "1099511627776 bytes from 160 in a file of"},
        {part64({.bytes = plain, .packed_size = terabyte, .size = terabyte}), "NPZ file"},
        {part64({.bytes = deflated(plain), .method = 8, .crc = crc32_of(plain), .size = terabyte}),
         "1099511627776 bytes from 165 in a file of"},
        {part64({.bytes = plain}, {.entries = terabyte}), "too many arrays"},
        {part64({.bytes = plain}, {.entries = 0}), "damaged"},
        {part64({.bytes = plain}, {.directory_size = terabyte}), "damaged"},
        {part64({.bytes = plain}, {.directory_begin = terabyte}), "damaged"},
        {part({.bytes = deflated(plain), .method = 8, .crc = crc32_of(plain), .size = plain.size() + 8}), "ends too early"},
        {part({.bytes = plain, .method = 8}), "array \"t\""},
        {part({.bytes = "", .method = 8}), "array \"t\""},
        {part({.bytes = plain, .method = 12}), "zip method 12"},
        {part({.bytes = plain, .method = 99}), "NPZ file"},
        {part({.bytes = plain, .flags = 1}), "encrypted"},
        {part({.bytes = plain, .offset = 40}), "NPZ file"},
        {part({.bytes = plain, .offset = 1u << 31}), "NPZ file"},
        {zip_bytes({{.name = "t.npy", .bytes = plain}, {.name = "t.npy", .bytes = plain}}), "have the same name"},
        {zip_bytes({}), "holds no arrays"},
        {zip_bytes({{.name = "t.txt", .bytes = plain}}), "holds no arrays"},
        {zip_bytes({{.name = "model/data.pkl", .bytes = "\x80\x02."}}), "PyTorch"},
        {part({.bytes = "hello"}), "array \"t\""},
        {part({}), "empty"},
        {part({.bytes = plain.substr(0, 100)}), "ends in its header"},
        {part({.bytes = plain.substr(0, plain.size() - 1)}), "needs 32 bytes, found 31"},
        {part({.bytes = plain + "x"}), "needs 32 bytes, found 33"},
        {part({.bytes = bomb_header + "1"}), "too many numbers"},
        {dictionary("{'descr': '|O', 'fortran_order': False, 'shape': (1, 4)}"), "pickled Python objects"},
        {dictionary("{'descr': '<f16', 'fortran_order': False, 'shape': (1, 2)}"), "array.astype('f8')"},
        {dictionary("{'descr': '<c32', 'fortran_order': False, 'shape': (1, 1)}"), "array.astype('c16')"},
        {dictionary("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1, 4)}"), "record"},
        {dictionary("{'descr': '<f2', 'fortran_order': False, 'shape': (2, 2, 4)}"), "such as array[0]"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': ()}"), "a single number"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4)}"), "is empty"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"), "too many numbers"},
    };
    for (const Case& c : cases) {
        const Result<Matrix> table = read(c.bytes);
        ASSERT_FALSE(table) << c.reason;
        EXPECT_NE(table.error().line().find(c.reason), std::string::npos)
            << "expected " << c.reason << "; " << table.error().line();
        EXPECT_NE(table.error().where.find("some.npz"), std::string::npos) << table.error().line();
        EXPECT_FALSE(table.error().hint.empty()) << table.error().line();
    }
}

/// 200 million zeros pack into less than a megabyte.
TEST(Npz, AnArrayOfTooManyNumbersIsRefusedBeforeItIsUnpacked)
{
    const std::string header = npy_header_text("<f4", 200000, 1000);
    const std::string packed = deflated(header + std::string(1000, '\0')) + std::string(800000, '\0');
    const std::string bytes =
        zip_bytes({{.name = "zeros.npy", .bytes = packed, .method = 8, .size = header.size() + 800000000}});
    const Result<Matrix> table = read(bytes);
    ASSERT_FALSE(table);
    EXPECT_NE(table.error().line().find("too many numbers"), std::string::npos) << table.error().line();
    EXPECT_NE(table.error().line().find("zeros"), std::string::npos) << table.error().line();
}

}  // namespace
}  // namespace phasescope::npz_test

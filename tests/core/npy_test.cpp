#include "core/io/npy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "core/io/npy_header.hpp"
#include "tests/core/temporary_folder.hpp"

namespace phasescope::npy_test {
namespace {

/// A file that numpy wrote; reference/npy/make.py says how.
std::string reference(const std::string& name)
{
    return bytes_of(std::string(PHASESCOPE_REFERENCE_DIR) + "/npy/" + name);
}

/// The numbers of make.py, all of which a half can hold.
Matrix table()
{
    Matrix numbers(3, 4);
    numbers.values = {0, -0.5, 1, 65504, std::ldexp(1, -24), -std::ldexp(1, -14), 0.25, -3, INFINITY, -INFINITY, NAN, 1024};
    return numbers;
}

/// The same bits, save that any NaN is as good as another.
bool same_numbers(const Matrix& a, const Matrix& b)
{
    const auto same = [](double x, double y) {
        return (std::isnan(x) && std::isnan(y)) || std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    };
    return a.rows == b.rows && a.cols == b.cols && std::ranges::equal(a.values, b.values, same);
}

std::string written(const Field& field, NumberType type)
{
    std::string bytes;
    const Result<Done> done = write_npy(field, type, [&](std::string_view piece) {
        bytes += piece;
        return true;
    });
    EXPECT_TRUE(done) << done.error().line();
    return bytes;
}

/// A file with this dictionary and so many bytes of zeros behind it.
std::string with_header(const std::string& dictionary, std::size_t data)
{
    std::string text = dictionary + "\n";
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(text.size() & 255);
    bytes += static_cast<char>(text.size() >> 8);
    return bytes + text + std::string(data, '\0');
}

TEST(ReadNpy, EveryFormThatNumpyWritesGivesTheSameNumbers)
{
    for (const std::string name : {"little_f2", "little_f4", "little_f8", "big_f2", "big_f4", "big_f8", "fortran_f8",
                                   "version_2_f8", "version_3_f8"}) {
        const Result<Matrix> read = read_npy(reference(name + ".npy"), name);
        ASSERT_TRUE(read) << read.error().line();
        EXPECT_TRUE(same_numbers(*read, table())) << name;
    }
}

TEST(ReadNpy, OneDimensionIsARow)
{
    const Result<Matrix> read = read_npy(reference("one_row_f8.npy"), "one row");
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_EQ(read->rows, 1);
    EXPECT_EQ(read->values, (std::vector<double>{0, -0.5, 1, 65504}));
}

/// Against the definition: 1024 fractions for each exponent, (-1)^s 2^(e-15) (1 + f/1024), and f 2^-24 for e = 0.
TEST(ReadNpy, EveryHalfHasItsValue)
{
    std::string bytes = with_header("{'descr': '<f2', 'fortran_order': False, 'shape': (65536,)}", 0);
    for (int bits = 0; bits < 65536; ++bits) bytes += {static_cast<char>(bits & 255), static_cast<char>(bits >> 8)};
    const Result<Matrix> read = read_npy(bytes, "halves");
    ASSERT_TRUE(read) << read.error().line();
    for (int bits = 0; bits < 65536; ++bits) {
        const int exponent = bits >> 10 & 31, fraction = bits & 1023;
        const double sign = bits >> 15 ? -1 : 1;
        const double value = (*read)(0, bits);
        if (exponent == 31 && fraction != 0)
            EXPECT_TRUE(std::isnan(value)) << bits;
        else if (exponent == 31)
            EXPECT_EQ(value, sign * INFINITY) << bits;
        else if (exponent == 0)
            EXPECT_EQ(value, sign * fraction * std::pow(2.0, -24)) << bits;
        else
            EXPECT_EQ(value, sign * std::pow(2.0, exponent - 15) * (1 + fraction / 1024.0)) << bits;
    }
}

std::string little_bytes(std::uint64_t number, int count)
{
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(number >> 8 * i & 255);
    return bytes;
}

/// Of each size the least, -1, 0 and the greatest, where a double holds them.
TEST(ReadNpy, WholeNumbersOfEverySizeAndOrderAreExact)
{
    for (const int size : {1, 2, 4, 8})
        for (const bool is_signed : {true, false})
            for (const bool big : {false, true}) {
                const int bits = std::min(8 * size - (is_signed ? 1 : 0), 53);
                const double most = size == 8 ? std::ldexp(1, 53) : std::ldexp(1, bits) - 1;
                const double least = !is_signed ? 0 : size == 8 ? -std::ldexp(1, 53) : -std::ldexp(1, bits);
                std::string data;
                for (const double number : {least, is_signed ? -1.0 : 1.0, 0.0, most}) {
                    std::string one = little_bytes(static_cast<std::uint64_t>(static_cast<std::int64_t>(number)), size);
                    if (big) std::ranges::reverse(one);
                    data += one;
                }
                const std::string descr = std::string(size == 1 ? "|"
                                                      : big     ? ">"
                                                                : "<")
                                          + (is_signed ? "i" : "u") + std::to_string(size);
                const Result<Matrix> read = read_npy(
                    with_header("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (2, 2)}", 0) + data, descr);
                ASSERT_TRUE(read) << descr << read.error().line();
                EXPECT_EQ(read->values, (std::vector<double>{least, is_signed ? -1.0 : 1.0, 0, most})) << descr;
            }
    const Result<Matrix> truth = read_npy(
        with_header("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", 0) + std::string("\0\1\2", 3), "truth");
    ASSERT_TRUE(truth) << truth.error().line();
    EXPECT_EQ(truth->values, (std::vector<double>{0, 1, 1}));
}

TEST(ReadNpy, AWholeNumberThatNoDoubleHoldsIsNamed)
{
    const std::uint64_t beyond = (std::uint64_t{1} << 53) + 1;
    for (const std::string descr : {"<i8", "<u8"}) {
        const std::string header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (2, 1)}";
        const Result<Matrix> read = read_npy(with_header(header, 8) + little_bytes(beyond, 8), "long.npy");
        ASSERT_FALSE(read);
        EXPECT_NE(read.error().line().find("beyond 2^53: long.npy: number 2"), std::string::npos) << read.error().line();
    }
}

/// (2, 3) complex numbers: 0 + 1i, 2 + 3i, ... row by row, in either order and as pairs.
TEST(ReadNpy, ComplexNumbersAreNeighbouringColumnsWhateverTheOrder)
{
    Matrix expected(2, 6);
    for (std::size_t i = 0; i < 12; ++i) expected.values[i] = static_cast<double>(i);
    const auto file = [](const std::string& descr, bool fortran, const std::string& shape, const std::vector<int>& numbers) {
        std::string data;
        for (const int number : numbers) data += little_bytes(std::bit_cast<std::uint64_t>(static_cast<double>(number)), 8);
        return with_header("{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False")
                               + ", 'shape': " + shape + "}",
                           0)
               + data;
    };
    const std::vector<int> in_rows{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    const std::vector<int> complex_columns{0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11};
    const std::vector<int> pair_columns{0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11};
    for (const std::string& bytes : {file("<c16", false, "(2, 3)", in_rows), file("<c16", false, "(2, 1, 3)", in_rows),
                                     file("<c16", true, "(2, 3)", complex_columns), file("<f8", false, "(2, 3, 2)", in_rows),
                                     file("<f8", true, "(1, 2, 3, 2)", pair_columns)}) {
        const Result<Matrix> read = read_npy(bytes, "complex");
        ASSERT_TRUE(read) << read.error().line();
        EXPECT_EQ(*read, expected);
    }
}

TEST(ReadNpy, DimensionsOfLengthOneAreNoneWhereverTheyStand)
{
    for (const auto& [shape, rows, cols] : std::vector<std::tuple<std::string, int, int>>{{"(1, 2, 3)", 2, 3},
                                                                                          {"(2, 1, 3)", 2, 3},
                                                                                          {"(2, 3, 1)", 2, 3},
                                                                                          {"(1, 2, 1, 3, 1)", 2, 3},
                                                                                          {"(6, 1, 1)", 6, 1},
                                                                                          {"(1, 1, 6)", 1, 6}})
        for (const std::string order : {"True", "False"}) {
            const Result<Matrix> read =
                read_npy(with_header("{'descr': '<f8', 'fortran_order': " + order + ", 'shape': " + shape + "}", 48), shape);
            ASSERT_TRUE(read) << shape << read.error().line();
            EXPECT_EQ(*read, Matrix(rows, cols)) << shape;
        }
}

TEST(ReadNpy, EntriesMayStandInAnyOrder)
{
    for (const std::string dictionary : {
             "{'shape': (1, 2), 'descr': '<f8', 'fortran_order': False}",
             "{\"fortran_order\":False,\"shape\":(1,2,),\"descr\":\"<f8\",}",
             "  { 'descr' : '<f8' , 'shape' : ( 1L , 2L ) , 'fortran_order' : True , }   ",
         }) {
        const Result<Matrix> read = read_npy(with_header(dictionary, 16), "order");
        ASSERT_TRUE(read) << dictionary << ": " << read.error().line();
        EXPECT_EQ(*read, Matrix(1, 2));
    }
}

TEST(ReadNpy, WhatCannotBeReadIsNamedWithAReasonAndAHint)
{
    const std::string good = reference("little_f8.npy");
    const auto dictionary = [](const std::string& text, std::size_t data = 16) { return with_header(text, data); };
    struct Case {
        std::string bytes, reason;
    };
    std::string other_version = good, long_header = good;
    other_version[6] = '\x07';
    long_header[6] = '\x02';
    const Case cases[]{
        {"", "empty"},
        {"\x93NUMPZ", "not an NPY file"},
        {"PK\x03\x04", "not an NPY file"},
        {good.substr(0, 7), "ends in its header"},
        {good.substr(0, 9), "ends in its header"},
        {good.substr(0, 100), "128 bytes expected, 100 found"},
        {other_version, "version 7.0"},
        {long_header, "header is too long"},
        {good.substr(0, good.size() - 1), "shape (3, 4) of <f8 needs 96 bytes, found 95"},
        {good + "x", "shape (3, 4) of <f8 needs 96 bytes, found 97"},
        {reference("no_dimension.npy"), "a single number"},
        {reference("no_rows.npy"), "shape (0, 4)"},
        {reference("records.npy"), "a record"},
        {reference("records.npy"), "array['name']"},
        {dictionary("{'descr': '<f2', 'fortran_order': False, 'shape': (2, 2, 4)}"), "such as array[0]"},
        {dictionary("{'descr': '<f2', 'fortran_order': False, 'shape': (1, 2, 2, 4)}"), "such as array[0, 0]"},
        {dictionary("{'descr': '|O', 'fortran_order': False, 'shape': (1, 2)}"), "pickled"},
        {dictionary("{'descr': '<U8', 'fortran_order': False, 'shape': (1, 2)}"), "text, not numbers"},
        {dictionary("{'descr': '<M8[s]', 'fortran_order': False, 'shape': (1, 2)}"), "dates"},
        {dictionary("{'descr': '|V2', 'fortran_order': False, 'shape': (1, 2)}"), "bfloat16"},
        {dictionary("{'descr': '<c32', 'fortran_order': False, 'shape': (1, 1)}"), "array.astype('c16')"},
        {dictionary("{'descr': '|i8', 'fortran_order': False, 'shape': (1, 2)}"), "'|i8'"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846976,)}"),
         "more bytes than any file"},
        {dictionary("{'descr': '|f8', 'fortran_order': False, 'shape': (1, 2)}"), "'|f8'"},
        {dictionary("{'descr': '<f16', 'fortran_order': False, 'shape': (1, 1)}"), "'<f16'"},
        {dictionary("{'descr': '<\x01g4', 'fortran_order': False, 'shape': (1, 1)}"), "'<?g4'"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"),
         "more bytes than any file"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (2305843009213693952, 1)}"),
         "more bytes than any file"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 1)}"),
         "larger than any array"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, -2)}"), "none below 0"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': 2}"), "'(' is missing"},
        {dictionary("{'descr': '<f8', 'fortran_order': 0, 'shape': (1, 2)}"), "True or False"},
        {dictionary("{'descr': '<f8', 'shape': (1, 2)}"), "is missing"},
        {dictionary("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)}"), "twice"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), 'more': True}"), "an entry other than"},
        {dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)} 1"), "follows the dictionary"},
        {dictionary("{'descr': '<f8'"), "is missing"},
        {dictionary("{'descr': '<f8\\', 'fortran_order"), "is missing"},
        {dictionary(""), "'{' is missing"},
    };
    for (const Case& c : cases) {
        const Result<Matrix> read = read_npy(c.bytes, "some.npy");
        ASSERT_FALSE(read) << c.reason;
        EXPECT_NE(read.error().line().find(c.reason), std::string::npos)
            << "expected " << c.reason << "; " << read.error().line();
        EXPECT_NE(read.error().where.find("some.npy"), std::string::npos) << read.error().line();
        EXPECT_FALSE(read.error().hint.empty()) << read.error().line();
    }
}

TEST(WriteNpy, TheBytesAreThoseOfNumpy)
{
    Matrix counted(3, 5);
    for (std::size_t i = 0; i < counted.values.size(); ++i) counted.values[i] = static_cast<double>(i) / 7;
    EXPECT_TRUE(written(StoredField{counted}, NumberType::f8) == reference("counted_f8.npy"));
    EXPECT_TRUE(written(StoredField{counted}, NumberType::f4) == reference("counted_f4.npy"));
}

TEST(WriteNpy, WhatIsWrittenReadsBackTheSame)
{
    std::mt19937_64 random(1);
    for (const auto& [rows, cols] : std::vector<std::pair<int, int>>{{1, 1}, {1, 300}, {300, 1}, {7, 33}, {700, 331}}) {
        Matrix numbers(rows, cols);
        for (double& number : numbers.values) number = std::bit_cast<double>(random());
        Matrix floats = numbers;
        for (double& number : floats.values) number = static_cast<float>(number);
        const Result<Matrix> as_f8 = read_npy(written(StoredField{numbers}, NumberType::f8), "f8");
        const Result<Matrix> as_f4 = read_npy(written(StoredField{numbers}, NumberType::f4), "f4");
        ASSERT_TRUE(as_f8 && as_f4);
        EXPECT_TRUE(same_numbers(*as_f8, numbers)) << rows << " x " << cols;
        EXPECT_TRUE(same_numbers(*as_f4, floats)) << rows << " x " << cols;
    }
}

TEST(WriteNpy, TheNumbersBeginAtAMultipleOf64)
{
    for (std::int64_t digits = 1; digits < 100000000000000000; digits = digits * 10 + 1) {
        const std::string text = npy_header_text("<f8", digits, 3);
        EXPECT_EQ(text.size() % 64, 0u) << digits;
        const Result<NpyHeader> header = npy_header(text, "header");
        ASSERT_TRUE(header) << header.error().line();
        EXPECT_EQ(header->data_begin, text.size());
        EXPECT_EQ(header->shape, (std::vector<std::int64_t>{digits, 3}));
        EXPECT_EQ(header->descr, "<f8");
        EXPECT_FALSE(header->fortran_order);
    }
}

TEST(WriteNpy, ASinkThatTakesNoMoreEndsTheWriting)
{
    const Field field = StoredField{Matrix(1000, 1000)};
    for (const int pieces : {0, 1, 2}) {
        int taken = 0;
        EXPECT_FALSE(write_npy(field, NumberType::f8, [&](std::string_view) { return taken++ < pieces; }));
        EXPECT_EQ(taken, pieces + 1);
    }
}

TEST(WriteNpy, NoPieceIsLargerThanABandOfRows)
{
    std::size_t largest = 0, all = 0;
    ASSERT_TRUE(write_npy(StoredField{Matrix(4000, 500)}, NumberType::f8, [&](std::string_view piece) {
        largest = std::max(largest, piece.size());
        all += piece.size();
        return true;
    }));
    EXPECT_EQ(all, 128u + 4000 * 500 * 8);
    EXPECT_LE(largest, std::size_t{1} << 20);
}

TEST(WriteNpy, AFileThatNoDiskHoldsIsRefusedAtOnce)
{
    const OffsetField endless{2147483647, 2147483647, 0, {}, {}};
    bool touched = false;
    const Result<Done> done = write_npy(endless, NumberType::f4, [&](std::string_view) { return touched = true; });
    ASSERT_FALSE(done);
    EXPECT_FALSE(touched);
    EXPECT_NE(done.error().line().find("2147483647 x 2147483647"), std::string::npos) << done.error().line();
}

}  // namespace
}  // namespace phasescope::npy_test

#include "core/io/safetensors.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "tests/core/binary.hpp"
#include "tests/core/temporary_folder.hpp"

namespace phasescope::safetensors_test {
namespace {

/// A file of this header and data; `length` is what it claims of the header.
std::string file_of(const std::string& header, const std::string& data, std::optional<std::uint64_t> length = {})
{
    return little(length.value_or(header.size())) + header + data;
}

std::string tensor(const std::string& name, const std::string& type, const std::string& shape, std::size_t begin,
                   std::size_t end)
{
    return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + std::to_string(begin)
           + "," + std::to_string(end) + "]}";
}

Result<OpenFile> opened(const TemporaryFolder& folder, const std::string& bytes)
{
    put_bytes(folder / "some.safetensors", bytes);
    return OpenFile::open(folder / "some.safetensors");
}

Result<Matrix> read(const std::string& bytes, const std::string& name = "", const TableReading& reading = {})
{
    const TemporaryFolder folder;
    const Result<OpenFile> file = opened(folder, bytes);
    TableReport report;
    return file ? read_safetensors(*file, name, reading, report) : Result<Matrix>(file.error());
}

Result<std::vector<TableEntry>> list(const std::string& bytes)
{
    const TemporaryFolder folder;
    const Result<OpenFile> file = opened(folder, bytes);
    return file ? safetensors_tables(*file) : Result<std::vector<TableEntry>>(file.error());
}

Matrix matrix(std::int64_t rows, std::int64_t cols, std::vector<double> values)
{
    Matrix numbers(rows, cols);
    numbers.values = std::move(values);
    return numbers;
}

/// One tensor of each float type, with the numbers 1, -2, 0.5 and a fourth of its own.
std::string file_of_all_types()
{
    const std::string header = "{\"__metadata__\":{\"format\":\"pt\"}," + tensor("doubles", "F64", "[2,2]", 0, 32) + ","
                               + tensor("floats", "F32", "[2,2]", 32, 48) + "," + tensor("halves", "F16", "[2,2]", 48, 56)
                               + "," + tensor("brains", "BF16", "[2,2]", 56, 64) + "}   ";
    return file_of(header, f8_bytes({1, -2, 0.5, 0.1}) + f4_bytes({1, -2, 0.5, 0.1f})
                               + u2_bytes({0x3C00, 0xC000, 0x3800, 0x2E66}) + u2_bytes({0x3F80, 0xC000, 0x3F00, 0x3DCD}));
}

TEST(Safetensors, EveryFloatTypeGivesItsNumbersExactly)
{
    const std::string bytes = file_of_all_types();
    // The nearest to 0.1: 1638 / 2^14 as a half, 205 / 2^11 as bfloat16.
    const std::vector<std::pair<std::string, double>> cases{
        {"doubles", 0.1}, {"floats", 0.1f}, {"halves", 1638.0 / 16384}, {"brains", 205.0 / 2048}};
    for (const auto& [name, tenth] : cases) {
        const Result<Matrix> table = read(bytes, name);
        ASSERT_TRUE(table) << table.error().line();
        EXPECT_EQ(*table, matrix(2, 2, {1, -2, 0.5, tenth})) << name;
    }
}

TEST(Safetensors, TheTensorsAreListedInTheOrderOfTheirBytesWithoutTheMetadata)
{
    const std::string header = "{" + tensor("b", "I64", "[1]", 8, 16) + "," + tensor("a", "F32", "[1,2]", 0, 8) + ","
                               + tensor("c", "F32", "[2,1,1]", 16, 24) + "," + tensor("none", "F32", "[0,4]", 24, 24) + ","
                               + tensor("later", "F4", "[3]", 24, 26) + "}";
    const auto entries = list(file_of(header, std::string(26, '\0')));
    ASSERT_TRUE(entries) << entries.error().line();
    const std::vector<TableEntry> expected{{"a", {1, 2}, "F32", true},
                                           {"b", {1}, "I64", true},
                                           {"c", {2, 1, 1}, "F32", true},
                                           {"none", {0, 4}, "F32", false},
                                           {"later", {3}, "F4", false}};
    EXPECT_EQ(*entries, expected);
}

TEST(Safetensors, RowsAndColumnsMayBeExchanged)
{
    const std::string bytes = file_of("{" + tensor("t", "F32", "[2,3]", 0, 24) + "}", f4_bytes({0, 1, 2, 3, 4, 5}));
    const Result<Matrix> straight = read(bytes, "t"), exchanged = read(bytes, "t", {.transposed = true});
    ASSERT_TRUE(straight && exchanged);
    EXPECT_EQ(*straight, matrix(2, 3, {0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(*exchanged, matrix(3, 2, {0, 3, 1, 4, 2, 5}));
}

TEST(Safetensors, OneDimensionIsARowAndLeadingOnesDoNotCount)
{
    for (const auto& [shape, rows, cols] : std::vector<std::tuple<std::string, int, int>>{
             {"[6]", 1, 6}, {"[1,6]", 1, 6}, {"[6,1]", 6, 1}, {"[1,2,3]", 2, 3}, {"[1,1,1,6]", 1, 6}, {"[1,1,1]", 1, 1}}) {
        const std::size_t size = static_cast<std::size_t>(rows * cols) * 4;
        const Result<Matrix> table = read(file_of("{" + tensor("t", "F32", shape, 0, size) + "}", std::string(size, '\0')));
        ASSERT_TRUE(table) << shape << table.error().line();
        EXPECT_EQ(*table, Matrix(rows, cols)) << shape;
    }
}

/// Larger than the pieces in which it is read, and not a multiple of them.
TEST(Safetensors, LargeTablesOfAnyWidthKeepTheirOrder)
{
    for (const auto& [rows, cols] : std::vector<std::pair<std::int64_t, std::int64_t>>{{700, 331}, {3, 50001}, {50001, 3}}) {
        Matrix numbers(rows, cols);
        std::vector<float> floats;
        for (double& number : numbers.values) {
            number = static_cast<double>(floats.size());  // below 2^24: a float holds it
            floats.push_back(static_cast<float>(number));
        }
        const std::string shape = "[" + std::to_string(rows) + "," + std::to_string(cols) + "]";
        const std::string bytes = file_of("{" + tensor("t", "F32", shape, 0, floats.size() * 4) + "}", f4_bytes(floats));
        const Result<Matrix> straight = read(bytes), exchanged = read(bytes, "", {.transposed = true});
        ASSERT_TRUE(straight && exchanged);
        EXPECT_TRUE(*straight == numbers);
        ASSERT_EQ(exchanged->rows, cols);
        ASSERT_EQ(exchanged->cols, rows);
        bool same = true;
        for (std::int64_t row = 0; row < rows; ++row)
            for (std::int64_t col = 0; col < cols; ++col) same = same && (*exchanged)(col, row) == numbers(row, col);
        EXPECT_TRUE(same) << rows << " x " << cols;
    }
}

TEST(Safetensors, WithoutANameTheOnlyTableOfRowsAndColumnsIsRead)
{
    const std::string two = "{" + tensor("bias", "F32", "[2]", 0, 8) + "," + tensor("weight", "F32", "[2,1]", 8, 16) + "}";
    const Result<Matrix> table = read(file_of(two, f4_bytes({1, 2, 3, 4})));
    ASSERT_TRUE(table) << table.error().line();
    EXPECT_EQ(*table, matrix(2, 1, {3, 4}));
}

TEST(Safetensors, NumbersThatAreNotFiniteAreRead)
{
    const std::string bytes = file_of("{" + tensor("t", "F32", "[3,2]", 0, 24) + "}", f4_bytes({0, 1, 2, 3, 4, INFINITY}));
    const Result<Matrix> table = read(bytes, "t");
    ASSERT_TRUE(table) << table.error().line();
    EXPECT_EQ(*table, matrix(3, 2, {0, 1, 2, 3, 4, INFINITY}));
}

TEST(Safetensors, WholeNumbersTruthValuesAndComplexNumbersAreRead)
{
    const std::string header = "{" + tensor("bytes", "I8", "[1,2]", 0, 2) + "," + tensor("truth", "BOOL", "[2,1]", 2, 4)
                               + "," + tensor("complex", "C64", "[1,2]", 4, 20) + ","
                               + tensor("long", "I64", "[1,1]", 20, 28) + "}";
    const std::string data = std::string("\xFF\x02\x01\x00", 4) + f4_bytes({1, 2, 3, 4}) + little(std::uint64_t{1} << 53);
    const std::string bytes = file_of(header, data);
    EXPECT_EQ(*read(bytes, "bytes"), matrix(1, 2, {-1, 2}));
    EXPECT_EQ(*read(bytes, "truth"), matrix(2, 1, {1, 0}));
    EXPECT_EQ(*read(bytes, "complex"), matrix(1, 4, {1, 2, 3, 4}));
    EXPECT_EQ(*read(bytes, "long"), matrix(1, 1, {9007199254740992}));
}

TEST(Safetensors, AHeaderMayHoldThousandsOfTensors)
{
    std::string header = "{";
    for (std::size_t i = 0; i < 3000; ++i)
        header += (i ? "," : "") + tensor("layer." + std::to_string(i), "F32", "[1,1]", 4 * i, 4 * i + 4);
    std::vector<float> numbers(3000);
    numbers[1234] = 7;
    const Result<Matrix> table = read(file_of(header + "}", f4_bytes(numbers)), "layer.1234");
    ASSERT_TRUE(table) << table.error().line();
    EXPECT_EQ(*table, matrix(1, 1, {7}));
}

TEST(Safetensors, WhatCannotBeReadIsNamedWithAReasonAndAHint)
{
    const std::string data(16, '\0');
    const std::string good = tensor("t", "F32", "[2,2]", 0, 16);
    const auto described = [&](const std::string& text) { return file_of("{\"t\":" + text + "}", data); };
    const auto one = [&](const std::string& text) { return file_of("{" + text + "}", data); };
    struct Case {
        std::string bytes, reason;
    };
    const Case cases[]{
        {"", "empty"},
        {"\x10\x00", "ends in its header"},
        {file_of("{" + good + "}", data, std::uint64_t{1} << 40), "byte 0 claims 1099511627776 bytes"},
        {file_of("{" + good + "}", data, ~std::uint64_t{0}), "byte 0 claims 18446744073709551615 bytes"},
        {file_of("{" + good + "}", data, 16'777'217), "at most 16777216"},
        {file_of("{" + good + "}", data, 16'777'216), "ends in its header"},
        {file_of("{" + good + "}", data, 90), "ends in its header"},
        {file_of("{" + good + "}", data, 0), "byte 8 is not '{'"},
        {file_of("{" + good + "}", data, 10), "not JSON"},
        {file_of("[1, 2]", data), "byte 8 is not '{'"},
        {file_of(" {" + good + "}", data), "byte 8 is not '{'"},
        {file_of("{\"\xFF\":1}", data), "not UTF-8"},
        {file_of("{" + good + ",}", data), "header: line 1, column"},
        {one(good + "," + good), "\"t\" is there twice"},
        {one("\"t\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}"),
         "\"dtype\" is there twice"},
        {described("[]"), "not described by an object"},
        {described("{\"shape\":[2,2],\"data_offsets\":[0,16]}"), "has no dtype"},
        {described("{\"dtype\":\"F32\",\"data_offsets\":[0,16]}"), "has no shape"},
        {described("{\"dtype\":\"F32\",\"shape\":[2,2]}"), "has no data_offsets"},
        {described("{\"dtype\":4,\"shape\":[2,2],\"data_offsets\":[0,16]}"), "dtype is 4"},
        {described("{\"dtype\":\"F32\",\"shape\":4,\"data_offsets\":[0,16]}"), "shape is 4"},
        {described("{\"dtype\":\"F32\",\"shape\":[2,\"2\"],\"data_offsets\":[0,16]}"), "shape[1]"},
        {described("{\"dtype\":\"F32\",\"shape\":[2,2.5],\"data_offsets\":[0,16]}"), "shape[1]"},
        {described("{\"dtype\":\"F32\",\"shape\":[-2,-2],\"data_offsets\":[0,16]}"), "below 0"},
        {described("{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[16]}"), "data_offsets must be"},
        {described("{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[16,0]}"), "data_offsets must be"},
        {described("{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[-16,0]}"), "data_offsets must be"},
        {one(tensor("t", "F32", "[2,2]", 0, 1099511627776)), "bytes 0 to 1099511627776 of 16"},
        {one(tensor("t", "F32", "[524288,524288]", 0, 1099511627776)), "bytes 0 to 1099511627776 of 16"},
        {one(tensor("t", "F32", "[524288,524288]", 0, 16)), "needs 1099511627776, data_offsets give 16"},
        {one(tensor("t", "F32", "[4294967296,4294967296,4294967296]", 0, 16)), "more than any file"},
        {one(tensor("t", "F32", "[1e30,2]", 0, 16)), "more than any file"},
        {one(tensor("t", "F32", "[2,3]", 0, 16)), "needs 24, data_offsets give 16"},
        {one(tensor("t", "F64", "[2,2]", 0, 16)), "needs 32, data_offsets give 16"},
        {one(tensor("t", "F32", "[0,2]", 0, 16)), "needs 0, data_offsets give 16"},
        {file_of("{" + good + "}", data.substr(1)), "bytes 0 to 16 of 15"},
        {file_of("{" + good + "}", data + "x"), "bytes 16 to 17 behind the last one"},
        {one(tensor("a", "F32", "[2]", 0, 8) + "," + tensor("b", "F32", "[3]", 4, 16)), "two tensors overlap"},
        {one(tensor("a", "F32", "[4]", 0, 16) + "," + tensor("b", "F32", "[4]", 0, 16)), "two tensors overlap"},
        {one(tensor("a", "F32", "[1]", 0, 4) + "," + tensor("b", "F32", "[2]", 8, 16)), "bytes 4 to 8"},
        {one(tensor("t", "F32", "[4]", 4, 20)), "bytes 4 to 20 of 16"},
        {one(tensor("t", "F8_E4M3", "[16]", 0, 16)), "holds F8_E4M3, floats whose scale is kept elsewhere"},
        {one(tensor("t", "F8_E4M3", "[4,4]", 0, 16)), "holds F8_E4M3"},
        {one(tensor("t", "FLOAT", "[2,2]", 0, 16)), "holds FLOAT"},
        {file_of("{" + tensor("t", "F32", "[2,2,3]", 0, 48) + "}", std::string(48, '\0')), "has 3 dimensions"},
        {file_of("{" + tensor("t", "F32", "[]", 0, 4) + "}", data.substr(12)), "a single number"},
        {file_of("{" + tensor("t", "F32", "[0,4]", 0, 0) + "}", ""), "is empty"},
        {file_of("{}", ""), "holds no tables"},
        {one(tensor("a", "F32", "[2,1]", 0, 8) + "," + tensor("b", "F32", "[1,2]", 8, 16)), "name one: a or b"},
    };
    for (const Case& c : cases) {
        const Result<Matrix> table = read(c.bytes);
        ASSERT_FALSE(table) << c.reason;
        EXPECT_NE(table.error().line().find(c.reason), std::string::npos)
            << "expected " << c.reason << "; " << table.error().line();
        EXPECT_NE(table.error().where.find("some.safetensors"), std::string::npos) << table.error().line();
    }
}

TEST(Safetensors, AWrongNameIsAnsweredWithTheNearestOnes)
{
    const Result<Matrix> table = read(file_of_all_types(), "float");
    ASSERT_FALSE(table);
    EXPECT_NE(table.error().line().find("no table called \"float\""), std::string::npos) << table.error().line();
    EXPECT_NE(table.error().hint.find("there is floats"), std::string::npos) << table.error().line();
}

}  // namespace
}  // namespace phasescope::safetensors_test

#include "core/io/table_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>

#include "core/io/npy_header.hpp"
#include "core/utf8.hpp"
#include "tests/core/damage.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/core/zip_bytes.hpp"

namespace phasescope::table_file_test {
namespace {

/// 2 x 3: 0, 1, 2; 3, 4, last.
std::string npy(float last = 5)
{
    return npy_header_text("<f4", 2, 3) + f4_bytes({0, 1, 2, 3, 4, last});
}

std::string npz(float last = 5)
{
    return zip_bytes({{.name = "t.npy", .bytes = npy(last)}});
}

std::string safetensors(float last = 5)
{
    const std::string header = R"({"t":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})";
    return little(std::uint64_t{header.size()}) + header + f4_bytes({0, 1, 2, 3, 4, last});
}

std::string csv(const std::string& last = "5")
{
    return "a,b,c\n0,1,2\n3,4," + last + "\n";
}

struct Kind {
    std::string name;   ///< of the file
    std::string bytes;  ///< the table 0 .. 5
    std::string infinite;
    TableEntry entry;
};

std::vector<Kind> kinds()
{
    const std::vector<std::int64_t> shape{2, 3};
    return {{"t.npy", npy(), npy(INFINITY), {"", shape, "<f4"}},
            {"t.npz", npz(), npz(INFINITY), {"t", shape, "<f4"}},
            {"t.safetensors", safetensors(), safetensors(INFINITY), {"t", shape, "F32"}},
            {"t.csv", csv(), csv("inf"), {"", shape, "text"}}};
}

Matrix counted(bool transposed = false)
{
    Matrix numbers(transposed ? 3 : 2, transposed ? 2 : 3);
    numbers.values = transposed ? std::vector<double>{0, 3, 1, 4, 2, 5} : std::vector<double>{0, 1, 2, 3, 4, 5};
    return numbers;
}

TEST(TableFile, EveryKindIsListedAndReadEitherWay)
{
    const TemporaryFolder folder;
    for (const Kind& kind : kinds()) {
        put_bytes(folder / kind.name, kind.bytes);
        const auto entries = tables_in(folder / kind.name);
        ASSERT_TRUE(entries) << entries.error().line();
        EXPECT_EQ(*entries, std::vector{kind.entry}) << kind.name;
        for (const std::string& name : {std::string(), kind.entry.name})
            for (const bool transposed : {false, true}) {
                const Result<Matrix> table = read_table(folder / kind.name, name, transposed);
                ASSERT_TRUE(table) << table.error().line();
                EXPECT_EQ(*table, counted(transposed)) << kind.name;
            }
    }
}

TEST(TableFile, AConfigurationHoldsTheListsOfLongRope)
{
    const TemporaryFolder folder;
    const std::string path = folder / "config.json";
    const auto put = [&](const std::string& kept) {
        put_bytes(path,
                  "\n {\"rope_theta\": 500, \"head_dim\": 6, \"rope_scaling\": {\"rope_type\": \"longrope\", "
                  "\"short_factor\": ["
                      + kept + "], \"long_factor\": [3, 4, 5]}}");
    };
    put("1, 1, 2");
    EXPECT_EQ(*tables_in(path), (std::vector{TableEntry{"", {2, 3}, "configuration"}}));
    EXPECT_EQ(read_table(path, "", false)->values, (std::vector<double>{1, 1, 2, 3, 4, 5}));
    EXPECT_EQ(read_table(path, "", true)->values, (std::vector<double>{1, 3, 1, 4, 2, 5}));
    EXPECT_FALSE(read_table(path, "wpe", false));
    put("1, 1");
    for (const auto& error : {tables_in(path).error(), read_table(path, "", false).error()}) {
        EXPECT_EQ(error.where, path);
        EXPECT_NE(error.hint.find("short_factor"), std::string::npos);
    }
}

TEST(TableFile, ContentTellsTheKindWhateverTheNameSays)
{
    const TemporaryFolder folder;
    for (const Kind& kind : kinds())
        for (const std::string name : {"table", "table.bin", "table.npz", "table.SAFETENSORS", "table.npy.part", "t.csv"}) {
            const bool text_under_false_name = kind.entry.type == "text" && name != "table" && name != "table.bin"
                                               && name != "table.npy.part" && name != "t.csv";
            if (text_under_false_name) continue;  // text has no mark: the name decides
            put_bytes(folder / name, kind.bytes);
            const Result<Matrix> table = read_table(folder / name, "", false);
            ASSERT_TRUE(table) << name << ": " << table.error().line();
            EXPECT_EQ(*table, counted()) << kind.name << " as " << name;
        }
}

TEST(TableFile, NumbersThatAreNotFiniteAreReadAndCounted)
{
    const TemporaryFolder folder;
    for (const Kind& kind : kinds()) {
        put_bytes(folder / kind.name, kind.infinite);
        ASSERT_TRUE(tables_in(folder / kind.name));
        for (const bool exchange : {false, true}) {
            TableReport report;
            const Result<Matrix> table = read_table(folder / kind.name, "", {.transposed = exchange}, report);
            ASSERT_TRUE(table) << table.error().line();
            EXPECT_EQ((*table)(exchange ? 2 : 1, exchange ? 1 : 2), INFINITY);
            const std::string place = exchange ? "row 2, column 1" : "row 1, column 2";
            EXPECT_EQ(report.notes,
                      std::vector{"1 of 6 numbers are not finite, the first in " + place + " (counted from 0)"});
        }
    }
}

TEST(TableFile, RowsWithoutAnyFiniteNumberAreCounted)
{
    Matrix table(3, 2);
    EXPECT_EQ(non_finite_sentence(table), "");
    table.values = {1, NAN, INFINITY, -INFINITY, 2, 3};
    EXPECT_EQ(non_finite_sentence(table),
              "3 of 6 numbers are not finite, the first in row 0, column 1 (counted from 0); rows without a finite one: 1");
}

/// Three heads of 2 x 2 numbers: the numbers of head h begin with 4 h.
TEST(TableFile, OfAnArrayOfHeadsOneIsTakenInEitherOrder)
{
    const TemporaryFolder folder;
    for (const bool fortran : {false, true}) {
        std::vector<float> numbers(12);
        for (int h = 0; h < 3; ++h)
            for (int r = 0; r < 2; ++r)
                for (int c = 0; c < 2; ++c)
                    numbers[static_cast<std::size_t>(fortran ? h + 3 * (r + 2 * c) : 4 * h + 2 * r + c)] =
                        static_cast<float>(4 * h + 2 * r + c);
        const std::string text =
            std::string("{'descr': '<f4', 'fortran_order': ") + (fortran ? "True" : "False") + ", 'shape': (1, 3, 2, 2)}";
        put_bytes(folder / "q.npy", std::string("\x93NUMPY\x01\x00", 8) + little(static_cast<std::uint16_t>(text.size()))
                                        + text + f4_bytes(numbers));
        for (std::int64_t head = 0; head < 3; ++head) {
            TableReport report;
            const Result<Matrix> table = read_table(folder / "q.npy", "", {.head = head}, report);
            ASSERT_TRUE(table) << table.error().line();
            const auto first = static_cast<double>(4 * head);
            EXPECT_EQ(table->values, (std::vector<double>{first, first + 1, first + 2, first + 3})) << fortran;
            EXPECT_TRUE(report.head);
        }
        TableReport report;
        const Result<Matrix> beyond = read_table(folder / "q.npy", "", {.head = 3}, report);
        ASSERT_FALSE(beyond);
        EXPECT_NE(beyond.error().line().find("there are 0 to 2"), std::string::npos) << beyond.error().line();
    }
}

TEST(TableFile, AListOfShardsLeadsToTheFileThatHoldsTheTensor)
{
    const TemporaryFolder folder;
    put_bytes(folder / "model-1.safetensors", safetensors());
    put_bytes(folder / "model.safetensors.index.json",
              R"({"metadata": {}, "weight_map": {"t": "model-1.safetensors", "wpe.weight": "model-2.safetensors"}})");
    const std::string path = folder / "model.safetensors.index.json";
    const auto entries = tables_in(path);
    ASSERT_TRUE(entries) << entries.error().line();
    ASSERT_EQ(entries->size(), 2u);
    EXPECT_EQ((*entries)[0], (TableEntry{"t", {2, 3}, "F32"}));
    EXPECT_FALSE((*entries)[1].usable);
    TableReport report;
    const Result<Matrix> table = read_table(path, "t", {}, report);
    ASSERT_TRUE(table) << table.error().line();
    EXPECT_EQ(*table, counted());
    EXPECT_EQ(report.notes, std::vector<std::string>{"t is in model-1.safetensors"});
    const Result<Matrix> missing = read_table(path, "wpe.weight", false);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().line().find("wpe.weight is in model-2.safetensors"), std::string::npos)
        << missing.error().line();

    for (const std::string elsewhere : {"../model-1.safetensors", "/etc/passwd", "", ".."}) {
        put_bytes(path, R"({"weight_map": {"t": ")" + elsewhere + "\"}}");
        const Result<Matrix> refused = read_table(path, "t", false);
        ASSERT_FALSE(refused) << elsewhere;
        EXPECT_NE(refused.error().line().find("weight_map.t"), std::string::npos) << refused.error().line();
    }
}

TEST(TableFile, AFortranArrayReadsTheSameAsARowAfterRowOne)
{
    const TemporaryFolder folder;
    const std::string path = folder / "t.npy";
    const std::string text = "{'descr': '>f4', 'fortran_order': True, 'shape': (1, 2, 3)}";
    std::string numbers;
    for (const float number : {0.0f, 3.0f, 1.0f, 4.0f, 2.0f, 5.0f}) {
        const std::string bytes = f4_bytes({number});
        numbers.append(bytes.rbegin(), bytes.rend());
    }
    put_bytes(path, std::string("\x93NUMPY\x01\x00", 8) + little(static_cast<std::uint16_t>(text.size())) + text + numbers);
    for (const bool transposed : {false, true}) {
        const Result<Matrix> table = read_table(path, "", transposed);
        ASSERT_TRUE(table) << table.error().line();
        EXPECT_EQ(*table, counted(transposed));
    }
}

TEST(TableFile, WhatIsNoTableIsNamedWithAReasonAndAHint)
{
    const TemporaryFolder folder;
    struct Case {
        std::string name, bytes, reason;
    };
    const std::string lying = little(std::uint64_t{1} << 40) + "{\"t\":{}}";
    const Case cases[]{
        {"some.npy", "", "the file is empty"},
        {"some.csv", "", "the file is empty"},
        {"some.npy", "1,2,3", "not an NPY file"},
        {"some.npz", "1,2,3", "not an NPZ file"},
        {"some.safetensors", "1,2,3", "ends in its header"},
        {"some.safetensors", lying, "claims 1099511627776 bytes"},
        {"some.csv", std::string("1,2\0", 4), "no text"},
        {"some.bin", std::string("\x80\x02}q\x00.", 6), "pickled"},
        {"some.npy", std::string("\x80\x04\x95.", 4), "pickled"},
        {"some.pt", zip_bytes({{.name = "model/data.pkl", .bytes = "."}}), "PyTorch"},
        {"some.h5", "\x89HDF\r\n\x1A\n", "no table that can be read"},
        {"some.gguf", std::string("GGUF\x03\0\0\0", 8), "no table that can be read"},
        {"some.npy", npy().substr(0, 60), "ends in its header"},
        {"some.npy", npy().substr(0, npy().size() - 1), "needs 24 bytes, found 23"},
        {"some.npy", npy_header_text("<f8", 1 << 20, 1 << 17), "needs 1099511627776 bytes, found 0"},
        {"some.npy", npy_header_text("|O", 1, 1) + "\x80\x02N.", "pickled"},
        {"some.npy", npy_header_text("<U1", 1, 1) + "1234", "text, not numbers"},
    };
    for (const Case& c : cases) {
        put_bytes(folder / c.name, c.bytes);
        const Result<Matrix> table = read_table(folder / c.name, "", false);
        ASSERT_FALSE(table) << c.reason;
        EXPECT_NE(table.error().line().find(c.reason), std::string::npos)
            << "expected " << c.reason << "; " << table.error().line();
        EXPECT_NE(table.error().where.find(c.name), std::string::npos) << table.error().line();
        EXPECT_FALSE(table.error().hint.empty()) << table.error().line();
    }
}

TEST(TableFile, WhatIsNoFileIsRefused)
{
    const TemporaryFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const std::string& path : {folder.path(), folder / "pipe", folder / "nothing.npy", std::string()}) {
        EXPECT_FALSE(tables_in(path)) << path;
        EXPECT_FALSE(read_table(path, "", false)) << path;
    }
}

TEST(TableFile, ATableWithoutANameHasNone)
{
    const TemporaryFolder folder;
    for (const auto& [name, bytes] : {std::pair("t.npy", npy()), std::pair("t.csv", csv())}) {
        put_bytes(folder / name, bytes);
        const Result<Matrix> table = read_table(folder / name, "weight", false);
        ASSERT_FALSE(table);
        EXPECT_NE(table.error().line().find("no table called \"weight\""), std::string::npos) << table.error().line();
        EXPECT_NE(table.error().hint.find("has no name"), std::string::npos) << table.error().line();
    }
}

/// A sparse file costs no disk: the numbers are there, and they are zeros.
TEST(TableFile, ATableOfMoreNumbersThanAreAcceptedIsRefusedBeforeItIsRead)
{
    const TemporaryFolder folder;
    const std::string header = npy_header_text("<f4", (1 << 16) + 1, 1 << 12);
    put_bytes(folder / "t.npy", header);
    std::filesystem::resize_file(folder / "t.npy", header.size() + ((std::uintmax_t{1} << 16) + 1) * (1 << 12) * 4);
    const Result<Matrix> table = read_table(folder / "t.npy", "", false);
    ASSERT_FALSE(table);
    EXPECT_NE(table.error().line().find("65537 x 4096"), std::string::npos) << table.error().line();
}

TEST(TableFile, ADamagedFileGivesATableOrAnError)
{
    const TemporaryFolder folder;
    Damage damage(11, {"null",
                       "{}",
                       "[]",
                       "-1",
                       "1e30",
                       "}",
                       "\"",
                       ",",
                       ":",
                       "\n",
                       ";",
                       "\t",
                       "F64",
                       "BF16",
                       "\"t\":{",
                       "[0,24]",
                       "[1,2,3]",
                       "999999999999999999",
                       "'<f8'",
                       "True",
                       "PK\x03\x04",
                       "PK\x05\x06",
                       "PK\x06\x06",
                       "PK\x06\x07",
                       std::string(4, '\0'),
                       "\xFF\xFF\xFF\xFF",
                       std::string(8, '\xFF'),
                       "\x01"});
    std::vector<Kind> all = kinds();
    const std::string plain = npy();
    const ZipPart packed{
        .name = "t.npy", .bytes = deflated(plain), .method = 8, .crc = crc32_of(plain), .size = plain.size()};
    all.push_back({"packed.npz", zip_bytes({packed, {.name = "u.npy", .bytes = plain}}, Zip64{}), "", {}});
    for (const Kind& kind : all) {
        int read_count = 0, error_count = 0;
        for (int i = 0; i < 1000; ++i) {
            put_bytes(folder / kind.name, damage.of(kind.bytes));
            const auto entries = tables_in(folder / kind.name);
            const Result<Matrix> table = read_table(folder / kind.name, i % 2 ? kind.entry.name : "", i % 3 == 0);
            ASSERT_TRUE(entries || !table) << kind.name << " " << i;
            if (table) {
                ++read_count;
                ASSERT_GT(table->rows, 0);
                ASSERT_GT(table->cols, 0);
                ASSERT_EQ(table->values.size(), static_cast<std::size_t>(table->rows * table->cols));
            } else {
                ++error_count;
                ASSERT_EQ(first_invalid_utf8(table.error().line()), std::string::npos) << kind.name << " " << i;
                ASSERT_EQ(table.error().line().find('\n'), std::string::npos) << table.error().line();
            }
        }
        EXPECT_GT(read_count, 3) << kind.name;
        EXPECT_GT(error_count, 150) << kind.name;
    }
}

}  // namespace
}  // namespace phasescope::table_file_test

// The built program with models, configurations and tables, run from the command line.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/option_list.hpp"
#include "app/presets.hpp"
#include "core/io/npy.hpp"
#include "tests/app/program.hpp"
#include "tests/app/table_files.hpp"

namespace phasescope::cli_import_test {
namespace {

using test::counted, test::run_program, test::save_npy, test::save_safetensors, test::write_bytes;
using Arguments = std::vector<std::string>;

class CommandLineImport : public ::testing::Test {
protected:
    test::Outcome run(const Arguments& arguments) const { return run_program(arguments, scratch.path()); }

    /// The matrix that an export writes when nothing is said.
    Matrix exported(const std::string& sheet, Arguments arguments) const
    {
        arguments.insert(arguments.begin(), {"export", sheet});
        arguments.insert(arguments.end(), {"-o", "out.npy"});
        const auto outcome = run(arguments);
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        EXPECT_EQ(outcome.err, "");
        const auto matrix = read_npy(test::bytes_of(scratch / "out.npy"), "out.npy");
        EXPECT_TRUE(matrix);
        return matrix ? *matrix : Matrix();
    }

    /// One line on standard error that names the words.
    void expect_refusal(const Arguments& arguments, int exit_code, const std::vector<std::string>& words) const
    {
        const auto outcome = run(arguments);
        EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
        for (const std::string& word : words)
            EXPECT_NE(outcome.err.find(word), std::string::npos) << word << "\n" << outcome.err;
    }

    test::ScratchFolder scratch;
};

TEST_F(CommandLineImport, AModelIsTheStartThatOtherOptionsChange)
{
    const Arguments model{"--model", "GPT-J-6B", "--length", "3"};
    EXPECT_EQ(exported("angles", model),
              exported("angles", {"--encoding", "rope", "--head-size", "256", "--rotated-share", "0.25", "--length", "3"}));
    EXPECT_EQ(exported("angles", {"--model", "gpt-j-6b", "--base", "500", "--length", "3"}),
              exported("angles", {"--encoding", "rope", "--head-size", "256", "--rotated-share", "0.25", "--base", "500",
                                  "--length", "3"}));
}

TEST_F(CommandLineImport, EveryModelIsNamedInTheHelpToWhichTheErrorOfAWrongOnePoints)
{
    expect_refusal({"check", "--model", "Lama-3.1-8B"}, 2, {"Lama-3.1-8B", "nearest: Llama-3.1-8B", "--help"});
    const auto help = run({"--help"});
    std::string one_line;
    for (const char c : help.out)
        if (c != '\n' && c != ' ') one_line += c;
    for (std::string name : preset_names()) {
        std::erase(name, ' ');
        EXPECT_NE(one_line.find(name), std::string::npos) << name;
    }
}

TEST_F(CommandLineImport, AConfigurationIsTheStartAndItsNotesAreWarnings)
{
    write_bytes(scratch / "config.json", R"({"model_type": "llama", "head_dim": 8, "max_position_embeddings": 64,
        "rope_theta": 500.0, "partial_rotary_factor": 7})");
    const auto outcome = run({"export", "angles", "--config", "config.json", "--length", "3", "-o", "angles.npy"});
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_NE(outcome.err.find("warning: "), std::string::npos);
    EXPECT_NE(outcome.err.find("partial_rotary_factor"), std::string::npos) << outcome.err;
    EXPECT_EQ(*read_npy(test::bytes_of(scratch / "angles.npy"), ""),
              exported("angles", {"--encoding", "rope", "--head-size", "8", "--base", "500", "--length", "3"}));
    write_bytes(scratch / "other.json", R"({"hidden_size": 8})");
    expect_refusal({"check", "--config", "other.json"}, 1, {"other.json", "rope_theta"});
    expect_refusal({"check", "--config", "missing.json"}, 1, {"missing.json"});
}

TEST_F(CommandLineImport, ListsOfLongRopeComeFromATableOrAConfiguration)
{
    write_bytes(scratch / "lists.csv", "1,2\n4,8\n");
    write_bytes(scratch / "config.json",
                R"({"model_type": "phi3", "head_dim": 4, "max_position_embeddings": 64, "rope_theta": 1e4,
        "original_max_position_embeddings": 32, "rope_interleaved": true, "rope_scaling": {"rope_type": "longrope", "factor": 2, "short_factor": [1, 2], "long_factor": [4, 8]}})");
    const Matrix plain = exported("angles", {"--encoding", "rope", "--head-size", "4", "--length", "3"});
    for (const Arguments& from :
         {Arguments{"--encoding", "rope", "--table", "lists.csv"}, Arguments{"--config", "config.json"},
          Arguments{"--encoding", "rope", "--table", "config.json"}}) {
        Arguments options = from;
        options.insert(options.end(), {"--length", "3"});
        const Matrix divided = exported("angles", options);
        ASSERT_EQ(divided.cols, 2);
        EXPECT_EQ(divided(2, 0), plain(2, 0));
        EXPECT_NEAR(divided(2, 1), plain(2, 1) / 2, 1e-17);  // 0.02, halved
        options.insert(options.end(), {"--trained-length", "2"});
        EXPECT_NEAR(exported("angles", options)(2, 1), plain(2, 1) / 8, 1e-17);
    }
    expect_refusal({"check", "--encoding", "rope", "--table", "lists.csv", "--table-transposed", "--length", "0"}, 2,
                   {"--length"});
    write_bytes(scratch / "three.csv", "1,2\n4,8\n1,1\n");
    expect_refusal({"check", "--encoding", "rope", "--table", "three.csv"}, 1, {"three.csv", "LongRoPE"});
    const auto unused = run({"export", "angles", "--encoding", "rope", "--table", "lists.csv", "--scaling", "yarn",
                             "--length", "3", "-o", "a.npy"});
    EXPECT_EQ(unused.exit_code, 0);
    EXPECT_NE(unused.err.find("lists.csv"), std::string::npos) << unused.err;
}

TEST_F(CommandLineImport, OnlyOneStartIsAllowed)
{
    expect_refusal({"check", "--model", "GPT-2", "--config", "config.json"}, 2, {"--model", "config.json"});
    expect_refusal({"check", "--model", "GPT-2", "--scene", "scene.json"}, 2, {"--model", "scene.json"});
}

TEST_F(CommandLineImport, ImportedAndExportedATableIsTheSame)
{
    Matrix table = counted(12, 8);
    table(0, 0) = -0.0;  // a bit that only the file knows
    save_npy(scratch / "rows.npy", table);
    const Matrix learned = exported("matrix", {"--encoding", "learned", "--table", "rows.npy"});
    ASSERT_EQ(learned.rows, 12);
    for (std::size_t i = 0; i < table.values.size(); ++i)
        EXPECT_EQ(std::bit_cast<std::uint64_t>(learned.values[i]), std::bit_cast<std::uint64_t>(table.values[i])) << i;
    EXPECT_EQ(exported("matrix", {"--encoding", "learned", "--table", "rows.npy", "--row-offset", "2"}).rows, 10);
    EXPECT_EQ(exported("matrix", {"--encoding", "learned", "--table", "rows.npy", "--start", "4"}).rows, 8);
    EXPECT_EQ(exported("matrix", {"--model", "GPT-2", "--table", "rows.npy"}), learned);
    EXPECT_EQ(exported("matrix", {"--encoding", "learned", "--table-rows", "30"}).rows, 30);
    EXPECT_EQ(exported("matrix", {"--encoding", "learned", "--table", "rows.npy", "--length", "5"}).rows, 5);
}

TEST_F(CommandLineImport, ATableWithoutAnEncodingFindsTheOnlyOneThatTakesItOrIsToldOfAll)
{
    save_npy(scratch / "wide.npy", counted(20, 10000));
    EXPECT_EQ(exported("matrix", {"--table", "wide.npy"}), counted(20, 10000));
    save_npy(scratch / "rows.npy", counted(12, 8));
    expect_refusal({"export", "matrix", "--table", "rows.npy", "-o", "x.npy"}, 2,
                   {"rows.npy", "12 rows of 8", "--encoding learned", "t5", "positions"});
    save_npy(scratch / "none.npy", counted(70000, 1));
    expect_refusal({"export", "matrix", "--table", "none.npy", "-o", "x.npy"}, 1, {"none.npy", "70000 rows of 1"});
}

TEST_F(CommandLineImport, RowsThatAreNotThereAreOnlyWrittenWhereAskedForAndSaid)
{
    for (const auto& [arguments, rows] : std::vector<std::pair<Arguments, std::int64_t>>{
             {{"--encoding", "grid", "--height", "6", "--width", "8"}, 48},
             {{"--encoding", "grid", "--height", "14", "--width", "14"}, 196},
             {{"--encoding", "grid", "--convention", "tatp22", "--time", "3", "--height", "2", "--width", "5"}, 30},
             {{"--encoding", "axial_rope", "--height", "6", "--width", "8"}, 48}}) {
        const Matrix matrix = exported("matrix", arguments);
        EXPECT_EQ(matrix.rows, rows);
        EXPECT_EQ(std::ranges::count_if(matrix.values, [](double x) { return std::isnan(x); }), 0);
    }
    EXPECT_EQ(exported("score", {"--encoding", "patch_bias", "--height", "3", "--width", "4"}).rows, 12);
    const auto longer = run(
        {"export", "matrix", "--encoding", "grid", "--height", "6", "--width", "8", "--length", "50", "-o", "longer.npy"});
    EXPECT_EQ(longer.exit_code, 0);
    for (const char* word : {"warning: ", "2 of 50", "48", "NaN", "a length of 48"})
        EXPECT_NE(longer.err.find(word), std::string::npos) << longer.err;
    const auto matrix = read_npy(test::bytes_of(scratch / "longer.npy"), "");
    ASSERT_TRUE(matrix);
    EXPECT_TRUE(std::isnan((*matrix)(48, 0)) && std::isnan((*matrix)(49, 0)) && !std::isnan((*matrix)(47, 0)));
}

TEST_F(CommandLineImport, ATableStandsInForTheEncodingsNumbers)
{
    save_npy(scratch / "table.npy", counted(6, 4));
    const Arguments learned{"--encoding", "learned", "--length", "6", "--table", "table.npy"};
    EXPECT_EQ(exported("matrix", learned), counted(6, 4));
    save_safetensors(scratch / "model.safetensors", {{"wte", counted(3, 2)}, {"wpe", counted(2, 6)}});
    const Matrix turned = exported("matrix", {"--encoding", "learned", "--length", "6", "--table", "model.safetensors",
                                              "--tensor", "wpe", "--table-transposed"});
    ASSERT_EQ(turned.rows, 6);
    ASSERT_EQ(turned.cols, 2);
    EXPECT_EQ(turned(1, 0), 2);
    EXPECT_EQ(turned(0, 1), 7);
}

TEST_F(CommandLineImport, AKnobThatContradictsTheTableIsRepairedWithAWarning)
{
    save_npy(scratch / "table.npy", counted(6, 4));
    const auto outcome = run({"check", "--encoding", "learned", "--table", "table.npy", "--d-model", "8"});
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_NE(outcome.err.find("settings.d_model: 8 became 4"), std::string::npos) << outcome.err;
}

TEST_F(CommandLineImport, ATableThatCannotBeTakenIsRefused)
{
    save_npy(scratch / "table.npy", counted(6, 4));
    save_npy(scratch / "one.npy", counted(6, 1));
    save_safetensors(scratch / "two.safetensors", {{"wte", counted(3, 2)}, {"lm_head", counted(2, 6)}});
    expect_refusal({"check", "--encoding", "sinusoidal", "--table", "table.npy"}, 2,
                   {"sinusoidal", "learned", "t5", "shaw"});
    expect_refusal({"check", "--tensor", "wpe"}, 2, {"--tensor", "--table"});
    expect_refusal({"check", "--encoding", "learned", "--table-transposed"}, 2, {"--table-transposed", "--table FILE"});
    const Arguments learned{"check", "--encoding", "learned", "--table"};
    const auto with = [&](const Arguments& more) {
        Arguments all = learned;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    expect_refusal(with({"missing.npy"}), 1, {"missing.npy"});
    expect_refusal(with({"one.npy"}), 1, {"one.npy", "6 rows of 1", "d_model"});
    expect_refusal(with({"two.safetensors"}), 1, {"two.safetensors", "wte"});
    expect_refusal(with({"two.safetensors", "--tensor", "lm_heat"}), 1, {"two.safetensors", "lm_heat", "lm_head"});
}

TEST_F(CommandLineImport, TheTableOfPositionsOfACheckpointIsTakenAndSaid)
{
    save_safetensors(scratch / "model.safetensors",
                     {{"wte", counted(3, 2)}, {"h.0", counted(2, 6)}, {"wpe.weight", counted(6, 4)}});
    write_bytes(scratch / "model.safetensors.index.json",
                R"({"weight_map": {"wte": "model.safetensors", "wpe.weight": "model.safetensors"}})");
    for (const char* file : {"model.safetensors", "model.safetensors.index.json"}) {
        const auto outcome =
            run({"export", "matrix", "--encoding", "learned", "--length", "6", "--table", file, "-o", "out.npy"});
        EXPECT_EQ(outcome.exit_code, 0);
        EXPECT_NE(outcome.err.find("warning: wpe.weight was taken"), std::string::npos) << outcome.err;
        EXPECT_EQ(*read_npy(test::bytes_of(scratch / "out.npy"), ""), counted(6, 4));
    }
}

TEST_F(CommandLineImport, OfCapturedQueriesTheHeadThatIsNamedIsTaken)
{
    const std::string folder = std::string(PHASESCOPE_REFERENCE_DIR) + "/tables/20-captured-query/";
    const Arguments rope{"export", "score", "--encoding", "rope", "--head-size", "16", "--length", "20", "-o", "out.npy"};
    const auto with = [&](const Arguments& more) {
        Arguments all = rope;
        all.insert(all.end(), more.begin(), more.end());
        const auto outcome = run(all);
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        return std::pair(*read_npy(test::bytes_of(scratch / "out.npy"), ""), outcome.err);
    };
    const auto [head, said] = with({"--head", "1", "--query", folder + "q_1hnd.npy"});
    EXPECT_EQ(head, with({"--query", folder + "q_head1.npy"}).first);
    EXPECT_NE(said.find("head 1 of 2 was taken"), std::string::npos) << said;
    EXPECT_NE(with({"--query", folder + "q_1hnd.npy"}).second.find("head 0 of 2 was taken"), std::string::npos);
    expect_refusal({"check", "--encoding", "rope", "--head", "2", "--query", folder + "q_1hnd.npy"}, 1,
                   {"there are 0 to 1"});
    expect_refusal({"check", "--encoding", "rope", "--head", "1", "--query", folder + "q_head1.npy"}, 2, {"--head"});
}

TEST_F(CommandLineImport, NumbersThatAreNotFiniteAreCountedAndNothingIsJudgedByThem)
{
    const std::string table = std::string(PHASESCOPE_REFERENCE_DIR) + "/tables/23-nan-and-inf/some_nan.npy";
    const auto drawn =
        run({"render", "matrix", "--encoding", "learned", "--length", "12", "--table", table, "-o", "out.png"});
    EXPECT_EQ(drawn.exit_code, 0);
    EXPECT_NE(drawn.err.find("warning: 9 of 96 numbers are not finite, the first in row 3, column 4"), std::string::npos)
        << drawn.err;
    const auto part = run({"check", "--encoding", "learned", "--length", "12", "--table", table});
    EXPECT_NE(part.out.find("Positions 0 to 2 (of 12"), std::string::npos) << part.out;
    const auto none = run({"check", "--encoding", "learned", "--length", "5", "--start", "7", "--table", table});
    EXPECT_EQ(none.exit_code, 1);
    EXPECT_NE(none.err.find("position 7"), std::string::npos) << none.err;
    EXPECT_EQ(none.out, "");
    expect_refusal({"check", "--encoding", "shaw", "--table", table, "--table-transposed"}, 1, {"finite", "9 of 96"});
}

TEST_F(CommandLineImport, WhatCannotBeOpenedAsAnArgumentIsRefusedWithoutAWindow)
{
    write_bytes(scratch / "bad.csv", "1.0,2.0O\n3,4\n");
    write_bytes(scratch / "short.npy", std::string("\x93NUMPY\x01\x00\x76\x00", 10));
    save_npy(scratch / "table.npy", counted(6, 4));
    expect_refusal({"bad.csv"}, 1, {"2.0O", "line 1, column 2"});
    expect_refusal({"short.npy"}, 1, {"short.npy", "ends in its header"});
    expect_refusal({"check", "--scene", "table.npy"}, 1, {"not a scene", "--encoding learned --table table.npy"});
}

TEST_F(CommandLineImport, APictureNamesItsTableFromItsOwnFolder)
{
    std::filesystem::create_directory(scratch / "there");
    save_npy(scratch / "there/table.npy", counted(6, 4));
    const auto drawn = run({"render", "matrix", "--encoding", "learned", "--length", "6", "--table", "there/table.npy", "-o",
                            "there/figure.png"});
    ASSERT_EQ(drawn.exit_code, 0) << drawn.err;
    std::filesystem::rename(scratch / "there", scratch / "moved");
    EXPECT_EQ(exported("matrix", {"--scene", "moved/figure.png"}), counted(6, 4));

    std::filesystem::remove(scratch / "moved/table.npy");
    const auto without = run({"export", "matrix", "--scene", "moved/figure.png", "-o", "own.npy"});
    EXPECT_EQ(without.exit_code, 0);
    EXPECT_NE(without.err.find("warning: the table of the scene"), std::string::npos) << without.err;
    EXPECT_NE(without.err.find("table.npy"), std::string::npos) << without.err;
    EXPECT_EQ(read_npy(test::bytes_of(scratch / "own.npy"), "")->cols, 4);
}

}  // namespace
}  // namespace phasescope::cli_import_test

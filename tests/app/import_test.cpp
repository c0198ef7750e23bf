// What a person brings into the window: well-known models, a model's configuration, tables of numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/imgui_compat.hpp"
#include "app/kept_session.hpp"
#include "app/presets.hpp"
#include "tests/app/driver.hpp"
#include "tests/app/program.hpp"
#include "tests/app/table_files.hpp"

namespace phasescope::import_test {
namespace {

using test::counted, test::save_npy, test::save_safetensors, test::ScratchFolder, test::write_bytes;

constexpr const char* llama = R"({"model_type": "llama", "hidden_size": 4096, "num_attention_heads": 32,
    "max_position_embeddings": 8192, "rope_theta": 500000.0})";

void drop(Driver& window, const std::filesystem::path& path)
{
    window.program().session().notice.reset();
    window.program().drop(path.string());
    window.frames(3);
}

Scene with(std::string_view encoding)
{
    return with_encoding(first_scene(), encoding);
}

bool complains(Driver& window)
{
    const auto& notice = window.program().session().notice;
    return notice && notice->is_error;
}

std::ptrdiff_t sheets_on_screen()
{
    return std::ranges::count_if(control_places(), [](const auto& place) { return place.first.starts_with("sheet."); });
}

TEST(Import, EveryWellKnownModelCanBeChosenAndDrawsItsOverview)
{
    Driver window;
    for (const Preset& preset : presets()) {
        SCOPED_TRACE(preset.model.name);
        window.click("model");
        window.click("model." + preset.model.name);
        EXPECT_TRUE(shows_model(window.scene(), preset.scene));
        EXPECT_EQ(window.scene().view, View::overview);
        EXPECT_GT(sheets_on_screen(), 0);
    }
}

TEST(Import, AModelKeepsViewAndColoursAndIsOneStepToUndo)
{
    Scene scene = first_scene();
    scene.view = View::score;
    scene.look(Sheet::score).colormap = "viridis";
    scene.content.kind = ContentKind::different;
    Driver window(scene);
    window.click("model");
    window.click("model.Llama-3.1-8B");
    EXPECT_EQ(setting(window.scene(), "base"), 500000);
    EXPECT_EQ(window.scene().view, View::score);
    EXPECT_EQ(window.scene().look(Sheet::score).colormap, "viridis");
    EXPECT_EQ(window.scene().content.kind, ContentKind::different);
    window.key('Z', true);
    EXPECT_EQ(window.scene(), scene);
}

TEST(Import, AModelIsShownUntilItsWayOfTellingPositionChanges)
{
    const Scene model = find_preset("bloom-176b")->scene;
    Scene scene = with_model(first_scene(), model);
    EXPECT_TRUE(shows_model(scene, model));
    scene.view = View::index;
    scene.attention.head = 3;
    scene.caption = "another";
    EXPECT_TRUE(shows_model(scene, model));
    scene.length /= 2;
    EXPECT_FALSE(shows_model(scene, model));
}

TEST(Import, ADroppedConfigurationShowsItsModelAndWhatItSays)
{
    const ScratchFolder scratch;
    write_bytes(scratch / "config.json", llama);
    Scene scene = first_scene();
    scene.view = View::score;
    Driver window(scene);
    drop(window, scratch / "config.json");
    EXPECT_EQ(window.scene().encoding, "rope");
    EXPECT_EQ(setting(window.scene(), "base"), 500000);
    EXPECT_EQ(setting(window.scene(), "head_size"), 128);
    EXPECT_EQ(window.scene().length, 8192);
    EXPECT_EQ(window.scene().view, View::score);
    // Saving must not offer the model's own file.
    EXPECT_EQ(window.program().session().scene_path, "");
}

TEST(Import, NotesOfAConfigurationAreAPageThatEscapeCloses)
{
    const ScratchFolder scratch;
    write_bytes(scratch / "config.json", R"({"model_type": "llama", "rope_theta": "much", "partial_rotary_factor": 7})");
    Driver window;
    drop(window, scratch / "config.json");
    ASSERT_EQ(window.program().session().dialog, Dialog::remarks);
    EXPECT_GT(window.program().session().remarks.size(), 1u);
    EXPECT_TRUE(window.has("remarks.close"));
    window.key(key::escape);
    EXPECT_EQ(window.program().session().dialog, Dialog::none);
}

TEST(Import, ADroppedTableStandsInForTheEncodingsNumbersAndSetsTheirSize)
{
    struct Case {
        const char* encoding;
        std::int64_t rows, cols;
        std::vector<std::pair<const char*, double>> settings;
    };
    const std::vector<Case> cases{{"learned", 6, 4, {{"table_rows", 6}, {"d_model", 4}}},
                                  {"t5", 16, 3, {{"buckets", 16}, {"heads", 3}}},
                                  {"shaw", 9, 8, {{"clip", 4}, {"head_size", 8}}}};
    const ScratchFolder scratch;
    for (const Case& c : cases) {
        SCOPED_TRACE(c.encoding);
        const Matrix table = counted(c.rows, c.cols);
        save_npy(scratch / "table.npy", table);
        Driver window(with(c.encoding));
        drop(window, scratch / "table.npy");
        EXPECT_EQ(window.scene().encoding, c.encoding);
        EXPECT_EQ(window.scene().table.rows.matrix(), table);
        EXPECT_EQ(window.scene().table.file, (scratch / "table.npy").string());
        for (const auto& [name, value] : c.settings) EXPECT_EQ(setting(window.scene(), name), value) << name;
        EXPECT_FALSE(complains(window));
    }
}

TEST(Import, TheTableIsNamedInThePanelWhereItCanBeTransposedAndRemoved)
{
    const ScratchFolder scratch;
    save_npy(scratch / "table.npy", counted(6, 4));
    Driver window(with("learned"));
    EXPECT_FALSE(window.has("table"));
    drop(window, scratch / "table.npy");
    EXPECT_TRUE(window.has("table"));
    window.click("table.transpose");
    EXPECT_TRUE(window.scene().table.transposed);
    EXPECT_EQ(window.scene().table.rows.matrix()(1, 0), 2);
    EXPECT_EQ(setting(window.scene(), "table_rows"), 4);
    EXPECT_EQ(setting(window.scene(), "d_model"), 6);
    window.click("table.remove");
    EXPECT_EQ(window.scene().table, ImportedTable{});
    EXPECT_FALSE(window.has("table"));
    window.key('Z', true);
    EXPECT_FALSE(window.scene().table.rows.empty());
}

TEST(Import, AnEncodingThatTakesNoTableGivesWayToALearnedOne)
{
    const ScratchFolder scratch;
    write_bytes(scratch / "table.csv", "1,2,3\n4,5,6\n");
    for (const char* encoding : {"sinusoidal", "none", "alibi"}) {
        Driver window(with(encoding));
        drop(window, scratch / "table.csv");
        EXPECT_EQ(window.scene().encoding, "learned") << encoding;
        EXPECT_EQ(window.scene().table.rows.matrix(), counted(2, 3)) << encoding;
    }
}

TEST(Import, WhereTheScoreDependsOnContentRowsWithoutANameAreTheQuery)
{
    const ScratchFolder scratch;
    save_npy(scratch / "rows.npy", counted(1, 8));
    save_safetensors(scratch / "model.safetensors", {{"wpe.weight", counted(6, 4)}});
    Driver window(rope_scene());
    drop(window, scratch / "rows.npy");
    EXPECT_EQ(window.scene().encoding, "rope");
    EXPECT_EQ(window.scene().content.kind, ContentKind::imported);
    EXPECT_EQ(window.scene().content.query.matrix(), counted(1, 8));
    drop(window, scratch / "model.safetensors");
    EXPECT_EQ(window.scene().encoding, "learned");
    EXPECT_EQ(window.scene().table.name, "wpe.weight");
}

TEST(Import, OfSeveralTablesADialogAsksWhichOne)
{
    const ScratchFolder scratch;
    save_safetensors(scratch / "model.safetensors",
                     {{"wte.weight", counted(3, 2)}, {"norm", counted(1, 2)}, {"wpe.weight", counted(6, 4)}});
    Driver window(with("learned"));
    const Scene before = window.scene();
    drop(window, scratch / "model.safetensors");
    ASSERT_EQ(window.program().session().dialog, Dialog::choose_table);
    EXPECT_EQ(window.scene(), before);
    EXPECT_TRUE(window.has("table.wte.weight"));
    EXPECT_FALSE(window.has("table.norm"));
    // The table of positions is offered first.
    window.click("table.go");
    EXPECT_EQ(window.program().session().dialog, Dialog::none);
    EXPECT_EQ(window.scene().table.name, "wpe.weight");
    EXPECT_EQ(window.scene().table.rows.matrix(), counted(6, 4));

    drop(window, scratch / "model.safetensors");
    window.click("table.wte.weight");
    window.click("table.turned.1");
    window.click("table.go");
    EXPECT_EQ(window.scene().table.name, "wte.weight");
    EXPECT_EQ(setting(window.scene(), "table_rows"), 2);
    EXPECT_EQ(setting(window.scene(), "d_model"), 3);

    const Scene chosen = window.scene();
    drop(window, scratch / "model.safetensors");
    window.click("table.cancel");
    EXPECT_EQ(window.scene(), chosen);
}

TEST(Import, AListOfShardsIsOpenedLikeTheFilesThatItNames)
{
    const ScratchFolder scratch;
    save_safetensors(scratch / "model-1.safetensors", {{"wte.weight", counted(3, 2)}, {"wpe.weight", counted(6, 4)}});
    write_bytes(scratch / "model.safetensors.index.json",
                R"({"weight_map": {"wte.weight": "model-1.safetensors", "wpe.weight": "model-1.safetensors"}})");
    Driver window(with("learned"));
    drop(window, scratch / "model.safetensors.index.json");
    ASSERT_EQ(window.program().session().dialog, Dialog::choose_table);
    EXPECT_EQ(window.program().session().table_question.tables.front().name, "wpe.weight");
    window.click("table.go");
    EXPECT_EQ(window.scene().table.rows.matrix(), counted(6, 4));
    EXPECT_NE(window.program().session().notice->text.find("model-1.safetensors"), std::string::npos);
}

TEST(Import, NumbersThatAreNotFiniteAreCountedAndDrawnInEveryView)
{
    const ScratchFolder scratch;
    Matrix table = counted(12, 8);
    table(3, 4) = NAN;
    table(7, 0) = INFINITY;
    save_npy(scratch / "table.npy", table);
    Scene scene;
    {
        Driver window(with("learned"));
        drop(window, scratch / "table.npy");
        ASSERT_TRUE(window.program().session().notice);
        EXPECT_NE(window.program().session().notice->text.find("2 of 96 numbers are not finite"), std::string::npos);
        scene = window.scene();
    }
    for (std::size_t view = 0; view < view_names.size(); ++view) {
        scene.view = static_cast<View>(view);
        Driver shown(scene);
        shown.frames(3);
        EXPECT_EQ(shown.scene().view, scene.view) << view_names[view];
    }
}

TEST(Import, OfQueriesOfSeveralHeadsTheOneThatIsShownIsTakenAndSaid)
{
    const std::string file = std::string(PHASESCOPE_REFERENCE_DIR) + "/tables/20-captured-query/q_1hnd.npy";
    Driver window(rope_scene());
    drop(window, file);
    EXPECT_EQ(window.scene().content.kind, ContentKind::imported);
    EXPECT_EQ(window.scene().content.query.matrix().rows, 20);
    const Session& session = window.program().session();
    const auto says = [](const std::string& text) { return text.find("head 0 of 2 was taken") != std::string::npos; };
    EXPECT_TRUE(std::ranges::any_of(session.remarks, says) || (session.notice && says(session.notice->text)));
}

TEST(Import, ATableThatCannotBeUsedLeavesTheSceneAndSaysWhy)
{
    const ScratchFolder scratch;
    write_bytes(scratch / "letters.csv", "a,b\nc,d\n");
    write_bytes(scratch / "empty.npy", "");
    write_bytes(scratch / "short.npz", "PK\x03\x04");
    write_bytes(scratch / "lies.safetensors", std::string("\xff\xff\xff\x7f\0\0\0\0{}", 10));
    save_npy(scratch / "one-row.npy", counted(1, 8));
    Driver window(with("shaw"));
    const Scene before = window.scene();
    for (const char* name : {"letters.csv", "empty.npy", "short.npz", "lies.safetensors", "one-row.npy", "missing.npy"}) {
        drop(window, scratch / name);
        EXPECT_EQ(window.scene(), before) << name;
        ASSERT_TRUE(complains(window)) << name;
        EXPECT_NE(window.program().session().notice->text.find(name), std::string::npos) << name;
    }
}

TEST(Import, ASceneFileReadsItsTableAgainFromItsOwnFolder)
{
    const ScratchFolder scratch, elsewhere;
    save_npy(scratch / "table.npy", counted(6, 4));
    Driver window(with("learned"));
    drop(window, scratch / "table.npy");
    window.key('S', true);
    window.type_into("path", (scratch / "scene.json").string());
    const std::string saved = test::bytes_of(scratch / "scene.json");
    EXPECT_NE(saved.find("\"table.npy\""), std::string::npos) << saved;

    for (const char* name : {"scene.json", "table.npy"}) std::filesystem::rename(scratch / name, elsewhere / name);
    const Scene before = window.scene();
    drop(window, elsewhere / "scene.json");
    EXPECT_FALSE(complains(window));
    EXPECT_EQ(window.scene().table.file, (elsewhere / "table.npy").string());
    EXPECT_EQ(window.scene().table.rows, before.table.rows);
    EXPECT_EQ(window.scene().settings, before.settings);
}

TEST(Import, TheListsOfAConfigurationStayWithTheSceneWhileItsScalingDoes)
{
    const ScratchFolder scratch;
    write_bytes(scratch / "config.json",
                R"({"model_type": "phi3", "head_dim": 4, "max_position_embeddings": 64, "rope_theta": 1e4,
        "rope_scaling": {"rope_type": "longrope", "factor": 1, "short_factor": [1, 2], "long_factor": [4, 8]}})");
    Driver window(with("alibi"));
    drop(window, scratch / "config.json");
    const Scene opened = window.scene();
    EXPECT_EQ(opened.table.file, (scratch / "config.json").string());
    EXPECT_EQ(opened.table.rows.matrix().values, (std::vector<double>{1, 2, 4, 8}));
    window.key(key::escape);
    EXPECT_TRUE(window.has("table"));
    window.key('S', true);
    window.type_into("path", (scratch / "scene.json").string());
    window.click("knob.scaling");
    window.click("knob.scaling.0");
    EXPECT_EQ(window.scene().table, ImportedTable{});
    window.key('Z', true);
    EXPECT_EQ(window.scene(), opened);
    window.click("encoding");
    window.click("encoding.none");
    drop(window, scratch / "scene.json");
    EXPECT_EQ(window.scene().table, opened.table);
    EXPECT_EQ(window.scene().settings, opened.settings);
}

TEST(Import, WhereTheTableOfASceneIsGoneItsNameIsKeptAndItIsSaid)
{
    const ScratchFolder scratch;
    save_npy(scratch / "table.npy", counted(6, 4));
    Driver window(with("learned"));
    drop(window, scratch / "table.npy");
    window.key('S', true);
    window.type_into("path", (scratch / "scene.json").string());
    const std::string saved = test::bytes_of(scratch / "scene.json");
    std::filesystem::remove(scratch / "table.npy");

    drop(window, scratch / "scene.json");
    EXPECT_TRUE(complains(window));
    EXPECT_TRUE(window.scene().table.rows.empty());
    EXPECT_EQ(window.scene().table.file, "table.npy");
    EXPECT_EQ(setting(window.scene(), "d_model"), 4);
    EXPECT_TRUE(window.has("table"));
    window.key('S', true);
    window.type_into("path", (scratch / "scene.json").string());
    EXPECT_EQ(test::bytes_of(scratch / "scene.json"), saved);
}

TEST(Import, TheKeptSessionReadsItsTableAgain)
{
    const ScratchFolder scratch;
    save_npy(scratch / "table.npy", counted(6, 4));
    Scene scene;
    {
        Driver window(with("learned"));
        drop(window, scratch / "table.npy");
        scene = window.scene();
    }
    const std::string place = (scratch / "session.json").string();
    ASSERT_TRUE(keep_session(place, {scene, {}}));
    const LastSession kept = last_session(place);
    EXPECT_EQ(kept.scene, scene);
    EXPECT_TRUE(kept.notices.empty());

    std::filesystem::remove(scratch / "table.npy");
    const LastSession without = last_session(place);
    ASSERT_TRUE(without.scene);
    EXPECT_TRUE(without.scene->table.rows.empty());
    EXPECT_EQ(without.scene->table.file, scene.table.file);
    ASSERT_FALSE(without.notices.empty());
    EXPECT_NE(without.notices.front().find("table.npy"), std::string::npos);
    EXPECT_TRUE(last_session(place, false).notices.empty());
}

TEST(Import, AHeadIsAsWideAsImportedContentWhateverTheTableSays)
{
    Scene scene = with("shaw");
    scene.table = {"table.npy", "", false, Rows(counted(9, 8))};
    scene.content = {ContentKind::imported, 1, *imported_rows(counted(1, 4), ""), {}};
    scene = repaired(scene);
    EXPECT_EQ(setting(scene, "head_size"), 4);
    EXPECT_EQ(setting(scene, "clip"), 4);
    std::vector<Repair> repairs;
    EXPECT_EQ(repaired(scene, &repairs), scene);
    EXPECT_TRUE(repairs.empty());
}

TEST(Import, AnotherEncodingForgetsTheTable)
{
    const ScratchFolder scratch;
    save_npy(scratch / "table.npy", counted(6, 4));
    Driver window(with("learned"));
    drop(window, scratch / "table.npy");
    window.click("encoding");
    window.click("encoding.t5");
    EXPECT_EQ(window.scene().table, ImportedTable{});
    EXPECT_EQ(setting(window.scene(), "buckets"), 32);
}

}  // namespace
}  // namespace phasescope::import_test

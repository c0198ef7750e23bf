// What comes back at the next start.
#include "app/kept_session.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "app/session_place.hpp"
#include "core/scene_json.hpp"
#include "tests/app/program.hpp"

namespace phasescope::kept_session_test {
namespace {

using nlohmann::json;
using test::ScratchFolder;
using Names = std::vector<std::string>;

KeptSession other_session()
{
    Scene scene = with_encoding(first_scene(), "rope");
    scene.length = 3000;
    return {repaired(scene), {true, 1.21, "zh"}};
}

/// The file of the session in a folder of its own.
class KeptSessionTest : public testing::Test {
protected:
    ScratchFolder folder;
    std::string path = folder / "session.json";
};

TEST_F(KeptSessionTest, BringsBackSceneThemeAndScale)
{
    path = folder / "made/for/it/session.json";
    ASSERT_TRUE(keep_session(path, other_session()));
    const LastSession last = last_session(path);
    EXPECT_EQ(last.scene, other_session().scene);
    EXPECT_EQ(last.looks, other_session().looks);
    EXPECT_EQ(last_looks(path), other_session().looks);
    EXPECT_TRUE(last.on_disk);
    EXPECT_EQ(last.notices, Names{});
}

TEST_F(KeptSessionTest, WhereThereIsNoneAllIsAsUsualAndNothingIsSaid)
{
    for (const std::string& none : {std::string(), path, std::string(folder / "no/folder/session.json")}) {
        const LastSession last = last_session(none);
        EXPECT_FALSE(last.scene || last.on_disk || last.in_the_way);
        EXPECT_EQ(last.notices, Names{});
    }
}

TEST_F(KeptSessionTest, TheFileOfTheFirstVersionIsRead)
{
    const json old = {{"dark", true}, {"scale", 1.5}, {"language", "en"}, {"scene", json::parse(scene_text(first_scene()))}};
    test::write_bytes(path, old.dump());
    const LastSession last = last_session(path);
    EXPECT_EQ(last.scene, first_scene());
    EXPECT_EQ(last.looks.scale, 1.5);
    EXPECT_EQ(last.notices, Names{});
}

/// A session that is whole except for one member.
std::string with_member(const std::string& key, const json& value)
{
    json whole = {{"dark", true}, {"scale", 2}, {"language", "en"}, {"scene", json::parse(scene_text(first_scene()))}};
    whole[key] = value;
    return whole.dump();
}

TEST_F(KeptSessionTest, ADamagedFileIsPutAsideWithANoticeAndNeverStopsTheStart)
{
    const std::string deep(100000, '[');
    const std::vector<std::string> damaged{"",
                                           "{",
                                           "[]",
                                           "7",
                                           deep,
                                           "{\"scene\": " + deep,
                                           "{\"scene\": {\"type\": \"phasescope scene\", \"pairs\": " + deep + "}}",
                                           std::string("\0\0\0", 3),
                                           "\xFF\xFE",
                                           std::string(1000000, 'x'),
                                           "{\"dark\": true, \"dark\": false}",
                                           with_member("dark", 7),
                                           with_member("scale", "x"),
                                           with_member("language", json::array()),
                                           with_member("type", "phasescope scene"),
                                           with_member("scene", json::array()),
                                           with_member("scene", json::object()),
                                           with_member("scene", {{"type", "phasescope scene"}, {"encoding", "unheard-of"}})};
    std::size_t aside = 0;
    for (const std::string& text : damaged) {
        SCOPED_TRACE(text.substr(0, 100));
        test::write_bytes(path, text);
        const LastSession last = last_session(path);
        EXPECT_FALSE(last.on_disk || last.in_the_way);
        ASSERT_EQ(last.notices.size(), 1u);
        const std::string name = "session.json.damaged" + (++aside == 1 ? "" : "-" + std::to_string(aside));
        EXPECT_NE(last.notices.front().find(name), std::string::npos) << last.notices.front();
        EXPECT_TRUE(test::bytes_of(folder / name) == text) << "the file is kept as it was";
        EXPECT_FALSE(std::filesystem::exists(path));
        EXPECT_GE(last.looks.scale, 0.5);
        EXPECT_LE(last.looks.scale, 4);
    }
    EXPECT_EQ(folder.names().size(), damaged.size());
}

TEST_F(KeptSessionTest, WhatCanBeReadOfADamagedFileIsKept)
{
    test::write_bytes(path, with_member("scene", 7));
    EXPECT_TRUE(last_session(path).looks.dark);
    test::write_bytes(path, with_member("dark", 7));
    EXPECT_EQ(last_session(path).scene, first_scene());
}

TEST_F(KeptSessionTest, WhatIsNoFileIsPutAsideToo)
{
    std::filesystem::create_directory(path);
    EXPECT_EQ(last_session(path).notices.size(), 1u);
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_EQ(last_session(path).notices.size(), 1u);
    std::filesystem::create_symlink("session.json", path);
    EXPECT_EQ(last_session(path).notices.size(), 1u);
    EXPECT_EQ(folder.names(), (Names{"session.json.damaged", "session.json.damaged-2", "session.json.damaged-3"}));
}

TEST_F(KeptSessionTest, AHugeFileIsNotRead)
{
    test::write_bytes(path, "{");
    std::filesystem::resize_file(path, std::uintmax_t{1} << 40);  // a hole; it takes no space
    EXPECT_EQ(last_session(path).notices.size(), 1u);
}

TEST_F(KeptSessionTest, OneOfANewerProgramIsReadAsFarAsItCanBeAndKept)
{
    json whole = json::parse(with_member("version", 2));
    whole["scene"]["length"] = "as long as it takes";
    whole["scene"]["start"] = 5;
    test::write_bytes(path, whole.dump());
    const LastSession last = last_session(path);
    ASSERT_TRUE(last.scene);
    EXPECT_EQ(last.scene->start, 5);
    EXPECT_TRUE(last.looks.dark);
    EXPECT_EQ(last.notices.size(), 1u);
    EXPECT_EQ(folder.names(), Names{"session.json.newer"});
    EXPECT_EQ(test::bytes_of(folder / "session.json.newer"), whole.dump());
}

TEST_F(KeptSessionTest, WithoutAPlaceIsAnError)
{
    EXPECT_FALSE(keep_session("", other_session()));
    EXPECT_FALSE(keep_session("/dev/null/session.json", other_session()));
}

TEST_F(KeptSessionTest, WindowsThatAreOpenAtOnceHaveAPlaceEach)
{
    const SessionPlace first(folder.path());
    EXPECT_EQ(first.path(), (folder / "session.json").string());
    {
        const SessionPlace second(folder.path());
        EXPECT_EQ(second.path(), (folder / "session-2.json").string());
        EXPECT_EQ(second.number(), 2);
        EXPECT_EQ(SessionPlace(folder.path()).path(), (folder / "session-3.json").string());
    }
    EXPECT_EQ(SessionPlace(folder.path()).path(), (folder / "session-2.json").string())
        << "a place is free when its window is closed";
    EXPECT_EQ(SessionPlace("").path(), "");
}

}  // namespace
}  // namespace phasescope::kept_session_test

// What comes back at the next start.
#include "app/kept_session.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace phasescope::kept_session_test {
namespace {

std::string place(const std::string& name)
{
    const auto folder = std::filesystem::path(testing::TempDir()) / "kept-session" / name;
    std::filesystem::remove_all(folder);
    return (folder / "session.json").string();
}

TEST(KeptSession, BringsBackSceneThemeAndScale)
{
    const std::string path = place("round-trip");
    Session session;
    session.dark = true;
    session.scale = 1.21;
    const Scene scene = with_encoding(first_scene(), "rope");
    ASSERT_TRUE(keep_session(path, scene, session));
    const KeptSession kept = kept_session(path);
    EXPECT_EQ(kept.scene, scene);
    EXPECT_TRUE(kept.session.dark);
    EXPECT_EQ(kept.session.scale, 1.21);
}

TEST(KeptSession, OfADamagedFileIsAFreshOne)
{
    const std::string path = place("damaged");
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    for (const char* text : {"", "{", "[]", "{\"dark\": 7, \"scale\": \"x\", \"scene\": []}", "{\"scale\": 1e300}"}) {
        std::ofstream(path) << text;
        const KeptSession kept = kept_session(path);
        EXPECT_FALSE(kept.scene) << text;
        EXPECT_FALSE(kept.session.dark) << text;
        EXPECT_LE(kept.session.scale, 4) << text;
    }
}

TEST(KeptSession, WithoutAPlaceIsAnError)
{
    EXPECT_FALSE(keep_session("", first_scene(), {}));
    EXPECT_FALSE(keep_session("/dev/null/session.json", first_scene(), {}));
}

}  // namespace
}  // namespace phasescope::kept_session_test

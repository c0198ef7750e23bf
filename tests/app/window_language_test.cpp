// The language of the window is changed while it is open.
#include <gtest/gtest.h>

#include <filesystem>

#include "app/kept_session.hpp"
#include "app/panels/paint_log.hpp"
#include "tests/app/driver.hpp"

namespace phasescope::window_language_test {
namespace {

bool painted(const std::string& text)
{
    return std::ranges::find(paint_log().painted, text, &PaintedText::text) != paint_log().painted.end();
}

TEST(WindowLanguage, AClickChangesEveryTextAndASecondOneChangesItBack)
{
    Driver window;
    paint_log().kept = true;
    for (const std::string code : {"zh", "en"}) {
        window.click("language");
        window.frames(2);
        EXPECT_EQ(window.program().session().language, code);
        const Language text(code);
        for (const char* key : {"panel.encoding", "view.overview", "panel.direction", "about.good", "axis.position"})
            EXPECT_TRUE(painted(text(key))) << code << ", " << key;
        EXPECT_EQ(window.program().title(), text("app.title"));
    }
    paint_log().kept = false;
    EXPECT_FALSE(window.program().store().can_undo());
}

TEST(WindowLanguage, AnUnknownOneIsEnglish)
{
    Driver window;
    window.program().session().language = "xx";
    window.frames(1);
    EXPECT_EQ(window.program().session().language, "en");
}

TEST(WindowLanguage, IsKeptForTheNextStart)
{
    const auto path = (std::filesystem::path(testing::TempDir()) / "kept-language" / "session.json").string();
    Session session;
    session.language = "zh";
    ASSERT_TRUE(keep_session(path, {first_scene(), kept_looks(session)}));
    EXPECT_EQ(last_session(path).looks.language, "zh");
}

}  // namespace
}  // namespace phasescope::window_language_test

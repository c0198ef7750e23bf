// No text of the interface is cut off or lies over another, in any language, at the sizes that people have.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "app/imgui_compat.hpp"
#include "app/panels/paint_log.hpp"
#include "app/text/language.hpp"
#include "core/comparison.hpp"
#include "core/scene_json.hpp"
#include "tests/app/driver.hpp"

namespace phasescope::fit_test {
namespace {

struct Size {
    int width, height;
    double scale;
};

constexpr std::array<Size, 3> sizes{{{1024, 640, 1}, {1600, 1000, 1}, {2560, 1440, 2}}};

/// What is on screen, in words.
struct Screenful {
    std::string encoding;
    View view;

    std::string name() const { return encoding + ", " + std::string(view_names[static_cast<std::size_t>(view)]); }
};

/// How much of two texts lies in the same place.
float common_height(const Box& a, const Box& b)
{
    const float wide = std::min(a.right(), b.right()) - std::max(a.x, b.x);
    const float high = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    return wide > 1 ? high : 0;
}

/// Texts that lie over each other; lines may touch.
std::set<std::string> covered()
{
    std::set<std::string> pairs;
    const auto& texts = paint_log().painted;
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (texts[i].layer == texts[j].layer
                && common_height(texts[i].box, texts[j].box) > 0.35F * std::min(texts[i].box.h, texts[j].box.h))
                pairs.insert(texts[j].text + " | " + texts[i].text);
    return pairs;
}

/// One window that shows a scene after the other.
class Shown {
public:
    Shown(const std::string& language, const Size& size)
        : driver_(first_scene(), size.width, size.height),
          file_((std::filesystem::path(testing::TempDir()) / "fit-scene.json").string())
    {
        driver_.program().session().language = language;
        driver_.program().session().scale = size.scale;
        driver_.program().session().more_knobs = true;
        paint_log().kept = true;
        driver_.frames(2);
    }
    ~Shown() { paint_log().kept = false; }
    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;

    /// False where the view has nothing to show of the encoding.
    void show(const Screenful& what)
    {
        Scene scene = with_encoding(first_scene(), what.encoding);
        scene.view = what.view;
        scene.content.kind = ContentKind::different;
        std::ofstream(file_) << scene_text(repaired(scene));
        driver_.program().drop(file_);
        driver_.frames(1);
        driver_.wait_for_check();
        while (driver_.program().model().progress()) driver_.frames(1);
        driver_.program().session().notice.reset();
        driver_.frames(2);
    }

    Driver& driver() { return driver_; }

private:
    Driver driver_;
    std::string file_;
};

/// Encodings that between them have every mechanism and every view.
bool shows_all_views(std::string_view encoding)
{
    constexpr std::array chosen{"sinusoidal", "rope", "t5", "patch_bias", "transformer_xl", "grid"};
    return std::ranges::find(chosen, encoding) != chosen.end();
}

class FitIn : public testing::TestWithParam<std::tuple<std::string, Size>> {
protected:
    void expect_all_fits(const std::string& what) const
    {
        EXPECT_GT(paint_log().painted.size(), 20u) << what;
        EXPECT_EQ(paint_log().cut, std::vector<std::string>()) << what;
        EXPECT_EQ(covered(), std::set<std::string>()) << what;
    }

    const std::string language = std::get<0>(GetParam());
    const Size size = std::get<1>(GetParam());
};

TEST_P(FitIn, EveryTextOfTheInterfaceFitsItsBoxAndNoneLiesOverAnother)
{
    Shown shown(language, size);
    for (const Encoding& encoding : encodings()) {
        for (std::size_t view = 0; view < view_names.size(); ++view) {
            const Screenful what{std::string(encoding.name), static_cast<View>(view)};
            // Those of the others fit where there is most room if they fit where there is least.
            const bool overview = what.view == View::overview && size.width == sizes.front().width;
            if (!overview && !shows_all_views(encoding.name)) continue;
            shown.show(what);
            if (shown.driver().scene().view == what.view) expect_all_fits(what.name());
        }
    }
}

TEST_P(FitIn, EveryTextOfADialogFitsItsBoxAndNoneLiesOverAnother)
{
    Shown shown(language, size);
    for (const Dialog dialog : {Dialog::keys, Dialog::go_to, Dialog::open_scene, Dialog::save_scene, Dialog::export_figure,
                                Dialog::lessons, Dialog::save_step}) {
        shown.driver().program().session().dialog = dialog;
        shown.driver().frames(3);
        expect_all_fits("dialog " + std::to_string(static_cast<int>(dialog)));
        shown.driver().key(key::escape);
    }
}

/// Else the tests above could not fail.
TEST(Fit, WhatIsCutOffIsNoted)
{
    Shown shown("en", {1024, 640, 4});
    shown.driver().program().session().dialog = Dialog::keys;
    shown.driver().frames(3);
    EXPECT_FALSE(paint_log().cut.empty());
}

TEST(Fit, ATextOverAnotherIsNoted)
{
    Shown shown("en", {1024, 640, 1});
    EXPECT_EQ(covered(), std::set<std::string>());
    const PaintedText first = paint_log().painted.front();
    paint_log().painted.push_back({"over it", first.box, first.layer});
    EXPECT_EQ(covered(), std::set<std::string>{first.text + " | over it"});
}

std::string name_of(const testing::TestParamInfo<std::tuple<std::string, Size>>& info)
{
    return std::get<0>(info.param) + "_" + std::to_string(std::get<1>(info.param).width);
}

INSTANTIATE_TEST_SUITE_P(Languages, FitIn, testing::Combine(testing::ValuesIn(language_codes()), testing::ValuesIn(sizes)),
                         name_of);

}  // namespace
}  // namespace phasescope::fit_test

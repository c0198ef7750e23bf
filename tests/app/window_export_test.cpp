// What the export dialog writes in views that show several sheets, or curves.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/app/driver.hpp"
#include "tests/app/figure_boxes.hpp"

namespace phasescope::window_export_test {
namespace {

std::string temporary(const std::string& name)
{
    const std::string path = (std::filesystem::path(testing::TempDir()) / name).string();
    std::filesystem::remove(path);
    return path;
}

std::string contents(const std::string& path)
{
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

Scene scene_with(View view)
{
    Scene scene = first_scene();
    scene.length = 20;
    scene.view = view;
    return scene;
}

TEST(WindowExport, AViewOfSeveralSheetsIsExportedAsASheetOrAsAWhole)
{
    Driver window(scene_with(View::compare));
    window.frames(2);
    window.key('E', true);
    const std::string one = temporary("export-one.png"), all = temporary("export-all.png");
    window.type_into("path", one);
    EXPECT_EQ(framed_boxes(opened_png(contents(one)), light_frame, 100).size(), 1u);
    window.key('E', true);
    window.click("export.part.1");
    window.type_into("path", all);
    EXPECT_EQ(framed_boxes(opened_png(contents(all)), light_frame, 100).size(), 3u);
}

TEST(WindowExport, TheFrequenciesAreExportedAsCurvesAndAsNumbers)
{
    Driver window(scene_with(View::frequencies));
    window.key('E', true);
    EXPECT_FALSE(window.has("export.part.1"));
    const std::string picture = temporary("export-frequencies.png"), numbers = temporary("export-frequencies.csv");
    window.type_into("path", picture);
    EXPECT_EQ(framed_boxes(opened_png(contents(picture)), light_frame, 100).size(), 1u);
    window.key('E', true);
    window.type_into("path", numbers);
    EXPECT_TRUE(contents(numbers).starts_with("pair,radians_per_position,")) << contents(numbers).substr(0, 100);
}

}  // namespace
}  // namespace phasescope::window_export_test

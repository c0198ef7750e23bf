// The arrows between the layers, read from the #include lines: core knows no app; in app, figures and the command line
// need no display, gl knows no ImGui, panels know no GL, and one file knows GLFW.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Include {
    std::string from;   ///< file, relative to the source folder
    std::string what;   ///< what it includes
    bool ours = false;  ///< in quotes
};

bool starts_with_one_of(const std::string& text, const std::vector<std::string>& beginnings)
{
    return std::ranges::any_of(beginnings, [&](const std::string& beginning) { return text.starts_with(beginning); });
}

/// The C++ files under a folder of the source, relative to the source folder.
std::vector<std::string> sources(const std::string& folder)
{
    const fs::path root = PHASESCOPE_SOURCE_DIR;
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        const std::string extension = entry.path().extension().string();
        if (extension == ".cpp" || extension == ".hpp") files.push_back(fs::relative(entry.path(), root).generic_string());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::string> lines_of(const std::string& file)
{
    std::ifstream stream(fs::path(PHASESCOPE_SOURCE_DIR) / file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<Include> includes_of(const std::string& file)
{
    static const std::regex pattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
    std::vector<Include> found;
    for (const std::string& line : lines_of(file)) {
        std::smatch match;
        if (std::regex_match(line, match, pattern)) found.push_back({file, match[2], match[1] == "\""});
    }
    return found;
}

std::vector<Include> includes_under(const std::string& folder)
{
    std::vector<Include> all;
    for (const std::string& file : sources(folder))
        for (const Include& include : includes_of(file)) all.push_back(include);
    return all;
}

/// <vector>, <cmath>: no folder and no ending.
bool is_standard(const std::string& header)
{
    return header.find_first_of("/.") == std::string::npos;
}

bool is_gl(const std::string& header)
{
    return starts_with_one_of(header, {"epoxy/", "GL/", "GLES", "EGL/", "KHR/"});
}

bool is_glfw(const std::string& header)
{
    return header.starts_with("GLFW/");
}

bool is_imgui(const std::string& header)
{
    return header.find("imgui") != std::string::npos;
}

TEST(Includes, TheSourcesAreFound)
{
    EXPECT_GT(sources("core").size(), 20u);
    EXPECT_GT(includes_under("core").size(), 50u);
    EXPECT_FALSE(sources("app").empty());
}

TEST(Includes, CoreKnowsOnlyItselfTheStandardLibraryAndItsFiveLibraries)
{
    for (const Include& include : includes_under("core")) {
        const bool library =
            starts_with_one_of(include.what, {"Eigen/", "boost/", "hwy/", "nlohmann/"}) || include.what == "zip.h";
        // Files that appear whole or not at all need the operating system's calls.
        const bool system =
            include.from.starts_with("core/io/")
            && starts_with_one_of(include.what, {"unistd.h", "dirent.h", "fcntl.h", "sys/", "signal.h", "pthread.h"});
        EXPECT_TRUE(include.ours ? include.what.starts_with("core/") : is_standard(include.what) || library || system)
            << include.from << " includes " << include.what;
    }
}

TEST(Includes, NothingOutsideAppKnowsApp)
{
    for (const char* folder : {"core", "tests/core"})
        for (const Include& include : includes_under(folder))
            EXPECT_FALSE(include.what.starts_with("app/")) << include.from << " includes " << include.what;
}

TEST(Includes, TextsColoursPlotsFiguresAndTheCommandLineNeedNoDisplay)
{
    for (const char* folder : {"app/text", "app/colour", "app/plot", "app/figure", "app/cli"}) {
        for (const Include& include : includes_under(folder)) {
            const bool display = starts_with_one_of(include.what, {"app/gl/", "app/panels/"}) || is_imgui(include.what)
                                 || is_glfw(include.what) || is_gl(include.what);
            EXPECT_FALSE(display) << include.from << " includes " << include.what;
        }
    }
}

TEST(Includes, GlKnowsNoImGuiAndNoPanels)
{
    for (const Include& include : includes_under("app/gl"))
        EXPECT_FALSE(is_imgui(include.what) || include.what.starts_with("app/panels/") || is_glfw(include.what))
            << include.from << " includes " << include.what;
}

TEST(Includes, PanelsKnowNoGl)
{
    for (const Include& include : includes_under("app/panels"))
        EXPECT_FALSE(is_gl(include.what) || include.what.starts_with("app/gl/") || is_glfw(include.what))
            << include.from << " includes " << include.what;
}

TEST(Includes, OnlyTheWindowAndItsEventsKnowGlfw)
{
    for (const Include& include : includes_under("app"))
        EXPECT_TRUE(!is_glfw(include.what) || starts_with_one_of(include.from, {"app/window.", "app/window_events."}))
            << include.from;
}

TEST(Includes, ProjectFilesInQuotesAreThere)
{
    for (const char* folder : {"core", "app"})
        for (const Include& include : includes_under(folder))
            EXPECT_TRUE(!include.ours || fs::exists(fs::path(PHASESCOPE_SOURCE_DIR) / include.what))
                << include.from << " includes " << include.what;
}

TEST(Includes, HeadersStartWithACommentAndThenWithPragmaOnce)
{
    for (const char* folder : {"core", "app"}) {
        for (const std::string& file : sources(folder)) {
            if (!file.ends_with(".hpp")) continue;
            const std::vector<std::string> lines = lines_of(file);
            const auto code = std::ranges::find_if(
                lines, [](const std::string& line) { return !line.starts_with("//") && !line.empty(); });
            ASSERT_TRUE(code != lines.end()) << file;
            EXPECT_EQ(*code, "#pragma once") << file;
            EXPECT_TRUE(lines.front().starts_with("//")) << file << " does not say what it is about";
        }
    }
}

}  // namespace

// Exports on a disk that fails: the old file or the new one, whole, and nothing beside it.
#include <gtest/gtest.h>

#include <cerrno>

#include "app/documents.hpp"
#include "app/lessons/lesson_shelf.hpp"
#include "tests/app/program.hpp"
#include "tests/failing_calls.hpp"

namespace phasescope::export_failure_test {
namespace {

using test::FailingDisk;
using test::Failure;
using test::ScratchFolder;

/// One of the ways to write a file.
struct Writer {
    std::string name;
    std::function<bool(const std::string&)> write;
};

FigureSpec small_figure()
{
    FigureSpec spec;
    spec.scene = first_scene();
    spec.scene.length = 40;
    spec.scene = repaired(spec.scene);
    spec.sheet = Sheet::matrix;
    spec.width = 300;
    spec.height = 200;
    return spec;
}

std::vector<Writer> writers()
{
    std::vector<Writer> all;
    for (const char* name : {"figure.png", "figure.svg", "figure.pdf", "numbers.npy", "numbers.csv"})
        all.push_back(
            {name, [](const std::string& path) { return static_cast<bool>(exported(path, small_figure(), Language())); }});
    all.push_back({"scene.json", [](const std::string& path) { return static_cast<bool>(saved(path, first_scene())); }});
    return all;
}

TEST(ExportFailure, LeavesTheOldFileWhole)
{
    for (const Writer& writer : writers()) {
        const ScratchFolder folder;
        const std::string path = folder / writer.name;
        ASSERT_TRUE(writer.write(path));
        const std::string whole = test::bytes_of(path);
        for (int nth = 1;; ++nth) {
            bool reached = false;
            for (const Failure& failure : test::failures_at(nth)) {
                SCOPED_TRACE(writer.name + ": " + words_for(failure));
                test::write_bytes(path, "old");
                bool written = false;
                {
                    const FailingDisk disk(failure);
                    written = writer.write(path);
                    reached = disk.has_failed() || reached;
                }
                EXPECT_TRUE(test::bytes_of(path) == (written ? whole : "old"));
                EXPECT_EQ(folder.names(), std::vector<std::string>{writer.name});
            }
            if (!reached) break;
            ASSERT_LT(nth, 1000);
        }
    }
}

TEST(ExportFailure, OfAStepLeavesTheLessonWhole)
{
    const ScratchFolder folder;
    Step step;
    step.title.by_language["en"] = "title";
    step.text.by_language["en"] = "text";
    step.scene = first_scene();
    ASSERT_TRUE(saved_step(folder.path(), "mine", step));
    const std::string whole = test::bytes_of(folder / "mine.json");
    for (const test::Call call : {test::Call::open, test::Call::write, test::Call::fsync, test::Call::rename}) {
        const FailingDisk disk({call, 1, ENOSPC, true});
        const Result<std::string> saved = saved_step(folder.path(), "mine", step);
        ASSERT_FALSE(saved);
        EXPECT_NE(saved.error().line().find("disk is full"), std::string::npos) << saved.error().line();
        EXPECT_EQ(test::bytes_of(folder / "mine.json"), whole);
        EXPECT_EQ(folder.names(), std::vector<std::string>{"mine.json"});
    }
}

}  // namespace
}  // namespace phasescope::export_failure_test

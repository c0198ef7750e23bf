// Every file of the corpus goes through its target once: what the fuzzer found stays mended.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "core/io/file.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

/// How the test names a target.
static void PrintTo(const Target& target, std::ostream* out)
{
    *out << target.name;
}

}  // namespace phasescope::fuzz

namespace phasescope::corpus_test {
namespace {

namespace fs = std::filesystem;

const fs::path corpus = fs::path(PHASESCOPE_SOURCE_DIR) / "tests" / "fuzz" / "corpus";

std::vector<std::string> files_of(const fuzz::Target& target)
{
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(corpus / target.name)) files.push_back(entry.path().string());
    std::ranges::sort(files);
    return files;
}

class Corpus : public testing::TestWithParam<fuzz::Target> {};

TEST_P(Corpus, HoldsWhatMustHold)
{
    const std::vector<std::string> files = files_of(GetParam());
    EXPECT_FALSE(files.empty());
    for (const std::string& file : files) {
        const Result<std::string> bytes = read_file(file);
        ASSERT_TRUE(bytes) << bytes.error().line();
        EXPECT_NO_THROW(GetParam().run(*bytes)) << file;
    }
}

INSTANTIATE_TEST_SUITE_P(Each, Corpus, testing::ValuesIn(fuzz::targets),
                         [](const auto& target) { return std::string(target.param.name); });

TEST(Corpora, BelongToTheTargetsAndEachTargetHasItsSource)
{
    std::set<std::string> names, folders, sources;
    for (const fuzz::Target& target : fuzz::targets) names.emplace(target.name);
    for (const auto& entry : fs::directory_iterator(corpus)) folders.insert(entry.path().filename());
    for (const auto& entry : fs::directory_iterator(corpus.parent_path() / "targets")) sources.insert(entry.path().stem());
    EXPECT_EQ(names, folders);
    EXPECT_EQ(names, sources);
}

}  // namespace
}  // namespace phasescope::corpus_test

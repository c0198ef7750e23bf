// Readers of what comes from outside, given damaged input from fixed seeds: there is always a value or an Error.
#include <gtest/gtest.h>

#include <cmath>

#include "core/io/npy.hpp"
#include "core/io/npy_header.hpp"
#include "core/scene_json.hpp"
#include "core/utf8.hpp"
#include "tests/core/damage.hpp"
#include "tests/core/random_scene.hpp"

namespace phasescope::mutation_test {
namespace {

TEST(Mutations, ADamagedSceneGivesAValidSceneOrAnError)
{
    RandomScenes scenes(9);
    Damage damage(10, {"null",
                       "true",
                       "{}",
                       "[]",
                       "-1",
                       "1e999",
                       "1e308",
                       "NaN",
                       "18446744073709551616",
                       "0.5",
                       "\"\"",
                       "\"rope\"",
                       "\"x\":",
                       "\\u0000",
                       "\\ud800",
                       "\xFF",
                       "\xEF\xBB\xBF",
                       "\"imported\"",
                       "[[1,2],[3,4]]",
                       "\"settings\":{",
                       ",",
                       "}",
                       "]",
                       "99999",
                       "\"version\": 2"});
    int read_count = 0, error_count = 0;
    for (int i = 0; i < 6000; ++i) {
        const std::string text = damage.of(scene_text(repaired(scenes.next(0.02))));
        const Result<ReadScene> read = scene_from_text(text, "damaged");
        if (!read) {
            ++error_count;
            ASSERT_FALSE(read.error().what.empty()) << text;
            ASSERT_EQ(first_invalid_utf8(read.error().line()), std::string::npos) << text;
            continue;
        }
        ++read_count;
        ASSERT_EQ(repaired(read->scene), read->scene) << text;
        for (const std::string& warning : read->warnings) ASSERT_EQ(one_line(warning, 500), warning) << text;
    }
    // Both ends of the road were walked.
    EXPECT_GT(read_count, 300);
    EXPECT_GT(error_count, 300);
}

TEST(Mutations, ADamagedArrayGivesNumbersOrAnError)
{
    Damage damage(11, {"(",
                       ")",
                       "{",
                       "}",
                       "'",
                       "\"",
                       ",",
                       ":",
                       "True",
                       "False",
                       "'descr'",
                       "'<f2'",
                       "'>f8'",
                       "999999999999999999",
                       "-1",
                       "L",
                       "(0,)",
                       "(2, 3)",
                       "[",
                       std::string(1, '\0'),
                       "\xFF\xFF\xFF\xFF",
                       "\x02",
                       "\x93NUMPY"});
    int read_count = 0, error_count = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::int64_t rows = 1 + i % 3, cols = 1 + i % 5;
        const std::string bytes =
            npy_header_text(i % 2 ? "<f4" : "<f8", rows, cols)
            + std::string(static_cast<std::size_t>(rows * cols) * (i % 2 ? 4 : 8), static_cast<char>(i));
        const Result<Matrix> read = read_npy(damage.of(bytes), "damaged");
        if (read) {
            ++read_count;
            ASSERT_GT(read->rows, 0);
            ASSERT_GT(read->cols, 0);
            ASSERT_EQ(read->values.size(), static_cast<std::size_t>(read->rows * read->cols));
        } else {
            ++error_count;
            ASSERT_EQ(first_invalid_utf8(read.error().line()), std::string::npos) << i;
        }
    }
    EXPECT_GT(read_count, 300);
    EXPECT_GT(error_count, 300);
}

}  // namespace
}  // namespace phasescope::mutation_test

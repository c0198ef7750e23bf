// `phasescope compare`: the measured properties of all encodings side by side.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/encoding.hpp"
#include "tests/app/program.hpp"

namespace phasescope::cli_compare_test {
namespace {

using test::run_program, test::ScratchFolder;
using Json = nlohmann::json;

std::string good(const std::vector<std::string>& arguments)
{
    const ScratchFolder scratch;
    const auto outcome = run_program(arguments, scratch.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
}

TEST(Compare, HasOneObjectForEveryEncodingInMenuOrder)
{
    const Json list = Json::parse(good({"compare", "--length", "64", "--json"}));
    ASSERT_EQ(list.size(), encodings().size());
    for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list[i]["encoding"], encodings()[i].name);
}

TEST(Compare, MeasuresWhatIsKnown)
{
    const Json list = Json::parse(good({"compare", "--length", "64", "--d-model", "32", "--json"}));
    const auto of = [&](const char* name) {
        return *std::ranges::find_if(list, [&](const Json& entry) { return entry["encoding"] == name; });
    };
    // Neighbours of the sinusoid are nearest: |PE(1) - PE(0)|^2 = sum over pairs of 2 - 2 cos w.
    double square = 0;
    for (int k = 0; k < 16; ++k) square += 2 - 2 * std::cos(std::pow(10000.0, -k / 16.0));
    const Json sinusoidal = of("sinusoidal");
    EXPECT_NEAR(sinusoidal["nearest_rows"]["distance"].get<double>(), std::sqrt(square), 1e-12);
    EXPECT_EQ(sinusoidal["parameters"], 0);
    EXPECT_EQ(sinusoidal["bounded"], true);
    EXPECT_EQ(of("learned")["parameters"], 512 * 32);
    EXPECT_EQ(of("alibi")["bounded"], false);
    EXPECT_EQ(of("rope")["sees_direction_if_equal"], false);
    EXPECT_EQ(of("rope")["sees_direction_if_different"], true);
    EXPECT_EQ(of("none")["nearest_rows"]["distance"], 0);
}

TEST(Compare, PrintsALineForEveryEncodingUnderItsHeading)
{
    const std::string table = good({"compare", "--length", "32"});
    EXPECT_EQ(std::ranges::count(table, '\n'), std::ssize(encodings()) + 1);
    EXPECT_TRUE(table.starts_with("encoding ")) << table;
}

}  // namespace
}  // namespace phasescope::cli_compare_test

// `phasescope claims`: what people say, judged by measuring.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/text/language.hpp"
#include "app/text/line_breaks.hpp"
#include "app/text/wrapped.hpp"
#include "core/analysis/claims.hpp"
#include "core/number_text.hpp"
#include "core/scene_json.hpp"
#include "tests/app/program.hpp"

namespace phasescope::cli_claims_test {
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

Json claim_in(const Json& page, const std::string& name)
{
    for (const Json& claim : page["claims"])
        if (claim["claim"] == name) return claim;
    ADD_FAILURE() << "no claim " << name;
    return {};
}

TEST(ClaimsCommand, HasOneObjectForEveryClaimOfEveryEncoding)
{
    for (const Encoding& encoding : encodings()) {
        const Json page =
            Json::parse(good({"claims", "--encoding", std::string(encoding.name), "--length", "32", "--json"}));
        EXPECT_EQ(page["encoding"], encoding.name);
        ASSERT_EQ(page["claims"].size(), claims().size());
        for (std::size_t i = 0; i < claims().size(); ++i) {
            const Json& claim = page["claims"][i];
            EXPECT_EQ(claim["claim"], claims()[i].name);
            const auto read = scene_from_text(claim["show_me"].dump(), "show_me");
            ASSERT_TRUE(read) << read.error().line();
            EXPECT_TRUE(read->warnings.empty()) << claims()[i].name << ": " << read->warnings.front();
            EXPECT_EQ(claim["verdict"] == "not_applicable", claim["numbers"].empty());
        }
    }
}

TEST(ClaimsCommand, MeasuresWithTheSettingsThatAreGiven)
{
    const Json even = Json::parse(good({"claims", "--d-model", "64", "--json"}));
    EXPECT_EQ(claim_in(even, "dot_is_distance")["verdict"], "true");
    EXPECT_EQ(claim_in(even, "similarity_falls")["numbers"]["first_rise"], 5);
    EXPECT_EQ(claim_in(even, "rope_falls")["verdict"], "not_applicable");
    EXPECT_TRUE(claim_in(even, "rope_falls")["tolerance"].is_null());
    const Json odd = Json::parse(good({"claims", "--d-model", "63", "--json"}));
    EXPECT_EQ(claim_in(odd, "dot_is_distance")["verdict"], "false");
    EXPECT_GT(claim_in(odd, "dot_is_distance")["numbers"]["offset_residual"].get<double>(),
              claim_in(odd, "dot_is_distance")["tolerance"].get<double>());
}

TEST(ClaimsCommand, PrintsEverySentenceWithinAHundredColumnsInEveryLanguage)
{
    for (const std::string& code : language_codes()) {
        const std::string page = good({"claims", "--encoding", "rope", "--language", code});
        std::istringstream lines(page);
        for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), 100u) << line;
        const Language language(code);
        for (const Claim& claim : claims()) {
            const std::string sentence = language("claim." + std::string(claim.name) + ".sentence");
            EXPECT_NE(page.find(sentence.substr(0, 24)), std::string::npos) << sentence;
        }
        EXPECT_EQ(page.find("claim."), std::string::npos) << "a key without a text";
    }
}

TEST(ClaimsCommand, HasATextForWhateverItSays)
{
    for (const std::string& code : language_codes()) {
        const Language language(code);
        const auto expect = [&](const std::string& key) { EXPECT_TRUE(language.has(key)) << code << ": " << key; };
        for (const Claim& claim : claims()) {
            expect("claim." + std::string(claim.name) + ".sentence");
            expect("claim." + std::string(claim.name) + ".truth");
        }
        for (const std::string_view name : verdict_names) expect("claim.verdict." + std::string(name));
        for (const std::string_view name : claim_theme_names) expect("claim.theme." + std::string(name));
        for (const Encoding& encoding : encodings()) {
            const Scene scene = with_encoding(first_scene(), encoding.name);
            const auto results = measured_claims(scene, {});
            ASSERT_TRUE(results);
            for (const ClaimResult& result : *results) {
                for (const ClaimNumber& number : result.numbers) expect("claim.number." + std::string(number.name));
                expect((result.applies() ? "claim.reason." : "claim.not_applicable.") + std::string(result.reason));
            }
        }
    }
}

TEST(ClaimsCommand, PrintsTheNumberThatDecidedEachClaim)
{
    const Language language("en");
    for (const Encoding& encoding : encodings()) {
        const std::vector<std::string> asked{"claims", "--encoding", std::string(encoding.name), "--length", "24"};
        std::vector<std::string> with_json = asked;
        with_json.push_back("--json");
        std::string page = good(asked);
        for (std::size_t at = page.find('\n'); at != std::string::npos; at = page.find('\n', at + 1)) page[at] = ' ';
        std::string one_spaced;
        for (const char letter : page)
            if (letter != ' ' || !one_spaced.ends_with(' ')) one_spaced += letter;
        for (const Json& claim : Json::parse(good(with_json))["claims"]) {
            const Json& judged = claim["judged"];
            EXPECT_EQ(judged.is_null(), claim["verdict"] == "not_applicable");
            if (judged.is_null()) continue;
            const std::string name = judged["number"];
            EXPECT_EQ(judged["value"], claim["numbers"][name]) << claim["claim"];
            EXPECT_EQ(judged["relation"] == "at most", judged["value"].get<double>() <= judged["limit"].get<double>());
            EXPECT_EQ(claim["verdict"] == "depends", judged.contains("otherwise")) << claim["claim"];
            const std::string line = "judged: " + language("claim.number." + name) + ": " + rounded_text(judged["value"], 3)
                                     + ", " + judged["relation"].get<std::string>() + " " + rounded_text(judged["limit"], 3);
            EXPECT_NE(one_spaced.find(line), std::string::npos) << claim["claim"] << ": " << line;
        }
    }
}

TEST(ClaimsCommand, RefusesAWordThatStandsAlone)
{
    const ScratchFolder scratch;
    EXPECT_EQ(run_program({"claims", "rope"}, scratch.path()).exit_code, 2);
    EXPECT_EQ(run_program({"claims", "--rows", "0:5"}, scratch.path()).exit_code, 2);
}

TEST(Wrapped, BreaksAtSpacesAndAfterChineseCharacters)
{
    EXPECT_EQ(wrapped("one two three", 7, "|"), "one two|three");
    EXPECT_EQ(wrapped("one two three", 100, "|"), "one two three");
    EXPECT_EQ(wrapped("a\nb", 100, "|"), "a\nb");
    EXPECT_EQ(wrapped("", 10, "|"), "");
    EXPECT_EQ(wrapped("位置编码", 4, "|"), "位置|编码");
    EXPECT_EQ(wrapped("位置，编码", 4, "|"), "位|置，|编码") << "a comma stays with what it follows";
    EXPECT_EQ(columns_of("PE 位置 ≤ 1"), 11u);
}

}  // namespace
}  // namespace phasescope::cli_claims_test

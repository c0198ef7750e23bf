#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/buckets.hpp"
#include "core/encodings/list.hpp"
#include "core/offset_vectors.hpp"
#include "reference.hpp"

namespace phasescope::deberta_test {
namespace {

using reference::case_of;
using reference::Json;

enum Term { all, content_content, c2p, p2c };
enum Sign { code, paper };
enum Beyond { clamped, growing };
enum Divided { yes, no };

struct Settings {
    double head_size = 8, buckets = 256, max_distance = 512;
    Term terms = all;
    Sign sign = code;
    Beyond beyond = clamped;
    Divided divided = no;

    std::vector<double> numbers() const
    {
        return {head_size,
                buckets,
                max_distance,
                static_cast<double>(terms),
                static_cast<double>(sign),
                static_cast<double>(beyond),
                static_cast<double>(divided),
                1};
    }
    MeetsVectors mechanism() const { return std::get<MeetsVectors>(deberta_encoding().mechanism(numbers(), {})); }
};

TEST(Deberta, BucketsOfEveryDistanceAreTheExactOnes)
{
    const Json group = reference::group("g08_relative");
    int cases = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "deberta_log_bucket") continue;
        const std::int64_t size = one.at("bucket_size"), most = one.at("max_position");
        const DistanceClasses classes = deberta_classes(size, most, 2 * size);
        std::int64_t distance = one.at("relative_position_min");
        for (const int expected : one.at("exact_unclamped").get<std::vector<int>>()) {
            EXPECT_EQ((distance < 0 ? -1 : 1) * classes.of(std::abs(distance)), expected)
                << one.at("name") << " at " << distance;
            ++distance;
        }
        EXPECT_EQ(distance - 1, one.at("relative_position_max").get<std::int64_t>());
        ++cases;
    }
    EXPECT_EQ(cases, 4);
}

/// The lists of distances at which a released code is off by one, [distance, code, exact].
bool is_listed(const Json& differences, std::int64_t distance)
{
    return std::ranges::any_of(differences, [&](const Json& one) { return one.at(0) == distance; });
}

TEST(Deberta, IndicesAreThoseOfBothReleasedCodes)
{
    const Json group = reference::group("g08_relative");
    int compared = 0, left_out = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "deberta_log_bucket") continue;
        const std::int64_t span = one.at("bucket_size"), first = one.at("relative_position_min");
        const Json& off = one.at("differs_[rel,peer,exact]");
        for (const Beyond beyond : {clamped, growing}) {
            const auto buckets =
                one.at(beyond == clamped ? "expected_microsoft" : "expected_hf").get<std::vector<std::int64_t>>();
            const Json& listed =
                off.at(beyond == clamped ? "microsoft_vs_exact_with_r_clamped_to_max-1" : "hf_vs_exact_unclamped");
            const OffsetLines index =
                Settings{.buckets = static_cast<double>(span), .max_distance = one.at("max_position"), .beyond = beyond}
                    .mechanism()
                    .index;
            for (std::size_t i = 0; i < buckets.size(); ++i) {
                const std::int64_t distance = first + static_cast<std::int64_t>(i);
                if (is_listed(listed, distance)) {
                    ++left_out;
                    continue;
                }
                const auto expected = std::clamp<std::int64_t>(buckets[i] + span, 0, 2 * span - 1);
                EXPECT_EQ(index.at(-distance), static_cast<double>(expected)) << one.at("name") << " at " << distance;
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 3000);
    EXPECT_LT(left_out, 40);
}

TEST(Deberta, RelativePositionMatricesAreTheReferenceOnes)
{
    const Json group = reference::group("g08_relative");
    int matrices = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "deberta_rel_matrix") continue;
        const std::int64_t span = one.at("bucket_size");
        const Settings settings{.buckets = static_cast<double>(span), .max_distance = one.at("max_position")};
        const OffsetLines index = settings.mechanism().index;
        const Matrix expected = reference::matrix(one.at("expected"));
        for (std::int64_t i = 0; i < expected.rows; ++i)
            for (std::int64_t j = 0; j < expected.cols; ++j)
                EXPECT_EQ(index.at(j - i), expected(i, j) + static_cast<double>(span));
        ++matrices;
    }
    EXPECT_EQ(matrices, 2);
}

TEST(Deberta, ScoresWithGivenVectorsAreTheReferenceOnes)
{
    const Json group = reference::group("g08_relative"), one = case_of(group, "deberta_c2p_p2c_n5_d4_span4");
    const Matrix query = reference::matrix(one.at("Q")), key = reference::matrix(one.at("K"));
    const Matrix index = reference::matrix(one.at("c2p_index"));
    const auto expect = [&](Term term, Sign sign, const char* name) {
        MeetsVectors meets =
            Settings{.head_size = 4, .buckets = 0, .max_distance = 4, .terms = term, .sign = sign}.mechanism();
        ASSERT_EQ(meets.key_vectors.rows, term == c2p ? 8 : 0);
        ASSERT_EQ(meets.query_vectors.rows, term == p2c ? 8 : 0);
        if (term == c2p) meets.key_vectors = reference::matrix(one.at("pos_key"));
        if (term == p2c) meets.query_vectors = reference::matrix(one.at("pos_query"));
        const Matrix expected = reference::matrix(one.at(name)), together = scores(meets, query, key, 5);
        for (std::int64_t i = 0; i < 5; ++i) {
            for (std::int64_t j = 0; j < 5; ++j) {
                EXPECT_EQ(meets.index.at(j - i), index(i, j));
                // The group's own tolerance; four products below 6 are good to 1e-15 each.
                EXPECT_NEAR(score(meets, query.row(i), key.row(j), j - i), expected(i, j), 1e-13) << name;
                EXPECT_NEAR(score_over_offset(meets, query.row(i), key.row(j)).lines.at(j - i), expected(i, j), 1e-13);
                EXPECT_NEAR(together(i, j), expected(i, j), 1e-13);
            }
        }
    };
    expect(c2p, code, "c2p");
    expect(p2c, code, "p2c_as_coded_by_microsoft_and_hf");
    expect(p2c, paper, "p2c_with_delta(j,i)_as_printed_in_paper_eq4");
}

TEST(Deberta, TheThreeTermsAddUpToAll)
{
    const std::vector<double> query{1, -2, 3, 0.5, 1, 1, 2, -1}, key{2, 0.25, -1, 3, 1, -2, 1, 1};
    for (const Divided divided : {yes, no}) {
        for (const std::int64_t offset : {-700, -200, -3, 0, 1, 150, 600}) {
            double sum = 0;
            for (const Term term : {content_content, c2p, p2c})
                sum += score(Settings{.terms = term, .divided = divided}.mechanism(), query, key, offset);
            // Some fifty roundings of sums below 50.
            EXPECT_NEAR(score(Settings{.divided = divided}.mechanism(), query, key, offset), sum, 1e-13);
        }
    }
    const double whole = score(Settings{}.mechanism(), query, key, 5);
    EXPECT_NEAR(score(Settings{.divided = yes}.mechanism(), query, key, 5), whole / std::sqrt(3.0), 1e-14);
}

TEST(Deberta, EverySettingGivesRowsInsideTheTables)
{
    for (const double head : {2.0, 8192.0}) {
        for (const double buckets : {0.0, 1.0, 4.0, 5.0, 7.0, 257.0, 1024.0}) {
            for (const double most : {1.0, 3.0, 130.0, 512.0, 65536.0}) {
                for (const Beyond beyond : {clamped, growing}) {
                    const Settings settings{.head_size = head,
                                            .buckets = buckets,
                                            .max_distance = most,
                                            .terms = content_content,
                                            .beyond = beyond};
                    const OffsetLines index = settings.mechanism().index;
                    double last = index.at(least_offset);
                    for (const OffsetPiece& piece : index.pieces()) {
                        EXPECT_GE(piece.at_zero, 0);
                        EXPECT_LE(piece.at_zero, last);
                        last = piece.at_zero;
                    }
                    EXPECT_LE((index.at(least_offset) + 1) * head, 1 << 22);
                }
            }
        }
    }
}

TEST(Deberta, TheTablesHaveTwoSpansOfRows)
{
    const MeetsVectors meets = Settings{}.mechanism();
    EXPECT_EQ(meets.key_vectors.rows, 512);
    EXPECT_EQ(meets.query_vectors.rows, 512);
    EXPECT_NE(meets.key_vectors, meets.query_vectors);
    EXPECT_EQ(meets.index.at(0), 256);
    EXPECT_EQ(meets.index.at(-1), 257);
}

TEST(Deberta, TheFormulaNamesTheRowsOfTheChosenTerms)
{
    const Encoding encoding = deberta_encoding();
    const auto formula = [&](const Settings& settings) { return encoding.score_formula(settings.numbers(), 0, 3, 0); };
    EXPECT_EQ(formula({.divided = yes}), "(q · k + q · P_{259} + k · Q_{259}) / √3");
    EXPECT_EQ(formula({.sign = paper}), "q · k + q · P_{259} + k · Q_{253}");
    EXPECT_EQ(formula({.terms = c2p}), "q · P_{259}");
}

}  // namespace
}  // namespace phasescope::deberta_test

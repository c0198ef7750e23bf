#include <nlohmann/json.hpp>

#include "app/cli/reports.hpp"
#include "app/text/claim_judgement.hpp"
#include "app/text/line_breaks.hpp"
#include "app/text/wrapped.hpp"
#include "core/number_text.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Language& language, std::string_view kind, std::string_view name)
{
    return language("claim." + std::string(kind) + "." + std::string(name));
}

std::string numbers_text(const ClaimResult& result, const Language& language)
{
    std::string text;
    for (const ClaimNumber& number : result.numbers)
        text += (text.empty() ? "" : "; ") + text_of(language, "number", number.name) + ": "
                + (number.value ? rounded_text(*number.value, report_digits) : language("claims.none"));
    return text;
}

/// What decided it, and on how much it was measured.
std::string judged_by(const Scene& scene, const ClaimResult& result, const Language& language)
{
    const std::string text = judgement_text(language, result, [](double number) { return rounded_text(number, 3); });
    if (result.measured_positions == 0 || result.measured_positions >= scene.length) return text;
    return text + "; " + filled(language("claims.part"), {{"n", std::to_string(result.measured_positions)}});
}

std::string claim_text(const Claim& claim, const Language& language, const char* part)
{
    return language("claim." + std::string(claim.name) + "." + part);
}

/// The verdict, the sentence, and below it the numbers.
std::string entry(const Scene& scene, const Claim& claim, const ClaimResult& result, const Language& language,
                  std::size_t column)
{
    const auto paragraph = [&](std::string first, const std::string& text) {
        first.append(column - std::min(column, columns_of(first)), ' ');
        return first + wrapped(text, report_columns - column, "\n" + std::string(column, ' ')) + "\n";
    };
    std::string verdict = result.applies() ? text_of(language, "verdict", name_of(result.verdict)) : "–";
    std::string page = paragraph("  " + std::move(verdict), claim_text(claim, language, "sentence"));
    if (!result.applies()) return page + paragraph("", text_of(language, "not_applicable", result.reason));
    return page + paragraph("", numbers_text(result, language)) + paragraph("", judged_by(scene, result, language));
}

/// How wide the column of verdicts is.
std::size_t verdict_column(const Language& language)
{
    std::size_t widest = 0;
    for (const Verdict verdict : {Verdict::holds, Verdict::fails, Verdict::depends})
        widest = std::max(widest, columns_of(text_of(language, "verdict", name_of(verdict))));
    return widest + 4;
}

}  // namespace

std::string claims_table(const Scene& scene, const std::vector<ClaimResult>& results, const Language& language)
{
    const std::size_t column = verdict_column(language);
    std::int64_t measured = 0;
    for (const ClaimResult& result : results) measured = std::max(measured, result.measured_positions);
    std::string page = wrapped(report_heading(scene, measured, language), report_columns, "\n") + "\n";
    for (std::size_t theme = 0; theme < claim_theme_names.size(); ++theme) {
        page += "\n" + text_of(language, "theme", claim_theme_names[theme]) + "\n";
        for (const bool applies : {true, false})
            for (std::size_t i = 0; i < results.size(); ++i)
                if (claims()[i].theme == static_cast<ClaimTheme>(theme) && results[i].applies() == applies)
                    page += entry(scene, claims()[i], results[i], language, column);
    }
    return page;
}

namespace {

/// Null where the claim does not apply.
Json judged_object(const ClaimResult& result)
{
    if (!result.applies()) return Json();
    const double value = result.number(result.judged).value_or(0);
    Json object{{"number", result.judged},
                {"value", value},
                {"relation", value <= result.limit() ? "at most" : "above"},
                {"limit", result.limit()}};
    if (!result.otherwise.empty())
        object["otherwise"] = Json{{"number", result.otherwise}, {"value", result.number(result.otherwise).value_or(0)}};
    return object;
}

}  // namespace

std::string claims_json(const Scene& scene, const std::vector<ClaimResult>& results, const Language& language)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < results.size(); ++i) {
        const ClaimResult& result = results[i];
        Json object;
        object["claim"] = claims()[i].name;
        object["theme"] = claim_theme_names[static_cast<std::size_t>(claims()[i].theme)];
        object["sentence"] = claim_text(claims()[i], language, "sentence");
        object["verdict"] = name_of(result.verdict);
        object["numbers"] = Json::object();
        for (const ClaimNumber& number : result.numbers)
            object["numbers"][std::string(number.name)] = number.value ? Json(*number.value) : Json();
        object["judged"] = judged_object(result);
        object["tolerance"] = result.tolerance ? Json(*result.tolerance) : Json();
        object["reason"] = text_of(language, result.applies() ? "reason" : "not_applicable", result.reason);
        object["measured_positions"] = result.measured_positions > 0 ? Json(result.measured_positions) : Json();
        object["truth"] = claim_text(claims()[i], language, "truth");
        object["show_me"] = Json::parse(scene_text(result.show_me));
        list.push_back(std::move(object));
    }
    return Json{{"encoding", scene.encoding}, {"length", scene.length}, {"start", scene.start}, {"claims", std::move(list)}}
               .dump(2)
           + "\n";
}

}  // namespace phasescope

#include "app/text/claim_judgement.hpp"

namespace phasescope {

std::string judgement_text(const Language& language, const ClaimResult& result,
                           const std::function<std::string(double)>& written)
{
    const auto named = [&](const std::string& key, std::string_view name) {
        return filled(language(key), {{"number", language("claim.number." + std::string(name))},
                                      {"value", written(result.number(name).value_or(0))},
                                      {"limit", written(result.limit())}});
    };
    const bool within = result.number(result.judged).value_or(0) <= result.limit();
    std::string text = named(within ? "claims.judged.at_most" : "claims.judged.above", result.judged);
    text += filled(language("claims.judged.why"), {{"reason", language("claim.reason." + std::string(result.reason))}});
    if (!result.otherwise.empty()) text += named("claims.judged.otherwise", result.otherwise);
    return text;
}

}  // namespace phasescope

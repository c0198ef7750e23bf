// Files of a language: what is read and written again reads back the same.
#include "app/text/language.hpp"

#include <nlohmann/json.hpp>

#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void language(std::string_view bytes)
{
    const Result<LanguageTexts> read = language_texts(bytes, source);
    if (!is_read(read)) return;
    const nlohmann::json written = *read;
    const Result<LanguageTexts> again = language_texts(written.is_null() ? "{}" : written.dump(), source);
    require(is_read(again) && *again == *read, "texts read back the same");
}

}  // namespace phasescope::fuzz

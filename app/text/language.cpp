#include "app/text/language.hpp"

#include <cassert>
#include <nlohmann/json.hpp>

#include "app/assets.hpp"

namespace phasescope {
namespace {

constexpr std::string_view folder = "assets/languages/";
constexpr std::string_view ending = ".json";

std::string path_of(std::string_view code)
{
    return std::string(folder) + std::string(code) + std::string(ending);
}

}  // namespace

Language::Language(std::string_view code) : code_("en")
{
    // English first, so that it shines through where the other language lacks a text.
    for (const std::string_view layer : {std::string_view("en"), code}) {
        const bool known = std::ranges::find(assets(), path_of(layer), &Asset::path) != assets().end();
        if (!known) continue;
        code_ = layer;
        const auto texts = nlohmann::json::parse(asset(path_of(layer)));
        for (const auto& [key, text] : texts.items()) texts_[key] = text.get<std::string>();
    }
}

std::string Language::operator()(std::string_view key) const
{
    return (*this)(key, key);
}

std::string Language::operator()(std::string_view key, std::string_view english) const
{
    const auto found = texts_.find(key);
    return found == texts_.end() ? std::string(english) : found->second;
}

bool Language::has(std::string_view key) const
{
    return texts_.contains(key);
}

std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values)
{
    for (const auto& [name, value] : values) {
        const std::string slot = "{" + name + "}";
        for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at + value.size()))
            text.replace(at, slot.size(), value);
    }
    return text;
}

std::vector<std::string> language_codes()
{
    std::vector<std::string> codes;
    for (const Asset& a : assets())
        if (a.path.starts_with(folder) && a.path.ends_with(ending))
            codes.emplace_back(a.path.substr(folder.size(), a.path.size() - folder.size() - ending.size()));
    return codes;
}

}  // namespace phasescope

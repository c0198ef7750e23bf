#include "app/cli/option_list.hpp"

#include <algorithm>
#include <cassert>

#include "app/figure/figure.hpp"
#include "app/presets.hpp"
#include "core/io/scene_table.hpp"
#include "core/mistakes.hpp"
#include "core/nearest.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

using A = Action;

const std::vector<Action> with_scene{A::window, A::render, A::export_numbers, A::check, A::compare, A::claims, A::match};
const std::vector<Action> with_views{A::window, A::render, A::export_numbers};
const std::vector<Action> with_cells{A::render, A::export_numbers};

constexpr std::string_view knob_group = "Knobs of the encoding";

/// "1.0001 to 1000000000, standard 10000", or the words of a choice.
std::string allowed_text(const Knob& knob, const Language& text)
{
    std::string allowed;
    for (const std::string_view word : knob.choices) allowed.append(allowed.empty() ? "" : text("cli.or")).append(word);
    if (!knob.is_choice())
        allowed = filled(text("cli.range"), {{"lo", shortest_text(knob.min)}, {"hi", shortest_text(knob.max)}});
    return filled(text("cli.standard"), {{"allowed", allowed}, {"standard", setting_text(knob, knob.standard)}});
}

std::string joined(const std::vector<std::string>& names, std::string_view between)
{
    std::string text;
    for (const std::string& name : names) text.append(text.empty() ? "" : between).append(name);
    return text;
}

std::vector<std::string> mistake_names()
{
    std::vector<std::string> names;
    for (const Mistake& mistake : mistakes()) names.emplace_back(mistake.name);
    return names;
}

std::string value_word(const Knob& knob)
{
    return knob.is_choice() ? "WORD" : knob.whole ? "N" : "X";
}

/// What one or more encodings allow for a knob.
struct Allowed {
    std::string owners;
    std::string text;
};

/// Every encoding that has the knob; those that allow the same stand together.
std::string knob_help(std::string_view name, const Language& language)
{
    std::vector<Allowed> groups;
    for (const Encoding& encoding : encodings()) {
        const int index = knob_index(encoding, name);
        if (index < 0) continue;
        const std::string text = allowed_text(encoding.knobs[static_cast<std::size_t>(index)], language);
        const auto same = std::ranges::find(groups, text, &Allowed::text);
        if (same == groups.end())
            groups.push_back({std::string(encoding.name), text});
        else
            same->owners.append(language("cli.comma")).append(encoding.name);
    }
    std::string help;
    for (const Allowed& group : groups)
        help.append(help.empty() ? "" : language("cli.semicolon"))
            .append(filled(language("cli.colon"), {{"owners", group.owners}, {"allowed", group.text}}));
    return help;
}

/// One option for each knob name.
void add_knobs(std::vector<OptionInfo>& list)
{
    for (const Encoding& encoding : encodings())
        for (const Knob& knob : encoding.knobs)
            if (std::ranges::find(list, knob_option(knob), &OptionInfo::name) == list.end())
                list.push_back({knob_option(knob), value_word(knob), std::string(knob_group), "", with_scene});
}

void add_scene_options(std::vector<OptionInfo>& list)
{
    const std::string group = "What is encoded";
    list.push_back({"--scene", "FILE", group, "start from a scene file, or from a PNG that Phasescope wrote", with_scene});
    list.push_back({"--model",
                    "NAME",
                    group,
                    "start from a well-known model: {models}",
                    with_scene,
                    "",
                    {{"models", joined(preset_names(), "; ")}}});
    list.push_back({"--config", "FILE", group, "start from a model's config.json (Hugging Face)", with_scene});
    list.push_back({"--encoding", "NAME", group, "the encoding; `phasescope encodings` lists them", with_scene});
    list.push_back({"--length", "N", group, "positions, 1 to 2147483647, standard 100", with_scene});
    list.push_back({"--start", "P", group, "the first position, standard 0; the last must be below 2147483648", with_scene});
}

void add_table_options(std::vector<OptionInfo>& list)
{
    const std::string group = "Imported table";
    list.push_back(
        {"--table",
         "FILE",
         group,
         "numbers in place of the encoding's own, for {encodings}: NPY, NPZ, safetensors or its index.json, CSV or TSV",
         with_scene,
         "",
         {{"encodings", joined(table_takers(), ", ")}}});
    list.push_back({"--tensor", "NAME", group, "which table of the file, where it holds more than one", with_scene});
    list.push_back({"--table-transposed", "", group, "rows and columns of the table are exchanged", with_scene});
}

void add_content_options(std::vector<OptionInfo>& list)
{
    const std::string group = "Query and key";
    list.push_back({"--content", "KIND", group,
                    "ones, equal (one random vector), different (two random vectors) or imported; standard ones",
                    with_scene});
    list.push_back({"--seed", "N", group, "whole number that all random numbers come from, standard 1", with_scene});
    list.push_back({"--query", "FILE", group,
                    "imported queries: one row, or one for each position; of several heads the one of --head", with_scene});
    list.push_back({"--key", "FILE", group, "imported keys; without them the key is the query", with_scene});
}

void add_attention_options(std::vector<OptionInfo>& list)
{
    const std::string group = "From the score to attention";
    list.push_back({"--head", "N", group, "the head that is shown, from 0, where heads differ; standard 0", with_scene});
    list.push_back({"--mask", "WORD", group, "causal (keys after the query are masked) or none", with_scene});
    list.push_back({"--scaled", "", group, "query . key is divided by the square root of the head size", with_scene});
}

void add_study_options(std::vector<OptionInfo>& list)
{
    const std::string text = "Text, projections, comparison";
    list.push_back({"--text",
                    "LINE",
                    text,
                    "the line of text whose tokens are embedded, standard {line}",
                    {A::window, A::render, A::export_numbers, A::claims},
                    "",
                    {{"line", Text{}.line}}});
    list.push_back({"--embeddings", "WORD", text,
                    "scaled (multiplied by the square root of their width) or plain, standard scaled", with_views});
    list.push_back({"--projected-size", "N", text, "columns of W_q and W_k, standard 64", with_views});
    list.push_back({"--other",
                    "SETTING",
                    text,
                    "what the encoding is compared with: its name, then knob=value for each knob, such as "
                    "\"rope base=500000 scaling=yarn\"; standard {encoding}",
                    with_views,
                    "",
                    {{"encoding", Other{}.encoding}}});
    list.push_back({"--compare-by", "WORD", text, "score, weights or matrix, standard score", with_views});
    list.push_back({"--mistake",
                    "NAME",
                    text,
                    "a published mistake: {names}",
                    with_views,
                    "",
                    {{"names", joined(mistake_names(), ", ")}}});
    list.push_back({"--mistake-by", "WORD", text, "rows or scores, standard rows where the encoding has some", with_views});
}

void add_format_options(std::vector<OptionInfo>& list)
{
    const std::string group = "Number formats whose errors are shown: fp64, fp32, tf32, bf16 or fp16, standard fp64";
    list.push_back({"--positions-format", "WORD", group, "what positions are rounded to", with_views});
    list.push_back({"--frequencies-format", "WORD", group, "what frequencies in radians are rounded to", with_views});
    list.push_back({"--products-format", "WORD", group, "what position times frequency is rounded to", with_views});
    list.push_back({"--results-format", "WORD", group, "what sines, cosines and scores are rounded to", with_views});
}

void add_picture_options(std::vector<OptionInfo>& list)
{
    const std::string group = "Picture";
    const std::vector<Action> draws{A::render};
    const FigureSpec page;
    list.push_back({"--rows", "A:B", group, "only the rows labelled A to B-1 (positions)", with_cells});
    list.push_back(
        {"--cols", "A:B", group, "only the columns labelled A to B-1 (channels, pairs or positions)", with_cells});
    list.push_back({"--size",
                    "WxH",
                    group,
                    "size in pixels, standard {size}, or what suits a view of several sheets",
                    draws,
                    "",
                    {{"size", std::to_string(page.width) + "x" + std::to_string(page.height)}}});
    list.push_back({"--dpi",
                    "N",
                    group,
                    "pixels per inch, standard {dpi}: how large the figure is on paper",
                    draws,
                    "",
                    {{"dpi", shortest_text(page.dpi)}}});
    list.push_back({"--colormap", "NAME", group, "the colours, such as viridis, RdBu_r or twilight", draws});
    list.push_back({"--range", "LO:HI", group, "the numbers at the ends of the colours", draws});
    list.push_back({"--transparent", "", group, "no background", draws});
    list.push_back({"--title", "TEXT", group, "title of the figure", draws});
    list.push_back({"--bare", "", group,
                    "only the pixels of one sheet, no axes (PNG): one for each cell, or as many as --size says", draws});
    list.push_back({"--pixels", "WORD", group,
                    "what a pixel shows of several cells: mean, spread (root mean square about it) or samples", draws});
    list.push_back({"--transpose", "", group, "positions run to the right", draws});

    list.push_back({"--lesson", "NAME", "Lessons", "begin a lesson: its name, its number, or a file", {A::window}});

    const std::string taste = "Theme and language";
    list.push_back({"--theme", "NAME", taste, "light or dark", {A::window, A::render}});
    list.push_back(
        {"--language",
         "CODE",
         taste,
         "language of the texts: {codes}; standard that of the system's locale",
         {A::window, A::render, A::export_numbers, A::check, A::compare, A::claims, A::encodings, A::match, A::lesson},
         "",
         {{"codes", joined(language_codes(), ", ")}}});
}

void add_output_options(std::vector<OptionInfo>& list)
{
    const std::string group = "Output";
    list.push_back({"--output",
                    "FILE",
                    group,
                    "the file to write; its ending says the format; for export, - is standard output",
                    {A::render, A::export_numbers, A::lesson},
                    "-o"});
    list.push_back({"--format", "NAME", group, "npy or csv, standard csv on standard output", {A::export_numbers}});
    list.push_back({"--dtype", "TYPE", group, "f4 (32 bits) or f8 (64 bits), standard f8", {A::export_numbers}});
    list.push_back(
        {"--json", "", group, "JSON instead of a table", {A::check, A::compare, A::claims, A::encodings, A::match}});
}

std::string option_key(const OptionInfo& option)
{
    return "option." + option.name.substr(option.name.find_first_not_of('-'));
}

std::string group_key(const OptionInfo& option)
{
    std::string key = option.group;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (char& c : key) c = !is_letter(c) ? '_' : c < 'a' ? static_cast<char>(c - 'A' + 'a') : c;
    return "option.group." + key;
}

std::string command_key(const CommandInfo& command, std::string_view part)
{
    return "command." + std::string(command.name.empty() ? "window" : command.name) + "." + std::string(part);
}

}  // namespace

std::string help_of(const OptionInfo& option, const Language& text)
{
    if (option.group != knob_group) return filled(text(option_key(option), option.help), option.values);
    for (const Encoding& encoding : encodings())
        for (const Knob& knob : encoding.knobs)
            if (knob_option(knob) == option.name) return knob_help(knob.name, text);
    assert(false);
    return "";
}

std::string group_of(const OptionInfo& option, const Language& text)
{
    return text(group_key(option), option.group);
}

std::string summary_of(const CommandInfo& command, const Language& text)
{
    return text(command_key(command, "summary"), command.summary);
}

std::string usage_of(const CommandInfo& command, const Language& text)
{
    return text(command_key(command, "usage"), command.usage);
}

std::vector<std::string> option_keys()
{
    std::vector<std::string> keys;
    for (const CommandInfo& command : commands())
        for (const std::string_view part : {"summary", "usage"}) keys.push_back(command_key(command, part));
    for (const OptionInfo& option : options()) {
        if (option.group != knob_group) keys.push_back(option_key(option));
        if (std::ranges::find(keys, group_key(option)) == keys.end()) keys.push_back(group_key(option));
    }
    return keys;
}

bool OptionInfo::taken_by(Action action) const
{
    return std::ranges::find(takers, action) != takers.end();
}

std::string knob_option(const Knob& knob)
{
    std::string name = "--" + std::string(knob.name);
    std::ranges::replace(name, '_', '-');
    return name;
}

const std::vector<OptionInfo>& options()
{
    static const std::vector<OptionInfo> list = [] {
        std::vector<OptionInfo> all;
        add_scene_options(all);
        add_knobs(all);
        add_table_options(all);
        add_content_options(all);
        add_attention_options(all);
        add_study_options(all);
        add_format_options(all);
        add_picture_options(all);
        add_output_options(all);
        return all;
    }();
    return list;
}

}  // namespace phasescope

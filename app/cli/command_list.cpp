// The commands of the command line.
#include <algorithm>
#include <cassert>

#include "app/cli/option_list.hpp"

namespace phasescope {
namespace {

using A = Action;

}  // namespace

const std::vector<CommandInfo>& commands()
{
    static const std::vector<CommandInfo> list{
        {A::window,
         "",
         "[SCENE.json | PICTURE.png | config.json | TABLE.npy] [options]",
         "Opens the window, with a file where one is given, as if it were dropped on it.",
         {"phasescope", "phasescope --encoding rope --length 4096", "phasescope figure.png",
          "phasescope --model Llama-3.1-8B"}},
        {A::render,
         "render",
         "VIEW [options] -o FILE.png|svg|pdf",
         "Writes a figure. Views of one sheet: matrix, similarity, angles, rotated, score, weights, index, symmetric, "
         "antisymmetric, patch, by_distance, padded, regrouped, shifted, embedding, position, own, other, difference, "
         "content_content, content_position, position_content, content_bias, position_bias, sum, correct, mistaken, "
         "mistake_difference, value_error, score_error. Of curves: waves, frequencies. Of several sheets: scores (score, "
         "weights), projection (similarity, projection), input "
         "(embedding, "
         "position, input), compare (own, other, difference), terms (those of the score, sum), mistakes (correct, mistaken, "
         "mistake_difference), precision (value_error, score_error).",
         {"phasescope render matrix -o pe.png", "phasescope render similarity --length 1000000 -o similarity.svg",
          "phasescope render score --encoding rope --content different --seed 7 --theme dark -o score.pdf",
          "phasescope render frequencies --model Llama-3.1-8B -o frequencies.pdf",
          "phasescope render input --text \"The dog bites the man.\" --d-model 64 -o input.png",
          "phasescope render compare --encoding rope --other \"rope base=500000\" --compare-by score -o compare.png",
          "phasescope render precision --encoding rope --start 100000 --positions-format bf16 -o precision.png",
          "phasescope render mistakes --mistake doubled_exponent_per_column -o mistake.png",
          "phasescope render matrix --rows 0:50 --cols 0:64 --colormap viridis --title \"First channels\" -o part.png"}},
        {A::export_numbers,
         "export",
         "SHEET [options] -o FILE.npy|csv|-",
         "Writes the numbers. Sheets: matrix, similarity, angles, rotated, score, weights, index, symmetric, antisymmetric, "
         "patch, by_distance, padded, regrouped, shifted, projection, embedding, position, input, own, other, difference, "
         "content_content, content_position, position_content, content_bias, position_bias, sum, correct, mistaken, "
         "mistake_difference, value_error, score_error (log10 of the error); also frequencies (a row for each pair), scores "
         "(the score), compare and mistakes (the difference), terms (the sum) and precision (value_error).",
         {"phasescope export matrix --d-model 64 -o pe.npy", "phasescope export similarity --length 20 -o - | head -n 3",
          "phasescope export matrix --length 131072 --dtype f4 -o pe.npy",
          "phasescope export frequencies --encoding rope --scaling yarn -o frequencies.csv",
          "phasescope export score --encoding learned --table gpt2.safetensors --tensor wpe.weight -o score.npy"}},
        {A::check,
         "check",
         "[options] [--json]",
         "Measures what the encoding can tell: direction, dependence on the offset, decay, norms, wavelengths.",
         {"phasescope check", "phasescope check --config config.json",
          "phasescope check --encoding rope --content different --json"}},
        {A::compare,
         "compare",
         "[options] [--json]",
         "Measures all encodings at one length and width: bounded, unique, parameters, direction, offset only.",
         {"phasescope compare --length 512", "phasescope compare --length 512 --json"}},
        {A::claims,
         "claims",
         "[options] [--json]",
         "Judges what people say about position by measuring the encoding: true, false or depends, with the number.",
         {"phasescope claims", "phasescope claims --encoding rope --content different",
          "phasescope claims --model BLOOM-176B --json"}},
        {A::encodings,
         "encodings",
         "[--json]",
         "Lists every encoding with its knobs, units and ranges.",
         {"phasescope encodings", "phasescope encodings --json"}},
        {A::match,
         "match",
         "FILE [options] [--json]",
         "Tells which encoding a table of numbers is, correct or with a published mistake (NPY, NPZ, safetensors, CSV, "
         "TSV).",
         {"phasescope match pe.npy", "phasescope match model.safetensors --tensor pos_embed --json",
          "phasescope match pe.csv --base 500000"}},
        {A::lesson,
         "lesson",
         "NAME | FILE.json [--language CODE] -o FILE.pdf",
         "Prints a lesson: its texts and figures, two steps a page. Without a name: lists the lessons.",
         {"phasescope lesson", "phasescope lesson rope -o rope.pdf", "phasescope lesson rope --language zh -o rope-zh.pdf"}},
    };
    return list;
}

const CommandInfo& command_info(Action action)
{
    const auto found = std::ranges::find(commands(), action, &CommandInfo::action);
    assert(found != commands().end());
    return *found;
}

}  // namespace phasescope

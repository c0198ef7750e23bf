#include "core/io/config_scene.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/number_text.hpp"

namespace phasescope {

bool ConfigModel::is(FieldNames types) const
{
    return std::ranges::find(types, type) != types.end();
}

std::optional<double> ConfigModel::positions()
{
    return fields.number({"max_position_embeddings", "n_positions", "max_seq_len", "max_sequence_length", "seq_length",
                          "n_ctx", "max_target_positions", "model_max_length", "seq_len"},
                         1, largest_size);
}

std::optional<double> ConfigModel::width()
{
    return fields.number({"hidden_size", "n_embd", "d_model", "dim", "n_embed", "model_dim"}, 1, largest_size);
}

std::optional<double> ConfigModel::heads()
{
    return fields.number({"num_attention_heads", "n_head", "n_heads", "num_heads", "encoder_attention_heads"}, 1,
                         largest_size);
}

std::optional<double> ConfigModel::head_size()
{
    constexpr double most = 1e6;
    if (const auto size = fields.number({"head_dim", "attention_head_size", "kv_channels", "d_head", "d_kv"}, 1, most))
        return size;
    const auto channels = width(), count = heads();
    if (!channels || !count || *channels < *count) {
        fields.note("not there: the head size, as head_dim or as hidden_size / num_attention_heads");
        return std::nullopt;
    }
    const double size = std::floor(*channels / *count);
    if (size * *count != *channels)
        fields.note("the heads do not divide the width: a head size of " + shortest_text(size) + " is taken");
    return size;
}

ConfigScene::ConfigScene(std::string_view encoding)
{
    const Encoding* found = find_encoding(encoding);
    assert(found);
    scene_.encoding = found->name;
    scene_.settings = standard_settings(*found);
    if (found->standard_length > 0) scene_.length = found->standard_length;
}

double& ConfigScene::at(std::string_view knob)
{
    const int index = knob_index(encoding_of(scene_), knob);
    assert(index >= 0);
    return scene_.settings[static_cast<std::size_t>(index)];
}

void ConfigScene::set(std::string_view knob, std::optional<double> value)
{
    double& setting = at(knob);
    if (value) setting = *value;
}

void ConfigScene::choose(std::string_view knob, std::string_view word)
{
    const auto& choices = encoding_of(scene_).knobs[static_cast<std::size_t>(knob_index(encoding_of(scene_), knob))].choices;
    const auto found = std::ranges::find(choices, word);
    assert(found != choices.end());
    at(knob) = static_cast<double>(found - choices.begin());
}

void ConfigScene::set_length(std::optional<double> positions)
{
    if (positions) scene_.length = static_cast<std::int64_t>(std::clamp(std::floor(*positions), 1.0, largest_size));
}

}  // namespace phasescope

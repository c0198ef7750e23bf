#include "core/io/model_config.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/io/config_scene.hpp"
#include "core/json_object.hpp"
#include "core/strict_json.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// A configuration holds a few hundred values; the names of a classifier's classes may be as many as fit into the bytes.
constexpr JsonLimits config_limits{.bytes = most_config_bytes, .keys = std::size_t{1} << 20};

/// A kind of positions: whether a model has them, and the scene that shows them.
struct Family {
    bool (*fits)(const ConfigModel& model);
    Scene (*scene)(ConfigModel& model);
};

std::string small_letters_and_digits(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') result += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
    }
    return result;
}

/// The model's type; where it is missing, the beginning of the name of its class: "LlamaForCausalLM".
std::string type_of(const Json& json)
{
    const auto type = json.find("model_type");
    if (type != json.end() && type->is_string()) return small_letters_and_digits(type->get_ref<const std::string&>());
    const auto classes = json.find("architectures");
    if (classes == json.end() || !classes->is_array() || classes->empty() || !classes->front().is_string()) return "";
    std::string name = classes->front().get<std::string>();
    for (const std::string_view end : {"For", "LMHead", "Model", "With"})
        if (const std::size_t at = name.find(end); at != std::string::npos && at > 0) name.resize(at);
    return small_letters_and_digits(name);
}

bool is_position_type(const ConfigModel& model, FieldNames words)
{
    return model.fields.is_one_of("position_embedding_type", words);
}

// ALiBi

bool has_alibi(const ConfigModel& model)
{
    return model.fields.is_true("alibi") || model.fields.is_true("attn_config", "alibi") || model.is({"bloom"})
           || is_position_type(model, {"alibi"});
}

Scene alibi_scene(ConfigModel& model)
{
    ConfigScene scene("alibi");
    model.fields.truth({"alibi"});
    model.fields.text({"position_embedding_type"});
    if (auto attention = model.fields.object({"attn_config"})) {
        attention->truth({"alibi"});
        const auto steepest = attention->number({"alibi_bias_max"}, 0, 1e6);
        if (steepest && *steepest != 8) model.fields.note("not understood: slopes other than from 2^(-8/H) to 2^-8");
    }
    scene.set("heads", model.heads());
    scene.set_length(model.positions());
    const bool encoder = model.is({"bert", "jinabert", "roberta"});
    scene.choose("direction", encoder ? "symmetric" : "causal");
    if (model.is({"falcon"})) model.fields.note("Falcon divides its biases by the square root of the head size: not shown");
    return scene.scene();
}

// T5

bool has_t5_buckets(const ConfigModel& model)
{
    return model.fields.has({"relative_attention_num_buckets"})
           || model.is({"t5", "mt5", "umt5", "longt5", "switchtransformers"});
}

Scene t5_scene(ConfigModel& model)
{
    ConfigScene scene("t5");
    scene.set("buckets", model.fields.number({"relative_attention_num_buckets"}, 1, 1e6));
    scene.set("max_distance", model.fields.number({"relative_attention_max_distance"}, 1, largest_size));
    scene.set("heads", model.heads());
    scene.set_length(model.positions());
    const bool decoder_only = model.fields.is_true("is_decoder") && !model.fields.is_true("is_encoder_decoder");
    scene.choose("direction", decoder_only ? "causal" : "bidirectional");
    if (!decoder_only) model.fields.note("shown is the encoder; a decoder has the direction causal");
    if (model.is({"mpnet"})) model.fields.note("the learned table that this model adds to its input is not shown");
    return scene.scene();
}

// DeBERTa

bool has_disentangled_attention(const ConfigModel& model)
{
    return model.type.starts_with("deberta") || model.fields.is_true("relative_attention")
           || model.fields.has({"position_buckets", "pos_att_type"});
}

/// "c2p|p2c", or a list of the words.
std::string attention_terms(ConfigFields& fields)
{
    const Json* json = fields.raw("pos_att_type");
    if (!json) return "";
    std::string terms = json->is_string() ? one_line(json->get_ref<const std::string&>(), 64) : "";
    if (json->is_array())
        for (const Json& term : *json)
            if (term.is_string() && terms.size() < 64) terms += one_line(term.get_ref<const std::string&>(), 16) + " ";
    fields.note((terms.empty() ? "not understood: pos_att_type is " : "read: pos_att_type = ")
                + (terms.empty() ? json_excerpt(*json) : terms));
    return terms;
}

Scene deberta_scene(ConfigModel& model)
{
    ConfigScene scene("deberta");
    ConfigFields& fields = model.fields;
    scene.set("head_size", model.head_size());
    const auto positions = model.positions();
    auto most = fields.number({"max_relative_positions"}, -1, largest_size);
    if (!most || *most < 1) {
        most = positions;
        fields.note("the greatest distance is max_position_embeddings");
    }
    scene.set("max_distance", most);
    const auto buckets = fields.number({"position_buckets"}, -1, 1e6);
    scene.set("buckets", std::max(0.0, buckets.value_or(0)));
    if (!buckets) fields.note("not there: position_buckets; every distance has its own vector");
    scene.choose("beyond", "growing");
    scene.choose("sign", "code");
    const std::string terms = attention_terms(fields);
    if (terms.find("c2p") == std::string::npos || terms.find("p2c") == std::string::npos)
        fields.note("shown are c2p and p2c, though the configuration does not name both");
    fields.truth({"relative_attention"});
    scene.set_length(positions);
    return scene.scene();
}

// Vectors met by the offset, with a clip distance

bool has_relative_keys(const ConfigModel& model)
{
    return is_position_type(model, {"relative_key", "relative_key_query"});
}

Scene relative_scene(ConfigModel& model)
{
    ConfigScene scene("shaw");
    const auto type = model.fields.text({"position_embedding_type"});
    if (type == "relative_key_query") model.fields.note("the vectors that meet the key are not shown");
    scene.set("head_size", model.head_size());
    const auto positions = model.positions();
    if (positions) scene.set("clip", std::max(1.0, *positions - 1));
    scene.set_length(positions);
    return scene.scene();
}

// Transformer-XL

bool has_recurrence(const ConfigModel& model)
{
    return model.is({"transfoxl", "xlnet"});
}

Scene recurrence_scene(ConfigModel& model)
{
    ConfigScene scene("transformer_xl");
    scene.set("head_size", model.head_size());
    scene.choose("projection", "seeded");
    scene.set("r_width", model.fields.number({"d_model", "hidden_size"}, 1, largest_size));
    const auto clamp = model.fields.number({"clamp_len"}, -1, largest_size);
    scene.set("clamp_len", std::max(0.0, clamp.value_or(0)));
    const auto segment = model.fields.number({"tgt_len"}, 1, largest_size);
    const auto kept = model.fields.number({"mem_len"}, 0, largest_size);
    if (segment) scene.set_length(*segment + kept.value_or(0));
    if (model.is({"xlnet"})) model.fields.note("XLNet's segments and its order of factors are not shown");
    return scene.scene();
}

// Rotary

bool has_rotation(const ConfigModel& model)
{
    return model.fields.has({"rope_theta", "rope_scaling", "rope_parameters", "rotary_emb_base", "rotary_base", "rope_base",
                             "rotary_pct", "rotary_dim", "rotary_ndims", "rotary_emb_fraction", "partial_rotary_factor",
                             "rope_ratio", "global_rope_theta", "qk_rope_head_dim"})
           || is_position_type(model, {"rotary", "rope"})
           || model.is({"llama", "mistral",    "mixtral",         "qwen2",    "qwen3",    "gemma",      "gemma2",
                        "phi",   "phi3",       "gptneox",         "gptj",     "codegen",  "chatglm",    "glm",
                        "glm4",  "falcon",     "refinedwebmodel", "stablelm", "cohere",   "deepseekv2", "deepseekv3",
                        "olmo",  "starcoder2", "roformer",        "internlm", "baichuan", "qwen"});
}

// Sinusoids

bool has_sinusoids(const ConfigModel& model)
{
    return model.fields.is_true("sinusoidal_pos_embds") || model.fields.is_true("sinusoidal_embeddings")
           || model.fields.is_true("static_position_embeddings") || is_position_type(model, {"sinusoidal"})
           || model.is({"marian", "pegasus", "fsmt", "m2m100", "xglm", "ctrl", "speechtotext"});
}

Scene sinusoidal_scene(ConfigModel& model)
{
    ConfigScene scene("sinusoidal");
    scene.set("d_model", model.width());
    scene.set_length(model.positions());
    const bool halves = model.is({"marian", "pegasus", "fsmt", "m2m100", "xglm", "ctrl", "speechtotext"});
    const bool tensor2tensor = model.is({"fsmt", "m2m100", "xglm", "speechtotext"});
    scene.choose("layout", halves ? "halves" : "interleaved");
    scene.choose("exponent", tensor2tensor ? "tensor2tensor" : "paper");
    model.fields.note("layout and exponent: as in the code of " + (model.type.empty() ? "most models" : model.type));
    return scene.scene();
}

// Learned tables

bool has_learned_table(const ConfigModel& model)
{
    return is_position_type(model, {"absolute", "learned"})
           || model.is({"bert",         "gpt2",      "openaigpt", "gptneo",   "gptbigcode",    "roberta",
                        "xlmroberta",   "camembert", "electra",   "albert",   "distilbert",    "xlm",
                        "opt",          "bart",      "mbart",     "biogpt",   "cliptextmodel", "mobilebert",
                        "megatronbert", "ernie",     "bigbird",   "layoutlm", "whisper",       "longformer"});
}

/// Rows of the table before the one of position 0.
double rows_before(ConfigModel& model)
{
    if (model.is({"opt", "bart", "mbart", "biogpt"})) return 2;
    if (!model.is({"roberta", "xlmroberta", "camembert", "longformer"})) return 0;
    return model.fields.number({"pad_token_id"}, 0, 15).value_or(1) + 1;
}

Scene learned_scene(ConfigModel& model)
{
    ConfigScene scene("learned");
    ConfigFields& fields = model.fields;
    const bool narrow = model.is({"albert", "electra"});
    const auto width = narrow ? fields.number({"embedding_size"}, 1, largest_size) : std::nullopt;
    scene.set("d_model", width ? width : model.width());
    const double before = rows_before(model);
    // BART's field counts positions, RoBERTa's rows.
    const bool counts_rows = model.is({"roberta", "xlmroberta", "camembert", "longformer"});
    if (const auto count = model.positions()) {
        const double rows = counts_rows ? *count : *count + before;
        scene.set("table_rows", rows);
        scene.set_length(std::max(1.0, rows - before));
    }
    if (before > 0) fields.note("position 0 is a later row of the table, as in the code of " + model.type);
    scene.set("row_offset", before);
    scene.set("deviation", fields.number({"initializer_range", "init_std"}, 1e-12, 1e6));
    fields.text({"position_embedding_type"});
    return scene.scene();
}

/// In the order in which they are tried: fields tell more than names.
constexpr std::array<Family, 10> families{{
    {has_alibi, alibi_scene},
    {has_disentangled_attention, deberta_scene},
    {has_t5_buckets, t5_scene},
    {has_recurrence, recurrence_scene},
    {has_relative_keys, relative_scene},
    {has_rotation, rope_scene},
    {has_biases_of_patches, patch_bias_scene},
    {has_rows_of_patches, patch_rows_scene},
    {has_sinusoids, sinusoidal_scene},
    {has_learned_table, learned_scene},
}};

const Family* family_of(const ConfigModel& model)
{
    const auto found = std::ranges::find_if(families, [&](const Family& family) { return family.fits(model); });
    return found == families.end() ? nullptr : &*found;
}

ReadConfig read(const Family& family, ConfigModel model, std::vector<std::string>& notes)
{
    if (!model.fields.text({"model_type"}) && !model.type.empty())
        model.fields.note("read: architectures, the first of which is taken as model_type = " + one_line(model.type, 64));
    std::vector<Repair> repairs;
    Scene scene = repaired(family.scene(model), &repairs);
    model.fields.note_the_rest(false);
    for (const Repair& repair : repairs)
        model.fields.note("out of range here: " + repair.where + " " + repair.was + " became " + repair.now);
    return {std::move(scene), std::move(notes)};
}

Error nothing_known(const ConfigModel& model, std::string_view source)
{
    return {"this configuration does not tell how the model knows position",
            std::string(source) + (model.type.empty() ? "" : ": model_type " + one_line(model.type, 64)),
            "looked for a known model_type and for rope_theta, rope_scaling, rope_parameters, rotary_pct, rotary_dim, "
            "partial_rotary_factor, alibi, relative_attention_num_buckets, position_buckets, pos_att_type and "
            "position_embedding_type"};
}

}  // namespace

Result<ReadConfig> scene_from_config(std::string_view json_text, std::string_view source)
{
    const Result<Json> json = strict_json(json_text, source, config_limits);
    if (!json) return json.error();
    if (!json->is_object())
        return Error{"this is no configuration of a model", std::string(source), "it holds " + json_excerpt(*json)};

    std::vector<std::string> notes;
    const ConfigModel whole{ConfigFields(*json, "", notes), type_of(*json), std::string(source)};
    if (const Family* family = family_of(whole)) return read(*family, whole, notes);
    // Models of several kinds of input keep the part for text apart.
    for (const char* part : {"text_config", "llm_config", "language_config"}) {
        const auto inner = json->find(part);
        if (inner == json->end() || !inner->is_object()) continue;
        const ConfigModel model{ConfigFields(*inner, part, notes), type_of(*inner), std::string(source)};
        if (const Family* family = family_of(model)) return read(*family, model, notes);
    }
    return nothing_known(whole, source);
}

bool looks_like_config(std::string_view json_text)
{
    const Result<Json> json = strict_json(json_text, "", config_limits);
    if (!json || !json->is_object() || json->contains("type")) return false;
    constexpr std::array fields{"model_type",          "architectures", "hidden_size", "n_embd",       "d_model",
                                "num_attention_heads", "n_head",        "rope_theta",  "rope_scaling", "rope_parameters"};
    return std::ranges::any_of(fields, [&](const char* field) { return json->contains(field); });
}

}  // namespace phasescope

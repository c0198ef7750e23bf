#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>

#include "config_reading.hpp"
#include "core/models.hpp"
#include "core/utf8.hpp"

namespace phasescope::model_config_test {
namespace {

struct Known {
    const char* preset;
    const char* config;
};

/// Fields of the published configurations that are about positions, and some that are not.
const Known known_models[] = {
    {"BERT base",
     R"({"architectures": ["BertForMaskedLM"], "hidden_size": 768, "initializer_range": 0.02, "model_type": "bert",
         "max_position_embeddings": 512, "num_attention_heads": 12, "position_embedding_type": "absolute"})"},
    {"OPT-125M",
     R"({"model_type": "opt", "hidden_size": 768, "init_std": 0.02, "max_position_embeddings": 2048, "word_embed_proj_dim": 768})"},
    {"T5 base, encoder",
     R"({"architectures": ["T5WithLMHeadModel"], "d_kv": 64, "d_model": 768, "is_encoder_decoder": true, "model_type": "t5",
         "n_positions": 512, "num_heads": 12, "relative_attention_num_buckets": 32})"},
    {"GPT-J-6B",
     R"({"model_type": "gptj", "n_embd": 4096, "n_head": 16, "n_positions": 2048, "rotary": true, "rotary_dim": 64})"},
    {"GPT-NeoX-20B",
     R"({"model_type": "gpt_neox", "hidden_size": 6144, "num_attention_heads": 64, "max_position_embeddings": 2048,
         "rotary_emb_base": 10000, "rotary_pct": 0.25})"},
    {"Llama-2-7B",
     R"({"model_type": "llama", "hidden_size": 4096, "num_attention_heads": 32, "num_key_value_heads": 32,
         "max_position_embeddings": 4096, "rope_scaling": null})"},
    {"Code Llama 7B",
     R"({"architectures": ["LlamaForCausalLM"], "hidden_size": 4096, "num_attention_heads": 32,
         "max_position_embeddings": 16384, "rope_theta": 1000000})"},
    {"Llama-3.1-8B",
     R"({"model_type": "llama", "hidden_size": 4096, "num_attention_heads": 32, "max_position_embeddings": 131072,
         "rope_scaling": {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                          "original_max_position_embeddings": 8192, "rope_type": "llama3"}, "rope_theta": 500000.0})"},
    {"Llama-3.2-1B",
     R"({"model_type": "llama", "head_dim": 64, "hidden_size": 2048, "num_attention_heads": 32,
         "max_position_embeddings": 131072,
         "rope_parameters": {"factor": 32.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                             "original_max_position_embeddings": 8192, "rope_type": "llama3", "rope_theta": 500000.0}})"},
    {"Qwen2.5-7B, YaRN",
     R"({"model_type": "qwen2", "hidden_size": 3584, "num_attention_heads": 28, "max_position_embeddings": 32768,
         "rope_theta": 1000000.0,
         "rope_scaling": {"factor": 4.0, "original_max_position_embeddings": 32768, "type": "yarn"}})"},
    {"ChatGLM3-6B",
     R"({"model_type": "chatglm", "hidden_size": 4096, "kv_channels": 128, "num_attention_heads": 32, "seq_length": 8192})"},
    {"DeepSeek-V3, rotary part",
     R"({"model_type": "deepseek_v3", "hidden_size": 7168, "num_attention_heads": 128, "qk_rope_head_dim": 64,
         "max_position_embeddings": 163840, "rope_theta": 10000,
         "rope_scaling": {"beta_fast": 32, "beta_slow": 1, "factor": 40, "mscale": 1.0, "mscale_all_dim": 1.0,
                          "original_max_position_embeddings": 4096, "type": "yarn"}})"},
    {"BLOOM-176B", R"({"model_type": "bloom", "n_embed": 14336, "num_attention_heads": 112, "seq_length": 2048})"},
    {"MPT-7B",
     R"({"model_type": "mpt", "d_model": 4096, "n_heads": 32, "max_seq_len": 2048,
         "attn_config": {"alibi": true, "alibi_bias_max": 8, "attn_impl": "torch"}})"},
    {"ViT-B/16",
     R"({"model_type": "vit", "hidden_size": 768, "image_size": 224, "patch_size": 16, "initializer_range": 0.02})"},
    {"Swin-T, a window", R"({"model_type": "swin", "window_size": 7, "num_heads": [3, 6, 12, 24], "image_size": 224})"},
    {"MAE ViT-B/16", R"({"model_type": "vit_mae", "hidden_size": 768, "image_size": 224, "patch_size": 16})"},
};

TEST(ModelConfig, ConfigurationsGiveTheSceneOfTheirPreset)
{
    std::ifstream file(std::string(PHASESCOPE_SOURCE_DIR) + "/assets/models.json", std::ios::binary);
    const auto models = models_from_text(std::string{std::istreambuf_iterator<char>(file), {}}, "models.json");
    ASSERT_TRUE(models);
    for (const Known& known : known_models) {
        const auto model = std::ranges::find(*models, known.preset, &KnownModel::name);
        ASSERT_NE(model, models->end()) << known.preset;
        const Scene expected = *scene_of(*model);
        const ReadConfig config = read(known.config);
        EXPECT_EQ(config.scene.encoding, expected.encoding) << known.preset;
        EXPECT_EQ(config.scene.length, expected.length) << known.preset;
        ASSERT_EQ(config.scene.settings.size(), expected.settings.size()) << known.preset;
        for (std::size_t i = 0; i < expected.settings.size(); ++i) {
            const std::string_view knob = encoding_of(expected).knobs[i].name;
            EXPECT_EQ(config.scene.settings[i], expected.settings[i]) << known.preset << ", " << knob << "\n"
                                                                      << notes_of(config);
        }
    }
}

TEST(ModelConfig, EverySceneIsValid)
{
    for (const Known& known : known_models) {
        const Scene scene = read(known.config).scene;
        EXPECT_EQ(repaired(scene), scene) << known.preset;
    }
}

TEST(ModelConfig, AnUnknownArchitectureWithRotaryFieldsWorks)
{
    const ReadConfig config = read(R"({"model_type": "never_heard_of", "rope_theta": 12345, "head_dim": 96,
                                       "partial_rotary_factor": 0.5, "max_position_embeddings": 3000})");
    EXPECT_EQ(config.scene.encoding, "rope");
    EXPECT_EQ(setting(config.scene, "base"), 12345);
    EXPECT_EQ(setting(config.scene, "head_size"), 96);
    EXPECT_EQ(setting(config.scene, "rotated_share"), 0.5);
    EXPECT_EQ(setting(config.scene, "trained_length"), 3000);
    EXPECT_EQ(config.scene.length, 3000);
    EXPECT_TRUE(says(config, "read: rope_theta = 12345")) << notes_of(config);
    EXPECT_TRUE(says(config, "pairing: halves")) << notes_of(config);
    EXPECT_TRUE(says(config, "read: model_type = never_heard_of")) << notes_of(config);
}

TEST(ModelConfig, OneThatTellsNothingOfPositionsSaysWhatWasLookedFor)
{
    for (const char* text : {"{}", R"({"model_type": "never_heard_of", "hidden_size": 12, "max_position_embeddings": 512})",
                             R"({"type": "phasescope scene", "version": 1})"}) {
        const auto config = scene_from_config(text, "some.json");
        ASSERT_FALSE(config) << text;
        EXPECT_NE(config.error().line().find("some.json"), std::string::npos);
        for (const char* field : {"rope_theta", "alibi", "relative_attention_num_buckets", "position_embedding_type"})
            EXPECT_NE(config.error().hint.find(field), std::string::npos);
    }
}

TEST(ModelConfig, ThePartForTextIsReadWhereTheWholeTellsNothing)
{
    const ReadConfig config = read(R"({"model_type": "llava", "vision_config": {"image_size": 336},
                 "text_config": {"model_type": "llama", "rope_theta": 5e5, "head_dim": 128, "max_position_embeddings": 64}})");
    EXPECT_EQ(config.scene.encoding, "rope");
    EXPECT_EQ(config.scene.length, 64);
    EXPECT_TRUE(says(config, "read: text_config.rope_theta = 500000")) << notes_of(config);
}

TEST(ModelConfig, BiasesAreReadFromTheirFields)
{
    const ReadConfig falcon =
        read(R"({"model_type": "falcon", "alibi": true, "num_attention_heads": 64, "hidden_size": 4096})");
    EXPECT_EQ(falcon.scene.encoding, "alibi");
    EXPECT_EQ(setting(falcon.scene, "heads"), 64);
    EXPECT_EQ(
        read(R"({"model_type": "falcon", "alibi": false, "hidden_size": 4544, "num_attention_heads": 71})").scene.encoding,
        "rope");
    EXPECT_EQ(word(read(R"({"model_type": "bert", "position_embedding_type": "alibi", "num_attention_heads": 8})").scene,
                   "direction"),
              "symmetric");
    const Scene t5 = read(R"({"relative_attention_num_buckets": 18, "relative_attention_max_distance": 77, "num_heads": 4,
                              "is_decoder": true})")
                         .scene;
    EXPECT_EQ(t5.encoding, "t5");
    EXPECT_EQ(setting(t5, "buckets"), 18);
    EXPECT_EQ(setting(t5, "max_distance"), 77);
    EXPECT_EQ(setting(t5, "heads"), 4);
    EXPECT_EQ(word(t5, "direction"), "causal");
}

TEST(ModelConfig, VectorsMetByTheOffsetAreReadFromTheirFields)
{
    const ReadConfig deberta = read(R"({"model_type": "deberta-v2", "hidden_size": 768, "num_attention_heads": 12,
        "max_position_embeddings": 512, "relative_attention": true, "position_buckets": 256, "max_relative_positions": -1,
        "pos_att_type": "p2c|c2p", "share_att_key": true})");
    EXPECT_EQ(deberta.scene.encoding, "deberta");
    EXPECT_EQ(setting(deberta.scene, "head_size"), 64);
    EXPECT_EQ(setting(deberta.scene, "buckets"), 256);
    EXPECT_EQ(setting(deberta.scene, "max_distance"), 512);
    EXPECT_EQ(deberta.scene.length, 512);
    EXPECT_FALSE(says(deberta, "though")) << notes_of(deberta);
    EXPECT_TRUE(says(read(R"({"model_type": "deberta", "pos_att_type": ["c2p"]})"), "does not name both"));

    const Scene shaw = read(R"({"model_type": "bert", "position_embedding_type": "relative_key", "hidden_size": 64,
                                "num_attention_heads": 2, "max_position_embeddings": 20})")
                           .scene;
    EXPECT_EQ(shaw.encoding, "shaw");
    EXPECT_EQ(setting(shaw, "head_size"), 32);
    EXPECT_EQ(setting(shaw, "clip"), 19);

    const Scene recurrent = read(R"({"model_type": "transfo-xl", "d_model": 1024, "d_head": 64, "n_head": 16,
                                     "clamp_len": 1000, "mem_len": 1600, "tgt_len": 128})")
                                .scene;
    EXPECT_EQ(recurrent.encoding, "transformer_xl");
    EXPECT_EQ(setting(recurrent, "r_width"), 1024);
    EXPECT_EQ(setting(recurrent, "clamp_len"), 1000);
    EXPECT_EQ(recurrent.length, 1728);
}

TEST(ModelConfig, BiasesOfPatchesAreReadWhereTheModelHasThem)
{
    const std::string beit = R"({"model_type": "beit", "image_size": 224, "patch_size": 16, "num_attention_heads": 12)";
    const ReadConfig config = read(beit + R"(, "use_relative_position_bias": true})");
    EXPECT_EQ(config.scene.encoding, "patch_bias");
    EXPECT_EQ(setting(config.scene, "height"), 14);
    EXPECT_EQ(setting(config.scene, "heads"), 12);
    EXPECT_EQ(config.scene.length, 196);
    EXPECT_TRUE(says(config, "class token"));
    EXPECT_FALSE(scene_from_config(beit + "}", "config.json"));
}

TEST(ModelConfig, TablesAreReadFromTheirFields)
{
    const Scene gpt2 = read(R"({"model_type": "gpt2", "n_embd": 768, "n_positions": 1024, "n_ctx": 1024})").scene;
    EXPECT_EQ(gpt2.encoding, "learned");
    EXPECT_EQ(setting(gpt2, "table_rows"), 1024);
    EXPECT_EQ(gpt2.length, 1024);

    const Scene roberta = read(R"({"model_type": "roberta", "hidden_size": 768, "max_position_embeddings": 514,
                                   "pad_token_id": 1, "position_embedding_type": "absolute"})")
                              .scene;
    EXPECT_EQ(setting(roberta, "table_rows"), 514);
    EXPECT_EQ(setting(roberta, "row_offset"), 2);
    EXPECT_EQ(roberta.length, 512);

    const Scene marian = read(R"({"model_type": "marian", "d_model": 512, "max_position_embeddings": 512,
                                  "static_position_embeddings": true})")
                             .scene;
    EXPECT_EQ(marian.encoding, "sinusoidal");
    EXPECT_EQ(word(marian, "layout"), "halves");
}

TEST(ModelConfig, WrongTypesAndImpossibleSizesAreSaidAndCountAsMissing)
{
    const ReadConfig config = read(R"({"model_type": "llama", "rope_theta": "many", "hidden_size": [1], "head_dim": {},
        "num_attention_heads": 0, "max_position_embeddings": -3, "rope_scaling": 7, "partial_rotary_factor": 2})");
    EXPECT_EQ(config.scene.settings[0], encoding_of(config.scene).knobs[0].standard);
    for (const char* field : {"rope_theta", "hidden_size", "head_dim", "num_attention_heads", "max_position_embeddings",
                              "rope_scaling", "partial_rotary_factor"})
        EXPECT_TRUE(says(config, "not understood: " + std::string(field))) << field << "\n" << notes_of(config);
}

TEST(ModelConfig, HugeNumbersBecomeWhatCanBeShownAndAreSaid)
{
    const ReadConfig config = read(R"({"rope_theta": 1e14, "head_dim": 999999, "max_position_embeddings": 99999999999})");
    EXPECT_EQ(config.scene.length, max_length);
    EXPECT_EQ(repaired(config.scene), config.scene);
    EXPECT_TRUE(says(config, "out of range here: length 99999999999")) << notes_of(config);
    EXPECT_TRUE(says(config, "out of range here: settings.base")) << notes_of(config);
    EXPECT_TRUE(says(read(R"({"rope_theta": 1e300})"), "not understood: rope_theta"));
    EXPECT_TRUE(says(read(R"({"rope_theta": 18446744073709551615})"), "not understood: rope_theta"));
}

TEST(ModelConfig, WhatIsNoConfigurationIsAnError)
{
    for (const std::string text : {"", "[]", "3", "null", "{", "{\"rope_theta\": }", "{\"a\": 1, \"a\": 2}", "\xFF"})
        EXPECT_FALSE(scene_from_config(text, "x")) << text;
    EXPECT_FALSE(scene_from_config("{\"rope_scaling\": " + std::string(5000, '[') + std::string(5000, ']') + "}", "x"));
}

TEST(ModelConfig, ADamagedConfigurationGivesAValidSceneOrAnError)
{
    std::mt19937 random(11);
    const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
    const std::vector<std::string> pieces{"null",
                                          "true",
                                          "{}",
                                          "[]",
                                          "-1",
                                          "0",
                                          "1e308",
                                          "\"\"",
                                          "1e-320",
                                          "[[1]]",
                                          "\"yarn\"",
                                          "18446744073709551616",
                                          "{\"factor\": 0}",
                                          "\xC3\xA9",
                                          "\n",
                                          "-0.0"};
    int scenes = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string text = known_models[below(std::size(known_models))].config;
        // A value becomes something else, or anything at all does.
        for (std::size_t times = 1 + below(3); times > 0; --times) {
            std::size_t at = below(text.size()), length = below(4);
            if (const std::size_t colon = text.find(": ", at); below(4) > 0 && colon != std::string::npos) {
                at = colon + 2;
                length = text.find_first_of(",}", at) - at;
            }
            text.replace(at, std::min(length, text.size() - at), pieces[below(pieces.size())]);
        }
        const auto config = scene_from_config(text, "x");
        if (!config) continue;
        ++scenes;
        ASSERT_EQ(repaired(config->scene), config->scene) << text;
        for (const std::string& note : config->notes) {
            ASSERT_EQ(first_invalid_utf8(note), std::string::npos);
            ASSERT_LE(note.size(), 300u) << note;
        }
    }
    EXPECT_GT(scenes, 1000);
}

}  // namespace
}  // namespace phasescope::model_config_test

// Rotary fields of a model's configuration.
#include <gtest/gtest.h>

#include <cmath>

#include "config_reading.hpp"

namespace phasescope::rope_config_test {
namespace {

TEST(ModelConfig, ScalingsAreReadByTheirOldAndNewNames)
{
    const auto scaled = [](const std::string& scaling) {
        return read(R"({"model_type": "llama", "head_dim": 128, "max_position_embeddings": 4096, "rope_scaling": )" + scaling
                    + "}");
    };
    for (const char* key : {"type", "rope_type"}) {
        const auto named = [&](const std::string& name, const std::string& more = "") {
            return scaled("{\"" + std::string(key) + "\": \"" + name + "\", \"factor\": 2.5" + more + "}").scene;
        };
        EXPECT_EQ(word(named("linear"), "scaling"), "linear");
        EXPECT_EQ(word(named("dynamic"), "scaling"), "dynamic_ntk");
        EXPECT_EQ(word(named("yarn"), "scaling"), "yarn");
        EXPECT_EQ(word(named("yarn", ", \"truncate\": false"), "scaling"), "yarn_unrounded");
        EXPECT_EQ(word(named("llama3"), "scaling"), "llama3");
        EXPECT_EQ(word(named("longrope"), "scaling"), "longrope");
        EXPECT_EQ(word(named("su"), "scaling"), "longrope");
        EXPECT_EQ(word(named("default"), "scaling"), "none");
        EXPECT_EQ(setting(named("linear"), "factor"), 2.5);
        EXPECT_EQ(named("linear").length, 4096);
        EXPECT_EQ(named("yarn", ", \"original_max_position_embeddings\": 4096").length, 10240);
        EXPECT_EQ(setting(named("yarn", ", \"attention_factor\": 1.25"), "attention_factor"), 1.25);
    }
    const ReadConfig unknown = scaled(R"({"type": "brand_new", "factor": 2, "extra": [1]})");
    EXPECT_EQ(word(unknown.scene, "scaling"), "none");
    EXPECT_TRUE(says(unknown, "not understood: scaling brand_new")) << notes_of(unknown);
    EXPECT_TRUE(says(unknown, "not used: rope_scaling.extra")) << notes_of(unknown);
    EXPECT_TRUE(says(scaled(R"({"factor": 2})"), "no rope_type"));
}

TEST(ModelConfig, AlphaOfADynamicScalingIsAPowerOfTheBaseAtEveryLength)
{
    const auto with = [](const std::string& scaling) {
        return read(R"({"model_type": "hunyuan_v1_dense", "hidden_size": 4096, "num_attention_heads": 32, "head_dim": 128,
            "rope_theta": 10000.0, "max_position_embeddings": 32768, "rope_scaling": )"
                    + scaling + "}");
    };
    for (const char* scaling : {R"({"type": "dynamic", "alpha": 1000.0, "factor": 1.0})",
                                R"({"rope_type": "dynamic", "alpha": 1000, "beta_fast": 32, "beta_slow": 1, "factor": 1.0})",
                                R"({"type": "xdrope", "alpha": 1000.0, "xdrope_section": [16, 16, 16, 16]})"}) {
        const ReadConfig config = with(scaling);
        EXPECT_NEAR(setting(config.scene, "base"), 11158839.9, 0.1) << scaling;
        EXPECT_EQ(word(config.scene, "scaling"), "none") << scaling;
        EXPECT_EQ(config.scene.length, 32768);
        EXPECT_FALSE(says(config, "not used: rope_scaling.alpha")) << notes_of(config);
        const Mechanism mechanism = mechanism_of(config.scene);
        const auto& frequencies = std::get<RotatesQueryKey>(mechanism).frequencies;
        EXPECT_NEAR(2 * pi * turns_per_position(frequencies[1]), std::pow(11158839.9, -2 / 128.0), 1e-9);
        EXPECT_NEAR(2 * pi * turns_per_position(frequencies[1]), 0.776034, 5e-7);
    }
    // Without alpha, or with none, it is the scaling that transformers call dynamic.
    for (const char* scaling : {R"({"type": "dynamic", "factor": 2.0})", R"({"type": "dynamic", "alpha": 0, "factor": 2.0})",
                                R"({"type": "dynamic", "alpha": null, "factor": 2.0})"}) {
        EXPECT_EQ(word(with(scaling).scene, "scaling"), "dynamic_ntk") << scaling;
        EXPECT_EQ(setting(with(scaling).scene, "base"), 10000) << scaling;
    }
}

TEST(ModelConfig, SectionsOfTimeRowsAndColumnsAreReadAndWrongOnesAreSaid)
{
    const auto with = [](const std::string& sections, const std::string& more = "") {
        return R"({"model_type": "qwen2_vl", "hidden_size": 3584, "num_attention_heads": 28, "rope_theta": 1000000.0,
                   "rope_scaling": {"type": "mrope", "mrope_section": )"
               + sections + more + "}}";
    };
    const Scene chunked = read(with("[16, 24, 24]")).scene;
    EXPECT_EQ(chunked.encoding, "mrope");
    EXPECT_EQ(setting(chunked, "head_size"), 128);
    EXPECT_EQ(setting(chunked, "base"), 1e6);
    EXPECT_EQ(setting(chunked, "section_height"), 24);
    EXPECT_EQ(word(chunked, "sections"), "chunked");
    const Scene interleaved = read(with("[24, 20, 20]", R"(, "mrope_interleaved": true)")).scene;
    EXPECT_EQ(word(interleaved, "sections"), "interleaved");
    EXPECT_EQ(setting(interleaved, "section_time"), 24);
    const ReadConfig wrong = read(with("[64]"));
    EXPECT_EQ(wrong.scene.encoding, "rope");
    EXPECT_TRUE(says(wrong, "not 3")) << notes_of(wrong);
}

TEST(ModelConfig, TheQuotientOfMscalesIsTheAttentionFactor)
{
    const Scene scene = read(R"({"model_type": "deepseek_v2", "qk_rope_head_dim": 64, "max_position_embeddings": 163840,
        "rope_scaling": {"factor": 40, "mscale": 1.0, "mscale_all_dim": 0.707, "type": "yarn",
                         "original_max_position_embeddings": 4096}})")
                            .scene;
    const double expected = (0.1 * std::log(40.0) + 1) / (0.0707 * std::log(40.0) + 1);
    EXPECT_NEAR(setting(scene, "attention_factor"), expected, 1e-15);  // a few roundings of about 1
}

/// A small model with these lists of LongRoPE.
ReadConfig with_lists(const std::string& kept, const std::string& beyond)
{
    return read(
        R"({"model_type": "phi3", "head_dim": 4, "max_position_embeddings": 131072,
                        "original_max_position_embeddings": 4096, "rope_theta": 10000.0,
                        "rope_scaling": {"type": "longrope", "short_factor": [)"
        + kept + R"(], "long_factor": [)" + beyond + "]}}");
}

TEST(ModelConfig, ListsOfDivisorsAreTheTableOfTheScene)
{
    const ReadConfig config = with_lists("1, 1.5", "2, 40");
    EXPECT_EQ(word(config.scene, "scaling"), "longrope");
    EXPECT_EQ(setting(config.scene, "factor"), 32);
    EXPECT_EQ(setting(config.scene, "trained_length"), 4096);
    EXPECT_EQ(config.scene.length, 131072);
    EXPECT_EQ(config.scene.table.rows.matrix().values, (std::vector<double>{1, 1.5, 2, 40}));
    EXPECT_FALSE(config.scene.table.file.empty());
    const Mechanism mechanism = mechanism_of(config.scene);
    const auto& frequencies = std::get<RotatesQueryKey>(mechanism).frequencies;
    EXPECT_NEAR(turns_per_position(frequencies[1]), 1 / (2 * pi * 100 * 40), 1e-18);  // beyond the trained length
}

TEST(ModelConfig, ListsThatDoNotFitAreSaidAndTheBuiltInOnesShown)
{
    for (const auto& [kept, beyond] : {std::pair{"1", "2"}, std::pair{"1, 1", "2"}, std::pair{"1, 0", "2, 3"},
                                       std::pair{"1, 1, 1", "2, 2, 2"}, std::pair{"", ""}}) {
        const ReadConfig config = with_lists(kept, beyond);
        EXPECT_EQ(word(config.scene, "scaling"), "longrope") << kept;
        EXPECT_EQ(setting(config.scene, "head_size"), 4) << kept;
        EXPECT_EQ(config.scene.table, ImportedTable{}) << kept;
        EXPECT_TRUE(says(config, "built-in ones")) << notes_of(config);
    }
    EXPECT_TRUE(says(with_lists("1, \"x\"", "1, 2"), "not understood: rope_scaling.short_factor"));
}

TEST(ModelConfig, LayersWithRotaryFieldsOfTheirOwnGiveThoseOfFullAttention)
{
    const ReadConfig config = read(R"({"model_type": "gemma3_text", "head_dim": 256, "max_position_embeddings": 131072,
        "rope_parameters": {"full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000000.0},
                            "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}}})");
    EXPECT_EQ(setting(config.scene, "base"), 1e6);
    EXPECT_EQ(word(config.scene, "scaling"), "linear");
    EXPECT_TRUE(says(config, "full_attention"));
}

}  // namespace
}  // namespace phasescope::rope_config_test

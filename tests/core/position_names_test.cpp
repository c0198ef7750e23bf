#include "core/io/position_names.hpp"

#include <gtest/gtest.h>

#include "core/io/table_entry.hpp"

namespace phasescope::position_names_test {
namespace {

/// As the checkpoints of well-known models call them.
constexpr const char* of_positions[]{
    "wpe.weight",
    "transformer.wpe.weight",
    "bert.embeddings.position_embeddings.weight",
    "model.decoder.embed_positions.weight",
    "model.encoder.embed_positions.weights",
    "pos_embed",
    "vit.embeddings.position_embeddings",
    "visual.positional_embedding",
    "vision_model.embeddings.position_embedding.weight",
    "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
    "layers.0.blocks.0.attn.relative_position_bias_table",
    "deberta.encoder.rel_embeddings.weight",
    "bert.encoder.layer.0.attention.self.distance_embedding.weight",
    "encoder.pos_embedding",
    "Transformer/posembed_input/pos_embedding",
    "pos_encoder.pe",
    "image_encoder.blocks.0.attn.rel_pos_h",
    "absolute_pos_embed",
    "decoder.pos_emb.emb.weight",
    "positionEmbeddings.weight",
};

constexpr const char* of_others[]{
    "wte.weight",
    "embeddings.position_ids",
    "layers.0.blocks.0.attn.relative_position_index",
    "bert.embeddings.word_embeddings.weight",
    "bert.embeddings.token_type_embeddings.weight",
    "pos_embed.proj.weight",
    "decomposition.table",
    "transformer.h.0.attn.bias",
    "model.layers.0.self_attn.rotary_emb.inv_freq",
    "encoder.layers.0.self_attn.linear_pos.weight",
    "",
    "weight",
    "...",
};

TEST(PositionNames, TablesOfWellKnownModelsAreTold)
{
    for (const char* name : of_positions) EXPECT_TRUE(names_positions(name)) << name;
    for (const char* name : of_others) EXPECT_FALSE(names_positions(name)) << name;
}

TEST(PositionNames, TheOnlyOneAmongManyTablesIsTakenAndSaid)
{
    std::vector<TableEntry> entries;
    for (int layer = 0; layer < 12; ++layer)
        entries.push_back({"h." + std::to_string(layer) + ".attn.weight", {4, 4}, "F32"});
    entries.push_back({"wpe.weight", {4, 2}, "F32"});
    TableReport report;
    EXPECT_EQ(*chosen_table(entries, "", "model", report), 12u);
    EXPECT_EQ(report.name, "wpe.weight");
    ASSERT_EQ(report.notes.size(), 1u);
    EXPECT_NE(report.notes.front().find("wpe.weight was taken: of 13 tables"), std::string::npos) << report.notes.front();

    entries.push_back({"decoder.pos_embed", {4, 2}, "F32"});
    const auto several = chosen_table(entries, "", "model", report);
    ASSERT_FALSE(several);
    EXPECT_TRUE(several.error().hint.starts_with("name one: wpe.weight, decoder.pos_embed, h.0")) << several.error().line();

    entries.back().shape = {2};
    EXPECT_TRUE(chosen_table(entries, "", "model", report));
}

}  // namespace
}  // namespace phasescope::position_names_test

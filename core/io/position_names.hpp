// What tables of positions are called in checkpoints.
#pragma once

#include <string_view>

namespace phasescope {

/// Whether a tensor is called as tables of positions are: wpe.weight (GPT-2), embeddings.position_embeddings.weight (BERT),
/// embed_positions.weight (OPT, BART), pos_embed (ViT), positional_embedding (CLIP), relative_attention_bias.weight (T5),
/// relative_position_bias_table (Swin), rel_embeddings.weight (DeBERTa), pe (PyTorch's tutorial). Names of indexes and
/// identities of positions are none.
bool names_positions(std::string_view tensor);

}  // namespace phasescope

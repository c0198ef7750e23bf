// What enters the first layer for a line of text: X, P and X + P (Vaswani et al. 2017, sections 3.4 and 3.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

struct TokenInput {
    std::vector<std::string> tokens;
    std::int64_t d = 0;  ///< width of the rows
    Matrix content;      ///< X (n, d): the embeddings, times sqrt(d) where asked
    Matrix position;     ///< P (n, d): what the encoding adds, NaN at positions without a row; no rows where it adds nothing
    Matrix sum;          ///< X + P (n, d); X where nothing is added
    std::optional<double> ratio;  ///< ||X|| / ||P||, Frobenius, of positions that have a row; empty where P is none or zero
};

/// The vector of a token: d normal numbers / sqrt(d) from the seed, as embeddings of the Transformer begin (tensor2tensor).
/// The stream is the 64-bit FNV-1a hash of the token's bytes (Fowler, Noll and Vo): the same token has the same vector
/// wherever it stands, and a wider vector begins as a narrower one but for its scale.
std::vector<double> embedding(std::string_view token, std::uint64_t seed, std::int64_t d);

/// The first token stands at the scene's start; the sequence is as long as the line, whatever the scene's length. d is the
/// width of what the encoding adds, else its head size (less where the weights of a layer would be too large), else 64.
/// An Error where the line cannot be split, or has no tokens.
Result<TokenInput> token_input(const Scene& scene, std::string_view line, bool times_sqrt_d);

/// The scene whose positions are `count` tokens.
Scene scene_of_tokens(Scene scene, std::int64_t count);

}  // namespace phasescope

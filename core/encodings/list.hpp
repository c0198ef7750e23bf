// Every encoding there is, each made in the file of its name.
#pragma once

#include "core/encoding.hpp"

namespace phasescope {

Encoding none_encoding();
Encoding sinusoidal_encoding();
Encoding rope_encoding();
Encoding xpos_encoding();
Encoding mrope_encoding();
Encoding axial_rope_encoding();
Encoding learned_encoding();
Encoding grid_encoding();
Encoding alibi_encoding();
Encoding patch_bias_encoding();
Encoding t5_encoding();
Encoding shaw_encoding();
Encoding transformer_xl_encoding();
Encoding deberta_encoding();

}  // namespace phasescope

// Where the numbers of pictures are made.
#pragma once

namespace phasescope {

enum class NumbersBy {
    fastest,  ///< where a picture of the same kind took less time; a shader is tried once the processor was long at it
    shader,   ///< wherever there is one for the picture
    processor,
};

}  // namespace phasescope

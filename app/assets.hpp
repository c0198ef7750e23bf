// The files of assets/ and shaders/, built into the program so that none can be missing.
#pragma once

#include <span>
#include <string_view>

namespace phasescope {

struct Asset {
    std::string_view path;  ///< "assets/languages/en/window.json", "shaders/wave.frag"
    std::string_view bytes;
};

std::span<const Asset> assets();

/// The bytes of an asset that is known to exist.
std::string_view asset(std::string_view path);

}  // namespace phasescope

#include "app/assets.hpp"

#include <algorithm>
#include <cassert>

namespace phasescope {

std::string_view asset(std::string_view path)
{
    const auto found = std::ranges::find(assets(), path, &Asset::path);
    assert(found != assets().end());
    return found->bytes;
}

}  // namespace phasescope

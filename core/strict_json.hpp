// JSON from outside, bounded before it is trusted.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/result.hpp"

namespace phasescope {

/// What a text may hold.
struct JsonLimits {
    std::size_t bytes = std::size_t{64} << 20;
    std::size_t values = std::size_t{1} << 20;
    std::size_t objects = 1000;
    std::size_t keys = 1000;                   ///< in one object
    std::size_t token = std::size_t{1} << 20;  ///< bytes of a string or a number
    int depth = 16;
};

/// The value of the text (RFC 8259; a byte order mark is passed over). Keys that appear twice, text that is not UTF-8
/// and numbers that no double can hold are Errors. `source` is named in messages.
Result<nlohmann::ordered_json> strict_json(std::string_view text, std::string_view source, const JsonLimits& limits = {});

}  // namespace phasescope

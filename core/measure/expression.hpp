// The expressions of measures, as they are written.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

struct Expression;

/// A word or number as written, or what stood in brackets.
struct Argument {
    std::string text;
    std::vector<Expression> inner;  ///< one, where there were brackets
};

struct Expression {
    std::string name;
    std::vector<Argument> arguments;
    std::vector<std::pair<std::string, std::string>> settings;  ///< "d_model", "64"
};

/// An Error where brackets do not match or a name is missing.
Result<Expression> parsed_expression(std::string_view text);

}  // namespace phasescope

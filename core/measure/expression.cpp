#include "core/measure/expression.hpp"

namespace phasescope {
namespace {

constexpr int most_depth = 8;

/// Reads from the front of what is left.
class Reader {
public:
    explicit Reader(std::string_view text) : whole_(text), rest_(text) {}

    Result<Expression> read()
    {
        Result<Expression> expression = read_one(0);
        if (expression && !rest_.empty()) return fault("a bracket is closed that was not opened");
        return expression;
    }

private:
    Error fault(const std::string& what) const
    {
        return {"this is no measure: " + what, std::string(whole_), "write NAME ARGUMENT ..., such as cosine 1 2"};
    }

    void skip_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }

    std::string_view word()
    {
        const auto end = std::min(rest_.find_first_of(" ()"), rest_.size());
        const std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return found;
    }

    /// Up to the end or to a closing bracket, which is left.
    Result<Expression> read_one(int depth)
    {
        if (depth > most_depth) return fault("there are too many brackets");
        Expression expression;
        skip_spaces();
        expression.name = word();
        if (expression.name.empty()) return fault("a name is missing");
        for (skip_spaces(); !rest_.empty() && rest_.front() != ')'; skip_spaces()) {
            if (rest_.front() == '(') {
                rest_.remove_prefix(1);
                Result<Expression> inner = read_one(depth + 1);
                if (!inner) return inner;
                if (rest_.empty()) return fault("a bracket is not closed");
                rest_.remove_prefix(1);
                expression.arguments.push_back({"", {std::move(inner).value()}});
                continue;
            }
            const std::string_view next = word();
            if (const auto equals = next.find('='); equals != std::string_view::npos)
                expression.settings.emplace_back(next.substr(0, equals), next.substr(equals + 1));
            else
                expression.arguments.push_back({std::string(next), {}});
        }
        return expression;
    }

    std::string_view whole_;
    std::string_view rest_;
};

}  // namespace

Result<Expression> parsed_expression(std::string_view text)
{
    return Reader(text).read();
}

}  // namespace phasescope

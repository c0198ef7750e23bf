#include "core/json_type.hpp"

#include <nlohmann/json.hpp>
#include <optional>

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// Looks for the text of one key of the outermost object, and stops there.
class OutermostText : public nlohmann::json_sax<Json> {
public:
    explicit OutermostText(std::string_view key) : wanted_(key) {}

    std::optional<std::string> found;

    bool null() override { return depth_ > 0; }
    bool boolean(bool /*value*/) override { return depth_ > 0; }
    bool number_integer(std::int64_t /*value*/) override { return depth_ > 0; }
    bool number_unsigned(std::uint64_t /*value*/) override { return depth_ > 0; }
    bool number_float(double /*value*/, const std::string& /*text*/) override { return depth_ > 0; }
    bool string(std::string& text) override
    {
        if (depth_ == 1 && here_) found = std::move(text);
        return depth_ > 0 && !found;
    }
    bool binary(Json::binary_t& /*bytes*/) override { return false; }
    bool start_object(std::size_t /*count*/) override { return ++depth_ <= most_depth; }
    bool key(std::string& key) override
    {
        here_ = depth_ == 1 && key == wanted_;
        return true;
    }
    bool end_object() override { return --depth_ > 0; }
    bool start_array(std::size_t /*count*/) override { return ++depth_ > 1 && depth_ <= most_depth; }
    bool end_array() override { return --depth_ > 0; }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const Json::exception& /*mistake*/) override
    {
        return false;
    }

private:
    static constexpr int most_depth = 64;
    std::string_view wanted_;
    bool here_ = false;  ///< what comes next is the value of the wanted key
    int depth_ = 0;
};

}  // namespace

std::string json_type(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    OutermostText type("type");
    Json::sax_parse(text.begin(), text.end(), &type);
    return type.found.value_or("");
}

}  // namespace phasescope

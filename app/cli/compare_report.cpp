#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "app/cli/reports.hpp"
#include "app/text/line_breaks.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;
using Line = std::array<std::string, 9>;

std::string yes_or_no(bool yes, const Language& text)
{
    return text(yes ? "report.yes" : "report.no");
}

/// Whether before and after are told apart, with the same vector everywhere and with two different ones.
std::string direction_text(const Properties& p, const Language& text)
{
    if (p.check.measured_length == 0) return "-";
    if (p.sees_direction_if_equal == p.sees_direction_if_different) return yes_or_no(p.sees_direction_if_equal, text);
    return text("report.if_different");
}

Line line_of(const Properties& p, const Language& text)
{
    return {std::string(p.encoding),
            rounded_text(p.largest, 4),
            yes_or_no(p.bounded(), text),
            p.nearest ? rounded_text(p.nearest->distance, 4) : "-",
            std::to_string(p.parameters),
            direction_text(p, text),
            p.check.measured_length == 0 ? "-" : rounded_text(p.check.toeplitz_defect, 2),
            p.check.first_rise ? std::to_string(*p.check.first_rise) : text("report.none"),
            p.defined ? std::to_string(*p.defined) : text("report.all")};
}

Json object_of(const Properties& p)
{
    Json object;
    object["encoding"] = p.encoding;
    object["measured_length"] = p.check.measured_length;
    object["largest"] = p.largest;
    object["largest_at_16_lengths"] = p.largest_beyond;
    object["bounded"] = p.bounded();
    object["nearest_rows"] =
        p.nearest ? Json{{"distance", p.nearest->distance}, {"positions", {p.nearest->first, p.nearest->second}}} : Json();
    object["parameters"] = p.parameters;
    const bool measured = p.check.measured_length > 0;
    object["sees_direction_if_equal"] = measured ? Json(p.sees_direction_if_equal) : Json();
    object["sees_direction_if_different"] = measured ? Json(p.sees_direction_if_different) : Json();
    object["toeplitz_defect"] = measured ? Json(p.check.toeplitz_defect) : Json();
    object["first_rise"] = p.check.first_rise ? Json(*p.check.first_rise) : Json();
    object["defined_positions"] = p.defined ? Json(*p.defined) : Json();
    return object;
}

}  // namespace

std::string comparison_table(const std::vector<Properties>& all, const Language& text)
{
    std::vector<Line> lines{{text("report.column.encoding"), text("report.column.largest"), text("report.column.bounded"),
                             text("report.column.nearest_rows"), text("report.column.parameters"),
                             text("report.column.direction"), text("report.column.not_offset"),
                             text("report.column.first_rise"), text("report.column.defined")}};
    for (const Properties& p : all) lines.push_back(line_of(p, text));
    std::string table;
    for (const Line& line : lines) {
        std::string row;
        for (std::size_t c = 0; c < line.size(); ++c) {
            std::size_t width = 0;
            for (const Line& other : lines) width = std::max(width, columns_of(other[c]));
            row += c + 1 < line.size() ? padded(line[c], width + 2) : line[c];
        }
        table += row + "\n";
    }
    return table;
}

std::string comparison_json(const std::vector<Properties>& all)
{
    Json list = Json::array();
    for (const Properties& p : all) list.push_back(object_of(p));
    return list.dump(2) + "\n";
}

}  // namespace phasescope

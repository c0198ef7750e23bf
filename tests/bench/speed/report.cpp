#include "tests/bench/speed/report.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <optional>
#include <utility>
#include <vector>

#include "tests/bench/limits.hpp"
#include "tests/bench/on_cores.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

std::string processor()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name") && line.find(": ") != line.npos) return line.substr(line.find(": ") + 2);
    return "unknown";
}

std::string today()
{
    const std::time_t now = std::time(nullptr);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d", std::gmtime(&now));
    return text.data();
}

/// Three significant digits, as far as they stand behind the point.
std::string short_number(double number)
{
    const int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, number);
    return text.data();
}

std::string number_at(const Json& json, const char* key)
{
    return json.contains(key) ? short_number(json[key]) : "";
}

/// "name, 4.20 MB" where a file was made.
std::string with_file(std::string name, const Json& json)
{
    if (json.contains("bytes")) name += ", " + short_number(json["bytes"].get<double>() / 1e6) + " MB";
    return name;
}

/// "≤ 30 ms held" or "≤ 1.3 missed".
std::string asked(const char* sign, double bound, const char* unit, bool held)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s %g%s %s", sign, bound, unit, held ? "held" : "missed");
    return text.data();
}

/// What is asked of a task; "" where nothing is.
std::string asked_of(const Json& task)
{
    if (task.contains("most_ms")) return asked("≤", task["most_ms"], " ms", task["ms"] <= task["most_ms"]);
    if (!task.contains("most_limits")) return "";
    return asked("≤", task["most_limits"], "", task["limits"] <= task["most_limits"]);
}

/// How many times faster than the peer one would be at the machine's limit; null where nothing bounds the task, or where
/// it may do with less than the limit, as products of a table with itself do with half of the multiply-adds.
std::optional<double> ratio_at_limit(const Json& task, const Json& peer)
{
    if (!task.contains("limit_ms") || task["limit"] == "multiply-add") return std::nullopt;
    return peer["ms"].get<double>() / task["limit_ms"].get<double>();
}

/// What is asked of a task beside a peer; "" where nothing is.
std::string asked_beside(const Json& task, const Json& peer)
{
    if (!peer.contains("least_ratio")) return "";
    const bool faster = peer["ratio"] >= peer["least_ratio"];
    const std::optional<double> at_limit = ratio_at_limit(task, peer);
    if (!faster && at_limit && *at_limit < peer["least_ratio"])
        return asked("≥", peer["least_ratio"], "", false) + ", the limit itself is " + short_number(*at_limit);
    if (!peer.contains("larger_file")) return asked("≥", peer["least_ratio"], "", faster);
    return asked("≥", peer["least_ratio"], " and a smaller file", faster && task["bytes"] < peer["bytes"]);
}

/// The cells of one peer: name, ms, ratio, what is asked.
Row peer_cells(const Json& task, const Json& peer)
{
    if (peer.contains("error")) return {peer["peer"], peer["error"], "", ""};
    return {with_file(peer["peer"], peer), number_at(peer, "ms"), number_at(peer, "ratio"), asked_beside(task, peer)};
}

/// The cells of a task besides its peers'.
Row task_cells(const Json& task)
{
    return {with_file(task["task"], task), task["number"],          std::to_string(task["cores"].get<int>()),
            number_at(task, "ms"),         task.value("limit", ""), number_at(task, "limit_ms"),
            number_at(task, "limits"),     asked_of(task)};
}

/// A row for each peer; what belongs to the task stands in the first.
std::vector<Row> rows_of_tasks(const Json& tasks)
{
    std::vector<Row> rows;
    for (const Json& task : tasks) {
        Row row = task_cells(task);
        const std::size_t own = row.size();
        for (const Json& peer : task["peers"]) {
            const Row cells = peer_cells(task, peer);
            row.insert(row.end(), cells.begin(), cells.end());
            rows.push_back(std::exchange(row, Row(own)));
        }
        if (task["peers"].empty()) {
            row.resize(own + 4);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

const Row heading{"task", "number", "cores", "ms", "limit", "its ms", "times", "asked", "peer", "its ms", "ratio", "asked"};
constexpr std::array<bool, 12> is_number{false, false, true, true, false, true, true, false, false, true, true, false};

/// Letters of UTF-8 text.
std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string lines_of(const std::vector<Row>& rows)
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string space(widths[i] - width(row[i]), ' ');
            line += (i > 0 ? "  " : "") + (is_number[i] ? space + row[i] : row[i] + space);
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

std::string sentence_of_versions(const Json& versions)
{
    std::string text;
    for (const auto& [name, version] : versions.items())
        text += (text.empty() ? "" : ", ") + name + " " + version.get<std::string>();
    return text;
}

}  // namespace

Json report_head(int rounds)
{
    return {{"date", today()},
            {"rounds", rounds},
            {"machine", {{"processor", processor()}, {"cores", usable_cores()}, {"target", vector_target()}}},
            {"versions", {{"phasescope", PHASESCOPE_VERSION}, {"compiler", __VERSION__}}}};
}

std::string text_table(const Json& report)
{
    std::vector<Row> rows = rows_of_tasks(report["tasks"]);
    rows.insert(rows.begin(), heading);
    std::string text = lines_of(rows) + "\n";
    for (const Json& limits : report["limits"])
        text += "limits, " + std::to_string(limits["cores"].get<int>()) + (limits["cores"] == 1 ? " core" : " cores")
                + ": fill " + number_at(limits, "fill_gb_per_s") + " GB/s, copy " + number_at(limits, "copy_gb_per_s")
                + " GB/s, multiply-adds " + number_at(limits, "float_multiply_adds_per_ns") + " /ns in float, "
                + number_at(limits, "double_multiply_adds_per_ns") + " /ns in double\n";
    const Json& machine = report["machine"];
    return text + machine["processor"].get<std::string>() + ", " + machine["target"].get<std::string>() + "; medians of "
           + std::to_string(report["rounds"].get<int>()) + " rounds; " + sentence_of_versions(report["versions"]) + "\n";
}

std::string markdown_table(const Json& report)
{
    const Json& machine = report["machine"];
    std::string text = "Measured on " + report["date"].get<std::string>() + ": " + machine["processor"].get<std::string>() + ", "
                       + std::to_string(machine["cores"].get<int>()) + " cores, " + machine["target"].get<std::string>()
                       + " (" + sentence_of_versions(report["versions"]) + "); medians of "
                       + std::to_string(report["rounds"].get<int>())
                       + " runs by turns. Times the limit: of a streaming fill or copy of the same memory, or of as many "
                         "multiply-adds. How many times faster we are stands beside what the limit itself would "
                         "be.\n\n| task | Phasescope | times the limit | others | |\n|---|--:|--:|---|--:|\n";
    for (const Json& task : report["tasks"]) {
        if (task["cores"] != machine["cores"]) continue;
        const std::string number = task["number"],
                          name = with_file(task["task"], task) + (number.empty() ? "" : ", " + number);
        const std::string limits =
            task.contains("limits") ? number_at(task, "limits") + " (" + task["limit"].get<std::string>() + ")" : "";
        std::string peers, ratios;
        for (const Json& peer : task["peers"]) {
            if (peer.contains("error")) continue;
            const std::string next = peers.empty() ? "" : "<br>";
            peers += next + with_file(peer["peer"], peer) + " " + number_at(peer, "ms") + " ms";
            ratios += next + number_at(peer, "ratio");
            if (const auto at_limit = ratio_at_limit(task, peer)) ratios += " of " + short_number(*at_limit);
            ratios += " ×";
        }
        text += "| " + name + " | " + number_at(task, "ms") + " ms | " + limits + " | " + peers + " | " + ratios + " |\n";
    }
    return text;
}

}  // namespace phasescope

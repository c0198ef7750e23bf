// What was measured as one JSON document, and as tables.
//
// {"date", "rounds", "machine": {"processor", "cores", "target"}, "versions": {name: version},
//  "limits": [{"cores", "fill_gb_per_s", "copy_gb_per_s", "float_multiply_adds_per_ns", "double_multiply_adds_per_ns"}],
//  "tasks": [{"task", "number", "cores", "ms", "most_ms", "bytes", "limit", "limit_ms", "limits", "most_limits",
//             "peers": [{"peer", "ms", "ratio", "least_ratio", "larger_file", "bytes"} or {"peer", "error"}]}]}
//
// ms are medians; "limits" is ms / limit_ms; "ratio" the peer's ms over ours; most_, least_ and larger_file are
// what is asked of them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace phasescope {

/// The document without limits and tasks.
nlohmann::ordered_json report_head(int rounds);

/// Aligned columns, with what is asked and whether it holds.
std::string text_table(const nlohmann::ordered_json& report);

/// For a README: the machine in a sentence, then the tasks on all cores in float or double without what is asked.
std::string markdown_table(const nlohmann::ordered_json& report);

}  // namespace phasescope

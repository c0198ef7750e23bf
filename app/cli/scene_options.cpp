#include "app/cli/scene_options.hpp"

#include <algorithm>

#include "app/cli/option_words.hpp"
#include "app/cli/start_scene.hpp"
#include "app/cli/study_options.hpp"
#include "app/cli/values.hpp"
#include "core/analysis/keys_ahead.hpp"
#include "core/io/file.hpp"
#include "core/io/scene_table.hpp"
#include "core/io/table_file.hpp"
#include "core/nearest.hpp"
#include "core/own_length.hpp"

namespace phasescope {
namespace {

/// Builds the scene step by step: start, encoding, table, knobs, content, positions. Each step may refuse.
class SceneReader {
public:
    SceneReader(const Words& words, Command& command) : words_(words), command_(command), scene_(command.scene) {}

    std::optional<Refusal> run()
    {
        using Step = std::optional<Refusal> (SceneReader::*)();
        for (const Step step : {&SceneReader::read_start, &SceneReader::read_encoding, &SceneReader::read_table,
                                &SceneReader::read_knobs, &SceneReader::read_content, &SceneReader::read_rows,
                                &SceneReader::read_attention, &SceneReader::read_positions, &SceneReader::read_study})
            if (auto refusal = (this->*step)()) return refusal;
        std::vector<Repair> repairs;
        scene_ = repaired(std::move(scene_), &repairs);
        for (const Repair& repair : repairs)
            command_.warnings.push_back(repair.where + ": " + repair.was + " became " + repair.now);
        if (std::string missing = undefined_sentence(scene_); !missing.empty())
            command_.warnings.push_back(std::move(missing));
        return {};
    }

private:
    std::optional<Refusal> read_start() { return read_start_scene(words_, command_); }

    std::optional<Refusal> read_encoding()
    {
        const std::string* name = words_.find("--encoding");
        if (!name) return {};
        if (!find_encoding(*name)) return Refusal{unknown_word("encoding", *name, option_words("--encoding")), misuse_code};
        if (*name != scene_.encoding) scene_ = with_encoding(scene_, *name);
        return {};
    }

    /// The table comes before the knobs: one that contradicts it is repaired with a word.
    std::optional<Refusal> read_table()
    {
        const std::string* path = words_.find("--table");
        if (!path) {
            for (const char* option : {"--tensor", "--table-transposed"})
                if (words_.has(option) && words_.action != Action::match)
                    return Refusal{{option + std::string(" needs a table"), "", "add --table FILE"}, misuse_code};
            return {};
        }
        if (!encoding_of(scene_).takes_table())
            if (auto refusal = choose_taker(*path)) return refusal;
        auto with = with_table(scene_, *path, tensor(), words_.has("--table-transposed"), &command_.warnings);
        if (!with) return Refusal{with.error(), failure_code};
        scene_ = std::move(with).value();
        return {};
    }

    std::string tensor() const
    {
        const std::string* name = words_.find("--tensor");
        return name ? *name : "";
    }

    /// The only encoding that takes such a table, where none was named.
    std::optional<Refusal> choose_taker(const std::string& path)
    {
        if (words_.has("--encoding"))
            return Refusal{{"the encoding " + scene_.encoding + " takes no table", "--table " + path,
                            "use --encoding " + alternatives(table_takers())},
                           misuse_code};
        const Result<Matrix> table = phasescope::read_table(path, tensor(), words_.has("--table-transposed"));
        if (!table) return Refusal{table.error(), failure_code};
        const std::vector<std::string> takers = takers_of(*table);
        const std::string size = std::to_string(table->rows) + " rows of " + std::to_string(table->cols);
        if (takers.empty())
            return Refusal{{"no encoding takes a table of " + size, path, "rows and columns can be exchanged"},
                           failure_code};
        if (takers.size() > 1)
            return Refusal{{"more than one encoding takes a table of " + size, path,
                            "add --encoding " + alternatives(takers) + "; a table of positions is learned"},
                           misuse_code};
        scene_ = with_encoding(scene_, takers.front());
        return {};
    }

    std::optional<Refusal> read_knobs()
    {
        before_knobs_ = scene_;
        const Encoding& encoding = encoding_of(scene_);
        for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            const std::string* word = words_.find(knob_option(knob));
            if (!word) continue;
            const auto number = knob_value(knob_option(knob), knob, *word);
            if (!number) return Refusal{number.error(), misuse_code};
            scene_.settings[i] = *number;
        }
        return foreign_knob(encoding);
    }

    /// A knob that was given but that this encoding does not have.
    std::optional<Refusal> foreign_knob(const Encoding& chosen) const
    {
        for (const auto& [option, word] : words_.given) {
            std::vector<std::string> owners;
            bool own = false;
            for (const Encoding& encoding : encodings())
                for (const Knob& knob : encoding.knobs)
                    if (knob_option(knob) == option) {
                        owners.emplace_back(encoding.name);
                        own = own || encoding.name == chosen.name;
                    }
            if (owners.empty() || own) continue;
            return Refusal{{"the encoding " + std::string(chosen.name) + " has no such knob", option,
                            "it belongs to --encoding " + alternatives(owners)},
                           misuse_code};
        }
        return {};
    }

    std::optional<Refusal> read_content()
    {
        if (const std::string* word = words_.find("--content")) {
            const auto kind = option_word_value("--content", *word);
            if (!kind) return Refusal{kind.error(), misuse_code};
            scene_.content.kind = static_cast<ContentKind>(*kind);
        }
        if (const std::string* word = words_.find("--seed")) {
            const auto seed = seed_value("--seed", *word);
            if (!seed) return Refusal{seed.error(), misuse_code};
            scene_.content.seed = *seed;
        }
        const bool acts = depends_on_content(mechanism_of(scene_));
        for (const char* option : {"--content", "--query", "--key"})
            if (words_.has(option) && !acts) {
                command_.warnings.push_back(std::string(option) + " changes nothing: " + scene_.encoding
                                            + " does not act on query and key");
                break;
            }
        return {};
    }

    std::optional<Refusal> read_rows()
    {
        const std::string *query = words_.find("--query"), *key = words_.find("--key");
        Content& content = scene_.content;
        const bool others = words_.has("--content") && content.kind != ContentKind::imported;
        if ((query || key) && others)
            return Refusal{{"--content contradicts the imported rows", *words_.find("--content"), "leave it out"},
                           misuse_code};
        const bool imports = key || content.kind == ContentKind::imported;
        if (imports && !query && content.query.empty())
            return Refusal{{"no rows for the query", key ? "--key " + *key : "--content imported", "add --query FILE.npy"},
                           misuse_code};
        if (query) {
            if (auto refusal = rows_from(*query, content.query)) return refusal;
            content.key = Rows();
        }
        if (key)
            if (auto refusal = rows_from(*key, content.key)) return refusal;
        if (query || key) content.kind = ContentKind::imported;
        if (content.kind != ContentKind::imported) return {};
        return fit_head();
    }

    /// Of an array of heads the one that is shown, which `--head` names.
    std::optional<Refusal> rows_from(const std::string& path, Rows& rows)
    {
        std::int64_t head = scene_.attention.head;
        if (const std::string* word = words_.find("--head")) {
            const auto named = whole_value("--head", *word, 0, most_heads);
            if (!named) return Refusal{named.error(), misuse_code};
            head = *named;
        }
        TableReport report;
        auto matrix = phasescope::read_table(path, "", {.head = head}, report);
        if (!matrix) return Refusal{matrix.error(), failure_code};
        content_has_heads_ = content_has_heads_ || report.head;
        command_.warnings.insert(command_.warnings.end(), report.notes.begin(), report.notes.end());
        auto taken = imported_rows(*std::move(matrix), path);
        if (!taken) return Refusal{taken.error(), failure_code};
        rows = *std::move(taken);
        return {};
    }

    /// The head is as wide as the imported rows, and the sequence no longer than they are.
    std::optional<Refusal> fit_head()
    {
        const Matrix& query = scene_.content.query.matrix();
        const Matrix& key = scene_.content.key.matrix();
        const auto columns = [](const Matrix& m) { return std::to_string(m.cols) + " columns"; };
        if (!scene_.content.key.empty() && key.cols != query.cols)
            return Refusal{{"query and key differ in width", columns(query) + " and " + columns(key), ""}, failure_code};
        const Encoding& encoding = encoding_of(scene_);
        const int head = knob_index(encoding, "head_size");
        if (head < 0) return {};
        const Knob& knob = encoding.knobs[static_cast<std::size_t>(head)];
        const auto width = static_cast<double>(query.cols);
        double& size = scene_.settings[static_cast<std::size_t>(head)];
        if (words_.has(knob_option(knob)) && size != width)
            return Refusal{{knob_option(knob) + " contradicts the imported rows", *words_.find(knob_option(knob)),
                            "they have " + columns(query)},
                           misuse_code};
        size = width;
        return {};
    }

    std::optional<Refusal> read_attention()
    {
        Attention& attention = scene_.attention;
        if (const std::string* word = words_.find("--mask")) {
            const auto mask = option_word_value("--mask", *word);
            if (!mask) return Refusal{mask.error(), misuse_code};
            attention.causal = *mask == 1;
        } else {
            scene_ = with_mask_following(std::move(scene_), before_knobs_);
        }
        if (words_.has("--scaled")) attention.scaled = true;
        if (const std::string* word = words_.find("--head")) {
            const auto heads = static_cast<std::int64_t>(setting(scene_, "heads", 1));
            // Where the encoding has one head for all, the head may be that of the imported rows alone.
            const bool of_rows_alone = content_has_heads_ && knob_index(encoding_of(scene_), "heads") < 0;
            const auto head = whole_value("--head", *word, 0, of_rows_alone ? most_heads : heads - 1);
            if (!head) return Refusal{head.error(), misuse_code};
            attention.head = std::min(*head, heads - 1);
        }
        return {};
    }

    /// The most positions that the imported rows reach for.
    std::int64_t longest() const
    {
        std::int64_t most = max_length;
        if (scene_.content.kind != ContentKind::imported) return most;
        for (const Rows* rows : {&scene_.content.query, &scene_.content.key})
            if (rows->matrix().rows > 1) most = std::min(most, rows->matrix().rows);
        return most;
    }

    std::optional<Refusal> read_positions()
    {
        const std::int64_t most = longest();
        if (const std::string* word = words_.find("--length")) {
            const auto length = whole_value("--length", *word, 1, most);
            if (!length) return Refusal{length.error(), misuse_code};
            scene_.length = *length;
        }
        scene_.length = std::min(scene_.length, most);
        const std::int64_t last_start = max_length + 1 - scene_.length;
        if (const std::string* word = words_.find("--start")) {
            const auto start = whole_value("--start", *word, 0, last_start);
            if (!start) return Refusal{start.error(), misuse_code};
            scene_.start = *start;
        }
        if (!words_.has("--length")) follow_sizes(most);
        return {};
    }

    /// A length that nobody named is that of the grid or the table, and never reaches beyond either; the one that a scene
    /// holds was named there.
    void follow_sizes(std::int64_t most)
    {
        scene_ = with_length_following(std::move(scene_), before_knobs_);
        const bool named = words_.has("--scene") || (words_.action == Action::window && words_.subject);
        if (const auto own = own_length(scene_); own && !named) scene_.length = std::min(scene_.length, *own);
        scene_.length = std::min(scene_.length, most);
    }

    std::optional<Refusal> read_study() { return read_study_options(words_, scene_); }

    static constexpr std::int64_t most_heads = 65535;

    const Words& words_;
    Command& command_;
    Scene& scene_;
    Scene before_knobs_;              ///< with its encoding and table
    bool content_has_heads_ = false;  ///< a file of imported rows holds several heads
};

}  // namespace

std::optional<Refusal> read_scene_options(const Words& words, Command& command)
{
    return SceneReader(words, command).run();
}

}  // namespace phasescope

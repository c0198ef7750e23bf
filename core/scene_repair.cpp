// What makes a scene valid.
#include <algorithm>
#include <cmath>

#include "core/mistakes.hpp"
#include "core/number_text.hpp"
#include "core/scene.hpp"
#include "core/tokens.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

/// Repairs one scene and keeps the list of what it changed.
class Repairer {
public:
    Repairer(Scene& scene, std::vector<Repair>* repairs) : scene_(scene), repairs_(repairs) {}

    void run()
    {
        repair_encoding();
        repair_settings();
        repair_content();
        repair_table();
        repair_positions();
        repair_attention();
        repair_text();
        repair_other();
        repair_mistake();
        repair_probe();
        for (std::size_t s = 0; s < scene_.looks.size(); ++s)
            repair_look(scene_.looks[s], "looks." + std::string(sheet_names[s]));
        repair_pairs();
        repair_caption();
    }

private:
    void note(const std::string& where, const std::string& was, const std::string& now)
    {
        if (repairs_) repairs_->push_back({where, was, now});
    }

    void set(const std::string& where, std::int64_t& number, std::int64_t lo, std::int64_t hi)
    {
        const std::int64_t inside = std::clamp(number, lo, hi);
        if (inside != number) note(where, std::to_string(number), std::to_string(inside));
        number = inside;
    }

    void repair_encoding()
    {
        if (find_encoding(scene_.encoding)) return;
        note("encoding", one_line(scene_.encoding, most_word), std::string(encodings().front().name));
        scene_.encoding = encodings().front().name;
        scene_.settings.clear();
    }

    void repair_settings() { repair_numbers(encoding_of(scene_), scene_.settings, "settings."); }

    void repair_numbers(const Encoding& encoding, std::vector<double>& settings, const std::string& where)
    {
        const std::vector<double> standard = standard_settings(encoding);
        for (std::size_t i = settings.size(); i < standard.size(); ++i) settings.push_back(standard[i]);
        settings.resize(standard.size());
        for (std::size_t i = 0; i < standard.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            const double inside = repaired(knob, settings[i]);
            if (inside != settings[i])
                note(where + std::string(knob.name), shortest_text(settings[i]), setting_text(knob, inside));
            settings[i] = inside;
        }
    }

    /// The setting that says how many numbers the content has; null where the encoding has no content.
    double* head_size()
    {
        const int index = knob_index(encoding_of(scene_), "head_size");
        return index < 0 ? nullptr : &scene_.settings[static_cast<std::size_t>(index)];
    }

    void repair_content()
    {
        Content& content = scene_.content;
        if (!is_valid(content)) {
            note("content", "imported rows that do not fit a head", "ones");
            if (content.kind == ContentKind::imported) content.kind = ContentKind::ones;
            content.query = content.key = Rows{};
        }
        double* const size = head_size();
        if (!size || content.kind != ContentKind::imported) return;
        const std::int64_t cols = content.query.matrix().cols;
        if (*size == static_cast<double>(cols)) return;
        note("settings.head_size", shortest_text(*size), std::to_string(cols));
        *size = static_cast<double>(cols);
    }

    /// The settings are those that the imported table determines; but a head is as wide as imported content.
    void repair_table()
    {
        const Encoding& encoding = encoding_of(scene_);
        if (scene_.table.file.empty() || !encoding.takes_table(scene_.settings)) return forget_table();
        if (scene_.table.rows.empty()) return;
        std::vector<double> fitted = scene_.settings;
        if (!encoding.fit_table(fitted, scene_.table.rows.matrix()).empty()) return forget_table();
        if (head_size() && scene_.content.kind == ContentKind::imported)
            fitted[static_cast<std::size_t>(knob_index(encoding, "head_size"))] = *head_size();
        for (std::size_t i = 0; i < fitted.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            fitted[i] = repaired(knob, fitted[i]);
            if (fitted[i] != scene_.settings[i])
                note("settings." + std::string(knob.name), setting_text(knob, scene_.settings[i]),
                     setting_text(knob, fitted[i]));
        }
        scene_.settings = std::move(fitted);
    }

    /// What was imported for one encoding is no use to another.
    void forget_table()
    {
        if (scene_.table == ImportedTable{}) return;
        const std::string& file = scene_.table.file;
        note("table", one_line(file.substr(file.find_last_of('/') + 1), most_word),  // npos + 1 is 0
             "none: " + scene_.encoding + " takes none with these settings");
        scene_.table = {};
    }

    void repair_attention()
    {
        const auto heads = static_cast<std::int64_t>(setting(scene_, "heads", 1));
        // The head follows how many there are, as the probe does.
        scene_.attention.head = std::clamp<std::int64_t>(scene_.attention.head, 0, heads - 1);
        set("attention.projected_size", scene_.attention.projected_size, 1, most_head_size);
    }

    /// A line that can be split into tokens. Which of them change places is settled where the line is split.
    void repair_text()
    {
        Text& text = scene_.text;
        if (!tokens_of(text.line)) {
            note("text.line", one_line(text.line, most_word), Text{}.line);
            text.line = Text{}.line;
        }
        text.first = std::clamp<std::int64_t>(text.first, 0, most_tokens - 1);
        text.second = std::clamp<std::int64_t>(text.second, 0, most_tokens - 1);
    }

    void repair_other()
    {
        Other& other = scene_.other;
        if (std::ranges::find(compared_sheets, other.sheet) == compared_sheets.end()) other.sheet = compared_sheets.front();
        if (!find_encoding(other.encoding)) {
            note("other.encoding", one_line(other.encoding, most_word), Other{}.encoding);
            other.encoding = Other{}.encoding;
            other.settings.clear();
        }
        repair_numbers(*find_encoding(other.encoding), other.settings, "other.settings.");
    }

    void repair_mistake()
    {
        if (find_mistake(scene_.mistake.name)) return;
        note("mistake.name", one_line(scene_.mistake.name, most_word), MistakeStudy{}.name);
        scene_.mistake.name = MistakeStudy{}.name;
    }

    /// The most positions there can be: imported rows, one a position, are no longer than they are; where a table ends,
    /// some more are shown, so that one sees that they hold nothing.
    std::int64_t longest()
    {
        constexpr std::int64_t times_table = 4;
        std::int64_t rows = max_length;
        if (const auto defined = defined_positions(scene_)) rows = std::max<std::int64_t>(1, times_table * *defined);
        if (!head_size() || scene_.content.kind != ContentKind::imported) return rows;
        for (const Rows* table : {&scene_.content.query, &scene_.content.key})
            if (table->matrix().rows > 1) rows = std::min(rows, table->matrix().rows);
        return rows;
    }

    void repair_positions()
    {
        set("length", scene_.length, 1, longest());
        set("start", scene_.start, 0, max_length + 1 - scene_.length);
    }

    void repair_probe()
    {
        // The probe follows the positions and channels there are; that it had to is not worth a word.
        const std::int64_t last = scene_.start + scene_.length - 1;
        scene_.probe.query = std::clamp(scene_.probe.query, scene_.start, last);
        scene_.probe.key = std::clamp(scene_.probe.key, scene_.start, last);
        const double width = setting(scene_, "d_model", setting(scene_, "head_size", 1));
        scene_.probe.channel = std::clamp<std::int64_t>(scene_.probe.channel, 0, static_cast<std::int64_t>(width) - 1);
    }

    void repair_look(Look& look, const std::string& where)
    {
        repair_colormap(look, where);
        repair_range(look, where);
        repair_window(look, where);
    }

    /// Which maps there are is known where they are drawn; here a name is short and plain.
    void repair_colormap(Look& look, const std::string& where)
    {
        const auto plain = [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
                   || letter == '_' || letter == '-';
        };
        if (look.colormap.size() <= most_word && std::ranges::all_of(look.colormap, plain)) return;
        note(where + ".colormap", one_line(look.colormap, most_word), "the standard one");
        look.colormap.clear();
    }

    /// A range can be drawn where both ends and their distance are floats with room to spare.
    void repair_range(Look& look, const std::string& where)
    {
        constexpr double most = 1e30;
        const bool fits = std::abs(look.lo) <= most && std::abs(look.hi) <= most && look.lo < look.hi;  // false for NaN
        if (fits) return;
        note(where + ".range", shortest_text(look.lo) + ":" + shortest_text(look.hi), "standard");
        look.lo = -1;
        look.hi = 1;
        look.range = RangeMode::standard;
    }

    /// A window may reach beyond the sheet, but not beyond every sheet, and shows at least a thousandth of a cell.
    void repair_window(Look& look, const std::string& where)
    {
        if (!look.window) return;
        constexpr double most = 0x1p32, least = 1e-3;
        const Window& w = *look.window;
        const auto fits = [=](double begin, double end) {
            return std::abs(begin) <= most && std::abs(end) <= most && end - begin >= least;  // false for NaN
        };
        if (fits(w.row0, w.row1) && fits(w.col0, w.col1)) return;
        note(where + ".window",
             "rows " + shortest_text(w.row0) + ":" + shortest_text(w.row1) + ", columns " + shortest_text(w.col0) + ":"
                 + shortest_text(w.col1),
             "the whole sheet");
        look.window.reset();
    }

    /// Pairs beyond the width of the moment are kept: views leave them out, and they are back when it grows again.
    void repair_pairs()
    {
        constexpr std::int64_t end = most_head_size / 2;
        constexpr std::size_t most = 64;
        std::vector<std::int64_t> kept;
        for (const std::int64_t pair : scene_.pairs) {
            const bool fits = pair >= 0 && pair < end && kept.size() < most && std::ranges::find(kept, pair) == kept.end();
            if (fits) kept.push_back(pair);
        }
        if (kept.size() != scene_.pairs.size())
            note("pairs", std::to_string(scene_.pairs.size()) + " pairs",
                 std::to_string(kept.size()) + " different ones that can be");
        scene_.pairs = std::move(kept);
    }

    void repair_caption()
    {
        constexpr std::size_t most = 500;
        std::string line = one_line(scene_.caption, most);
        if (line == scene_.caption) return;
        note("caption", one_line(scene_.caption, most_word), "one line of text, at most " + std::to_string(most) + " bytes");
        scene_.caption = std::move(line);
    }

    static constexpr std::size_t most_word = 64;

    Scene& scene_;
    std::vector<Repair>* repairs_;
};

}  // namespace

Scene repaired(Scene scene, std::vector<Repair>* repairs)
{
    Repairer(scene, repairs).run();
    return scene;
}

}  // namespace phasescope

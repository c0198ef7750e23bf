#include "core/scene.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/number_text.hpp"

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
        repair_positions();
        repair_probe();
        for (std::size_t s = 0; s < scene_.looks.size(); ++s) repair_look(scene_.looks[s], std::string(sheet_names[s]));
        repair_pairs();
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
        note("encoding", scene_.encoding, std::string(encodings().front().name));
        scene_.encoding = encodings().front().name;
        scene_.settings.clear();
    }

    void repair_settings()
    {
        const Encoding& encoding = encoding_of(scene_);
        const std::vector<double> standard = standard_settings(encoding);
        for (std::size_t i = scene_.settings.size(); i < standard.size(); ++i) scene_.settings.push_back(standard[i]);
        scene_.settings.resize(standard.size());
        for (std::size_t i = 0; i < standard.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            const double inside = repaired(knob, scene_.settings[i]);
            if (inside != scene_.settings[i])
                note("settings." + std::string(knob.name), shortest_text(scene_.settings[i]), setting_text(knob, inside));
            scene_.settings[i] = inside;
        }
    }

    void repair_content()
    {
        Content& content = scene_.content;
        if (content.kind != ContentKind::imported) return;
        const Encoding& encoding = encoding_of(scene_);
        const int head = knob_index(encoding, "head_size");
        const Matrix& query = content.query.matrix();
        const bool key_fits = content.key.empty() || content.key.matrix().cols == query.cols;
        if (content.query.empty() || !key_fits) {
            note("content", "imported", "ones");
            content.kind = ContentKind::ones;
            return;
        }
        if (head < 0) return;
        double& size = scene_.settings[static_cast<std::size_t>(head)];
        if (size != static_cast<double>(query.cols)) {
            note("settings.head_size", shortest_text(size), std::to_string(query.cols));
            size = static_cast<double>(query.cols);
        }
    }

    /// Imported rows, one a position, cannot be longer than they are.
    std::int64_t longest() const
    {
        std::int64_t rows = max_length;
        if (scene_.content.kind != ContentKind::imported) return rows;
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

    void repair_look(Look& look, const std::string& sheet)
    {
        if (!std::isfinite(look.lo) || !std::isfinite(look.hi) || !(look.lo < look.hi)) {
            note("looks." + sheet + ".range", shortest_text(look.lo) + ":" + shortest_text(look.hi), "standard");
            look.lo = -1;
            look.hi = 1;
            look.range = RangeMode::standard;
        }
        if (!look.window) return;
        const Window& w = *look.window;
        const bool finite = std::isfinite(w.row0) && std::isfinite(w.row1) && std::isfinite(w.col0) && std::isfinite(w.col1);
        if (finite && w.row0 < w.row1 && w.col0 < w.col1) return;
        note("looks." + sheet + ".window", "an empty or non-finite window", "the whole sheet");
        look.window.reset();
    }

    void repair_pairs()
    {
        std::erase_if(scene_.pairs, [](std::int64_t pair) { return pair < 0; });
        constexpr std::size_t most = 64;
        if (scene_.pairs.size() > most) scene_.pairs.resize(most);
    }

    Scene& scene_;
    std::vector<Repair>* repairs_;
};

}  // namespace

Scene first_scene()
{
    return repaired({});
}

Scene repaired(Scene scene, std::vector<Repair>* repairs)
{
    Repairer(scene, repairs).run();
    return scene;
}

Scene with_encoding(const Scene& scene, std::string_view name)
{
    const Encoding* next = find_encoding(name);
    assert(next);
    Scene result = scene;
    result.encoding = next->name;
    result.settings = standard_settings(*next);
    for (std::size_t i = 0; i < next->knobs.size(); ++i)
        result.settings[i] = setting(scene, next->knobs[i].name, result.settings[i]);
    for (Look& look : result.looks) look.window.reset();
    return repaired(std::move(result));
}

const Encoding& encoding_of(const Scene& scene)
{
    const Encoding* encoding = find_encoding(scene.encoding);
    assert(encoding);
    return *encoding;
}

Mechanism mechanism_of(const Scene& scene)
{
    return encoding_of(scene).mechanism(scene.settings);
}

double setting(const Scene& scene, std::string_view knob, double otherwise)
{
    const int index = knob_index(encoding_of(scene), knob);
    return index < 0 ? otherwise : scene.settings[static_cast<std::size_t>(index)];
}

}  // namespace phasescope

// Rotary positions in a model's configuration: base, rotated share, pairing and scaling.
#include <algorithm>
#include <cmath>

#include "core/io/config_scene.hpp"
#include "core/io/file.hpp"
#include "core/number_text.hpp"
#include "core/rope_scaling.hpp"

namespace phasescope {
namespace {

/// Reads the rotary fields of one model into a scene.
class RopeReader {
public:
    explicit RopeReader(ConfigModel& model) : model_(model), scene_("rope") {}

    Scene read()
    {
        scaling_ = scaling_fields();
        if (const auto sections = axis_sections()) return of_axes(*sections);
        read_head();
        read_base();
        read_pairing();
        read_lengths();
        read_scaling();
        if (scaling_) scaling_->note_the_rest(true);
        return scene_.scene();
    }

private:
    ConfigFields& fields() { return model_.fields; }

    /// rope_parameters (or the older rope_scaling); some models have one for each kind of layer.
    std::optional<ConfigFields> scaling_fields()
    {
        auto found = fields().object({"rope_parameters", "rope_scaling"});
        if (!found) return found;
        auto layers = found->object({"full_attention"});
        if (!layers) return found;
        fields().note("rotary fields differ between layers: those of full_attention are taken");
        return layers;
    }

    /// The number of a field in the scaling, else in the model.
    std::optional<double> number(FieldNames names, double min, double max)
    {
        const auto inner = scaling_ ? scaling_->number(names, min, max) : std::nullopt;
        return inner ? inner : fields().number(names, min, max);
    }

    /// Pairs for time, rows and columns, where a configuration has them (Wang et al. 2024, section 2.1).
    std::optional<std::vector<double>> axis_sections()
    {
        if (!scaling_ || !scaling_->has({"mrope_section", "mrope_sections"})) return std::nullopt;
        auto sections = scaling_->numbers({"mrope_section", "mrope_sections"});
        if (sections.size() == 3) return sections;
        fields().note("not understood: mrope_section has " + std::to_string(sections.size())
                      + " numbers, not 3; text positions are shown");
        return std::nullopt;
    }

    Scene of_axes(const std::vector<double>& sections)
    {
        scene_ = ConfigScene("mrope");
        scene_.set("head_size", model_.head_size());
        read_base();
        scene_.set("section_time", sections[0]);
        scene_.set("section_height", sections[1]);
        scene_.set("section_width", sections[2]);
        const bool interleaved = scaling_->truth({"mrope_interleaved"}).value_or(false);
        scene_.choose("sections", interleaved ? "interleaved" : "chunked");
        scaling_->text({"rope_type", "type"});  // "mrope" or "default": the same frequencies
        fields().note("the text and the image around which positions are shown are an example; their sizes are knobs");
        scaling_->note_the_rest(true);
        return scene_.scene();
    }

    void read_head()
    {
        if (const auto part = fields().number({"qk_rope_head_dim"}, 1, 1e6)) {
            fields().note("only the rotary part of a head is shown");
            scene_.set("head_size", part);
            return;
        }
        const auto size = model_.head_size();
        scene_.set("head_size", size);
        scene_.set("rotated_share", rotated_share(size));
    }

    std::optional<double> rotated_share(std::optional<double> head_size)
    {
        if (const auto share = number({"partial_rotary_factor", "rotary_pct", "rotary_emb_fraction"}, 0, 1)) return share;
        const auto channels = fields().number({"rotary_dim", "rotary_ndims"}, 0, 1e6);
        if (channels && head_size) return std::min(1.0, *channels / *head_size);
        const auto usual = usual_share();
        if (usual)
            fields().note("not there: partial_rotary_factor; " + model_.type + " models turn " + shortest_text(*usual)
                          + " of the head");
        return usual;
    }

    /// What the code of a model takes where its configuration says nothing.
    std::optional<double> usual_share() const
    {
        if (model_.is({"gptneox", "stablelm", "stablelmepoch"})) return 0.25;
        if (model_.is({"chatglm", "glm", "glm4", "phi", "persimmon", "nemotron"})) return 0.5;
        return std::nullopt;
    }

    void read_base()
    {
        const auto base =
            number({"rope_theta", "rotary_emb_base", "rotary_base", "rope_base", "global_rope_theta"}, 1e-6, 1e15);
        const auto ratio = fields().number({"rope_ratio"}, 1e-6, 1e9);
        if (!base) fields().note("not there: rope_theta; 10000 is taken");
        scene_.set("base", base.value_or(10000) * ratio.value_or(1));
        if (ratio) fields().note("the base is multiplied by rope_ratio");
    }

    void read_pairing()
    {
        bool interleaved = model_.is({"gptj", "codegen", "chatglm", "glm", "glm4", "cohere", "cohere2", "deepseekv2",
                                      "deepseekv3", "llama4text", "roformer"});
        const auto field = fields().truth({"rope_interleave", "rotary_emb_interleaved", "rope_interleaved"});
        if (field) interleaved = *field;
        scene_.choose("pairing", interleaved ? "interleaved" : "halves");
        if (!field)
            fields().note(std::string("pairing: ") + (interleaved ? "interleaved" : "halves") + ", as in the code of "
                          + (interleaved ? model_.type : "most models") + "; the configuration does not say it");
    }

    void read_lengths()
    {
        positions_ = model_.positions();
        trained_ = number({"original_max_position_embeddings"}, 1, largest_size);
        names_trained_ = trained_.has_value();
        if (!trained_) trained_ = positions_;
        scene_.set("trained_length", trained_);
        scene_.set_length(positions_);
    }

    void read_scaling()
    {
        if (!scaling_) return;
        const std::string type = scaling_->text({"rope_type", "type"}).value_or("");
        if (type.empty() && !scaling_->has({"factor"})) return;
        if (type.empty()) return fields().note("not understood: the scaling has a factor, but no rope_type");
        if (type == "default" || type == "mrope" || type == "none") return;
        if ((type == "dynamic" || type == "xdrope") && read_alpha(type)) return;
        const std::string_view word = word_of(type);
        if (word.empty()) return fields().note("not understood: scaling " + type + "; the frequencies are shown unscaled");
        scene_.choose("scaling", word);
        read_factor(word);
        read_limits(word);
    }

    /// Hunyuan's NTK: the base times alpha^(d/(d-2)) at every length, in place of a factor that grows with it. With xdrope
    /// the pairs turn by axes of an image as well; at positions of text these are equal.
    bool read_alpha(std::string_view type)
    {
        const auto alpha = scaling_->number({"alpha"}, 0, 1e9);
        if (!alpha || *alpha == 0) return false;
        const auto pairs = std::ssize(std::get<RotatesQueryKey>(mechanism_of(repaired(scene_.scene()))).frequencies);
        scene_.set("base", ntk_base(setting(scene_.scene(), "base"), 2 * pairs, *alpha));
        fields().note("the base is multiplied by alpha^(d/(d-2)), the factor is not used");
        scaling_->number({"factor"}, 0, 1e9);
        if (type == "xdrope") fields().note("positions of text are shown, where the axes of xdrope_section are equal");
        return true;
    }

    static std::string_view word_of(std::string_view type)
    {
        if (type == "dynamic") return "dynamic_ntk";
        if (type == "su") return "longrope";
        for (const std::string_view same : {"linear", "ntk", "yarn", "longrope", "llama3", "proportional"})
            if (type == same) return same;
        return {};
    }

    /// The factor. Where the greatest length is the trained one, though that has a field of its own, their product is shown.
    void read_factor(std::string_view word)
    {
        auto factor = number({"factor"}, 1e-3, 1e9);
        const bool longer = positions_ && trained_ && *positions_ > *trained_;
        if (!factor && longer) {
            factor = *positions_ / *trained_;
            fields().note("not there: factor; " + shortest_text(*factor)
                          + " is taken, max_position_embeddings / original_max_position_embeddings");
        }
        if (!factor) fields().note("not there: factor; 1 is taken");
        scene_.set("factor", factor.value_or(1));
        if (!names_trained_) {
            fields().note("not there: original_max_position_embeddings; max_position_embeddings is taken as trained length");
            return;
        }
        if (!factor || longer || word == "proportional") return;
        scene_.set_length(*trained_ * *factor);
        fields().note("the length is the trained length times the factor");
    }

    void read_limits(std::string_view word)
    {
        if (word == "yarn") {
            scene_.set("beta_fast", scaling_->number({"beta_fast"}, 0, 1e9));
            scene_.set("beta_slow", scaling_->number({"beta_slow"}, 0, 1e9));
            if (scaling_->truth({"truncate"}) == false) scene_.choose("scaling", "yarn_unrounded");
        }
        if (word == "llama3") {
            scene_.set("low_freq_factor", scaling_->number({"low_freq_factor"}, 0, 1e9));
            scene_.set("high_freq_factor", scaling_->number({"high_freq_factor"}, 0, 1e9));
        }
        if (word == "longrope") read_lists();
        if (word == "yarn" || word == "longrope") scene_.set("attention_factor", attention_factor());
    }

    /// YaRN's temperature may be given as such, or as a quotient of two (DeepSeek).
    std::optional<double> attention_factor()
    {
        if (const auto given = scaling_->number({"attention_factor"}, 1e-3, 1e3)) return given;
        const auto above = scaling_->number({"mscale"}, 0, 1e3), below = scaling_->number({"mscale_all_dim"}, 0, 1e3);
        if (!above || !below || *above == 0 || *below == 0) return std::nullopt;
        const double growth = 0.1 * std::log(std::max(1.0, setting(scene_.scene(), "factor", 1)));
        return (growth * *above + 1) / (growth * *below + 1);
    }

    /// The divisors of the model stand in the configuration as a table does in its file.
    void read_lists()
    {
        const auto kept = scaling_->numbers({"short_factor"}), beyond = scaling_->numbers({"long_factor"});
        Matrix lists(2, std::ssize(kept));
        std::ranges::copy(kept, lists.row(0).begin());
        if (beyond.size() == kept.size()) std::ranges::copy(beyond, lists.row(1).begin());
        std::vector<double> settings = scene_.scene().settings;
        const bool fits = beyond.size() == kept.size() && encoding_of(scene_.scene()).fit_table(settings, lists).empty();
        if (fits && settings == scene_.scene().settings)
            return scene_.set_table({absolute_path(model_.source), "", false, Rows(lists)});
        fields().note(
            "the divisors shown are the built-in ones (Phi-3-vision-128k): short_factor and long_factor are not both a "
            "positive number for each pair that turns");
    }

    ConfigModel& model_;
    ConfigScene scene_;
    std::optional<ConfigFields> scaling_;
    std::optional<double> positions_;
    std::optional<double> trained_;
    bool names_trained_ = false;
};

}  // namespace

Scene rope_scene(ConfigModel& model)
{
    return RopeReader(model).read();
}

}  // namespace phasescope

#include "core/analysis/match_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/rope_scaling.hpp"
#include "core/score.hpp"

namespace phasescope {
namespace {

/// Collects candidates of one encoding.
class Candidates {
public:
    Candidates(const Scene& scene, std::string_view encoding) : encoding_(*find_encoding(encoding))
    {
        settings_ = scene.encoding == encoding ? scene.settings : standard_settings(encoding_);
    }

    double now(std::string_view knob) const { return settings_[index(knob)]; }
    void set(std::string_view knob, double number) { settings_[index(knob)] = number; }

    /// Whether the knob can be set to it.
    bool allows(std::string_view knob, double number) const
    {
        return repaired(encoding_.knobs[index(knob)], number) == number;
    }

    double choices(std::string_view knob) const { return static_cast<double>(encoding_.knobs[index(knob)].choices.size()); }

    /// The number it has now, then the others.
    std::vector<double> first_own(std::string_view knob, std::initializer_list<double> others) const
    {
        std::vector<double> numbers{now(knob)};
        std::ranges::copy_if(others, std::back_inserter(numbers), [&](double other) { return other != numbers.front(); });
        return numbers;
    }

    void add(const Mistake* mistake = nullptr)
    {
        MatchCandidate made{encoding_.name, settings_, mistake};
        if (mistake && mistake->prepare) mistake->prepare(encoding_, made.settings);
        if (is_new(made)) found.push_back(std::move(made));
    }

    std::vector<MatchCandidate> found;

private:
    /// Settings that make no difference are compared once.
    bool is_new(const MatchCandidate& candidate)
    {
        Surroundings two_positions;
        two_positions.length = 2;
        const Result<Mechanism> made = candidate.mistake
                                           ? candidate.mistake->mechanism(candidate.settings, two_positions)
                                           : Result<Mechanism>(encoding_.mechanism(candidate.settings, two_positions));
        const std::pair key(candidate.mistake, made ? std::optional(*made) : std::nullopt);
        if (std::ranges::find(made_, key) != made_.end()) return false;
        made_.push_back(key);
        return true;
    }

    std::size_t index(std::string_view knob) const { return static_cast<std::size_t>(knob_index(encoding_, knob)); }

    const Encoding& encoding_;
    std::vector<double> settings_;
    std::vector<std::pair<const Mistake*, std::optional<Mechanism>>> made_;
};

std::vector<const Mistake*> mistakes_in(std::string_view encoding)
{
    std::vector<const Mistake*> found;
    for (const Mistake& mistake : mistakes())
        if (mistake.encoding == encoding) found.push_back(&mistake);
    return found;
}

std::vector<MatchCandidate> sinusoidal_candidates(const Scene& scene, std::int64_t cols)
{
    Candidates list(scene, "sinusoidal");
    if (!list.allows("d_model", static_cast<double>(cols))) return {};
    list.set("d_model", static_cast<double>(cols));
    const auto all_shapes = [&](const Mistake* mistake) {
        for (double layout = 0; layout < list.choices("layout"); ++layout)
            for (double exponent = 0; exponent < list.choices("exponent"); ++exponent) {
                list.set("layout", layout);
                list.set("exponent", exponent);
                list.add(mistake);
            }
    };
    // A base of 1000 is a mistake unless it is the scene's own.
    for (const double base : list.first_own("base", {10000, 100, 500000, 1e6})) {
        list.set("base", base);
        all_shapes(nullptr);
    }
    Candidates fresh(scene, "sinusoidal");
    for (const double base : fresh.first_own("base", {10000})) {
        list.set("base", base);
        for (const Mistake* mistake : mistakes_in("sinusoidal")) all_shapes(mistake);
    }
    return list.found;
}

std::vector<MatchCandidate> rope_candidates(const Scene& scene, std::int64_t cols)
{
    Candidates list(scene, "rope");
    if (cols % 2 != 0 || !list.allows("head_size", static_cast<double>(cols))) return {};
    list.set("head_size", static_cast<double>(cols));
    list.set("rotated_share", 1);
    const std::vector<double> bases = list.first_own("base", {10000, 500000, 1e6});
    const std::vector<double> factors = list.first_own("factor", {2, 4, 8, 16, 32});
    const double scaling = list.now("scaling");
    for (const double base : bases) {
        list.set("base", base);
        for (double pairing = 0; pairing < list.choices("pairing"); ++pairing) {
            list.set("pairing", pairing);
            list.set("scaling", scaling);
            list.add();
            list.set("scaling", static_cast<double>(RopeScaling::ntk));
            for (const double factor : factors) {
                list.set("factor", factor);
                list.add();
            }
            list.set("scaling", static_cast<double>(RopeScaling::none));
            list.add();
            for (const Mistake* mistake : mistakes_in("rope")) {
                // A pairing can only be mixed where two tables meet.
                if (mistake->score) continue;
                for (const double factor : mistake->prepare ? factors : std::vector{factors.front()}) {
                    list.set("factor", factor);
                    list.add(mistake);
                }
            }
            list.set("factor", factors.front());
        }
    }
    return list.found;
}

/// The grid of the scene, or else the standard one, with its mistakes where the table is as long; then every other grid.
std::vector<MatchCandidate> grid_candidates(const Scene& scene, std::int64_t rows, std::int64_t cols)
{
    Candidates list(scene, "grid");
    if (cols < 4 || cols % 4 != 0 || !list.allows("d_model", static_cast<double>(cols))) return {};
    list.set("d_model", static_cast<double>(cols));
    list.set("time", 1);
    const double height = list.now("height"), width = list.now("width");
    const auto all_conventions = [&](const Mistake* mistake) {
        for (double convention = 0; convention < list.choices("convention"); ++convention) {
            list.set("convention", convention);
            list.add(mistake);
        }
    };
    const bool fits = height * width == static_cast<double>(rows);
    if (fits) {
        all_conventions(nullptr);
        for (const Mistake* mistake : mistakes_in("grid")) all_conventions(mistake);
    }
    for (std::int64_t h = 2; h <= rows / 2; ++h) {
        const auto high = static_cast<double>(h), wide = static_cast<double>(rows / h);
        const bool known = fits && ((high == height && wide == width) || (high == width && wide == height));
        if (rows % h != 0 || known || !list.allows("height", high) || !list.allows("width", wide)) continue;
        list.set("height", high);
        list.set("width", wide);
        all_conventions(nullptr);
    }
    return list.found;
}

/// A list of slopes, one a head.
std::vector<MatchCandidate> alibi_candidates(const Scene& scene, std::int64_t cols)
{
    Candidates list(scene, "alibi");
    if (!list.allows("heads", static_cast<double>(cols))) return {};
    list.set("heads", static_cast<double>(cols));
    for (double slopes = 0; slopes < list.choices("slopes"); ++slopes) {
        list.set("slopes", slopes);
        list.add();
    }
    for (const Mistake* mistake : mistakes_in("alibi")) list.add(mistake);
    return list.found;
}

Field slopes_of(const BiasesScore& bias)
{
    Matrix slopes(1, std::ssize(bias.heads));
    for (std::int64_t head = 0; head < slopes.cols; ++head) {
        const OffsetLines& lines = bias.heads[static_cast<std::size_t>(head)];
        slopes(0, head) = lines.at(0) - lines.at(-1);
    }
    return StoredField{std::move(slopes)};
}

}  // namespace

std::optional<Field> MatchCandidate::rows(std::int64_t first_position, std::int64_t count) const
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = settings;
    scene.start = first_position;
    scene.length = count;
    const Encoding& meant = *find_encoding(encoding);
    const Surroundings around = surroundings(scene);
    if (meant.defined_positions && first_position + count > meant.defined_positions(settings, around)) return std::nullopt;
    const Result<Mechanism> made =
        mistake ? mistake->mechanism(settings, around) : Result<Mechanism>(meant.mechanism(settings, around));
    if (!made) return std::nullopt;
    if (const auto* bias = std::get_if<BiasesScore>(&*made)) return slopes_of(*bias);
    return table_field(scene, *made);
}

std::vector<MatchCandidate> match_candidates(const Scene& scene, std::int64_t rows, std::int64_t cols)
{
    if (rows == 1) return alibi_candidates(scene, cols);
    std::vector<MatchCandidate> all = sinusoidal_candidates(scene, cols);
    for (auto&& some : {rope_candidates(scene, cols), grid_candidates(scene, rows, cols)})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace phasescope

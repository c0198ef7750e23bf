#include "core/models.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace phasescope::models_test {
namespace {

std::vector<KnownModel> asset_models()
{
    std::ifstream file(std::string(PHASESCOPE_SOURCE_DIR) + "/assets/models.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto models = models_from_text(text, "models.json");
    if (!models) throw std::runtime_error(models.error().line());
    return *models;
}

Scene scene_named(std::string_view name)
{
    for (const KnownModel& model : asset_models())
        if (model.name == name) return *scene_of(model);
    throw std::runtime_error("no such model");
}

TEST(Models, EveryOneNamesAnEncodingAndKnobsThatExistWithValuesInRange)
{
    const std::vector<KnownModel> models = asset_models();
    ASSERT_GE(models.size(), 25u);
    for (const KnownModel& model : models) {
        const Result<Scene> scene = scene_of(model);
        ASSERT_TRUE(scene) << scene.error().line();
        EXPECT_EQ(scene->encoding, model.encoding);
        EXPECT_EQ(scene->length, model.length);
        for (const auto& [name, value] : model.settings) {
            const Encoding& encoding = encoding_of(*scene);
            const auto i = static_cast<std::size_t>(knob_index(encoding, name));
            const std::string written = setting_text(encoding.knobs[i], scene->settings[i]);
            if (const auto* word = std::get_if<std::string>(&value))
                EXPECT_EQ(written, *word) << model.name;
            else
                EXPECT_EQ(scene->settings[i], std::get<double>(value)) << model.name;
        }
    }
}

TEST(Models, RepairLeavesEverySceneUnchanged)
{
    for (const KnownModel& model : asset_models()) {
        const Scene scene = *scene_of(model);
        std::vector<Repair> repairs;
        EXPECT_EQ(repaired(scene, &repairs), scene) << model.name;
        EXPECT_TRUE(repairs.empty()) << model.name;
    }
}

TEST(Models, EveryOneHasAMechanism)
{
    for (const KnownModel& model : asset_models()) {
        const Scene scene = *scene_of(model);
        const Mechanism mechanism = mechanism_of(scene);
        const auto* rows = std::get_if<AddedRows>(&mechanism);
        EXPECT_TRUE(!rows || rows->rows.matrix().rows == scene.length) << model.name;  // a row for every position
        const auto* bias = std::get_if<BiasesScore>(&mechanism);
        EXPECT_TRUE(!bias || static_cast<double>(bias->heads.size()) == setting(scene, "heads")) << model.name;
    }
}

TEST(Models, EncodingsOfTheListAreInUse)
{
    std::set<std::string> used;
    for (const KnownModel& model : asset_models()) used.insert(model.encoding);
    for (const char* name : {"sinusoidal", "learned", "grid", "rope", "alibi", "t5", "transformer_xl", "deberta"})
        EXPECT_TRUE(used.contains(name)) << name;
}

TEST(Models, LlamaThreeTwoKeepsBlendsAndDividesThePairsOfItsConfiguration)
{
    const auto scaled = std::get<RotatesQueryKey>(mechanism_of(scene_named("Llama-3.2-1B"))).frequencies;
    Scene plain = scene_named("Llama-3.2-1B");
    const auto scaling = static_cast<std::size_t>(knob_index(encoding_of(plain), "scaling"));
    plain.settings[scaling] = 0;
    const auto kept = std::get<RotatesQueryKey>(mechanism_of(plain)).frequencies;
    ASSERT_EQ(scaled.size(), 32u);
    for (std::size_t k = 0; k < 32; ++k) {
        const double ratio = turns_per_position(kept[k]) / turns_per_position(scaled[k]);
        if (k <= 14)
            EXPECT_EQ(ratio, 1) << k;
        else if (k <= 17)
            EXPECT_TRUE(ratio > 1 && ratio < 32) << k << ": " << ratio;
        else
            EXPECT_NEAR(ratio, 32, 32 * 4e-16) << k;  // two roundings to double and a quotient
    }
}

TEST(Models, GptJTurnsTheFirstQuarterOfEachHead)
{
    const auto rope = std::get<RotatesQueryKey>(mechanism_of(scene_named("GPT-J-6B")));
    EXPECT_EQ(rope.head_size, 256);
    EXPECT_EQ(rope.frequencies.size(), 32u);
    EXPECT_TRUE(rope.interleaved);
    EXPECT_EQ(std::get<RotatesQueryKey>(mechanism_of(scene_named("GPT-NeoX-20B"))).frequencies.size(), 12u);
    EXPECT_EQ(std::get<RotatesQueryKey>(mechanism_of(scene_named("ChatGLM3-6B"))).frequencies.size(), 32u);
}

TEST(Models, DeepSeeksMscaleLeavesTheRotaryPartAsItIs)
{
    EXPECT_EQ(std::get<RotatesQueryKey>(mechanism_of(scene_named("DeepSeek-V3, rotary part"))).attention_factor, 1);
}

/// A list with one model, and one thing of it replaced.
Result<std::vector<KnownModel>> with(const std::string& was, const std::string& now)
{
    std::string text = R"({"type": "phasescope models", "version": 1, "models": [{"name": "A", "encoding": "rope",)"
                       R"("settings": {"base": 500, "pairing": "halves"}, "length": 8, "source": "a paper"}]})";
    text.replace(text.find(was), was.size(), now);
    return models_from_text(text, "list");
}

TEST(Models, WhatIsNoListOfModelsIsAnError)
{
    ASSERT_TRUE(with("A", "A"));
    for (const auto& [was, now] : std::vector<std::pair<std::string, std::string>>{
             {"phasescope models", "phasescope scene"},
             {"\"version\": 1", "\"version\": 2"},
             {"\"length\": 8", "\"length\": 0"},
             {"\"length\": 8", "\"length\": \"8\""},
             {"\"length\": 8", "\"lenght\": 8"},
             {"\"a paper\"", "\"\""},
             {"500", "[500]"},
             {"500", "null"},
             {"{\"base\"", "3, \"x\": {\"base\""},
             {"\"models\": [", "\"models\": 3, \"x\": ["},
             {"[{", "[3, {"},
         })
        EXPECT_FALSE(with(was, now)) << was << " -> " << now;
    for (const char* text : {"", "3", "[]", "{}", "null", "{\"models\": []}"})
        EXPECT_FALSE(models_from_text(text, "x")) << text;
    const auto twice = models_from_text(
        R"({"type": "phasescope models", "version": 1, "models": [
            {"name": "A", "encoding": "rope", "length": 8, "source": "s"},
            {"name": "A", "encoding": "t5", "length": 8, "source": "s"}]})",
        "list");
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.error().line().find("twice"), std::string::npos);
}

TEST(Models, WhatNoEncodingHasIsAnErrorThatNamesTheModel)
{
    const KnownModel good{"A", "rope", {{"base", 500.0}, {"pairing", "halves"}}, 8, "s"};
    ASSERT_TRUE(scene_of(good));
    const auto refused = [&](const auto& change) {
        KnownModel bad = good;
        change(bad);
        const Result<Scene> scene = scene_of(bad);
        ASSERT_FALSE(scene);
        EXPECT_NE(scene.error().line().find("model A"), std::string::npos) << scene.error().line();
    };
    refused([](KnownModel& m) { m.encoding = "ropes"; });
    refused([](KnownModel& m) { m.settings[0].first = "bass"; });
    refused([](KnownModel& m) { m.settings[0].second = 1e30; });
    refused([](KnownModel& m) { m.settings[0].second = "500"; });
    refused([](KnownModel& m) { m.settings[1].second = "thirds"; });
    refused([](KnownModel& m) { m.settings[1].second = 1.0; });
    refused([](KnownModel& m) { m.length = std::int64_t{1} << 40; });
}

}  // namespace
}  // namespace phasescope::models_test

// Claims by name, for tests.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/analysis/claims.hpp"
#include "core/models.hpp"

namespace phasescope::test {

/// Those of assets/models.json.
inline const std::vector<ModelScene>& known_models()
{
    static const std::vector<ModelScene> all = [] {
        std::ifstream file(PHASESCOPE_SOURCE_DIR "/assets/models.json");
        std::ostringstream text;
        text << file.rdbuf();
        std::vector<ModelScene> models;
        const auto read = models_from_text(text.str(), "models.json");
        EXPECT_TRUE(read);
        if (read)
            for (const KnownModel& model : *read) models.push_back({model.name, scene_of(model).value()});
        return models;
    }();
    return all;
}

/// The program's first scene with this encoding.
inline Scene standard(std::string_view encoding)
{
    return with_encoding(first_scene(), encoding);
}

inline Scene changed(Scene scene, std::string_view knob, double value)
{
    const int index = knob_index(encoding_of(scene), knob);
    EXPECT_GE(index, 0) << knob;
    scene.settings[static_cast<std::size_t>(index)] = value;
    return repaired(std::move(scene));
}

using Judged = std::map<std::string, ClaimResult>;

inline Judged judged(const Scene& scene)
{
    Judged by_name;
    const auto results = measured_claims(scene, known_models());
    EXPECT_TRUE(results);
    if (results)
        for (std::size_t i = 0; i < results->size(); ++i) by_name[std::string(claims()[i].name)] = (*results)[i];
    return by_name;
}

inline std::string verdict_of(const Scene& scene, const std::string& claim)
{
    return std::string(name_of(judged(scene).at(claim).verdict));
}

/// The number of this name; a failure where there is none.
inline double number(const Judged& of, const std::string& claim, std::string_view name)
{
    for (const ClaimNumber& one : of.at(claim).numbers)
        if (one.name == name && one.value) return *one.value;
    ADD_FAILURE() << claim << " has no number " << name;
    return 0;
}

}  // namespace phasescope::test

// What is fuzzed: the readers of the program, each with what must hold of everything that it reads.
#pragma once

#include <array>
#include <string_view>

namespace phasescope::fuzz {

// Each reads the bytes and throws where something does not hold of what came out. No bytes are wrong: readers answer with an
// Error. Each lies in the file of its name in targets/, and has its corpus in corpus/.
void config(std::string_view bytes);
void csv(std::string_view bytes);
void language(std::string_view bytes);
void lesson(std::string_view bytes);
void markup(std::string_view bytes);
void measure(std::string_view bytes);
void models(std::string_view bytes);
void npy(std::string_view bytes);
void npz(std::string_view bytes);
void png(std::string_view bytes);
void safetensors(std::string_view bytes);
void scene(std::string_view bytes);
void session(std::string_view bytes);
void values(std::string_view bytes);

struct Target {
    std::string_view name;
    void (*run)(std::string_view bytes);
};
inline constexpr std::array targets{
    Target{"config", config},   Target{"csv", csv},         Target{"language", language},       Target{"lesson", lesson},
    Target{"markup", markup},   Target{"measure", measure}, Target{"models", models},           Target{"npy", npy},
    Target{"npz", npz},         Target{"png", png},         Target{"safetensors", safetensors}, Target{"scene", scene},
    Target{"session", session}, Target{"values", values},
};

}  // namespace phasescope::fuzz

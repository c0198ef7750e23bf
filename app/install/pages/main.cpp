// Writes what an installed program has beside itself, while the program is built: phasescope_pages FOLDER.
#include <cstdio>

#include "app/install/pages/pages.hpp"
#include "core/io/file.hpp"

int main(int argc, char** argv)
{
    using namespace phasescope;
    if (argc != 2) {
        std::fprintf(stderr, "usage: phasescope_pages FOLDER\n");
        return 2;
    }
    const std::string folder = argv[1];
    const std::pair<const char*, std::string> pages[]{
        {"/phasescope.1", man_page(Language())}, {"/phasescope.zh_CN.1", man_page(Language("zh"))},
        {"/phasescope.bash", bash_page()},       {"/phasescope.zsh", zsh_page()},
        {"/phasescope.fish", fish_page()},
    };
    for (const auto& [name, text] : pages)
        if (const Result<Done> done = write_file(folder + name, text); !done) {
            std::fprintf(stderr, "phasescope_pages: %s\n", done.error().line().c_str());
            return 1;
        }
    return 0;
}

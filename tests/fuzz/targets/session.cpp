// Sessions: a fault is a line, and what is read without one reads back the same.
#include "app/session_text.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void session(std::string_view bytes)
{
    const ReadSession read = session_from_text(bytes, std::string(source));
    if (read.fault) require_line(read.fault->line());
    if (!read.scene) return;
    require(repaired(*read.scene) == *read.scene, "the scene of a session is valid");
    const KeptSession kept{*read.scene, read.looks};
    const ReadSession again = session_from_text(session_text(kept), std::string(source));
    require(!again.fault && !again.newer, "a session that was written can be read");
    require(again.scene == read.scene && again.looks == read.looks, "a session reads back the same");
}

}  // namespace phasescope::fuzz

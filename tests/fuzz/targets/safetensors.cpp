// Safetensors files: the bytes as a file, and as a header of the right length before 64 bytes of numbers.
#include <cstdint>

#include "tests/core/binary.hpp"
#include "tests/fuzz/table_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void safetensors(std::string_view bytes)
{
    if (!bytes.starts_with('{')) return require_tables(bytes);
    require_tables(little(std::uint64_t{bytes.size()}) + std::string(bytes) + std::string(64, '\x3F'));
}

}  // namespace phasescope::fuzz

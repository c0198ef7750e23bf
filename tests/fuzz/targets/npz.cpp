// NPZ files: the bytes as an archive, and as an array inside one whose directory is right.
#include "tests/core/zip_bytes.hpp"
#include "tests/fuzz/table_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void npz(std::string_view bytes)
{
    if (bytes.starts_with("PK")) return require_tables(bytes);
    const std::string array(bytes);
    ZipPart packed{.name = "packed.npy", .bytes = deflated(array), .method = 8};
    packed.crc = crc32_of(array);
    packed.size = array.size();
    require_tables(zip_bytes({ZipPart{.name = "stored.npy", .bytes = array}, packed}));
}

}  // namespace phasescope::fuzz

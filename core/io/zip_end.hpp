// The end of a zip archive, which says how large its directory is.
#pragma once

#include <cstdint>

#include "core/io/open_file.hpp"
#include "core/result.hpp"

namespace phasescope {

/// How many entries the directory claims (PKWARE's APPNOTE.TXT 6.3.9, 4.3.14 to 4.3.16); 0 where no end of an archive is
/// found. A library makes room for so many before it has seen one.
Result<std::uint64_t> claimed_zip_entries(const OpenFile& file);

}  // namespace phasescope

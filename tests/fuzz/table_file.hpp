// Files of tables, as the program opens them.
#pragma once

#include <string_view>

namespace phasescope::fuzz {

/// Lists the tables of a file of these bytes and reads each, in every way. Each that is read has as many numbers as its size
/// says; rows and columns exchanged it holds the same ones; and numbers that are not finite are refused unless they are
/// allowed, and no others are.
void require_tables(std::string_view bytes);

}  // namespace phasescope::fuzz

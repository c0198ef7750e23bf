// Reference numbers from outside: JSON groups and the NPY matrices they name, in tests/reference/.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/matrix.hpp"

namespace phasescope::reference {

using Json = nlohmann::json;

/// The group of this name, "g01_sinusoidal".
Json group(const std::string& name);

/// The case of this name in a group.
Json case_of(const Json& group, const std::string& name);

/// An NPY file of version 1.0 with little-endian doubles in C order, read without the code under test.
Matrix npy(const std::string& name, std::int64_t rows, std::int64_t cols);

/// A nested array, a flat one (a single row) or the matrix that an {"npy": ...} names.
Matrix matrix(const Json& numbers);

/// Every cell within `tolerance` of the expected one.
void expect_near(const Matrix& actual, const Matrix& expected, double tolerance, const std::string& what);

}  // namespace phasescope::reference

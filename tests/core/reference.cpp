#include "tests/core/reference.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace phasescope::reference {
namespace {

std::string bytes_of(const std::string& name)
{
    std::ifstream file(std::string(PHASESCOPE_REFERENCE_DIR) + "/" + name, std::ios::binary);
    if (!file) throw std::runtime_error("no reference file " + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Json group(const std::string& name)
{
    return Json::parse(bytes_of(name + ".json"));
}

Json case_of(const Json& group, const std::string& name)
{
    for (const Json& one : group.at("cases"))
        if (one.at("name") == name) return one;
    throw std::runtime_error("no reference case " + name);
}

Matrix npy(const std::string& name, std::int64_t rows, std::int64_t cols)
{
    const std::string bytes = bytes_of(name);
    const auto header = static_cast<std::size_t>(static_cast<unsigned char>(bytes.at(8)))
                        + 256u * static_cast<unsigned char>(bytes.at(9)) + 10;
    Matrix matrix(rows, cols);
    if (bytes.size() != header + 8 * matrix.values.size()) throw std::runtime_error("wrong size: " + name);
    std::memcpy(matrix.values.data(), bytes.data() + header, 8 * matrix.values.size());
    return matrix;
}

Matrix matrix(const Json& numbers)
{
    if (numbers.is_object()) return npy(numbers.at("npy"), numbers.at("shape").at(0), numbers.at("shape").at(1));
    const Json rows = numbers.at(0).is_array() ? numbers : Json::array({numbers});
    Matrix result(static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(rows.at(0).size()));
    for (std::int64_t r = 0; r < result.rows; ++r)
        for (std::int64_t c = 0; c < result.cols; ++c)
            result(r, c) = rows.at(static_cast<std::size_t>(r)).at(static_cast<std::size_t>(c));
    return result;
}

void expect_near(const Matrix& actual, const Matrix& expected, double tolerance, const std::string& what)
{
    ASSERT_EQ(actual.rows, expected.rows) << what;
    ASSERT_EQ(actual.cols, expected.cols) << what;
    for (std::int64_t r = 0; r < actual.rows; ++r)
        for (std::int64_t c = 0; c < actual.cols; ++c)
            ASSERT_NEAR(actual(r, c), expected(r, c), tolerance) << what << ", row " << r << ", column " << c;
}

}  // namespace phasescope::reference

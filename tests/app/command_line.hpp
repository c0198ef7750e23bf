// The built program in a scratch folder: runs that must succeed, and what they write.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/field/field.hpp"
#include "core/io/npy.hpp"
#include "tests/app/program.hpp"

namespace phasescope::test {

using Arguments = std::vector<std::string>;

inline Arguments joined(Arguments first, const Arguments& then)
{
    first.insert(first.end(), then.begin(), then.end());
    return first;
}

inline std::string shown(const Arguments& arguments)
{
    std::string line = "phasescope";
    for (const std::string& argument : arguments) line += " " + argument;
    return line;
}

class CommandLine : public ::testing::Test {
protected:
    /// Runs it and expects that all went well and nothing was said.
    std::string good(const Arguments& arguments) const
    {
        const auto outcome = run_program(arguments, scratch.path());
        EXPECT_EQ(outcome.exit_code, 0) << shown(arguments) << "\n" << outcome.err;
        EXPECT_EQ(outcome.err, "") << shown(arguments);
        return outcome.out;
    }

    /// The bytes of the file that the command writes.
    std::string written(const Arguments& arguments, const std::string& name) const
    {
        good(joined(arguments, {"-o", name}));
        return bytes_of(scratch / name);
    }

    Matrix npy(const Arguments& arguments) const
    {
        const auto matrix = read_npy(written(arguments, "numbers.npy"), "numbers.npy");
        EXPECT_TRUE(matrix) << shown(arguments);
        return matrix ? *matrix : Matrix();
    }

    void save_rows(const std::string& name, const Matrix& rows) const
    {
        std::string bytes;
        const auto done = write_npy(StoredField{rows}, NumberType::f8, [&](std::string_view piece) {
            bytes += piece;
            return true;
        });
        ASSERT_TRUE(done);
        test::write_bytes(scratch / name, bytes);
    }

    ScratchFolder scratch;
};

}  // namespace phasescope::test

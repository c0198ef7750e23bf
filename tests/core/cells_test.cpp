#include <gtest/gtest.h>
TEST(Cells, x) {}

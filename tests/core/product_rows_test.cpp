// Rows of products that are multiplied in float, against those in double.
#include <gtest/gtest.h>

#include <cmath>

#include "core/field/field.hpp"
#include "core/kernels/dot_products.hpp"
#include "variants.hpp"

namespace phasescope::product_rows_test {
namespace {

TEST(ProductRows, InFloatAreMultipliedInFloatOnlyWhereThereAreMany)
{
    const Matrix u = random_matrix(300, 150, 1), v = random_matrix(250, 150, 2);
    const SharedRows table(u);
    for (const Field& field : {Field(ProductField{u, v}), Field(ProductField{table, table})}) {
        const Matrix exact = dense(field);
        for (const std::int64_t count : {20, 280, 300}) {
            std::vector<float> products(static_cast<std::size_t>(count * exact.cols));
            rows_of(field, 0, count, products);
            for (std::int64_t i = 0; i < count; ++i)
                for (std::int64_t j = 0; j < exact.cols; ++j) {
                    const float product = products[static_cast<std::size_t>(i * exact.cols + j)];
                    if (count == 20) {
                        ASSERT_EQ(product, static_cast<float>(exact(i, j)));
                        continue;
                    }
                    double magnitudes = 0;
                    const Matrix& keys = exact.cols == 250 ? v : u;
                    for (std::int64_t k = 0; k < 150; ++k) magnitudes += std::abs(u(i, k) * keys(j, k));
                    // Two factors and the result are rounded besides.
                    ASSERT_NEAR(product, exact(i, j), (floats_in_a_run + 3) * 0x1p-24 * magnitudes);
                }
        }
    }
}

}  // namespace
}  // namespace phasescope::product_rows_test

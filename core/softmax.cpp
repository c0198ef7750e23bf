#include "core/softmax.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace phasescope {

void softmax(std::span<double> scores)
{
    double greatest = -std::numeric_limits<double>::infinity();
    for (const double score : scores)
        if (!std::isnan(score)) greatest = std::max(greatest, score);
    double sum = 0;
    for (double& cell : scores) sum += cell = std::isnan(cell) ? 0 : std::exp(cell - greatest);
    for (double& cell : scores) cell = sum > 0 ? cell / sum : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace phasescope

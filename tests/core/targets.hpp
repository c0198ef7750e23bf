// Runs a check on every instruction set that this processor and this build have, the plain one among them.
#pragma once

#include <gtest/gtest.h>
#include <hwy/targets.h>

namespace phasescope {

template <class Check>
void for_each_target(const Check& check)
{
    const auto use = [](std::int64_t targets) {
        hwy::SetSupportedTargetsForTest(targets);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    };
    const std::int64_t all = hwy::SupportedTargets();
    for (std::int64_t rest = all; rest != 0; rest &= rest - 1) {
        const std::int64_t target = rest & -rest;
        SCOPED_TRACE(hwy::TargetName(target));
        use(target);
        check();
    }
    use(0);
}

}  // namespace phasescope

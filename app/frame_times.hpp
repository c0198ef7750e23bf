// How long frames took, and what the last one went to.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <vector>

namespace phasescope {

/// Seconds.
struct FrameParts {
    double pictures = 0;  ///< the numbers and colours of heatmaps
    double panels = 0;    ///< everything else of the program: measurements, curves, layout
    double drawing = 0;   ///< the shapes of the window by the driver, until the screen is exchanged

    double total() const { return pictures + panels + drawing; }
};

/// The last frames.
class FrameTimes {
public:
    static constexpr std::size_t most = 120;

    void note(const FrameParts& parts)
    {
        last_ = parts;
        totals_[noted_++ % most] = parts.total();
    }

    const FrameParts& last() const { return last_; }
    std::size_t count() const { return std::min(noted_, most); }

    /// Of the last `count()` frames; 0 where there was none.
    double median() const
    {
        std::vector<double> sorted(totals_.begin(), totals_.begin() + static_cast<std::ptrdiff_t>(count()));
        if (sorted.empty()) return 0;
        const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
        std::nth_element(sorted.begin(), middle, sorted.end());
        return *middle;
    }
    double longest() const { return *std::max_element(totals_.begin(), totals_.end()); }

private:
    FrameParts last_;
    std::array<double, most> totals_{};
    std::size_t noted_ = 0;
};

/// Adds the seconds that it lives to a number.
class Stopwatch {
public:
    explicit Stopwatch(double& seconds) : seconds_(seconds) {}
    ~Stopwatch() { seconds_ += std::chrono::duration<double>(Clock::now() - begin_).count(); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    using Clock = std::chrono::steady_clock;
    double& seconds_;
    Clock::time_point begin_ = Clock::now();
};

}  // namespace phasescope

// The lesson that is being gone through: which step, what was chosen, and the way from one step to the next.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/lesson/lesson.hpp"

namespace phasescope {

class LessonRun {
public:
    /// Begins a lesson at its first step; `name` says where it came from.
    void begin(Lesson lesson, std::string name);
    void end();

    bool running() const { return lesson_.has_value(); }
    const Lesson& lesson() const { return *lesson_; }
    const std::string& name() const { return name_; }
    std::size_t step_index() const { return step_; }
    const Step& step() const { return lesson_->steps[step_]; }

    /// Another number whenever the lesson or the step is another.
    std::uint64_t version() const { return version_; }

    /// Goes on to a step from the scene that is shown, in some time from `now` (seconds) on; beyond the ends nothing
    /// happens.
    void go_to(std::size_t step, const Scene& shown, double now);
    void next(const Scene& shown, double now) { go_to(step_ + 1, shown, now); }
    void back(const Scene& shown, double now);

    /// Goes back to the scene of the step.
    void restore(const Scene& shown, double now) { go_to(step_, shown, now); }

    /// What is shown on the way at this time; empty where the way is over or there is none.
    std::optional<Scene> on_the_way(double now);
    bool is_on_the_way() const { return from_.has_value(); }

    /// The step asks something that has not been answered: the view is covered.
    bool covers() const { return running() && step().question && !chosen(); }
    std::optional<std::size_t> chosen() const { return chosen_.empty() ? std::nullopt : chosen_[step_]; }
    void choose(std::size_t choice) { chosen_[step_] = choice; }

private:
    std::optional<Lesson> lesson_;
    std::string name_;
    std::size_t step_ = 0;
    std::uint64_t version_ = 0;
    std::vector<std::optional<std::size_t>> chosen_;  ///< one a step
    std::optional<Scene> from_;                       ///< where the way began
    double began_ = 0;
};

}  // namespace phasescope

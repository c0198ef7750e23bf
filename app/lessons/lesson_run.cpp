#include "app/lessons/lesson_run.hpp"

#include "core/lesson/blend.hpp"

namespace phasescope {
namespace {

/// Long enough to follow with the eye, short enough not to wait for, in seconds.
constexpr double way = 0.45;

/// Slow at both ends.
double eased(double t)
{
    return t * t * (3 - 2 * t);
}

}  // namespace

void LessonRun::begin(Lesson lesson, std::string name)
{
    chosen_.assign(lesson.steps.size(), std::nullopt);
    lesson_ = std::move(lesson);
    name_ = std::move(name);
    step_ = 0;
    from_.reset();
    ++version_;
}

void LessonRun::end()
{
    lesson_.reset();
    chosen_.clear();
    from_.reset();
    ++version_;
}

void LessonRun::go_to(std::size_t step, const Scene& shown, double now)
{
    if (!running() || step >= lesson_->steps.size()) return;
    if (step != step_) ++version_;
    step_ = step;
    from_ = shown;
    began_ = now;
}

void LessonRun::back(const Scene& shown, double now)
{
    if (step_ > 0) go_to(step_ - 1, shown, now);
}

std::optional<Scene> LessonRun::on_the_way(double now)
{
    if (!from_) return std::nullopt;
    const double t = (now - began_) / way;
    Scene scene = blended(*from_, step().scene, eased(std::min(std::max(t, 0.0), 1.0)));
    if (t >= 1) from_.reset();
    return scene;
}

}  // namespace phasescope
